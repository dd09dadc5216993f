"""The organisation, server and lake of tests/store."""

from tests.store.conftest import lake_folder, organisation, seen, server

__all__ = ["lake_folder", "organisation", "seen", "server"]
