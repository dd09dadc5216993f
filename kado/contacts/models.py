"""Contacts with customers, as far as their consent goes (MISSION E4): proposals under (b), surveys and feedback under (d)."""

from datetime import date, timedelta
from typing import ClassVar, Final

from django.db import models

from kado.tenancy.models import Organisation, Server, User
from kado.tenancy.scope import TenantModel

TITLE_LONGEST_COUNT: Final = 200
BODY_LONGEST_COUNT: Final = 4000
NOTE_LONGEST_COUNT: Final = 1000


class Proposal(TenantModel):
    """A proposal to a customer, from findings of one edition. reseller: who proposes; None for the operator.

    ask_again_on: until that day nobody proposes the kind to the customer again (declined, or "not now"). The texts may be in one language
    only: then readers of the other see that one.
    """

    class Answer(models.TextChoices):
        INTERESTED = "interested"
        NOT_NOW = "not_now"
        DECLINED = "declined"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="proposals"
    )
    reseller = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="proposals_made"
    )
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    revision = models.PositiveSmallIntegerField()
    title_ja = models.CharField(max_length=TITLE_LONGEST_COUNT, blank=True)
    title_en = models.CharField(max_length=TITLE_LONGEST_COUNT, blank=True)
    body_ja = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    offer_ja = models.TextField(blank=True)
    offer_en = models.TextField(blank=True)
    valid_until = models.DateField()
    sent_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    answer_note = models.TextField(blank=True)
    ask_again_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.title_ja or self.title_en


class ProposalFinding(TenantModel):
    """A finding that a proposal rests on, with its title as it was when the proposal was sent."""

    tenant_path = "proposal__organisation_id"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="findings")
    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    subject = models.CharField(max_length=255, blank=True)
    title_ja = models.CharField(max_length=400)
    title_en = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title_ja


class Survey(models.Model):
    """The operator's questions to chosen readers. The audience: of these organisations (none named: all), in this role ('': any)."""

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    title_ja = models.CharField(max_length=TITLE_LONGEST_COUNT)
    title_en = models.CharField(max_length=TITLE_LONGEST_COUNT)
    intro_ja = models.TextField(blank=True)
    intro_en = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    role = models.CharField(max_length=15, blank=True)
    only_with_edition = models.BooleanField(default=False)
    closes_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.title_ja

    @property
    def last_day(self) -> date | None:
        """The last day (UTC) on which answers are taken."""
        return (self.closes_at - timedelta(seconds=1)).date() if self.closes_at else None

    def title_in(self, locale: str) -> str:
        return self.title_en if locale == "en" else self.title_ja

    def intro_in(self, locale: str) -> str:
        return self.intro_en if locale == "en" else self.intro_ja


class SurveyQuestion(models.Model):
    """One question. choices_ja, choices_en: one choice a line, as many in both languages."""

    class Kind(models.TextChoices):
        ONE = "one"
        MANY = "many"
        SCALE = "scale"
        TEXT = "text"

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=5, choices=Kind)
    text_ja = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    choices_ja = models.TextField(blank=True)
    choices_en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text_ja

    def text_in(self, locale: str) -> str:
        return self.text_en if locale == "en" else self.text_ja

    def choices_in(self, locale: str) -> list[str]:
        """The choices, in their order; an answer keeps a choice's place."""
        return lines_of(self.choices_en if locale == "en" else self.choices_ja)


def lines_of(written: str) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in written.splitlines() if line.strip()]


class SurveyInvitation(TenantModel):
    """One reader in one organisation who is asked. skipped_at: wants not to be asked this again."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField()
    skipped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["survey", "organisation", "user"], name="one_invitation_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.user_id}"


class SurveyAnswer(TenantModel):
    """What one reader answered. values: by the question's id a choice's place (one), places (many), 0-10 (scale) or words (text)."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    values = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["survey", "organisation", "user"], name="one_survey_answer_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.user_id}"


class Feedback(TenantModel):
    """What a reader thinks of a finding, an edition or the service. Of a finding or an edition a person says one thing, which can change.

    month: of the edition, '' for the service as a whole. server, rule, subject: the finding, empty for an edition as a whole.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="feedback"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    month = models.CharField(max_length=7, blank=True)
    revision = models.PositiveSmallIntegerField(default=0)
    server = models.ForeignKey(Server, null=True, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    is_useful = models.BooleanField(null=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "user", "month", "revision", "server", "rule", "subject"],
                name="one_feedback_per_finding",
            ),
            models.UniqueConstraint(
                fields=["organisation", "user", "month", "revision"],
                condition=models.Q(server=None) & ~models.Q(month=""),
                name="one_feedback_per_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.rule} {self.is_useful}"
