"""What a BMC says over Redfish of fans, inlet temperature, redundancy, its event log, its clock and its own flash.

Fans and temperatures come from Thermal (older) or ThermalSubsystem (newer, DSP0268 from 2020.4 on), never from both.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kado_collector.readings import Json
from kado_collector.sources.bmc_events import Event, counted
from kado_collector.sources.redfish_walk import Walk, name_of, number_of, status_of, text_of

_STATES: Final = {"OK": "ok", "Warning": "degraded", "Critical": "failed"}
_REDUNDANCY: Final = {"OK": "full", "Warning": "degraded", "Critical": "lost"}
_INLET_WORDS: Final = ("inlet", "intake", "ambient", "front panel")
# A log is followed entry by entry only where the BMC lists no entries inside it, and no further than this.
ENTRIES_LIMIT: Final = 100
LOGS_LIMIT: Final = 4


def cooling(walk: Walk, chassis: Iterable[dict[str, Json]]) -> dict[str, Json]:
    """fans, redundancies and inlet_temperature_celsius of all chassis."""
    fans: list[Json] = []
    redundancies: list[Json] = []
    inlets: list[float] = []
    for one in chassis:
        newer = walk.get(one.get("ThermalSubsystem"))
        thermal = {} if newer else walk.get(one.get("Thermal"))
        fans += [fan(r) for r in (walk.members(newer.get("Fans")) or _rows(thermal, "Fans"))]
        inlets += _inlets(_rows(thermal, "Temperatures"))
        inlets += _inlets_of_metrics(walk.get(newer.get("ThermalMetrics")))
        groups = _rows(thermal, "Redundancy") or _rows(newer, "FanRedundancy")
        redundancies += [_redundancy("fans", r) for r in groups]
        power = walk.get(one.get("Power")) or walk.get(one.get("PowerSubsystem"))
        groups = _rows(power, "Redundancy") or _rows(power, "PowerSupplyRedundancy")
        redundancies += [_redundancy("power_supplies", r) for r in groups]
    return {
        "fans": fans,
        "redundancies": [r for r in redundancies if r is not None],
        "inlet_temperature_celsius": max(inlets, default=None),
    }


def _rows(resource: dict[str, Json], name: str) -> list[dict[str, Json]]:
    rows = resource.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def fan(row: dict[str, Json]) -> dict[str, Json]:
    """A Fan (newer) or a row of Thermal.Fans (older)."""
    absent = status_of(row, "State") == "Absent"
    speed = row.get("SpeedPercent")
    turning = number_of(speed, "SpeedRPM") if isinstance(speed, dict) else None
    older = number_of(row, "Reading") if row.get("ReadingUnits") == "RPM" else None
    return {
        "name": name_of(row, "Name", "FanName", "MemberId", "Id") or "fan",
        "state": "absent" if absent else _STATES.get(status_of(row, "Health") or ""),
        "speed_rpm": turning or older,
    }


def _redundancy(part: str, row: dict[str, Json]) -> dict[str, Json] | None:
    if status_of(row, "State") in ("Absent", "Disabled"):
        return None
    state = _REDUNDANCY.get(status_of(row, "Health") or "")
    return {"part": part, "state": state} if state else None


def _celsius(value: Json) -> float | None:
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if whole and isinstance(value, int | float) and 0 < value < 100 else None


def _inlets(rows: Iterable[dict[str, Json]]) -> list[float]:
    found = []
    for row in rows:
        place = f"{row.get('Name')} {row.get('PhysicalContext')}".lower()
        celsius = _celsius(row.get("ReadingCelsius"))
        if celsius is not None and any(word in place for word in _INLET_WORDS):
            found.append(celsius)
    return found


def _inlets_of_metrics(metrics: dict[str, Json]) -> list[float]:
    summary = metrics.get("TemperatureSummaryCelsius")
    places = [summary.get(n) for n in ("Intake", "Ambient")] if isinstance(summary, dict) else []
    read = [_celsius(p.get("Reading")) for p in places if isinstance(p, dict)]
    return [celsius for celsius in read if celsius is not None][:1]


def logs(walk: Walk, *owners: dict[str, Json]) -> dict[str, Json]:
    """bmc_events and bmc_log_used_ratio, from the logs of the system and of the manager."""
    services = [s for owner in owners for s in walk.members(owner.get("LogServices"))][:LOGS_LIMIT]
    events: list[Event] = []
    used: list[float] = []
    for service in services:
        entries = walk.get(service.get("Entries"))
        count, limit = number_of(entries, "Members@odata.count"), service.get("MaxNumberOfRecords")
        wraps = service.get("OverWritePolicy") == "WrapsWhenFull"
        if count and isinstance(limit, int) and limit > 0 and not wraps:
            used.append(min(1.0, count / limit))
        events += [event(row) for row in _entries(walk, entries)]
    return {"bmc_events": counted(events, None), "bmc_log_used_ratio": max(used, default=None)}


def _entries(walk: Walk, entries: dict[str, Json]) -> list[dict[str, Json]]:
    rows = _rows(entries, "Members")
    inside = [row for row in rows if "Message" in row or "Severity" in row]
    return inside or [row for link in rows[:ENTRIES_LIMIT] if (row := walk.get(link))]


def event(row: dict[str, Json]) -> Event:
    """A LogEntry: the kind of sensor and the message together say what happened."""
    words = " ".join(
        word for name in ("SensorType", "EntryCode", "Message") if (word := text_of(row, name))
    )
    created = row.get("Created")
    at: datetime | None = None
    if isinstance(created, str):
        try:
            at = datetime.fromisoformat(created)
        except ValueError:
            at = None
    if at is not None and at.tzinfo is None:
        at = None
    quiet = row.get("Severity") == "OK" or row.get("EntryCode") in (
        "Deassert",
        "Lower Non-critical",
    )
    return Event("", "" if quiet else words, at)


def board(manager: dict[str, Json], now: datetime | None) -> dict[str, Json]:
    """bmc_clock_offset_seconds against `now` (None: not compared) and bmc_flash_state (HPE's self-test of iLO)."""
    found: dict[str, Json] = {}
    written = manager.get("DateTime")
    if now is not None and isinstance(written, str):
        try:
            at = datetime.fromisoformat(written)
        except ValueError:
            at = None
        if at is not None and at.tzinfo is not None:
            found["bmc_clock_offset_seconds"] = round((at - now).total_seconds(), 1)
    oem = manager.get("Oem")
    hpe = oem.get("Hpe") or oem.get("Hp") if isinstance(oem, dict) else None
    tests = _rows(hpe, "iLOSelfTestResults") if isinstance(hpe, dict) else []
    for test in tests:
        if "flash" in str(test.get("SelfTestName")).lower():
            state = _STATES.get(str(test.get("Status")))
            if state:
                found["bmc_flash_state"] = state
    return found
