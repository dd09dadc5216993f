"""Who may have what: contracts, support lists, releases, terms, consents, stops, and the ledger of data uses."""

from typing import Any, ClassVar

from django.db import models

from kado.catalogue.functions import FUNCTIONS
from kado.tenancy.models import Organisation, Server, User
from kado.tenancy.scope import TenantModel
from kado.tenancy.text import text


class SupportContract(TenantModel):
    """A support contract of one unit (MISSION C2). valid_to None: open-ended; both ends inclusive."""

    tenant_path = "server__organisation_id"

    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="contracts")
    number = models.CharField(max_length=60)
    plan = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.number} ({self.valid_from} – {self.valid_to or '…'})"


class SupportListEntry(models.Model):
    """A line of the support list of one of the two services (MISSION C3). Patterns are shell-style."""

    class Service(models.TextChoices):
        KARTE = "karte", text("choice-service-karte")
        ANALYSIS = "analysis", text("choice-service-analysis")

    service = models.CharField(max_length=10, choices=Service)
    model_pattern = models.CharField(max_length=120)
    os_pattern = models.CharField(max_length=120, help_text="'name version', e.g. 'rhel 9*'")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["service", "model_pattern", "os_pattern"]
        verbose_name_plural = "support list entries"

    def __str__(self) -> str:
        return f"{self.service}: {self.model_pattern} / {self.os_pattern}"


class CollectorRelease(models.Model):
    """A released collector (MISSION C4)."""

    version = models.CharField(max_length=20, unique=True)
    released_on = models.DateField()
    notes_ja = models.TextField(blank=True)
    notes_en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-released_on"]

    def __str__(self) -> str:
        return self.version


class TermsVersion(models.Model):
    """A version of the terms, public once effective (MISSION C6). The newest effective one prevails."""

    version = models.CharField(max_length=20, unique=True)
    effective_from = models.DateTimeField()
    title_ja = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    body_ja = models.TextField()
    body_en = models.TextField()
    needs_new_agreement = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-effective_from"]

    def __str__(self) -> str:
        return self.version


class TermsAgreement(TenantModel):
    """An organisation's agreement: who, when, from where, to which text (its SHA-256)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    terms = models.ForeignKey(TermsVersion, on_delete=models.PROTECT)
    agreed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    agreed_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True, blank=True)
    text_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-agreed_at"]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.terms}"


class Consent(TenantModel):
    """Consent to a purpose (MISSION E3): (a) service, (b) proposals, (c) research, (d) feedback. (b) may name one reseller."""

    class Purpose(models.TextChoices):
        SERVICE = "a", text("choice-purpose-a")
        PROPOSALS = "b", text("choice-purpose-b")
        RESEARCH = "c", text("choice-purpose-c")
        FEEDBACK = "d", text("choice-purpose-d")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=1, choices=Purpose)
    reseller = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="consents_held"
    )
    given_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-given_at"]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.purpose})"


class Stop(models.Model):
    """A stop of all or part of the service (MISSION D2). No organisation, server or function named: the whole service."""

    class Reason(models.TextChoices):
        DATA_NOT_ARRIVING = "data_not_arriving", text("choice-reason-data-not-arriving")
        MAINTENANCE = "maintenance", text("choice-reason-maintenance")
        RELEASE = "release", text("choice-reason-release")
        FORCE_MAJEURE = "force_majeure", text("choice-reason-force-majeure")
        MISUSE = "misuse", text("choice-reason-misuse")
        OTHER = "other", text("choice-reason-other")

    reason = models.CharField(max_length=20, choices=Reason)
    function = models.CharField(
        max_length=30,
        blank=True,
        choices=[(f.key, text(f"choice-function-{f.key.replace('_', '-')}")) for f in FUNCTIONS],
        help_text="blank: all functions",
    )
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    server = models.ForeignKey(Server, null=True, blank=True, on_delete=models.CASCADE)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    notice_ja = models.TextField(blank=True)
    notice_en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-begins_at"]

    def __str__(self) -> str:
        return f"{self.reason} {self.begins_at:%Y-%m-%d %H:%M}"

    def notice_in(self, locale: str) -> str:
        return self.notice_en if locale == "en" else self.notice_ja


class DataUse(TenantModel):
    """One use of a customer's data: who, what for, under which purpose (MISSION E3). The customer reads these."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=1, choices=Consent.Purpose)
    actor = models.CharField(max_length=120)
    what = models.CharField(max_length=120)
    at = models.DateTimeField()
    refused = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} ({self.purpose}) {self.what}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValueError("the ledger of data uses is written, never changed")
        super().save(*args, **kwargs)
