"""The Django application of this part."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "kado.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"
