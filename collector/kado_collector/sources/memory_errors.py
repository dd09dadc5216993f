"""Memory errors that the hardware corrected or could not, from EDAC (/sys/devices/system/edac/mc).

The kernel counts since boot, per module where the driver knows them (dimm*), per row where it does not
(csrow*), and apart from both what no module could be named for (*_noinfo_count).
"""

from typing import Final

from kado_collector.host import Host
from kado_collector.limits import INSTANCES_LIMIT
from kado_collector.readings import Code, Counter, Counting, Sampled, Trouble
from kado_collector.sources.parsing import is_virtual, optional_count, optional_text

_FOLDER: Final = "/sys/devices/system/edac/mc"
_METRICS: Final = {"ce": "memory_corrected_errors_count", "ue": "memory_uncorrected_errors_count"}


def _counters(host: Host, prefix: str, instance: str, suffix: str = "_count") -> list[Counter]:
    found = (
        (key, optional_count(host, f"{prefix}{kind}{suffix}")) for kind, key in _METRICS.items()
    )
    return [Counter(k, instance, n, Counting.INCREASE) for k, n in found if n is not None]


def _controller(host: Host, name: str) -> list[Counter]:
    folder = f"{_FOLDER}/{name}"
    names = host.names(folder)
    counters: list[Counter] = []
    for dimm in (n for n in names if n.startswith(("dimm", "rank"))):
        label = optional_text(host, f"{folder}/{dimm}/dimm_label") or dimm
        counters += _counters(host, f"{folder}/{dimm}/dimm_", f"{name}/{label}")
    if not counters:
        for row in (n for n in names if n.startswith("csrow")):
            counters += _counters(host, f"{folder}/{row}/", f"{name}/{row}")
    if not counters:
        return _counters(host, f"{folder}/", name)
    return counters + _counters(host, f"{folder}/", f"{name}/unknown", "_noinfo_count")


def sample(host: Host) -> Sampled:
    controllers = [n for n in host.names(_FOLDER) if n.startswith("mc") and n[2:].isdigit()]
    counters = [c for name in controllers for c in _controller(host, name)]
    if counters:
        return Sampled(counters=tuple(counters[: 2 * INSTANCES_LIMIT]))
    if is_virtual(host):
        problem = "a virtual machine does not see its memory's errors"
        return Sampled(troubles=(Trouble(Code.NOT_APPLICABLE, problem),))
    remedy = "load the memory controller's EDAC driver (its firmware may have to allow it)"
    return Sampled(troubles=(Trouble(Code.NOT_THERE, "no EDAC driver is loaded", remedy),))
