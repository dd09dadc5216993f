"""The collector as a whole: rounds over the sources become points, points become a bundle, a bundle is put up for sending."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from kado_collector import bundle, marks
from kado_collector.aggregation import Aggregator, Point
from kado_collector.budget import Reading, cost_between, processor_seconds
from kado_collector.clock import Clock
from kado_collector.host import Host
from kado_collector.readings import Described, Json, Report
from kado_collector.sampling import Round, describe_round, sample_round, values_between
from kado_collector.spool import Spool
from kado_collector.state import Counts, Enrolment, State

ROUNDS_COUNT: Final = (
    4  # samples that `once` and `show` take over their seconds: the first, then three with rates
)


def new_id() -> str:
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Description:
    """The daily part of a bundle, and when it was read."""

    found: list[tuple[str, Described]]
    reports: tuple[Report, ...]
    at: datetime
    seconds: float  # how long reading took


class Collector:
    """Everything that one process of the collector holds. The clock, identifiers and processor time can be given."""

    def __init__(
        self,
        host: Host,
        clock: Clock,
        state: State,
        enrolment: Enrolment | None,
        *,
        identifier: Callable[[], str] = new_id,
        processor: Callable[[], float] = processor_seconds,
        slow_host: Host | None = None,
    ) -> None:
        """slow_host: the same server for describing it in a thread of its own; the collector's host by default."""
        self.host = host
        self._slow_host = slow_host or host
        self.clock = clock
        self.state = state
        self.enrolment = enrolment
        self.spool = Spool(state.folder / "spool")
        self.identifier = identifier
        self._processor = processor
        self.points_lost_count = 0  # that the disk had no room for, since the last bundle
        self._collecting_seconds = 0.0
        # The start of the process counts to the first bundle.
        self._period_start = Reading(clock.monotonic_seconds())
        self._latest: Round | None = None

    def _reading(self) -> Reading:
        own = self.host.calls()
        calls = own if self._slow_host is self.host else own + self._slow_host.calls()
        return Reading(
            self.clock.monotonic_seconds(), self._processor(), calls, self._collecting_seconds
        )

    def points(self, seconds: float) -> tuple[list[Point], tuple[Report, ...]]:
        """A few rounds over `seconds`; a recorded tree gives as many as it holds, at once."""
        aggregator = Aggregator()
        before: Round | None = None
        reports: tuple[Report, ...] = ()
        for number in range(ROUNDS_COUNT):
            if number > 0:
                if not self.host.next_sample():
                    break
                if not self.host.recorded:
                    self.clock.sleep(seconds / (ROUNDS_COUNT - 1))
            before = self.sample(aggregator, before)
            reports = before.reports
        return aggregator.close(), reports

    def sample(self, aggregator: Aggregator, before: Round | None) -> Round:
        """One round, added to the aggregator."""
        start = self.clock.monotonic_seconds()
        now = sample_round(self.host, self.clock)
        if before is None:
            before = marks.round_before(self.state.marks(), marks.boot_id(self.host), now)
        aggregator.add(self.clock.now(), values_between(before, now))
        self._latest = now
        self._collecting_seconds += self.clock.monotonic_seconds() - start
        return now

    def mark(self) -> None:
        """Remembers where the event counters stand. After their increases are safe: twice told beats not at all."""
        boot = marks.boot_id(self.host)
        if self._latest is not None and boot is not None:
            self.state.keep_marks(marks.as_document(self._latest, boot))

    def describe(self) -> Description:
        """The daily part. May run in another thread than the rest."""
        at, start = self.clock.now(), self.clock.monotonic_seconds()
        found, reports = describe_round(self._slow_host, self.clock)
        return Description(found, reports, at, self.clock.monotonic_seconds() - start)

    def head(self, bundle_id: str) -> bundle.Head:
        known = self.enrolment
        return bundle.Head(
            bundle_id,
            known.server_id if known else bundle.NOT_ENROLLED,
            self.clock.now(),
            self.host.platform,
            known.hidden_hostname if known else None,
            known.identity if known else {},
        )

    def document(
        self,
        bundle_id: str,
        points: list[Point],
        reports: tuple[Report, ...],
        description: Description | None,
        interval_seconds: int,
    ) -> dict[str, Json]:
        """A bundle of what was found and what it cost; description: None between the daily ones."""
        self._collecting_seconds += description.seconds if description else 0.0
        series, dropped_count = bundle.series_of(points, interval_seconds)
        counts = self.state.counts()
        waiting = self.spool.waiting()
        own: dict[str, Json] = {
            **cost_between(self._period_start, self._reading(), counts.sent_bytes),
            "spool_bundles_count": len(waiting),
            "spool_bytes": sum(row.size_bytes for row in waiting),
            "spool_dropped_count": counts.spool_dropped_count,
            "bundles_refused_count": counts.bundles_refused_count,
            "points_dropped_count": dropped_count + self.points_lost_count,
        }
        daily = description.reports if description else ()
        lost = bundle.spool_report(counts.spool_dropped_count)
        rows = bundle.reports_of(reports, daily, lost)
        found = (description.found, description.at) if description else None
        return bundle.document(self.head(bundle_id), series, rows, found, own)

    def put(self, document: dict[str, Json]) -> None:
        """Puts a bundle up for sending; durable when this returns. Starts the next period of the budget.

        The counts it told are cleared afterwards: a crash in between tells them twice, never not at all.
        """
        now = self.clock.now()
        body = bundle.compressed(bundle.as_text(document))
        self.spool.put(str(document["bundle_id"]), now, body)
        self.mark()
        dropped_count = self.spool.bound(now)
        self.state.keep_counts(Counts(spool_dropped_count=dropped_count))
        if "configuration" in document:
            self.state.keep_last_bundle(document)
        self._period_start = self._reading()
        self.points_lost_count = 0

    def whole_document(self, seconds: float) -> dict[str, Json]:
        """A bundle with everything, made now: what `show` prints, `once` sends and `export` writes."""
        points, reports = self.points(seconds)
        return self.document(
            self.identifier(), points, reports, self.describe(), Aggregator().seconds
        )
