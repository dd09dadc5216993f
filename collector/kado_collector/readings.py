"""What sources give: values, troubles, reports. Frozen values, no behaviour but counting.

Not known is absence: a source that has no value for an instance gives no Gauge or Counter for it (MISSION E2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"


class Code(StrEnum):
    """Why something could not be read: a closed list, so that the service can say it in any language."""

    NOT_THERE = "not_there"  # the kernel or the machine offers no such thing
    NOT_APPLICABLE = (
        "not_applicable"  # nothing to read by nature: a virtual machine has no power supply
    )
    NOT_ALLOWED = "not_allowed"
    NOT_INSTALLED = "not_installed"
    TIMED_OUT = "timed_out"
    DAMAGED = "damaged"  # it was there and could not be understood
    FAILED = "failed"  # a command ended in an error
    TOO_MANY = "too_many"  # a limit of limits.py


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that could not be read, and what the administrator can do about it."""

    code: Code
    problem: str
    remedy: str | None = None


class Unread(Exception):
    """Raised where something could not be read. Absent is the one kind that callers tell apart."""

    def __init__(self, code: Code, problem: str, remedy: str | None = None) -> None:
        super().__init__(problem)
        self.trouble = Trouble(code, problem, remedy)


class Absent(Unread):
    """There is no such file, folder or command."""


class Counting(StrEnum):
    """How two readings of a counter become one value."""

    PER_SECOND = "per_second"  # increase / elapsed seconds
    SHARE = "share"  # increase / increase of `total`, 0-1
    INCREASE = "increase"  # the increase itself


@dataclass(frozen=True, slots=True)
class Gauge:
    """A value as it is now. instance: the mount, device, interface or sensor; '' for the whole server."""

    metric: str
    instance: str
    value: float


@dataclass(frozen=True, slots=True)
class Counter:
    """A value that only grows since boot. total: the divisor's counter, for SHARE."""

    metric: str
    instance: str
    value: float
    counting: Counting = Counting.PER_SECOND
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Sampled:
    """What one source gave in one sample."""

    gauges: tuple[Gauge, ...] = ()
    counters: tuple[Counter, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """What one source says of the server: fields of `configuration`, entries of `devices`."""

    fields: Mapping[str, Json]
    devices: tuple[Mapping[str, Json], ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Calls:
    """What sources asked of others than the kernel's files, since the process started."""

    commands_count: int = 0
    bmc_requests_count: int = 0

    def __add__(self, other: "Calls") -> "Calls":
        return Calls(
            self.commands_count + other.commands_count,
            self.bmc_requests_count + other.bmc_requests_count,
        )

    def __sub__(self, other: "Calls") -> "Calls":
        return Calls(
            self.commands_count - other.commands_count,
            self.bmc_requests_count - other.bmc_requests_count,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """How one source fared. ok: everything that is there was read."""

    source: str
    ok: bool
    duration_seconds: float
    code: Code | None = None
    problem: str | None = None
    remedy: str | None = None

    def as_json(self) -> dict[str, Json]:
        row: dict[str, Json] = {
            "source": self.source,
            "ok": self.ok,
            "duration_seconds": round(self.duration_seconds, 4),
        }
        if self.code is not None:
            row |= {"code": str(self.code), "problem": self.problem, "remedy": self.remedy}
        return row


def report(source: str, duration_seconds: float, troubles: tuple[Trouble, ...]) -> Report:
    """One report for one source: several troubles become one text. Not applicable alone is still ok."""
    if not troubles:
        return Report(source, True, duration_seconds)
    ok = all(t.code is Code.NOT_APPLICABLE for t in troubles)
    worst = next((t for t in troubles if t.code is not Code.NOT_APPLICABLE), troubles[0])
    problem = "; ".join(dict.fromkeys(t.problem for t in troubles))
    remedy = "; ".join(dict.fromkeys(t.remedy for t in troubles if t.remedy)) or None
    return Report(source, ok, duration_seconds, worst.code, problem, remedy)
