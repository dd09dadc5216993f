"""Who may have what: terms, consents, stops, and the ledger of data uses; contracts and lists stand in `contract_models`."""

from datetime import datetime
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models

from kado.entitlement.contract_models import (
    FUNCTION_CHOICES,
    CollectorRelease,
    ContractPlan,
    FunctionRequirement,
    SupportContract,
    SupportListEntry,
)
from kado.entitlement.operator_models import ImportBatch, ImportedRow, OperatorToken
from kado.tenancy.models import Organisation, Server, User
from kado.tenancy.scope import TenantModel
from kado.tenancy.text import text

__all__ = [
    "CollectorRelease",
    "Consent",
    "ContractPlan",
    "DataUse",
    "FunctionRequirement",
    "ImportBatch",
    "ImportedRow",
    "OperatorToken",
    "Stop",
    "SupportContract",
    "SupportListEntry",
    "TermsAgreement",
    "TermsVersion",
]


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
    """A stop of all or part of the service (MISSION D2). No organisation, server or function named: the whole service.

    announced_at None: without notice, nobody was told before it began. Every page and answer tells of it from then on.
    """

    class Reason(models.TextChoices):
        DATA_NOT_ARRIVING = "data_not_arriving", text("choice-reason-data-not-arriving")
        MAINTENANCE = "maintenance", text("choice-reason-maintenance")
        RELEASE = "release", text("choice-reason-release")
        FORCE_MAJEURE = "force_majeure", text("choice-reason-force-majeure")
        MISUSE = "misuse", text("choice-reason-misuse")
        OTHER = "other", text("choice-reason-other")

    class DataMeanwhile(models.TextChoices):
        """What happens to data that collectors send while the stop is in force."""

        KEPT = "kept", text("choice-data-kept")
        NOT_ANALYSED = "not_analysed", text("choice-data-not-analysed")
        REFUSED = "refused", text("choice-data-refused")

    reason = models.CharField(max_length=20, choices=Reason)
    function = models.CharField(max_length=30, blank=True, choices=FUNCTION_CHOICES)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    server = models.ForeignKey(Server, null=True, blank=True, on_delete=models.CASCADE)
    announced_at = models.DateTimeField(null=True, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    data_meanwhile = models.CharField(max_length=12, blank=True, choices=DataMeanwhile)
    notice_ja = models.TextField(blank=True)
    notice_en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-begins_at"]

    def __str__(self) -> str:
        return f"{self.reason} {self.begins_at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.data_meanwhile:
            whole = None if self.function else DATA_BY_REASON.get(self.reason)
            self.data_meanwhile = whole or self.DataMeanwhile.KEPT
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.begins_at and self.ends_at and self.ends_at <= self.begins_at:
            raise ValidationError({"ends_at": text("stop-problem-order")})
        if self.function and self.data_meanwhile not in ("", self.DataMeanwhile.KEPT):
            raise ValidationError({"data_meanwhile": text("stop-problem-function-data")})

    def notice_in(self, locale: str) -> str:
        return self.notice_en if locale == "en" else self.notice_ja

    @property
    def with_notice(self) -> bool:
        """Whether it was announced before it began."""
        return self.announced_at is not None and self.announced_at < self.begins_at

    def is_in_force(self, at: datetime) -> bool:
        return self.begins_at <= at and (self.ends_at is None or at < self.ends_at)


# What a stop does with data where the operator does not say: what comes from misuse must not reach the lake.
DATA_BY_REASON: Final = {Stop.Reason.MISUSE.value: Stop.DataMeanwhile.REFUSED}


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
