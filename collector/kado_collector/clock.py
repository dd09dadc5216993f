"""The clocks of the collector, in one place so that tests can hold them still."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """now: aware, UTC. monotonic_seconds: never goes back. sleep: waits."""

    def now(self) -> datetime: ...

    def monotonic_seconds(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_seconds(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))


def instant(at: datetime) -> str:
    """An instant as the wire writes it: '2026-11-23T05:00:00Z'."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
