"""The Django application of this part."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "kado.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kado.operations import (  # noqa: F401  # each registers its pages
            admin,
            advisories,
            api_tokens,
            contacts,
            contacts_surveys,
            cycle,
            entitlement_admin,
            entry,
            false_alarms,
            rights_pages,
            terms_pages,
            units,
        )
        from kado.operations.labels import name_everything
        from kado.operations.site import operations

        name_everything(operations)
