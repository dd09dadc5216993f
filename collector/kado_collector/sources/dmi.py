"""dmidecode: the machine's own tables, as text. Needs root; one run serves memory and power.

Handle 0x0038, DMI type 17, 40 bytes
Memory Device
        Size: 64 GB
        Locator: CPU1_DIMM_A0
"""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from kado_collector.host import Host
from kado_collector.readings import Absent, Code, Unread

Table: TypeAlias = dict[str, str]
_HEAD: Final = re.compile(r"^Handle 0x[0-9A-Fa-f]+, DMI type (\d+), \d+ bytes", re.ASCII)
ARRAY_TYPE, DEVICE_TYPE, POWER_TYPE = 16, 17, 39
_TYPES: Final = f"{ARRAY_TYPE},{DEVICE_TYPE},{POWER_TYPE}"


@dataclass(frozen=True, slots=True)
class Tables:
    memory_arrays: list[Table]
    memory_devices: list[Table]
    power_supplies: list[Table]


def parse(text: str) -> list[tuple[int, Table]]:
    """Every structure: its type and its 'Name: value' lines. Lists below a name are left out."""
    found: list[tuple[int, Table]] = []
    for line in text.splitlines():
        head = _HEAD.match(line)
        if head:
            found.append((int(head.group(1)), {}))
        elif found and line.startswith("\t") and not line.startswith("\t\t"):
            name, colon, value = line.strip().partition(":")
            if colon:
                found[-1][1].setdefault(name, value.strip())
    return found


def read_tables(host: Host) -> Tables:
    """Memory arrays, memory devices and power supplies. Raises Absent or Unread."""
    output = host.run("dmidecode", "-t", _TYPES)
    structures = parse(output.text)
    if not structures:
        if "Permission denied" in output.text or output.exit_status != 0:
            raise Unread(Code.NOT_ALLOWED, "dmidecode could not read", "run the collector as root")
        raise Absent(Code.NOT_THERE, "this machine has no DMI tables of memory")
    return Tables(*([t for kind, t in structures if kind == wanted] for wanted in (16, 17, 39)))
