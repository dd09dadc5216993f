"""The outbox: what is to be told to whom, and whether it was."""

from typing import ClassVar

from django.db import models

from kado.tenancy.models import Organisation, User
from kado.tenancy.scope import TenantModel


class OutboxMessage(TenantModel):
    """One message to one address. purpose: the clause it is sent under (MISSION E3, E4). key: sent once per key.

    user: the member it is for; nobody is written to who is no member any more. None for an address outside.
    reseller: who uses the organisation's data with it; None for the operator. to_proposer: it is for somebody of the reseller (or the
    operator), not for a member of the organisation. expires_at: from then on it is of no use and is not sent.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        WITHHELD = "withheld"  # no consent in force, no member any more, or not wanted, when it was to be sent
        EXPIRED = "expired"  # held back until it was of no use any more

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=20, default="mail")
    address = models.CharField(max_length=255)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=1, default="a")
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts_count = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)
    reseller = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    to_proposer = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["next_attempt_at"]

    def __str__(self) -> str:
        return f"{self.channel} {self.address}: {self.subject}"


class MailRefusal(models.Model):
    """Somebody wants no mails of a purpose, whatever their organisations consent to (MISSION E4).

    Not tenant-scoped: it is the person's own, and holds in every organisation they belong to.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_refusals")
    purpose = models.CharField(max_length=1)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "purpose"], name="one_refusal_per_purpose")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.purpose})"
