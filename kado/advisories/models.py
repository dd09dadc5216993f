"""Imported advisory packs. Nothing of a customer is in here, so the rows belong to no tenant."""

from typing import ClassVar

from django.db import models


class AdvisoryPack(models.Model):
    """One version of a pack, its file kept as it came. At most one version of a name is in use.

    digest: SHA-256 of the canonical content. Only packs that a trusted key signed are ever stored.
    """

    name = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    key_id = models.CharField(max_length=64)
    key_name = models.CharField(max_length=120)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    entries_count = models.PositiveIntegerField()
    file = models.BinaryField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)
    in_use = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name", "-issued_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "version"], name="one_row_per_pack_version"),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(in_use=True),
                name="one_version_of_a_pack_in_use",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
