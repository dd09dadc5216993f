"""The Django application of this part."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "kado.tenancy"
    label = "tenancy"
    default_auto_field = "django.db.models.BigAutoField"
