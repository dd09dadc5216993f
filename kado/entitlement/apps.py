"""The Django application of this part."""

from django.apps import AppConfig


class EntitlementConfig(AppConfig):
    name = "kado.entitlement"
    label = "entitlement"
    default_auto_field = "django.db.models.BigAutoField"
