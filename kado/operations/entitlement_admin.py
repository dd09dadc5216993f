"""What the operator edits of who may have what: plans, contracts, lists, releases, needed collectors, terms, stops (MISSION C1-C6, D2, F3)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from kado import clock
from kado.entitlement.contract_models import FUNCTION_CHOICES
from kado.entitlement.models import (
    CollectorRelease,
    Consent,
    ContractPlan,
    DataUse,
    FunctionRequirement,
    Stop,
    SupportContract,
    SupportListEntry,
    TermsAgreement,
    TermsVersion,
)
from kado.entitlement.terms import may_be_edited, terms_in_force
from kado.entitlement.waiting import server_of_unit
from kado.operations.audited import AuditedAdmin, ReadOnlyAdmin
from kado.operations.site import operations
from kado.tenancy.text import text

if TYPE_CHECKING:  # Django's forms take type arguments in its stubs only
    PlanFormBase = forms.ModelForm[ContractPlan]
    ContractFormBase = forms.ModelForm[SupportContract]
    TermsFormBase = forms.ModelForm[TermsVersion]
else:
    PlanFormBase = ContractFormBase = TermsFormBase = forms.ModelForm


class PlanForm(PlanFormBase):
    """A plan; its functions are ticked."""

    functions = forms.MultipleChoiceField(
        choices=FUNCTION_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=text("field-functions"),
        help_text=text("field-plan-functions-help"),
    )


@admin.register(ContractPlan, site=operations)
class ContractPlanAdmin(AuditedAdmin):
    form = PlanForm
    list_display = ("key", "name_ja", "name_en", "grace_days")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("key",) if obj is not None else ()


class WaitingFilter(admin.SimpleListFilter):
    """Contracts whose unit is known, and those that wait for it."""

    title = text("contract-linking")
    parameter_name = "unit"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("known", text("contract-linked")), ("waits", text("contract-waits"))]

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[SupportContract]"
    ) -> "QuerySet[SupportContract]":
        if self.value() in ("known", "waits"):
            return queryset.filter(server__isnull=self.value() == "waits")
        return queryset


class ContractForm(ContractFormBase):
    """A contract of a server, or of a unit by its name: a unit that is known already is its server."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        unit = [cleaned.get(k) or "" for k in ("manufacturer", "model_number", "serial_number")]
        if cleaned.get("server") is None and all(unit):
            cleaned["server"] = server_of_unit(unit[0], unit[1], unit[2])
        if cleaned.get("server") is not None:
            cleaned |= {"manufacturer": "", "model_number": "", "serial_number": ""}
        return cleaned


@admin.register(SupportContract, site=operations)
class SupportContractAdmin(AuditedAdmin):
    form = ContractForm
    list_display = ("number", "unit", "plan", "valid_from", "valid_to", "renewal")
    list_filter = ("plan", "renewal", WaitingFilter)
    list_select_related = ("server", "plan")
    search_fields = ("number", "server__hostname", "server__serial_number", "serial_number")
    autocomplete_fields: ClassVar = ["server"]
    date_hierarchy = "valid_from"
    help_keys: ClassVar = {"renewed_by": "contract-renewed-by-help"}

    @admin.display(description=text("contract-unit"))
    def unit(self, contract: SupportContract) -> str:
        if contract.server is not None:
            return str(contract.server)
        named = f"{contract.manufacturer} {contract.model_number} {contract.serial_number}"
        return f"{named} · {text('contract-waits')}"


@admin.register(SupportListEntry, site=operations)
class SupportListAdmin(AuditedAdmin):
    list_display = ("service", "model_pattern", "os_pattern", "valid_from", "valid_to")
    list_filter = ("service",)
    search_fields = ("model_pattern", "os_pattern")
    help_keys: ClassVar = {"os_pattern": "support-list-os-help"}


@admin.register(CollectorRelease, site=operations)
class CollectorReleaseAdmin(AuditedAdmin):
    list_display = ("version", "released_on")


@admin.register(FunctionRequirement, site=operations)
class FunctionRequirementAdmin(AuditedAdmin):
    list_display = ("function", "collector_version", "effective_from")
    list_filter = ("function",)
    help_keys: ClassVar = {"collector_version": "requirement-version-help"}


class TermsForm(TermsFormBase):
    """A version of the terms. The first one may have been in force before this installation was."""

    def clean_effective_from(self) -> datetime:
        effective_from: datetime = self.cleaned_data["effective_from"]
        at = clock.now()
        if effective_from < at and terms_in_force(at) is not None:
            raise forms.ValidationError(text("terms-problem-past"))
        return effective_from


@admin.register(TermsVersion, site=operations)
class TermsVersionAdmin(AuditedAdmin):
    """A version that is effective, or that somebody agreed to, never changes: make a new one."""

    form = TermsForm
    list_display = ("version", "title_ja", "title_en", "effective_from", "needs_new_agreement")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        open_to_change = obj is None or may_be_edited(obj, clock.now())
        return open_to_change and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(Stop, site=operations)
class StopAdmin(AuditedAdmin):
    list_display = (
        "reason",
        "function",
        "organisation",
        "server",
        "begins_at",
        "ends_at",
        "data_meanwhile",
    )
    list_filter = ("reason", "function", "data_meanwhile")
    autocomplete_fields: ClassVar = ["organisation", "server"]
    help_keys: ClassVar = {
        "function": "stop-function-help",
        "announced_at": "stop-announced-help",
        "data_meanwhile": "stop-data-help",
    }


@admin.register(TermsAgreement, site=operations)
class TermsAgreementAdmin(ReadOnlyAdmin):
    list_display = ("organisation", "terms", "agreed_by", "agreed_at")


@admin.register(Consent, site=operations)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ("organisation", "purpose", "reseller", "given_at", "expires_at", "withdrawn_at")
    list_filter = ("purpose",)


@admin.register(DataUse, site=operations)
class DataUseAdmin(ReadOnlyAdmin):
    list_display = ("at", "organisation", "purpose", "actor", "what", "refused")
    list_filter = ("purpose", "refused")
