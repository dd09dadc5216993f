"""What customers asked for under their rights (MISSION E5): counts of what is held, exports, deletions.

A deletion outlives what it deletes: it names nothing by foreign key but what is set free when that goes, and it holds no telemetry.
"""

from typing import ClassVar, Final

from django.db import models

from kado.tenancy.models import Organisation, Server, User
from kado.tenancy.scope import TenantModel


class Inventory(TenantModel):
    """Telemetry held about an organisation, counted by the worker when somebody asks: rows of the lake cannot be counted while a page is read.

    lines: [{"table", "metric", "servers_count", "rows_count", "first_at", "last_at"}]. counted_at: as of when; None before the first time.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE)
    asked_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True)
    servers_done_count = models.PositiveIntegerField(default=0)
    servers_count = models.PositiveIntegerField(default=0)
    lines = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.counted_at}"


class Export(TenantModel):
    """An archive of what is held about an organisation or one of its servers.

    hostname: of the one server, '' for the whole organisation. file_name: inside the folder of exports; '' while there is none.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        MAKING = "making"
        READY = "ready"
        FAILED = "failed"
        GONE = "gone"  # past its days, or removed because what it held was deleted

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="exports")
    server = models.ForeignKey(Server, null=True, on_delete=models.CASCADE)
    hostname = models.CharField(max_length=255, blank=True)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    attempts_count = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=80, blank=True)
    size_bytes = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.hostname or '*'} {self.state}"


class Deletion(models.Model):
    """A deletion asked for, waiting, taken back, under way or done; when done, its certificate.

    Not tenant-scoped: it has to be readable when the organisation is gone. `address` (256 random bits) is who may read it then.
    When it is done server_id is emptied, and organisation_id too where the organisation went; subject_sha256 are digests of the ids of
    what was deleted, so that a restored backup can be cleansed (kado.rights.reapply) though no id is kept.
    """

    class Scope(models.TextChoices):
        SERVER = "server"
        ORGANISATION = "organisation"

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN_BACK = "taken_back"
        DOING = "doing"
        DONE = "done"

    scope = models.CharField(max_length=12, choices=Scope)
    address = models.CharField(max_length=64, unique=True)
    organisation_id = models.UUIDField(null=True, db_index=True)
    server_id = models.UUIDField(null=True)
    organisation_name = models.CharField(max_length=120)
    hostname = models.CharField(max_length=255, blank=True)
    zone = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=255)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_back_by = models.CharField(max_length=255, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=20, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    subject_sha256 = models.JSONField(default=list)
    certificate = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.organisation_name} {self.hostname or '*'} {self.state}"


UNFINISHED: Final = (Deletion.State.WAITING, Deletion.State.DOING)
