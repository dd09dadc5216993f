"""Temperatures from the kernel's hardware monitors (/sys/class/hwmon/hwmon*/temp*_input, thousandths of a degree).

An instance is the chip and the sensor's label, 'coretemp.0/Package id 0': the hwmon number changes between boots.
"""

import re
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import INSTANCES_LIMIT
from kado_collector.readings import Code, Gauge, Sampled, Trouble
from kado_collector.sources.parsing import is_virtual, optional_text

_FOLDER: Final = "/sys/class/hwmon"
_INPUT: Final = re.compile(r"^temp(\d+)_input$", re.ASCII)
_MILLIDEGREES: Final = re.compile(r"^-?\d{1,7}$", re.ASCII)
# Chips answer -128, 127 or 0xFF for an input that nothing is wired to; no part of a running server is there.
LOWEST_CELSIUS, HIGHEST_CELSIUS = -40.0, 126.0


def parse_celsius(text: str) -> float | None:
    """'45000' is 45.0; None where it is no plausible temperature."""
    if not _MILLIDEGREES.match(text.strip()):
        return None
    celsius = int(text) / 1000
    return celsius if LOWEST_CELSIUS <= celsius <= HIGHEST_CELSIUS else None


def _chip(host: Host, folder: str) -> str:
    name = optional_text(host, f"{folder}/name") or "unknown"
    device = (host.link(f"{folder}/device") or "").rsplit("/", 1)[-1]
    return device if device.startswith(name) else f"{name} {device}".strip()


def _temperatures(host: Host, folder: str) -> list[Gauge]:
    gauges: list[Gauge] = []
    chip = _chip(host, folder)
    for name in host.names(folder):
        match = _INPUT.match(name)
        if not match:
            continue
        prefix = f"{folder}/temp{match.group(1)}"
        if optional_text(host, f"{prefix}_fault") == "1":
            continue
        celsius = parse_celsius(optional_text(host, f"{prefix}_input") or "")
        if celsius is not None:
            label = optional_text(host, f"{prefix}_label") or f"temp{match.group(1)}"
            gauges.append(Gauge("sensor_temperature_celsius", f"{chip}/{label}", celsius))
    return gauges


def sample(host: Host) -> Sampled:
    found = [g for name in host.names(_FOLDER) for g in _temperatures(host, f"{_FOLDER}/{name}")]
    unique = {gauge.instance: gauge for gauge in found}
    if unique:
        return Sampled(tuple(unique.values())[:INSTANCES_LIMIT])
    if is_virtual(host):
        trouble = Trouble(Code.NOT_APPLICABLE, "a virtual machine has no temperature sensors")
    else:
        remedy = "run sensors-detect (lm-sensors) and load the module it names"
        trouble = Trouble(Code.NOT_THERE, "no temperature sensor has a driver", remedy)
    return Sampled(troubles=(trouble,))
