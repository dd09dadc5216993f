"""`run`: samples every minute, closes an interval every five, puts up a bundle every hour, describes once a day.

Sampling never waits for anything slow: describing (a drive may take 30 s) and sending (a service may be away) each
run in a thread of their own, one at a time, and the loop picks up what they found.
"""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from kado_collector.aggregation import Aggregator, Point
from kado_collector.bundle import TooLarge
from kado_collector.collector import Collector, Description
from kado_collector.journal import Journal, left_behind
from kado_collector.limits import (
    AGGREGATE_SECONDS,
    BACKOFF_FIRST_SECONDS,
    DAILY_SECONDS,
    SAMPLE_SECONDS,
    SEND_SECONDS,
)
from kado_collector.readings import Report
from kado_collector.sampling import Round
from kado_collector.sender import Sending, backoff_seconds, count_sending, send_waiting
from kado_collector.state import Enrolment

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often; shorter in tests. bundles_count: stop after so many, None to stay."""

    sample_seconds: float = SAMPLE_SECONDS
    aggregate_seconds: int = AGGREGATE_SECONDS
    send_seconds: float = SEND_SECONDS
    daily_seconds: float = DAILY_SECONDS
    bundles_count: int | None = None


class Background(Generic[_T]):
    """One piece of slow work at a time in a daemon thread: it never keeps the process from ending."""

    def __init__(self, work: Callable[[], _T]) -> None:
        self._work = work
        self._thread: threading.Thread | None = None
        self._result: list[_T] = []

    def start(self) -> None:
        """Starts the work unless it is under way."""
        if self._thread is None:
            self._thread = threading.Thread(
                target=lambda: self._result.append(self._work()), daemon=True
            )
            self._thread.start()

    @property
    def busy(self) -> bool:
        return self._thread is not None

    def take(self, wait_seconds: float = 0.0) -> _T | None:
        """The result, once, when there is one."""
        if self._thread is None:
            return None
        self._thread.join(wait_seconds)
        if self._thread.is_alive():
            return None
        self._thread = None
        return self._result.pop() if self._result else None


class Runner:
    """The loop's state: when each thing is due, in seconds of the steady clock."""

    def __init__(self, collector: Collector, enrolment: Enrolment, rhythm: Rhythm) -> None:
        self._collector = collector
        self._rhythm = rhythm
        self._clock = collector.clock
        self._aggregator = Aggregator(rhythm.aggregate_seconds)
        self._journal = self._new_journal()
        self._before: Round | None = None
        self._description: Description | None = None
        self._describing = Background(collector.describe)
        self._sending = Background(
            lambda: send_waiting(enrolment, collector.spool, collector.state, self._clock)
        )
        self._failures_count = 0
        start = self._clock.monotonic_seconds()
        self._daily_due = start
        self._send_due = start
        # The first bundle goes when there is something in it; its place in the hour is drawn, so
        # that a fleet that starts at one moment does not send at one moment.
        first = rhythm.aggregate_seconds * (1.0 + random.random()) + rhythm.sample_seconds  # noqa: S311
        self._bundle_due = start + min(first, rhythm.send_seconds)
        self.bundles_count = 0
        self.stopping = threading.Event()

    def _new_journal(self) -> Journal:
        return Journal(self._collector.state.folder, self._collector.identifier())

    def recover(self) -> None:
        """What an earlier process left: its journal is gone on with, files aside go."""
        self._collector.spool.clean()
        folder, spool = self._collector.state.folder, self._collector.spool
        found = left_behind(folder)
        for journal in [j for j in found if spool.has(j.bundle_id) or not j.points()]:
            journal.remove()
            found.remove(journal)
        for journal in found[1:]:
            self._put(journal, ())
        # One is gone on with: the interval that was open at the end is then one point, not two.
        self._journal = found[0] if found else self._journal

    def run(self) -> None:
        """Until `stopping` is set or enough bundles are made. What is complete is on the disk at the end."""
        self.recover()
        while not self.stopping.is_set() and self.bundles_count != self._rhythm.bundles_count:
            self._step()
            self.stopping.wait(self._seconds_to_next_sample())
        if self.stopping.is_set():
            self._keep(self._aggregator.close())
        else:
            self._last_sending()

    def _seconds_to_next_sample(self) -> float:
        """Samples fall on multiples of the rhythm, so that intervals hold the same number of them."""
        rhythm = self._rhythm.sample_seconds
        return rhythm - self._clock.now().timestamp() % rhythm

    def _step(self) -> None:
        now = self._clock.monotonic_seconds()
        if self._before is not None:
            self._collector.host.next_sample()
        self._before = self._collector.sample(self._aggregator, self._before)
        self._keep(self._aggregator.close(self._clock.now()))
        self._daily(now)
        self._bundle(now)
        self._send(now)

    def _keep(self, points: list[Point]) -> None:
        """Into the journal. What the disk has no room for is lost, counted and told; sampling goes on."""
        if not points:
            return
        try:
            kept = self._journal.add(points)
            self._collector.mark()
        except OSError as error:
            _log.error("the journal could not be written: %s", error)
            kept = False
        if not kept:
            self._collector.points_lost_count += len(points)
            _log.error("%d points were lost", len(points))

    def _daily(self, now: float) -> None:
        found = self._describing.take()
        if found is not None:
            self._description = found
        if now >= self._daily_due:
            self._daily_due = now + self._rhythm.daily_seconds
            self._describing.start()

    def _bundle(self, now: float) -> None:
        if now < self._bundle_due:
            return
        first = self.bundles_count == 0
        if first:  # the first bundle brings the configuration: worth a short wait
            self._description = self._description or self._describing.take(
                self._rhythm.sample_seconds
            )
        share = random.random() if first else 1.0  # noqa: S311 - spreads a fleet over the hour
        reports = self._before.reports if self._before else ()
        if not self._put(self._journal, reports, self._description):
            self._bundle_due = now + BACKOFF_FIRST_SECONDS
            return
        self._bundle_due = now + self._rhythm.send_seconds * share
        self._journal = self._new_journal()
        self._description = None
        self.bundles_count += 1
        if self._failures_count == 0:  # else the service asked to wait, or is away
            self._send_due = now

    def _put(
        self, journal: Journal, reports: tuple[Report, ...], description: Description | None = None
    ) -> bool:
        """A bundle of the journal, which goes when the bundle is on the disk. False: try again later."""
        document = self._collector.document(
            journal.bundle_id,
            journal.points(),
            reports,
            description,
            self._rhythm.aggregate_seconds,
        )
        try:
            self._collector.put(document)
        except TooLarge:
            _log.exception("a bundle was too large and was dropped")
        except OSError as error:
            _log.error("a bundle could not be put up for sending: %s", error)
            if not self._collector.spool.has(journal.bundle_id):
                return False
        journal.remove()
        return True

    def _send(self, now: float) -> None:
        result = self._sending.take()
        if result is not None:
            self._settle(result, now)
        waiting = not self._sending.busy and now >= self._send_due
        if waiting and self._collector.spool.waiting():
            self._sending.start()

    def _settle(self, result: Sending, now: float) -> None:
        count_sending(self._collector.state, result)
        if result.problem is None:
            self._failures_count = 0
            _log.info("%d bundle(s) sent, %d bytes", result.sent_count, result.sent_bytes)
            return
        self._failures_count += 1
        wait = backoff_seconds(self._failures_count, result.retry_after_seconds, random.random())  # noqa: S311 - jitter
        self._send_due = now + wait
        _log.warning("%s; the next try is in %.0f s", result.problem, wait)

    def _last_sending(self) -> None:
        """Before a run of a set number of bundles ends: one whole attempt."""
        now = self._clock.monotonic_seconds()
        result = self._sending.take(wait_seconds=60.0)
        if result is not None:
            self._settle(result, now)
        if self._collector.spool.waiting():
            self._sending.start()
            result = self._sending.take(wait_seconds=60.0)
            if result is not None:
                self._settle(result, now)
