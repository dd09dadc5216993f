"""Network interfaces that are hardware, or a bond of hardware, from /proc/net/dev and /sys/class/net.

Interfaces of containers and virtual machines come and go by the hundred and are left out.
"""

import re
from dataclasses import dataclass
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import INSTANCES_LIMIT
from kado_collector.readings import Counter, Counting, Described, Json, Sampled
from kado_collector.sources.parsing import counts, damaged, optional_text

_FOLDER: Final = "/sys/class/net"
_COLUMNS_COUNT: Final = 16
# Used only where /sys tells nothing of hardware (a container, a recorded tree without /sys).
_VIRTUAL: Final = re.compile(
    r"^(?:lo|veth|docker|br-|virbr|vnet|tap|tun|ifb|dummy|cali|cni|flannel|sit|ip6tnl|gre|wg|tailscale)"
)


@dataclass(frozen=True, slots=True)
class Traffic:
    interface: str
    received_bytes: int
    sent_bytes: int
    errors_count: int


def parse_dev(text: str) -> tuple[list[Traffic], int]:
    """Every interface of /proc/net/dev (two heading lines), and how many lines were not understood."""
    found: list[Traffic] = []
    bad_count = 0
    for line in text.splitlines():
        if "|" in line or not line.strip():
            continue
        name, _, rest = line.rpartition(":")
        numbers = counts(rest.split()[:_COLUMNS_COUNT])
        if not name.strip() or numbers is None or len(numbers) < _COLUMNS_COUNT:
            bad_count += 1
            continue
        errors = numbers[2] + numbers[10]
        found.append(Traffic(name.strip(), numbers[0], numbers[8], errors))
    return found, bad_count


def _is_hardware(host: Host, name: str) -> bool:
    folder = f"{_FOLDER}/{name}"
    return host.exists(f"{folder}/device") or host.exists(f"{folder}/bonding")


def chosen(host: Host, names: list[str]) -> list[str]:
    """The interfaces worth watching."""
    hardware = [n for n in names if _is_hardware(host, n)]
    return (hardware or [n for n in names if not _VIRTUAL.match(n)])[:INSTANCES_LIMIT]


def sample(host: Host) -> Sampled:
    found, bad_count = parse_dev(host.text("/proc/net/dev"))
    wanted = set(chosen(host, [t.interface for t in found]))
    counters: list[Counter] = []
    for traffic in found:
        if traffic.interface not in wanted:
            continue
        name, increase = traffic.interface, Counting.INCREASE
        counters += [
            Counter("network_received_bytes_per_second", name, traffic.received_bytes),
            Counter("network_sent_bytes_per_second", name, traffic.sent_bytes),
            Counter("network_errors_count", name, traffic.errors_count, increase),
        ]
    return Sampled(counters=tuple(counters), troubles=damaged("/proc/net/dev", bad_count))


def _interface(host: Host, name: str) -> dict[str, Json]:
    """Speed is -1 or unreadable while the link is down: then it is not known."""
    folder = f"{_FOLDER}/{name}"
    megabits = optional_text(host, f"{folder}/speed") or ""
    speed = int(megabits) * 1_000_000 if megabits.isascii() and megabits.isdigit() else None
    state = optional_text(host, f"{folder}/operstate")
    carrier = optional_text(host, f"{folder}/carrier")
    up = state == "up" if state in ("up", "down") else {"0": False, "1": True}.get(carrier or "")
    master = host.link(f"{folder}/master")
    bond = master.rsplit("/", 1)[-1] if master else None
    is_bond = bond is not None and host.exists(f"{_FOLDER}/{bond}/bonding")
    return {
        "name": name,
        "speed_bits_per_second": speed or None,
        "up": up,
        "bond": bond if is_bond else None,
    }


def describe(host: Host) -> Described:
    names = [t.interface for t in parse_dev(host.text("/proc/net/dev"))[0]]
    rows: list[Json] = [_interface(host, name) for name in sorted(chosen(host, names))]
    return Described({"network_interfaces": rows})
