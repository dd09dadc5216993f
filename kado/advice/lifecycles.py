"""Ends of support of operating systems, from `tables/os_lifecycles.csv`: each row with its source and the day it was checked.

support_end: full support ends (new features, hardware, all fixes). security_end: the last day of security fixes without buying an
extension. A release that does not stand in the table is unknown, not supported for ever.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

# Names by which the same system is known (os-release, WMI).
ALIASES: Final = {
    "redhat": "rhel",
    "alma": "almalinux",
    "oracle": "ol",
    "suse": "sles",
    "windows": "windows-server",
    "windows_server": "windows-server",
}


@dataclass(frozen=True, slots=True)
class Lifecycle:
    os_name: str
    version: str
    name: str
    support_end: date
    security_end: date
    source: str
    checked_on: date


@cache
def lifecycles() -> tuple[Lifecycle, ...]:
    """Every row of the table. Raises ValueError for a damaged one."""
    text = files("kado.advice").joinpath("tables/os_lifecycles.csv").read_text(encoding="utf-8")
    return tuple(
        Lifecycle(
            os_name=row["os_name"],
            version=row["version"],
            name=row["name"],
            support_end=date.fromisoformat(row["support_end"]),
            security_end=date.fromisoformat(row["security_end"]),
            source=row["source"],
            checked_on=date.fromisoformat(row["checked_on"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def lifecycle(os_name: str, version: str) -> Lifecycle | None:
    """The row whose version is the longest beginning of `version`, part by part: '12.11' is Debian 12. None where unknown."""
    name = ALIASES.get(os_name.lower(), os_name.lower())
    parts = version.split(".")
    matching = [
        row
        for row in lifecycles()
        if row.os_name == name and parts[: len(row.version.split("."))] == row.version.split(".")
    ]
    return max(matching, key=lambda row: len(row.version), default=None)
