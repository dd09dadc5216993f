"""Rows that the operator edits or only looks at; every change is written to the audit trail."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db import models
from django.forms import Field, ModelForm
from django.http import HttpRequest

from kado import clock
from kado.tenancy import audit
from kado.tenancy.models import User
from kado.tenancy.text import text

if TYPE_CHECKING:  # Django's admin classes take type arguments in its stubs only
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class AuditedAdmin(ModelAdmin):
    """Writes who changed what. help_keys: a field's name -> the text below it (kept out of the models, so that no migration follows from a word)."""

    help_keys: ClassVar[dict[str, str]] = {}

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        found = super().formfield_for_dbfield(db_field, request, **kwargs)
        if found is not None and db_field.name in self.help_keys:
            found.help_text = text(self.help_keys[db_field.name])
        return found

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
