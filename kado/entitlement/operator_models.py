"""What the operator does here in bulk or by program: imports that can be taken back, and tokens of its own systems (MISSION F3)."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from kado.tenancy.models import User
from kado.tenancy.text import text


class ImportBatch(models.Model):
    """A CSV file: previewed, then applied, perhaps undone. content: the file, kept until it is applied or given up."""

    class Kind(models.TextChoices):
        CONTRACTS = "contracts", text("choice-import-contracts")
        SUPPORT_LIST = "support_list", text("choice-import-support-list")

    class State(models.TextChoices):
        PREVIEWED = "previewed", text("choice-import-previewed")
        APPLIED = "applied", text("choice-import-applied")
        UNDONE = "undone", text("choice-import-undone")

    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEWED)
    file_name = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=b"", editable=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=255)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=255, blank=True)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name or self.file_sha256[:12]


class ImportedRow(models.Model):
    """What a batch did to one row. before None: the row was new. after: what stood in it then, to see whether it changed since."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField()

    def __str__(self) -> str:
        return f"{self.batch}: {self.row_id}"


class OperatorToken(models.Model):
    """Lets a system of the operator use the operator's API. Only its SHA-256 is kept; window_*: how much it asked lately."""

    class Scope(models.TextChoices):
        READ = "read", text("choice-scope-read")
        WRITE = "write", text("choice-scope-write")

    name = models.CharField(max_length=120)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    scope = models.CharField(max_length=5, choices=Scope, default=Scope.READ)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    window_started_at = models.DateTimeField(null=True, blank=True, editable=False)
    window_requests_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    def is_good(self, at: datetime) -> bool:
        """Whether it may be used at an instant."""
        return at < self.expires_at and (self.revoked_at is None or at < self.revoked_at)
