"""What the operator edits: organisations and people, contracts, support lists, releases, terms, consents, stops.

Every change is written to the audit trail. Telemetry is not here: it is read only through the data-use gate.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from kado import clock
from kado.edition.models import Edition
from kado.entitlement.models import (
    CollectorRelease,
    Consent,
    DataUse,
    Stop,
    SupportContract,
    SupportListEntry,
    TermsAgreement,
    TermsVersion,
)
from kado.operations.site import operations
from kado.tenancy import audit
from kado.tenancy.models import (
    AuditEntry,
    CollectorToken,
    EnrolmentToken,
    Membership,
    Organisation,
    ResellerGrant,
    Server,
    User,
)
from kado.tenancy.text import text

if TYPE_CHECKING:  # Django's admin classes take type arguments in its stubs only
    ModelAdmin = admin.ModelAdmin[Any]
    MembershipTable = admin.TabularInline[Membership, Organisation]
    GrantTable = admin.TabularInline[ResellerGrant, Organisation]
    PersonBase = UserAdmin[User]
else:
    ModelAdmin, PersonBase = admin.ModelAdmin, UserAdmin
    MembershipTable = GrantTable = admin.TabularInline


class AuditedAdmin(ModelAdmin):
    """Writes who changed what."""

    def _record(self, request: HttpRequest, row: models.Model, action: str) -> None:
        server = getattr(row, "server", None)
        organisation_id = getattr(row, "organisation_id", None) or getattr(
            server, "organisation_id", None
        )
        actor = request.user.email if isinstance(request.user, User) else "?"
        audit.record(
            clock.now(), actor, action, organisation_id, subject=f"{row._meta.label}: {row}"[:255]
        )

    def save_model(
        self, request: HttpRequest, obj: Any, form: "ModelForm[Any]", change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        self._record(request, obj, "operator_changed" if change else "operator_added")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._record(request, obj, "operator_deleted")
        super().delete_model(request, obj)


class ReadOnlyAdmin(AuditedAdmin):
    """Shown, never changed here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MembershipInline(MembershipTable):
    model = Membership
    extra = 0
    autocomplete_fields: ClassVar = ["user"]


class GrantInline(GrantTable):
    model = ResellerGrant
    fk_name = "customer"
    extra = 0


@admin.register(Organisation, site=operations)
class OrganisationAdmin(AuditedAdmin):
    list_display = ("name", "kind", "zone", "country", "is_demonstration")
    list_filter = ("kind", "is_demonstration")
    search_fields = ("name", "name_en")
    inlines = (MembershipInline, GrantInline)


@admin.register(User, site=operations)
class PersonAdmin(PersonBase, AuditedAdmin):
    list_display = ("email", "display_name", "locale", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "display_name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "password", "display_name", "locale")}),
        (None, {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "locale", "usable_password", "password1", "password2")}),
    )


@admin.register(Server, site=operations)
class ServerAdmin(AuditedAdmin):
    list_display = (
        "hostname",
        "organisation",
        "model_number",
        "serial_number",
        "os_name",
        "os_version",
        "last_arrival_at",
    )
    list_filter = ("organisation", "model_number", "is_demonstration")
    search_fields = ("hostname", "serial_number", "model_number")
    readonly_fields = ("enrolled_at", "first_arrival_at", "last_arrival_at", "collector_version")


@admin.register(CollectorToken, EnrolmentToken, site=operations)
class TokenAdmin(ReadOnlyAdmin):
    """Tokens are shown by their digest's beginning and can be revoked: a collector that was lost may then enrol again."""

    actions = ("revoke",)
    list_display = ("__str__", "belongs_to", "created_at", "revoked_at")

    @admin.display(description=text("token-belongs-to"))
    def belongs_to(self, token: Any) -> str:
        return str(token.server if isinstance(token, CollectorToken) else token.organisation)

    @admin.action(description=text("token-revoke"))
    def revoke(self, request: HttpRequest, chosen: "QuerySet[Any]") -> None:
        at = clock.now()
        for token in chosen.filter(revoked_at=None):
            type(token).objects.filter(pk=token.pk).update(revoked_at=at)
            self._record(request, token, "operator_revoked")


@admin.register(SupportContract, site=operations)
class SupportContractAdmin(AuditedAdmin):
    list_display = ("number", "server", "plan", "valid_from", "valid_to")
    list_filter = ("plan",)
    search_fields = ("number", "server__hostname", "server__serial_number")
    autocomplete_fields: ClassVar = ["server"]
    date_hierarchy = "valid_from"


@admin.register(SupportListEntry, site=operations)
class SupportListAdmin(AuditedAdmin):
    list_display = ("service", "model_pattern", "os_pattern", "valid_from", "valid_to")
    list_filter = ("service",)
    search_fields = ("model_pattern", "os_pattern")


@admin.register(CollectorRelease, site=operations)
class CollectorReleaseAdmin(AuditedAdmin):
    list_display = ("version", "released_on")


@admin.register(TermsVersion, site=operations)
class TermsVersionAdmin(AuditedAdmin):
    """A version that somebody agreed to never changes: make a new one."""

    list_display = ("version", "title_ja", "title_en", "effective_from", "needs_new_agreement")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        agreed = obj is not None and TermsAgreement.objects.filter(terms=obj).exists()
        return not agreed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(Stop, site=operations)
class StopAdmin(AuditedAdmin):
    list_display = ("reason", "function", "organisation", "server", "begins_at", "ends_at")
    list_filter = ("reason", "function")
    autocomplete_fields: ClassVar = ["organisation", "server"]


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


@admin.register(Edition, site=operations)
class EditionAdmin(ReadOnlyAdmin):
    list_display = (
        "organisation",
        "month",
        "revision",
        "state",
        "cut_at",
        "made_at",
        "published_at",
    )
    list_filter = ("state", "month")
    exclude = ("summary", "inputs", "calibration")


@admin.register(AuditEntry, site=operations)
class AuditAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "action", "organisation", "subject")
    list_filter = ("action",)
    search_fields = ("actor", "subject")
