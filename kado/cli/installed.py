"""The database of an installation, as commands need it: there, and of this version."""

from kado.cli.main import UsageError
from kado.site.setup import ready


def ready_installed() -> None:
    """Make Django ready. Raises UsageError where no database answers, or has not the tables of this version (a new home, an upgrade)."""
    ready()
    from django.conf import settings
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    settings.KADO_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise UsageError(f"the database does not answer: {str(error).strip()}") from error
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise UsageError(
            f"the database of {settings.KADO_HOME} is empty or of another version: run `kado manage migrate`, "
            "or `kado up` for a new installation"
        )
