"""Temperatures and fan speeds from the kernel's hardware monitors (/sys/class/hwmon/hwmon*/temp*_input, thousandths of a degree; fan*_input, turns a minute).

An instance is the chip and the sensor's label, 'coretemp.0/Package id 0': the hwmon number changes between boots.
"""

import re
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import INSTANCES_LIMIT
from kado_collector.readings import Code, Gauge, Sampled, Trouble
from kado_collector.sources.parsing import is_virtual, optional_count, optional_text

_FOLDER: Final = "/sys/class/hwmon"
_INPUT: Final = re.compile(r"^temp(\d+)_input$", re.ASCII)
_FAN: Final = re.compile(r"^fan(\d+)_input$", re.ASCII)
# A fan header that nothing is plugged into reads 0, and so does a fan that stands still: neither is sampled, the BMC tells them apart.
HIGHEST_RPM: Final = 40_000
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


def _fans(host: Host, folder: str) -> list[Gauge]:
    gauges: list[Gauge] = []
    for name in host.names(folder):
        match = _FAN.match(name)
        speed = optional_count(host, f"{folder}/{name}") if match else None
        if match and speed and speed <= HIGHEST_RPM:
            label = (
                optional_text(host, f"{folder}/fan{match.group(1)}_label") or f"fan{match.group(1)}"
            )
            gauges.append(Gauge("fan_speed_rpm", f"{_chip(host, folder)}/{label}", float(speed)))
    return gauges


def sample(host: Host) -> Sampled:
    folders = [f"{_FOLDER}/{name}" for name in host.names(_FOLDER)]
    found = [g for folder in folders for g in (*_temperatures(host, folder), *_fans(host, folder))]
    unique = {(gauge.metric, gauge.instance): gauge for gauge in found}
    if unique:
        return Sampled(tuple(unique.values())[:INSTANCES_LIMIT])
    if is_virtual(host):
        trouble = Trouble(Code.NOT_APPLICABLE, "a virtual machine has no temperature sensors")
    else:
        remedy = "run sensors-detect (lm-sensors) and load the module it names"
        trouble = Trouble(Code.NOT_THERE, "no temperature sensor has a driver", remedy)
    return Sampled(troubles=(trouble,))
