"""Where the files of this part lie: exports that wait to be fetched, and what is known of deletions after a restore."""

from pathlib import Path

from django.conf import settings


def exports_folder() -> Path:
    """Finished and unfinished archives, readable by the service alone."""
    return _made(Path(settings.KADO_HOME) / "exports")


def deletions_folder() -> Path:
    """One JSON file for each deletion that was begun. Copy it apart from the database: a restored database does not know them."""
    return _made(Path(settings.KADO_HOME) / "deletions")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
