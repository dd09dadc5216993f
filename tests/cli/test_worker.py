"""The worker's round: everything that is due, and upkeep of the lake once a day with the editions' pins."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kado import clock
from kado.cli import worker
from kado.cli.worker import one_round
from kado.edition import make, progress
from kado.edition.models import Edition, Making
from kado.store import upkeep
from kado.tenancy import scope
from tests.edition import fleet

AT = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.LAKE_URL = str(tmp_path / "lake")
    settings.KADO_HOME = tmp_path


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, Sequence[int]]]:
    """The pins of every upkeep that was done."""
    calls: list[Mapping[str, Sequence[int]]] = []
    inner = upkeep.upkeep

    def noted(at: datetime, pins: Mapping[str, Sequence[int]]) -> upkeep.UpkeepReport:
        calls.append(pins)
        return inner(at, pins)

    monkeypatch.setattr(upkeep, "upkeep", noted)
    return calls


def rounds(monkeypatch: pytest.MonkeyPatch, *instants: datetime) -> None:
    for at in instants:
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        one_round()


def test_upkeep_comes_once_a_day_with_the_pins_of_editions(
    monkeypatch: pytest.MonkeyPatch, kept: list[Mapping[str, Sequence[int]]]
) -> None:
    fleet.server(fleet.organisation(), "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    rounds(monkeypatch, AT, AT + timedelta(seconds=20), AT + timedelta(hours=1))
    assert len(kept) == 2
    with scope.everything("test"):
        edition = Edition.objects.get()
    assert kept[0] == {table: (version,) for table, version in edition.lake_versions.items()}


def test_upkeep_that_fails_waits_for_the_next_day(
    monkeypatch: pytest.MonkeyPatch, kept: list[Mapping[str, Sequence[int]]]
) -> None:
    inner = upkeep.upkeep
    monkeypatch.setattr(upkeep, "upkeep", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rounds(monkeypatch, AT)
    monkeypatch.setattr(upkeep, "upkeep", inner)
    rounds(monkeypatch, AT + timedelta(minutes=1), AT + timedelta(days=1))
    assert len(kept) == 1


def test_asked_to_stop_it_leaves_an_edition_as_far_as_it_is(
    monkeypatch: pytest.MonkeyPatch, kept: list[Mapping[str, Sequence[int]]]
) -> None:
    fleet.server(fleet.organisation(), "srv", enrolled_at=datetime(2026, 10, 2, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: AT)
    stop = threading.Event()
    steps: list[str] = []
    told = progress.noted

    @contextmanager
    def noted(*arguments: Any) -> Iterator[Any]:
        with told(*arguments) as inner:

            def stopping(done: int, total: int, step: str) -> None:
                steps.append(step)
                stop.set()
                inner(done, total, step)

            yield stopping

    monkeypatch.setattr(make, "noted", noted)
    worker.work_until(stop)
    assert steps == ["edition-step-fleet"]
    with scope.everything("test"):
        assert Edition.objects.get().state == Edition.State.MAKING
        making = Making.objects.get()
        assert (making.maker, making.attempts_count) == ("", 0)
    monkeypatch.undo()
    monkeypatch.setattr(clock, "now", lambda: AT)
    one_round()
    with scope.everything("test"):
        assert Edition.objects.get().state == Edition.State.PUBLISHED
