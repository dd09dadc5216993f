"""Drives of one server: daily documents -> one history for each drive, and what the edition shows of it. Pure."""

from datetime import date, timedelta
from typing import Final

import msgspec

from kado.device_health import smartctl
from kado.facts.devices import DeviceHistory, DeviceReading, DeviceRisk, WearForecast, WrittenLife
from kado.facts.edition import DriveCard
from kado.store.telemetry import DeviceDocuments

# Signs of failure are looked for day by day in the last two months; wear is slow, one reading a week shows it.
DAILY_DAYS: Final = 60
STEP_DAYS: Final = 7
HISTORY_DAYS: Final = 400
# A drive that was not read for a month is not in the machine any more, or cannot be read: not one of this month's.
GONE_DAYS: Final = 31


def histories(
    server_id: str, documents: list[DeviceDocuments], today: date
) -> tuple[DeviceHistory, ...]:
    """One history for each drive read within the last month, by device name.

    A drive is known by its serial number where it tells one: moved to another name it is the same drive, and another
    drive in the same place is another.
    """
    found: dict[str, dict[date, tuple[str, DeviceReading]]] = {}
    for device in sorted(documents, key=lambda d: d.device):
        name = f"at {device.device}"
        for day, document in zip(device.days, device.documents, strict=True):
            if not _wanted(day, today):
                continue
            facts = smartctl.parse(_load(document))
            name = (
                facts.serial or name
            )  # a reading without serial is of the drive seen there before
            known = found.setdefault(name, {})
            known.setdefault(day, (device.device, DeviceReading(day, facts)))
    made = [_history(server_id, readings) for readings in found.values()]
    current = [h for h in made if (today - h.readings[-1].day).days < GONE_DAYS]
    return tuple(sorted(current, key=lambda h: (h.device, h.latest.serial or "")))


def wanted_days(first_day: date, today: date) -> frozenset[date]:
    """The days of the span whose documents `histories` looks at."""
    span = (first_day + timedelta(days=n) for n in range((today - first_day).days + 1))
    return frozenset(day for day in span if _wanted(day, today))


def _load(document: str) -> dict[str, object]:
    return msgspec.json.decode(document, type=dict[str, object])


def _wanted(day: date, today: date) -> bool:
    age = (today - day).days
    return 0 <= age < DAILY_DAYS or (age < HISTORY_DAYS and age % STEP_DAYS == 0)


def _history(server_id: str, readings: dict[date, tuple[str, DeviceReading]]) -> DeviceHistory:
    days = sorted(readings)
    return DeviceHistory(server_id, readings[days[-1]][0], tuple(readings[d][1] for d in days))


def cards(
    found: tuple[DeviceHistory, ...],
    risks: tuple[DeviceRisk, ...],
    wear: tuple[WearForecast, ...],
    written: tuple[WrittenLife, ...],
    today: date,
) -> tuple[DriveCard, ...]:
    """What the edition shows of each drive; wear once a week."""
    return tuple(
        DriveCard(
            device=history.device,
            read_on=history.readings[-1].day,
            facts=history.latest,
            risk=risk,
            wear=worn,
            wear_history=_wear_history(history, today),
            written=life,
        )
        for history, risk, worn, life in zip(found, risks, wear, written, strict=True)
    )


def _wear_history(history: DeviceHistory, today: date) -> tuple[tuple[date, float], ...]:
    """The last reading of each week, counted back from today."""
    weeks: dict[int, tuple[date, float]] = {}
    for reading in history.readings:
        if reading.facts.wear_ratio is not None:
            week = (today - reading.day) // timedelta(days=STEP_DAYS)
            weeks[week] = (reading.day, reading.facts.wear_ratio)
    return tuple(weeks[w] for w in sorted(weeks, reverse=True))
