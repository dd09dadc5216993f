"""The Django application of this part."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "kado.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
