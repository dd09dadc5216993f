"""Instants in verdicts, as the customer's clocks show them. Pure.

Rules reckon in UTC. What they say is read in the customer's zone, so the offset is set here, where a server's part is put together.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from kado.facts.verdicts import Evidence, Scalar, Verdict


def in_zone(verdict: Verdict, zone: str) -> Verdict:
    """The verdict with every instant (a name that ends in `_at`) written with the zone's offset."""
    place = ZoneInfo(zone)
    values = verdict.values and {n: _moved(n, v, place) for n, v in verdict.values.items()}
    evidence = tuple(_evidence(row, place) for row in verdict.evidence)
    return replace(verdict, values=values, evidence=evidence)


def _evidence(row: Evidence, place: ZoneInfo) -> Evidence:
    old, new = (_moved(row.attribute, value, place) for value in (row.old, row.new))
    return replace(row, old=old, new=new)


def _moved(name: str, value: Scalar, place: ZoneInfo) -> Scalar:
    if name.endswith("_at") and isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(place).isoformat(timespec="minutes")
    return value
