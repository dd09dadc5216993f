"""What all tests share: where recorded data is, and which markers are skipped aloud."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure: examples have no deadline.
settings.register_profile("kado", deadline=None)
settings.load_profile("kado")

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)


def real_data_folder() -> Path | None:
    """The folder of recorded data that KADO_REAL_DATA names, None where there is none."""
    given = os.environ.get("KADO_REAL_DATA", "").strip()
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "data"
    return folder if folder.is_dir() else None


def _touches_database(item: pytest.Item) -> bool:
    """Whether a test uses the database that is set; one whose processes bring their own does not."""
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run, saying which and why. On PostgreSQL run what touches the database: the rest ran on SQLite."""
    no_data = pytest.mark.skip(reason="recorded data is absent: set KADO_REAL_DATA")
    no_browser = pytest.mark.skip(reason="no Chromium on this machine")
    postgres = os.environ.get("KADO_DATABASE", "").startswith("postgres")
    no_postgres = pytest.mark.skip(reason="needs PostgreSQL: set KADO_DATABASE=postgresql://...")
    if postgres:
        config.hook.pytest_deselected(items=[i for i in items if not _touches_database(i)])
        items[:] = [i for i in items if _touches_database(i)]
    for item in items:
        if item.get_closest_marker("real_data") and real_data_folder() is None:
            item.add_marker(no_data)
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(no_browser)
        if item.get_closest_marker("postgres") and not postgres:
            item.add_marker(no_postgres)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of recorded data."""
    folder = real_data_folder()
    assert folder is not None
    return folder
