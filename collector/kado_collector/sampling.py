"""From sources to values: one round over the sources, and the rates between two rounds.

A counter that went back (a reboot, a driver loaded anew, a 32-bit wrap) gives no value, never a negative or
a guessed one. So does a counter seen for the first time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from kado_collector.clock import Clock
from kado_collector.host import Host
from kado_collector.readings import (
    Code,
    Counter,
    Counting,
    Described,
    Gauge,
    Report,
    Sampled,
    Trouble,
    Unread,
    report,
)
from kado_collector.registry import described, sampled

# What damaged files and commands make of parsers. Anything else is a defect and ends the process.
SOURCE_FAULTS: Final = (OSError, ValueError, LookupError, TypeError, ArithmeticError)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Round:
    """One sample of every source. stamps: seconds of a steady clock at which each source was read."""

    sampled: dict[str, Sampled]
    stamps: dict[str, float]
    reports: tuple[Report, ...]


def _taken(read: Callable[[Host], _T], host: Host, nothing: _T) -> tuple[_T, tuple[Trouble, ...]]:
    try:
        return read(host), ()
    except Unread as unread:
        return nothing, (unread.trouble,)
    except SOURCE_FAULTS as fault:
        problem = f"not understood: {type(fault).__name__}: {fault}"
        return nothing, (Trouble(Code.DAMAGED, problem, "report this to the service"),)


def sample_round(host: Host, clock: Clock) -> Round:
    """Reads every sampled source once. A source that fails costs no other its values."""
    found: dict[str, Sampled] = {}
    stamps: dict[str, float] = {}
    reports: list[Report] = []
    for name, read in sampled(host.platform):
        start = clock.monotonic_seconds()
        values, troubles = _taken(read, host, Sampled())
        stamps[name] = clock.monotonic_seconds()
        found[name] = values
        reports.append(report(name, stamps[name] - start, troubles + values.troubles))
    if host.recorded:  # the tree's own time, not that of the machine it is read on
        stamps = dict.fromkeys(stamps, _uptime_seconds(found))
    return Round(found, stamps, tuple(reports))


def _uptime_seconds(found: dict[str, Sampled]) -> float:
    gauges = found.get("system", Sampled()).gauges
    return next((g.value for g in gauges if g.metric == "system_uptime_seconds"), 0.0)


def describe_round(
    host: Host, clock: Clock
) -> tuple[list[tuple[str, Described]], tuple[Report, ...]]:
    """Reads every described source once, in order."""
    found: list[tuple[str, Described]] = []
    reports: list[Report] = []
    for name, read in described(host.platform):
        start = clock.monotonic_seconds()
        values, troubles = _taken(read, host, Described({}))
        found.append((name, values))
        reports.append(report(name, clock.monotonic_seconds() - start, troubles + values.troubles))
    return found, tuple(reports)


def values_between(before: Round | None, now: Round) -> list[Gauge]:
    """Every value of `now`: gauges as they are, counters against `before`."""
    gauges: list[Gauge] = []
    for name, found in now.sampled.items():
        gauges += found.gauges
        if before is None or name not in before.sampled:
            continue
        elapsed = now.stamps[name] - before.stamps[name]
        gauges += increases(before.sampled[name].counters, found.counters, elapsed)
    return gauges


def increases(
    before: tuple[Counter, ...], now: tuple[Counter, ...], elapsed_seconds: float
) -> list[Gauge]:
    """One value per counter that is in both rounds and did not go back."""
    known = {(c.metric, c.instance): c for c in before}
    gauges: list[Gauge] = []
    for counter in now:
        old = known.get((counter.metric, counter.instance))
        value = None if old is None else _increase(old, counter, elapsed_seconds)
        if value is not None:
            gauges.append(Gauge(counter.metric, counter.instance, value))
    return gauges


def _increase(old: Counter, new: Counter, elapsed_seconds: float) -> float | None:
    grown = new.value - old.value
    if new.counting is Counting.SHARE:
        whole = new.total - old.total
        # iowait may step back by a tick (Documentation/filesystems/proc.rst): no value, as for any other.
        return grown / whole if whole > 0 and 0 <= grown <= whole else None
    if grown < 0 or elapsed_seconds <= 0:
        return None
    if new.counting is Counting.INCREASE:
        return grown
    rate = grown / elapsed_seconds
    # Busy time and the clock are read some milliseconds apart: a busy drive may seem busier than 1.
    return min(rate, 1.0) if new.metric.endswith("_ratio") else rate
