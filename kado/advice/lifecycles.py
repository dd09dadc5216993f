"""Ends of support of operating systems and server models, from the advisory packs in use.

A release or model that no pack names is unknown, not supported for ever.
"""

from typing import Final

from kado.facts.advisories import EndOfSupport, matches
from kado.facts.verdicts import Evidence

# Names by which the same system is known (os-release, WMI).
ALIASES: Final = {
    "redhat": "rhel",
    "alma": "almalinux",
    "oracle": "ol",
    "suse": "sles",
    "windows": "windows-server",
    "windows_server": "windows-server",
    "vmware": "esxi",
    "vmware-esxi": "esxi",
}


def lifecycle(ends: tuple[EndOfSupport, ...], os_name: str, version: str) -> EndOfSupport | None:
    """The entry whose version is the longest beginning of `version`, part by part: '12.11' is Debian 12. None where unknown."""
    name = ALIASES.get(os_name.lower(), os_name.lower())
    parts = version.split(".")
    matching = [
        row
        for row in ends
        if row.os_name == name and parts[: len(row.version.split("."))] == row.version.split(".")
    ]
    return max(matching, key=lambda row: len(row.version), default=None)


def hardware_lifecycle(
    ends: tuple[EndOfSupport, ...], manufacturer: str, model: str
) -> EndOfSupport | None:
    """The first entry that names this server model. None where unknown."""
    return next(
        (
            row
            for row in ends
            if matches(row.models, model)
            and (not row.manufacturers or matches(row.manufacturers, manufacturer))
        ),
        None,
    )


def ends_evidence(row: EndOfSupport, of: str) -> tuple[Evidence, ...]:
    """Both dates with their source; `of` is 'os' or 'hardware'."""
    dates = (("support", row.support_end), ("security", row.security_end))
    return tuple(
        Evidence(
            f"{of}_{which}_end_date", None, day.isoformat(), row.source.title, row.source.checked_on
        )
        for which, day in dates
    )
