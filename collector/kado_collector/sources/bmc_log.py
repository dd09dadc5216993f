"""The BMC's event log and clock, from ipmitool. Asked once a day; the log is read to the end, its lines stay on the server.

ipmitool sel list
   1 | 04/12/2026 | 10:20:30 | Power Supply #0x51 | Power Supply AC lost | Asserted
"""

import re
from datetime import UTC, datetime
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import BMC_SECONDS_LIMIT, SEL_SECONDS_LIMIT
from kado_collector.readings import Absent, Described, Json
from kado_collector.sources.bmc_events import Event, counted
from kado_collector.sources.power import no_bmc

_USED: Final = re.compile(r"^Percent Used\s*:\s*(\d{1,3})%", re.MULTILINE)
_OVERFLOW: Final = re.compile(r"^Overflow\s*:\s*true", re.MULTILINE | re.IGNORECASE)
_FORMS: Final = ("%m/%d/%Y %H:%M:%S", "%m/%d/%y %H:%M:%S", "%Y-%m-%d %H:%M:%S")
_QUARTER_SECONDS: Final = 900.0
# Every time zone's offset is a whole number of quarters of an hour and at most 14 hours.
_ZONES_SECONDS: Final = 14 * 3600.0


def parse_instant(text: str) -> datetime | None:
    """'04/12/2026 10:20:30', with or without the name of a zone behind it, as ipmitool writes it in the BMC's own time."""
    words = " ".join(text.split()[:2])
    for form in _FORMS:
        try:
            return datetime.strptime(words, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def parse_events(text: str) -> list[Event]:
    """The asserted events of `ipmitool sel elist` (or list); lines that are none are left out."""
    events = []
    for line in text.splitlines():
        words = [word.strip() for word in line.split("|")]
        if len(words) < 5 or (len(words) > 5 and words[5].lower().startswith("deassert")):
            continue
        events.append(Event(words[3], words[4], parse_instant(f"{words[1]} {words[2]}")))
    return events


def parse_used(text: str) -> float | None:
    """The share of the log in use of `ipmitool sel info`; 1 where it overflowed, None where the BMC does not know."""
    if _OVERFLOW.search(text):
        return 1.0
    match = _USED.search(text)
    return min(1.0, int(match.group(1)) / 100) if match else None


def offset_seconds(bmc: datetime, now: datetime) -> float:
    """How far the BMC's clock is off. It tells no zone: whole quarters of an hour up to 14 hours are taken for one."""
    off = (bmc - now).total_seconds()
    quarters = round(off / _QUARTER_SECONDS) * _QUARTER_SECONDS
    return (
        round(off - quarters, 1) if abs(off) <= _ZONES_SECONDS + _QUARTER_SECONDS else round(off, 1)
    )


def describe(host: Host) -> Described:
    if missing := no_bmc(host):
        return Described({}, troubles=(missing,))
    try:
        info = host.run("ipmitool", "sel", "info", seconds=BMC_SECONDS_LIMIT).text
        listed = host.run("ipmitool", "sel", "elist", seconds=SEL_SECONDS_LIMIT).text
    except Absent as absent:
        return Described({}, troubles=(absent.trouble,))
    clock = _clock(host)
    fields: dict[str, Json] = {
        "bmc_events": counted(parse_events(listed), clock),
        "bmc_log_used_ratio": parse_used(info),
    }
    if clock is not None and not host.recorded:
        fields["bmc_clock_offset_seconds"] = offset_seconds(clock, datetime.now(UTC))
    return Described(fields)


def _clock(host: Host) -> datetime | None:
    """The BMC's time; before 2000 it was never set."""
    try:
        found = parse_instant(
            host.run("ipmitool", "sel", "time", "get", seconds=BMC_SECONDS_LIMIT).text
        )
    except Absent:
        return None
    return found if found is not None and found.year >= 2000 else None
