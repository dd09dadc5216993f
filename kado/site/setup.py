"""Making Django ready for commands."""

import os


def ready() -> None:
    """Configure Django once; safe to call again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kado.site.settings")
    import django  # imported late: `kado forecast` must start without it

    django.setup()
