"""Editions as they are kept: frozen documents, one per server and one for the whole (MISSION B1-B3); and, beside them, what people answered to findings."""

from typing import Any, ClassVar

from django.db import models

from kado.edition.cycle_models import Making, ReviewPolicy
from kado.tenancy.models import Organisation, Server, User
from kado.tenancy.scope import TenantModel

__all__ = [
    "Comparison",
    "Edition",
    "EditionServer",
    "FindingResponse",
    "Making",
    "PublishedChanged",
    "ReviewPolicy",
]


class PublishedChanged(ValueError):
    """A published edition never changes: make a revision instead."""


class Edition(TenantModel):
    """One organisation's edition of one month, in one revision.

    summary: zlib-compressed canonical JSON of facts.edition.EditionSummary. content_sha256 covers the summary and every
    server's document, in order of server id: made again from the same pin it is the same. inputs: what it was made from
    besides the lake (kado.edition.inputs). calibration: the fleet's tables it was forecast with (kado.edition.fleet). announced_at: when its readers were told, or when it was decided not to tell them.
    reviewed_by: the operator's person who approved it.
    """

    class State(models.TextChoices):
        MAKING = "making"
        MADE = "made"
        PUBLISHED = "published"
        SUPERSEDED = "superseded"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="editions"
    )
    month = models.CharField(max_length=7, help_text="YYYY-MM")
    revision = models.PositiveSmallIntegerField(default=0)
    revision_reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.MAKING)
    zone = models.CharField(max_length=64)
    cut_at = models.DateTimeField()
    lake_versions = models.JSONField(default=dict)
    code_version = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=255, blank=True)
    inputs = models.BinaryField(null=True)
    calibration = models.BinaryField(null=True)
    summary = models.BinaryField(null=True)
    content_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-month", "-revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "month", "revision"], name="one_truth_per_revision"
            ),
            models.UniqueConstraint(
                fields=["organisation", "month"],
                condition=models.Q(state="published"),
                name="one_published_truth_per_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.month} r{self.revision}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises PublishedChanged for a row that is published: its state moves on through kado.edition.publish only."""
        if not self._state.adding and _is_fixed(self.pk):
            raise PublishedChanged(f"{self} is published: make a revision instead")
        super().save(*args, **kwargs)


def _is_fixed(pk: int) -> bool:
    fixed = (Edition.State.PUBLISHED, Edition.State.SUPERSEDED)
    return Edition.objects.filter(pk=pk, state__in=fixed).exists()


class EditionServer(TenantModel):
    """One server's part of an edition: zlib-compressed canonical JSON of facts.edition.ServerEdition."""

    tenant_path = "edition__organisation_id"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="server_parts")
    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="edition_parts")
    state = models.CharField(max_length=25)
    severity = models.CharField(max_length=10)
    document = models.BinaryField()
    document_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "server"], name="one_part_per_server")
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.server}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if _is_fixed(self.edition_id):
            raise PublishedChanged(f"{self.edition} is published: make a revision instead")
        super().save(*args, **kwargs)


class FindingResponse(TenantModel):
    """What a customer answered to one finding, known by server, rule and subject; the newest answer only, the audit trail has them all.

    It stands beside the editions and never changes one. severity, identity and month: what the finding was when it was answered
    (kado.edition.responses says what of it brings it back). until_date: of a snoozed one, the day on which it is open again.
    """

    class State(models.TextChoices):
        ACKNOWLEDGED = "acknowledged"
        SNOOZED = "snoozed"
        DISMISSED = "dismissed"
        REOPENED = "reopened"

    class Reason(models.TextChoices):
        """Why a finding was dismissed."""

        NO_PROBLEM = "no_problem"
        REPLACEMENT = "replacement"
        ACCEPTED = "accepted"
        FALSE_ALARM = "false_alarm"
        OTHER = "other"

    class Cause(models.TextChoices):
        """What reopened a finding."""

        PERSON = "person"
        WORSE = "worse"
        OTHER_SUBJECT = "other_subject"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="finding_responses"
    )
    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="finding_responses")
    rule = models.CharField(max_length=60)
    subject = models.CharField(max_length=255, blank=True)
    identity = models.CharField(max_length=64, blank=True)
    severity = models.CharField(max_length=10)
    month = models.CharField(max_length=7, help_text="YYYY-MM of the edition that was answered")
    state = models.CharField(max_length=12, choices=State)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    cause = models.CharField(max_length=13, choices=Cause, blank=True)
    until_date = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["server", "rule", "subject"], name="one_response_per_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.server_id} {self.rule} {self.subject} {self.state}"


class Comparison(models.Model):
    """Where the middle of similar servers lies, one row a month for the whole installation (kado.edition.comparison).

    Quantiles only, over enough servers of enough customers: no row of any customer stands in it, so it belongs to none. month:
    'YYYY-MM' of the published editions it was made from. table: zlib-compressed JSON of kado.edition.comparison.Table.
    """

    month = models.CharField(max_length=7, help_text="YYYY-MM")
    is_demonstration = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    table = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "is_demonstration"], name="one_comparison_per_month"
            )
        ]

    def __str__(self) -> str:
        return self.month
