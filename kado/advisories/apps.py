"""The Django application of this part."""

from django.apps import AppConfig


class AdvisoriesConfig(AppConfig):
    name = "kado.advisories"
    label = "advisories"
    default_auto_field = "django.db.models.BigAutoField"
