"""Fans and the air that comes in, as the BMC measures them, and redundancy of fans and power supplies; from ipmitool, once a day.

ipmitool sdr elist
Fan1A            | 30h | ok  | 29.1 | 5880 RPM
Fan Redundancy   | 75h | ok  |  7.1 | Fully Redundant
Inlet Temp       | 04h | ok  |  7.1 | 23 degrees C
"""

import re
from collections.abc import Iterator
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import INSTANCES_LIMIT, SEL_SECONDS_LIMIT
from kado_collector.readings import Absent, Described, Json
from kado_collector.sources.power import no_bmc

_RPM: Final = re.compile(r"^(\d{1,6})(?:\.\d+)? RPM$")
_CELSIUS: Final = re.compile(r"^(\d{1,3})(?:\.\d+)? degrees C$")
_INLET: Final = re.compile(r"inlet|intake|ambient|front panel", re.IGNORECASE)
_FAN: Final = re.compile(r"\bfan|\bfan\d|fan ", re.IGNORECASE)
# ipmitool: 'cr' and 'nr' are beyond a critical limit, 'ns' is no reading at all.
_FAILED_STATUS: Final = ("cr", "nr", "lcr", "lnr")
_REDUNDANCY: Final = (
    ("lost", re.compile(r"redundancy lost|non-redundant", re.IGNORECASE)),
    ("degraded", re.compile(r"redundancy degraded|sufficient resources", re.IGNORECASE)),
    ("full", re.compile(r"fully redundant", re.IGNORECASE)),
)


def _rows(text: str) -> Iterator[tuple[str, str, str]]:
    """(name, status, reading) of each line."""
    for line in text.splitlines():
        words = [word.strip() for word in line.split("|")]
        if len(words) == 5:
            yield words[0], words[2].lower(), words[4]


def parse_fans(text: str) -> list[Json]:
    """Fans with a speed, and those whose sensor says that they fail; one that reads nothing is not known."""
    rows: list[Json] = []
    for name, status, reading in _rows(text):
        match = _RPM.match(reading)
        if match:
            state = "failed" if status in _FAILED_STATUS else "ok"
            rows.append({"name": name, "state": state, "speed_rpm": int(match.group(1))})
        elif _FAN.search(name) and reading.lower() in ("device absent", "device removed/absent"):
            rows.append({"name": name, "state": "absent", "speed_rpm": None})
    return rows[:INSTANCES_LIMIT]


def parse_redundancies(text: str) -> list[Json]:
    """Redundancy sensors of fans and power supplies."""
    rows: list[Json] = []
    for name, _, reading in _rows(text):
        state = next((state for state, words in _REDUNDANCY if words.search(reading)), None)
        low = name.lower()
        part = "fans" if "fan" in low or "cooling" in low else "power_supplies"
        if state and ("redun" in low or "fan" in low or "ps" in low or "power" in low):
            rows.append({"part": part, "state": state})
    return rows[:INSTANCES_LIMIT]


def parse_inlet(text: str) -> float | None:
    """The warmest air that comes in; None where no sensor says that it measures it."""
    found = [
        float(match.group(1))
        for name, _, reading in _rows(text)
        if _INLET.search(name) and (match := _CELSIUS.match(reading))
    ]
    return max((celsius for celsius in found if 0 < celsius < 100), default=None)


def describe(host: Host) -> Described:
    if missing := no_bmc(host):
        return Described({}, troubles=(missing,))
    try:
        text = host.run("ipmitool", "sdr", "elist", seconds=SEL_SECONDS_LIMIT).text
    except Absent as absent:
        return Described({}, troubles=(absent.trouble,))
    return Described(
        {
            "fans": parse_fans(text),
            "redundancies": parse_redundancies(text),
            "inlet_temperature_celsius": parse_inlet(text),
        }
    )
