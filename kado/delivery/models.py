"""The outbox: what is to be told to whom, and whether it was."""

from typing import ClassVar

from django.db import models

from kado.tenancy.models import Organisation
from kado.tenancy.scope import TenantModel


class OutboxMessage(TenantModel):
    """One message to one address. purpose: the clause it is sent under (MISSION E3, E4). key: sent once per key."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=20, default="mail")
    address = models.CharField(max_length=255)
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
