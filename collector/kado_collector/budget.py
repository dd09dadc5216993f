"""What the collector itself costs: processor time, time spent collecting, commands and requests, bytes sent."""

import os
from dataclasses import dataclass, field

from kado_collector.readings import Calls, Json


def processor_seconds() -> float:
    """Processor time of this process and of the commands it waited for, since it started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@dataclass(frozen=True, slots=True)
class Reading:
    """The meters at one instant; all only grow."""

    monotonic_seconds: float
    processor_seconds: float = 0.0
    calls: Calls = field(default_factory=Calls)
    collecting_seconds: float = 0.0


def cost_between(start: Reading, now: Reading, sent_bytes: int) -> dict[str, Json]:
    """The part of a bundle's `collector` object that tells the cost of a period."""
    calls = now.calls - start.calls
    return {
        "period_seconds": round(now.monotonic_seconds - start.monotonic_seconds, 1),
        "processor_seconds": round(now.processor_seconds - start.processor_seconds, 3),
        "collecting_seconds": round(now.collecting_seconds - start.collecting_seconds, 3),
        "commands_count": calls.commands_count,
        "bmc_requests_count": calls.bmc_requests_count,
        "sent_bytes": sent_bytes,
    }
