"""The Django application of this part."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "kado.contacts"
    label = "contacts"
    default_auto_field = "django.db.models.BigAutoField"
