"""Drives: the list from /sys/block, and the health of each from smartctl, behind RAID controllers too (MISSION G1).

One drive that hangs, refuses or breaks never costs another its reading: each is asked on its own, with
a time limit, and one that gave nothing is in the bundle with the reason. A virtual drive has no health.
"""

from dataclasses import dataclass
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import DEVICES_LIMIT, DRIVE_SECONDS_LIMIT, DRIVES_SECONDS_LIMIT
from kado_collector.readings import Absent, Code, Described, Json, Trouble, Unread
from kado_collector.sources.blocks import block_drive, is_virtual_drive, transport
from kado_collector.sources.disks import is_drive
from kado_collector.sources.smartctl import (
    HEALTH,
    SCAN,
    Address,
    drive_of_health,
    is_volume,
    message,
    opened,
    parse_json,
    parse_scan,
    smart_array_addresses,
    unit_name,
)

# A Smart Array tells no count of its drives: numbers are tried until so many in a row do not open.
_GAPS_LIMIT: Final = 2


@dataclass(slots=True)
class Health:
    """The answer of one drive. problem: why there is none, or not a whole one."""

    address: Address
    document: dict[str, Json]
    problem: str | None = None

    @property
    def is_volume(self) -> bool:
        return is_volume(self.document)


def ask(host: Host, address: Address) -> Health:
    """One drive. Raises Absent without smartctl."""
    try:
        output = host.run(*HEALTH, *address.arguments, seconds=DRIVE_SECONDS_LIMIT)
    except Absent:
        raise
    except Unread as unread:
        timed_out = unread.trouble.code is Code.TIMED_OUT
        why = f"no answer within {DRIVE_SECONDS_LIMIT:g} s" if timed_out else unread.trouble.problem
        return Health(address, {}, f"{address.device}: {why}")
    document = parse_json(output.text)
    if document is None:
        problem = f"{address.device}: the answer of smartctl was not understood"
        return Health(address, {}, problem)
    if opened(output.exit_status):
        return Health(address, document)
    why = message(document) or "smartctl could not open it"
    return Health(address, document, why if address.device in why else f"{address.device}: {why}")


def addresses(host: Host, blocks: list[str]) -> list[Address]:
    """The drives to ask: those smartctl finds, and physical ones it did not (it does not find a dead one)."""
    found = parse_scan(host.run(*SCAN, seconds=DRIVE_SECONDS_LIMIT).text)
    names = {address.device for address in found}
    for name in blocks:
        controller = name.rpartition("n")[0] if name.startswith("nvme") else name
        seen = names & {f"/dev/{name}", f"/dev/{controller}"}
        if not seen and not is_virtual_drive(host, name, transport(host, name)):
            found.append(Address(f"/dev/{name}", (f"/dev/{name}",)))
    return found[:DEVICES_LIMIT]


def ask_all(host: Host, wanted: list[Address]) -> list[Health]:
    """Every drive in turn, and those behind Smart Array controllers; the time of all together is limited."""
    answers: list[Health] = []
    silent_count = 0
    for address in wanted:
        if silent_count * DRIVE_SECONDS_LIMIT >= DRIVES_SECONDS_LIMIT:
            problem = f"{address.device}: not asked, too many drives before it gave no answer"
            answers.append(Health(address, {}, problem))
            continue
        answers.append(ask(host, address))
        silent_count += not answers[-1].document
    for controller in smart_array_addresses(host):
        answers += _ask_behind(host, controller)
    return answers[:DEVICES_LIMIT]


def _ask_behind(host: Host, numbered: list[Address]) -> list[Health]:
    """The drives of one controller, up to the first gap that is too wide; what did not open at its end is no drive."""
    answers: list[Health] = []
    for address in numbered:
        answers.append(ask(host, address))
        tail = answers[-_GAPS_LIMIT:]
        if len(tail) == _GAPS_LIMIT and all(a.problem for a in tail):
            break
    while answers and answers[-1].problem:
        answers.pop()
    return answers


def merged(blocks: list[dict[str, Json]], answers: list[Health]) -> list[dict[str, Json]]:
    """One row per drive; smartctl knows better where both know. The health of an NVMe controller (/dev/nvme0)
    takes the name of its first namespace (/dev/nvme0n1).
    """
    rows = {str(row["device"]): dict(row) for row in blocks}
    for answer in answers:
        device = answer.address.device
        same = (
            d for d in rows if d == device or (device[-1:].isdigit() and d.startswith(f"{device}n"))
        )
        match = next(same, device)
        answer.address = Address(match, answer.address.arguments)
        row = drive_of_health(match, answer.document)
        rows[match] = {**rows.get(match, {}), **row}
    return [rows[device] for device in sorted(rows)]


def without_doubles(answers: list[Health]) -> list[Health]:
    """The first of the paths to one drive: multipath, or a drive that a controller passes through and also names."""
    seen: set[str] = set()
    kept: list[Health] = []
    for answer in answers:
        name = unit_name(answer.document)
        if name is None or name not in seen:
            kept.append(answer)
        if name is not None:
            seen.add(name)
    return kept


def describe(host: Host) -> Described:
    """configuration.drives and devices. A drive that gave no reading is a device with a problem."""
    names = [n for n in host.names("/sys/block") if is_drive(n)]
    blocks = [b for b in (block_drive(host, n) for n in names) if b["capacity_bytes"]]
    try:
        wanted = addresses(host, [str(b["device"]).removeprefix("/dev/") for b in blocks])
        answers = ask_all(host, wanted)
    except Unread as unread:
        nothing = isinstance(unread, Absent) and _all_virtual(host, blocks)
        return Described(
            {"drives": list(blocks)}, troubles=(_NO_HEALTH if nothing else unread.trouble,)
        )
    volumes = {a.address.device for a in answers if a.is_volume}
    drives = without_doubles([a for a in answers if not a.is_volume])
    rows = merged([b for b in blocks if b["device"] not in volumes], drives)
    return Described(
        {"drives": list(rows)},
        tuple(_device(a) for a in drives),
        _troubles(blocks, volumes, drives),
    )


_NO_HEALTH: Final = Trouble(Code.NOT_APPLICABLE, "virtual drives tell no health")


def _all_virtual(host: Host, blocks: list[dict[str, Json]]) -> bool:
    names = [str(b["device"]).removeprefix("/dev/") for b in blocks]
    return bool(names) and all(is_virtual_drive(host, n, transport(host, n)) for n in names)


def _device(answer: Health) -> dict[str, Json]:
    row: dict[str, Json] = {"device": answer.address.device, "smartctl": answer.document}
    if answer.problem is not None:
        row["problem"] = answer.problem
    return row


def _troubles(
    blocks: list[dict[str, Json]], volumes: set[str], drives: list[Health]
) -> tuple[Trouble, ...]:
    remedy = "look at the drive: it may be failing or gone"
    troubles = [Trouble(Code.FAILED, d.problem, remedy) for d in drives if d.problem]
    if volumes and not any("," in d.address.device for d in drives):
        problem = (
            f"the drives behind the RAID controller of {', '.join(sorted(volumes))} are not visible"
        )
        troubles.append(Trouble(Code.NOT_THERE, problem, "update smartmontools"))
    if not drives and not volumes:
        troubles.append(_NO_HEALTH if blocks else Trouble(Code.NOT_THERE, "no drive is visible"))
    return tuple(troubles)
