"""What the monthly cycle remembers beside the editions: how the making of a month goes, and who wants to look before it is published."""

from typing import ClassVar

from django.db import models

from kado.tenancy.models import Organisation
from kado.tenancy.scope import TenantModel


class Making(TenantModel):
    """How the making of one organisation's month goes. It stands beside the edition and changes nothing in it.

    maker: the process that is at it, '' for none. step: key of the text that names what it does; progress_at: when it last said so.
    attempts_count: failures in a row; problem: the last one; next_attempt_at: not before this is it tried again by itself.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="edition_makings"
    )
    month = models.CharField(max_length=7, help_text="YYYY-MM")
    maker = models.CharField(max_length=255, blank=True)
    step = models.CharField(max_length=40, blank=True)
    servers_done_count = models.PositiveIntegerField(default=0)
    servers_count = models.PositiveIntegerField(default=0)
    progress_at = models.DateTimeField(null=True)
    attempts_count = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "month"], name="one_making_per_month")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.month}"


class ReviewPolicy(TenantModel):
    """What holds for one organisation in place of the installation's setting (kado.edition.review).

    holds: editions wait for the operator's review. publishes_unreviewed: one that nobody reviewed is published in time all the same.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="review_policy"
    )
    holds = models.BooleanField()
    publishes_unreviewed = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} {'holds' if self.holds else 'publishes'}"
