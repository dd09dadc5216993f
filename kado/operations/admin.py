"""What the operator edits: organisations, people, servers and tokens; editions and the audit trail to look at.

Contracts, lists, terms and stops are in `entitlement_admin`. Telemetry is not here: it is read only through the data-use gate.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from kado import clock
from kado.edition.models import Edition
from kado.entitlement.waiting import link_contracts
from kado.language import has
from kado.operations.audited import AuditedAdmin, ReadOnlyAdmin
from kado.operations.site import operations
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
from kado.tenancy.text import locale_in_force, text

if TYPE_CHECKING:  # Django's admin classes take type arguments in its stubs only
    MembershipTable = admin.TabularInline[Membership, Organisation]
    GrantTable = admin.TabularInline[ResellerGrant, Organisation]
    PersonBase = UserAdmin[User]
else:
    PersonBase = UserAdmin
    MembershipTable = GrantTable = admin.TabularInline


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

    def save_model(
        self, request: HttpRequest, obj: Server, form: "ModelForm[Any]", change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        link_contracts(obj, clock.now())


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


def action_text(action: str) -> str:
    """What was done, in words; the key itself where an action of an older version has none."""
    key = f"audit-{action}"
    return str(text(key)) if has(locale_in_force(), key) else action


class ActionFilter(admin.SimpleListFilter):
    """The actions that the trail holds, by their texts."""

    title = text("field-action")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        actions = AuditEntry.objects.order_by().values_list("action", flat=True).distinct()
        return sorted(((a, action_text(a)) for a in actions), key=lambda pair: pair[1])

    def queryset(
        self, request: HttpRequest, queryset: "QuerySet[AuditEntry]"
    ) -> "QuerySet[AuditEntry]":
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEntry, site=operations)
class AuditAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "action_name", "organisation", "subject")
    list_filter = (ActionFilter,)
    search_fields = ("actor", "subject")
    exclude = ("action",)
    readonly_fields = ("action_name",)

    @admin.display(description=text("field-action"), ordering="action")
    def action_name(self, entry: AuditEntry) -> str:
        return action_text(entry.action)
