"""The outbox: what is to be told to whom, and whether it was."""

from typing import ClassVar

from django.db import models

from kado.tenancy.models import Organisation, User
from kado.tenancy.scope import TenantModel


class OutboxMessage(TenantModel):
    """One message to one address. purpose: the clause it is sent under (MISSION E3, E4). key: sent once per key.

    user: the member it is for; nobody is written to who is no member any more. None for an address outside.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        WITHHELD = "withheld"  # no consent in force, or no member any more, when it was to be sent

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

    class Meta:
        ordering: ClassVar = ["next_attempt_at"]

    def __str__(self) -> str:
        return f"{self.channel} {self.address}: {self.subject}"
