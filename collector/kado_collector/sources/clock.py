"""Whether the server's clock is set by NTP, and how far it is off: chrony where it runs, else systemd.

A clock that is off puts every sample at a wrong time, so the service wants to know.
"""

import re
from typing import Final

from kado_collector.host import Host
from kado_collector.readings import Absent, Code, Described, Unread

_OFFSET: Final = re.compile(
    r"^System time\s*: (\d+\.\d+) seconds (slow|fast) of NTP time", re.MULTILINE
)
_LEAP: Final = re.compile(r"^Leap status\s*: (.+)$", re.MULTILINE)


def parse_chrony(text: str) -> tuple[bool, float | None] | None:
    """Synchronised or not, and the offset (fast is positive); None when it is no tracking output."""
    leap, offset = _LEAP.search(text), _OFFSET.search(text)
    if leap is None:
        return None
    if leap.group(1).strip() == "Not synchronised":
        return False, None
    sign = 0.0 if offset is None else (1.0 if offset.group(2) == "fast" else -1.0)
    return True, None if offset is None else sign * float(offset.group(1))


def describe(host: Host) -> Described:
    try:
        found = parse_chrony(host.run("chronyc", "-n", "tracking").text)
        if found is not None:
            return Described({"clock_synchronised": found[0], "clock_offset_seconds": found[1]})
    except Absent:
        pass
    answer = host.run("timedatectl", "show", "--property=NTPSynchronized", "--value").text.strip()
    if answer not in ("yes", "no"):
        raise Unread(
            Code.FAILED,
            "timedatectl does not tell whether the clock is set by NTP",
            "install chrony",
        )
    return Described({"clock_synchronised": answer == "yes"})
