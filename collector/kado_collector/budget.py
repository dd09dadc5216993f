"""What the collector itself costs: processor time, time spent collecting, commands started, bytes sent."""

import os
from dataclasses import dataclass

from kado_collector.readings import Json


def processor_seconds() -> float:
    """Processor time of this process and of the commands it waited for, since it started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@dataclass(slots=True)
class Budget:
    """Counts since the last bundle. `start_processor_seconds` is the reading at that bundle."""

    start_processor_seconds: float
    start_commands_count: int
    start_monotonic_seconds: float
    collecting_seconds: float = 0.0
    sent_bytes: int = 0

    def as_json(
        self, processor: float, commands_count: int, monotonic_seconds: float
    ) -> dict[str, Json]:
        return {
            "period_seconds": round(monotonic_seconds - self.start_monotonic_seconds, 1),
            "processor_seconds": round(processor - self.start_processor_seconds, 3),
            "collecting_seconds": round(self.collecting_seconds, 3),
            "commands_count": commands_count - self.start_commands_count,
            "sent_bytes": self.sent_bytes,
        }
