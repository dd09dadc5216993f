"""Who the server is: maker, model, serial number, firmware, operating system, virtualisation.

From /sys/class/dmi/id (the serial number needs root), /etc/os-release and the kernel. What firmware left
unfilled ('To be filled by O.E.M.') is not known, never a name.
"""

import shlex
from typing import Final

from kado_collector.host import Host
from kado_collector.readings import Absent, Code, Described, Json, Trouble, Unread
from kado_collector.sources.parsing import is_virtual, meaningful, optional_text

_DMI: Final = "/sys/class/dmi/id"
_DMI_FIELDS: Final = {
    "manufacturer": "sys_vendor",
    "model_number": "product_name",
    "serial_number": "product_serial",
    "bios_vendor": "bios_vendor",
    "bios_version": "bios_version",
    "bios_date": "bios_date",
}
# Maker and model a hypervisor writes into DMI, and the name systemd-detect-virt gives it (its man page, v257).
_HYPERVISORS: Final = (
    ("qemu", "kvm"),
    ("vmware", "vmware"),
    ("virtualbox", "oracle"),
    ("microsoft corporation virtual machine", "microsoft"),
    ("xen", "xen"),
    ("amazon ec2", "amazon"),
    ("google compute engine", "google"),
    ("kvm", "kvm"),
    ("openstack", "kvm"),
    ("nutanix ahv", "kvm"),
)


def parse_os_release(text: str) -> dict[str, str]:
    """KEY=value lines, values quoted as in a shell; lines of other shapes are left out."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, equals, value = line.strip().partition("=")
        if not equals or name.startswith("#"):
            continue
        try:
            words = shlex.split(value)
        except ValueError:
            continue
        found[name] = words[0] if words else ""
    return found


def _dmi(host: Host) -> tuple[dict[str, Json], tuple[Trouble, ...]]:
    fields: dict[str, Json] = {}
    troubles: dict[str, Trouble] = {}
    for field, name in _DMI_FIELDS.items():
        try:
            fields[field] = meaningful(host.text(f"{_DMI}/{name}"))
        except Absent:
            fields[field] = None
        except Unread as unread:
            troubles[str(unread.trouble.code)] = unread.trouble
    if not host.names(_DMI):
        problem = "the firmware gives no maker, model or serial number (/sys/class/dmi/id)"
        remedy = "name them at enrolment: --manufacturer, --model-number, --serial-number"
        troubles["dmi"] = Trouble(Code.NOT_THERE, problem, remedy)
    return fields, tuple(troubles.values())


def _hypervisor_of(maker_and_model: str) -> str | None:
    words = maker_and_model.lower()
    return next((name for mark, name in _HYPERVISORS if mark in words), None)


def virtualisation(host: Host, manufacturer: str, model: str) -> str | None:
    """The hypervisor's name, '' on bare metal, None when it cannot be told."""
    try:
        answer = host.run("systemd-detect-virt", "--vm").text.strip()
    except Unread:
        answer = ""
    if answer and answer != "none" and answer.isascii() and " " not in answer:
        return answer
    known = _hypervisor_of(f"{manufacturer} {model}") or optional_text(host, "/sys/hypervisor/type")
    if known:
        return known
    if is_virtual(host):
        return "unknown"
    flags_known = "flags" in (optional_text(host, "/proc/cpuinfo") or "")
    return "" if answer == "none" or flags_known else None


def _architecture(host: Host) -> str | None:
    try:
        return (
            optional_text(host, "/proc/sys/kernel/arch")
            or host.run("uname", "-m").text.strip()
            or None
        )
    except Unread:
        return None


def describe(host: Host) -> Described:
    fields, troubles = _dmi(host)
    os_release = parse_os_release(
        optional_text(host, "/etc/os-release") or optional_text(host, "/usr/lib/os-release") or ""
    )
    maker, model = str(fields.get("manufacturer") or ""), str(fields.get("model_number") or "")
    fields |= {
        "hostname": optional_text(host, "/proc/sys/kernel/hostname"),
        "os_name": os_release.get("ID") or None,
        "os_version": os_release.get("VERSION_ID") or None,
        "kernel_version": optional_text(host, "/proc/sys/kernel/osrelease"),
        "architecture": _architecture(host),
        "virtualisation": virtualisation(host, maker, model),
    }
    return Described(fields, troubles=troubles)
