"""Names of tables and fields on the operator's pages, in the reader's language.

They are set on the loaded models and not written into them: Django keeps what a migration compares apart from what a page shows
(`Field.deconstruct` reads `_verbose_name`), so no migration follows from a word.
"""

from django.apps import apps
from django.contrib.admin import AdminSite

from kado.tenancy.text import text


def name_everything(site: AdminSite) -> None:
    """Give every registered model and each of its fields its text: `model-<name>` and `field-<name>`."""
    for model in site._registry:
        meta = model._meta
        apps.get_app_config(meta.app_label).verbose_name = text(f"app-{meta.app_label}")
        meta.verbose_name = text(f"model-{meta.model_name}")
        meta.verbose_name_plural = text(f"model-{meta.model_name}")
        for field in meta.fields:
            field.verbose_name = text(f"field-{field.name.replace('_', '-')}")
