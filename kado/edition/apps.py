"""The Django application of this part."""

from django.apps import AppConfig


class EditionConfig(AppConfig):
    name = "kado.edition"
    label = "edition"
    default_auto_field = "django.db.models.BigAutoField"
