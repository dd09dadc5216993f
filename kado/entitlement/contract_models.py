"""What entitles a unit: plans, support contracts, support lists, collector releases and what each function needs (MISSION C2-C4)."""

from typing import ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kado.catalogue.functions import FUNCTIONS
from kado.tenancy.models import Server
from kado.tenancy.scope import TenantModel
from kado.tenancy.text import locale_in_force, text

# A contract that ended a quarter ago is no contract any more: longer grace would hide that nobody renewed.
GRACE_LIMIT_DAYS: Final = 92
FUNCTION_CHOICES: Final = [
    (f.key, text(f"choice-function-{f.key.replace('_', '-')}")) for f in FUNCTIONS
]


class ContractPlan(models.Model):
    """A plan of support contracts. functions: keys of the functions it includes; an empty list includes all.

    grace_days: for how long after a contract's last day the unit is still served, so that a renewal under way interrupts nothing.
    """

    key = models.CharField(max_length=60, unique=True)
    name_ja = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    grace_days = models.PositiveSmallIntegerField(default=0)
    functions = models.JSONField(default=list, blank=True)
    response_note_ja = models.TextField(blank=True)
    response_note_en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.name_in(locale_in_force())

    def name_in(self, locale: str) -> str:
        return self.name_en if locale == "en" else self.name_ja

    def note_in(self, locale: str) -> str:
        return self.response_note_en if locale == "en" else self.response_note_ja

    def clean(self) -> None:
        if self.grace_days is not None and self.grace_days > GRACE_LIMIT_DAYS:
            raise ValidationError({"grace_days": text("plan-problem-grace")})
        known = {f.key for f in FUNCTIONS}
        if not isinstance(self.functions, list) or set(self.functions) - known:
            raise ValidationError({"functions": text("plan-problem-functions")})


class SupportContract(TenantModel):
    """A support contract of one unit (MISSION C2). valid_to None: open-ended; both ends inclusive.

    A contract may be known before its unit is: then `server` is empty and the unit is named by manufacturer, model number and
    serial number until its collector enrols (kado.entitlement.waiting). Such a row belongs to no organisation and is seen by nobody but
    the operator.
    """

    class Renewal(models.TextChoices):
        AUTOMATIC = "automatic", text("choice-renewal-automatic")
        BY_ORDER = "by_order", text("choice-renewal-by-order")
        NONE = "none", text("choice-renewal-none")

    tenant_path = "server__organisation_id"

    server = models.ForeignKey(
        Server, null=True, blank=True, on_delete=models.CASCADE, related_name="contracts"
    )
    manufacturer = models.CharField(max_length=120, blank=True)
    model_number = models.CharField(max_length=120, blank=True)
    serial_number = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=60)
    plan = models.ForeignKey(
        ContractPlan, to_field="key", on_delete=models.PROTECT, related_name="contracts"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    renewal = models.CharField(max_length=10, choices=Renewal, default=Renewal.BY_ORDER)
    renewed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["valid_from"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(server__isnull=False) | ~Q(serial_number=""), name="contract_has_a_unit"
            ),
            models.UniqueConstraint(fields=["server", "number"], name="one_contract_per_number"),
            models.UniqueConstraint(
                Lower("manufacturer"),
                Lower("model_number"),
                Lower("serial_number"),
                "number",
                condition=Q(server__isnull=True),
                name="one_waiting_contract_per_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.valid_from} – {self.valid_to or '…'})"

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": text("contract-problem-order")})
        named = (self.manufacturer, self.model_number, self.serial_number)
        if self.server_id is None and not all(named):
            raise ValidationError(text("contract-problem-unit"))


class SupportListEntry(models.Model):
    """A line of the support list of one of the two services (MISSION C3). Patterns are shell-style."""

    class Service(models.TextChoices):
        KARTE = "karte", text("choice-service-karte")
        ANALYSIS = "analysis", text("choice-service-analysis")

    service = models.CharField(max_length=10, choices=Service)
    model_pattern = models.CharField(max_length=120)
    os_pattern = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["service", "model_pattern", "os_pattern"]
        verbose_name_plural = "support list entries"

    def __str__(self) -> str:
        return f"{self.service}: {self.model_pattern} / {self.os_pattern}"

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": text("contract-problem-order")})


class CollectorRelease(models.Model):
    """A released collector (MISSION C4)."""

    version = models.CharField(max_length=20, unique=True)
    released_on = models.DateField()
    notes_ja = models.TextField(blank=True)
    notes_en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-released_on"]

    def __str__(self) -> str:
        return self.version


class FunctionRequirement(models.Model):
    """From a day on a function needs a newer collector than the catalogue says (MISSION C4): a fix that the collector has to bring."""

    function = models.CharField(max_length=30, choices=FUNCTION_CHOICES)
    collector_version = models.CharField(max_length=20)
    effective_from = models.DateField()
    reason_ja = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-effective_from", "function"]

    def __str__(self) -> str:
        return f"{self.function} ≥ {self.collector_version} ({self.effective_from})"

    def clean(self) -> None:
        parts = self.collector_version.split(".")
        if not all(p.isascii() and p.isdigit() for p in parts):
            raise ValidationError({"collector_version": text("requirement-problem-version")})
