"""The Django application of this part."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "kado.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"
