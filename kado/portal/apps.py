"""The Django application of this part."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kado.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
