"""The inbox: bundles accepted and not yet in the lake, and what is remembered of those that are."""

import uuid
from typing import ClassVar

from django.db import models

from kado.tenancy.models import Server
from kado.tenancy.scope import TenantModel


class InboxBundle(TenantModel):
    """One accepted bundle, as it came (compressed). batch_id: the digest batch that claimed it, None while waiting.

    problem: why digest could not read it, blank where it can; such a row waits for the operator and holds nothing else up.
    """

    tenant_path = "server__organisation_id"

    bundle_id = models.UUIDField(primary_key=True)
    server = models.ForeignKey(Server, on_delete=models.CASCADE)
    received_at = models.DateTimeField(db_index=True)
    body = models.BinaryField()
    batch_id = models.UUIDField(null=True, db_index=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["received_at"]

    def __str__(self) -> str:
        return str(self.bundle_id)


class BundleReceipt(TenantModel):
    """What is remembered of every bundle accepted: sent twice, it is stored once (MISSION B3, D3)."""

    tenant_path = "server__organisation_id"

    bundle_id = models.UUIDField(primary_key=True)
    server = models.ForeignKey(Server, on_delete=models.CASCADE)
    received_at = models.DateTimeField()
    observed_from = models.DateTimeField(null=True)
    observed_to = models.DateTimeField(null=True)
    body_sha256 = models.CharField(max_length=64)
    points_count = models.PositiveIntegerField(default=0)
    dropped_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["received_at"], name="receipts_by_age")]

    def __str__(self) -> str:
        return str(self.bundle_id)


class IntakeWindow(TenantModel):
    """How much one server sent in its current window of time: a flood is answered with 429 (MISSION D3)."""

    tenant_path = "server__organisation_id"

    server = models.OneToOneField(Server, on_delete=models.CASCADE, primary_key=True)
    started_at = models.DateTimeField()
    requests_count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.server_id} {self.requests_count}"


class DigestBatch(models.Model):
    """One digest batch: claimed, then committed to the lake, then cleared from the inbox."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    started_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    bundles_count = models.PositiveIntegerField(default=0)
    rows_count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.id)
