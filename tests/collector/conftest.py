"""Makes `collector_tools` importable and gives the peer."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from collector_tools import Service, service


@pytest.fixture
def peer() -> Iterator[Service]:
    with service() as found:
        yield found
