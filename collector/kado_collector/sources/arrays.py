"""Storage arrays: Linux software RAID from /proc/mdstat, MegaRAID (storcli, perccli) and Smart Array (ssacli).

A tool that is not installed is no trouble unless its controller is there; a controller that can be seen on
the PCI bus and has no tool is a blind spot and reported with the tool's name.
"""

import json
import re
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import RAID_SECONDS_LIMIT
from kado_collector.readings import Absent, Code, Described, Json, Trouble, Unread
from kado_collector.sources.parsing import has_device, optional_text

_MD_HEAD: Final = re.compile(
    r"^(md\S+) : (\w+)(?: \((?:auto-)?read-only\))?(?: (raid\d+|linear|faulty))?(.*)$"
)
_MD_MEMBERS: Final = re.compile(r"\[(\d+)/(\d+)\]")
_MD_MEMBER: Final = re.compile(r"\S+\[\d+\](?:\(([A-Z])\))*")
_MD_WORK: Final = re.compile(r"\b(recovery|resync|reshape)\s*=")


def parse_mdstat(text: str) -> list[dict[str, Json]]:
    """Every array of /proc/mdstat.

    md0 : active raid1 sdb1[1] sda1[0](F)
          1046528 blocks super 1.2 [2/1] [_U]
          [=>...]  recovery = 12.6% ...
    """
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if _MD_HEAD.match(line):
            blocks.append([line])
        elif blocks and line.startswith(" "):
            blocks[-1].append(line)
    return [_md_array(lines) for lines in blocks]


def _md_array(lines: list[str]) -> dict[str, Json]:
    head = _MD_HEAD.match(lines[0])
    if head is None:
        raise ValueError(f"no head line of an array: {lines[0]!r}")
    name, activity, level, members = head.groups()
    marks = [m.group(1) for m in _MD_MEMBER.finditer(members)]
    rest = "\n".join(lines[1:])
    counted = _MD_MEMBERS.search(rest)
    wanted, working = (int(counted.group(1)), int(counted.group(2))) if counted else (None, None)
    missing = wanted - working if wanted is not None and working is not None else marks.count("F")
    return {
        "name": name,
        "level": level,
        "state": _md_state(activity, level, missing, wanted, rest),
        "members_count": wanted if wanted is not None else len(marks) - marks.count("S"),
        "members_failed_count": max(missing, marks.count("F")),
        "spares_count": marks.count("S"),
    }


def _md_state(activity: str, level: str | None, missing: int, wanted: int | None, rest: str) -> str:
    if activity != "active" or (wanted is not None and missing >= wanted):
        return "failed"
    if _MD_WORK.search(rest) and missing:
        return "rebuilding"
    if missing:
        return "failed" if level in ("raid0", "linear") else "degraded"
    return "optimal"


# storcli's abbreviations (its own legend, printed below 'VD LIST' and 'PD LIST').
_VD_STATES: Final = {
    "Optl": "optimal",
    "Pdgd": "degraded",
    "Dgrd": "degraded",
    "Rec": "rebuilding",
    "OfLn": "failed",
}
_FAILED_MEMBERS: Final = frozenset({"Offln", "Failed", "Msng", "UBad", "UBUnsp"})
_SPARE_MEMBERS: Final = frozenset({"GHS", "DHS"})
_BATTERY_STATES: Final = {
    "Optimal": "good",
    "Dgd": "degraded",
    "Degraded": "degraded",
    "Failed": "degraded",
    "Replacement required": "degraded",
}


def _rows(document: Json, name: str) -> list[dict[str, Json]]:
    found = document.get(name) if isinstance(document, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _battery(data: dict[str, Json]) -> str | None:
    rows = _rows(data, "Cachevault_Info") + _rows(data, "BBU_Info")
    states = [_BATTERY_STATES.get(str(row.get("State"))) for row in rows]
    if "degraded" in states:
        return "degraded"
    if rows:
        return "good" if all(s == "good" for s in states) else None
    return None


def parse_storcli(text: str) -> list[dict[str, Json]]:
    """Every virtual drive of `storcli /cALL show all J`. Raises ValueError when it is no JSON."""
    document = json.loads(text)
    arrays: list[dict[str, Json]] = []
    for controller in _rows(document, "Controllers"):
        data = controller.get("Response Data")
        if not isinstance(data, dict):
            continue
        basics = data.get("Basics")
        number = basics.get("Controller") if isinstance(basics, dict) else None
        members = _rows(data, "PD LIST")
        spares = sum(str(m.get("State")) in _SPARE_MEMBERS for m in members)
        for volume in _rows(data, "VD LIST"):
            arrays.append(_volume(volume, number, _rows(data, "TOPOLOGY"), spares, _battery(data)))
    return arrays


def _volume(
    volume: dict[str, Json],
    controller: Json,
    topology: list[dict[str, Json]],
    spares: int,
    battery: str | None,
) -> dict[str, Json]:
    group, _, number = str(volume.get("DG/VD")).partition("/")
    members = [
        row
        for row in topology
        if str(row.get("DG")) == group and row.get("Type") in ("DRIVE", "Msng")
    ]
    failed = [
        row
        for row in members
        if str(row.get("State")) in _FAILED_MEMBERS or row.get("Type") == "Msng"
    ]
    rebuilding = any(row.get("State") == "Rbld" for row in members)
    state = _VD_STATES.get(str(volume.get("State")))
    return {
        "name": f"c{controller}/v{number}",
        "level": str(volume.get("TYPE", "")).lower() or None,
        "state": "rebuilding" if rebuilding and state == "degraded" else state,
        "members_count": len(members) or None,
        "members_failed_count": len(failed) if members else None,
        "spares_count": spares,
        "battery": battery,
    }


_SLOT: Final = re.compile(r" in Slot (\d+)", re.ASCII)
_LOGICAL: Final = re.compile(
    r"^\s*logicaldrive (\d+) \([^,]+, RAID ([\w.+() ]+?)\): (.+)$", re.MULTILINE
)
_PHYSICAL: Final = re.compile(r"^\s*physicaldrive \S+ \(.*\): (.+)$", re.MULTILINE)
_SSA_BATTERY: Final = re.compile(r"^\s*Battery/Capacitor Status: (.+)$", re.MULTILINE)
_SSA_STATES: Final = (
    ("OK", "optimal"),
    ("Interim Recovery", "degraded"),
    ("Recovering", "rebuilding"),
    ("Ready for Rebuild", "degraded"),
    ("Failed", "failed"),
)


def _starting(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((state for mark, state in table if text.strip().startswith(mark)), None)


def parse_ssacli(slot: str, logical: str, physical: str, status: str) -> list[dict[str, Json]]:
    """The logical drives of one Smart Array controller, from three outputs of ssacli."""
    drives = [state.strip() for state in _PHYSICAL.findall(physical)]
    match = _SSA_BATTERY.search(status)
    battery = None if match is None else ("good" if match.group(1).strip() == "OK" else "degraded")
    volumes = _LOGICAL.findall(logical)
    alone = len(volumes) == 1  # only then every drive of the controller belongs to it
    return [
        {
            "name": f"slot{slot}/ld{number}",
            "level": f"raid{level.strip().lower()}",
            "state": _starting(_SSA_STATES, state),
            "members_count": len(drives) if alone and drives else None,
            "members_failed_count": sum(d.startswith("Failed") for d in drives)
            if alone and drives
            else None,
            "battery": battery,
        }
        for number, level, state in volumes
    ]


def _read_ssacli(host: Host) -> list[dict[str, Json]]:
    arrays: list[dict[str, Json]] = []
    for slot in _SLOT.findall(
        host.run("ssacli", "ctrl", "all", "show", seconds=RAID_SECONDS_LIMIT).text
    ):
        controller = ("ssacli", "ctrl", f"slot={slot}")
        texts = [
            host.run(*controller, *rest, seconds=RAID_SECONDS_LIMIT).text
            for rest in (
                ("ld", "all", "show", "status"),
                ("pd", "all", "show", "status"),
                ("show", "status"),
            )
        ]
        arrays += parse_ssacli(slot, *texts)
    return arrays


def _read_storcli(host: Host) -> list[dict[str, Json]]:
    for tool in ("storcli64", "storcli", "perccli64", "perccli"):
        try:
            text = host.run(tool, "/cALL", "show", "all", "J", seconds=RAID_SECONDS_LIMIT).text
        except Absent:
            continue
        try:
            return parse_storcli(text)
        except (ValueError, RecursionError):
            raise Unread(Code.DAMAGED, f"{tool}: its answer was not understood") from None
    raise Absent(
        Code.NOT_INSTALLED, "storcli or perccli is not installed", "install storcli or perccli"
    )


# The driver a controller is bound to, and the tool that reads it.
_DRIVERS: Final = (("megaraid_sas", "storcli"), ("smartpqi", "ssacli"), ("hpsa", "ssacli"))


def describe(host: Host) -> Described:
    """configuration.storage_arrays from every way that is there."""
    arrays = parse_mdstat(optional_text(host, "/proc/mdstat") or "")
    troubles: list[Trouble] = []
    for tool, read in (("storcli", _read_storcli), ("ssacli", _read_ssacli)):
        drivers = [d for d, t in _DRIVERS if t == tool and has_device(host, d)]
        try:
            arrays += read(host)
        except Absent as absent:
            if drivers:
                trouble = absent.trouble
                problem = f"arrays behind {', '.join(drivers)} are not visible: {trouble.problem}"
                troubles.append(Trouble(trouble.code, problem, trouble.remedy))
        except Unread as unread:
            troubles.append(unread.trouble)
    return Described({"storage_arrays": list(arrays)}, troubles=tuple(troubles))
