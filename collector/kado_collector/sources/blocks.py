"""Block devices as the kernel knows them (/sys/block): size, model, how they are attached."""

from typing import Final

from kado_collector.host import Host
from kado_collector.readings import Json
from kado_collector.sources.disks import SECTOR_BYTES
from kado_collector.sources.parsing import meaningful, optional_count, optional_text

# Where a block device's link leads to through the machine; the first that fits.
_TRANSPORT_MARKS: Final = (
    ("/nvme", "nvme"),
    ("/virtio", "virtio"),
    ("/usb", "usb"),
    ("/ata", "sata"),
    ("/end_device", "sas"),
    ("/vbd-", "xen"),
    ("/mmc", "mmc"),
)
_NAME_TRANSPORTS: Final = (("nvme", "nvme"), ("vd", "virtio"), ("xvd", "xen"))
_VIRTUAL_TRANSPORTS: Final = frozenset({"virtio", "xen"})
_VIRTUAL_VENDORS: Final = ("QEMU", "VMware", "VBOX", "Msft", "Virtual")


def transport(host: Host, name: str) -> str | None:
    """How the drive is attached; None when neither its path nor its name tells."""
    path = "/" + (host.link(f"/sys/block/{name}") or "")
    marked = next((kind for mark, kind in _TRANSPORT_MARKS if mark in path), None)
    return marked or next((kind for mark, kind in _NAME_TRANSPORTS if name.startswith(mark)), None)


def is_virtual_drive(host: Host, name: str, attached: str | None) -> bool:
    """Whether a hypervisor made the drive up: it has no health to tell."""
    vendor = optional_text(host, f"/sys/block/{name}/device/vendor") or ""
    return attached in _VIRTUAL_TRANSPORTS or vendor.startswith(_VIRTUAL_VENDORS)


def block_drive(host: Host, name: str) -> dict[str, Json]:
    """A row of configuration.drives, as far as the kernel knows it."""
    folder = f"/sys/block/{name}"
    device = f"{folder}/device"
    sectors = optional_count(host, f"{folder}/size")
    attached = transport(host, name)
    turns = {"0": False, "1": True}.get(optional_text(host, f"{folder}/queue/rotational") or "")
    firmware = optional_text(host, f"{device}/firmware_rev") or optional_text(host, f"{device}/rev")
    serial = optional_text(host, f"{device}/serial") or optional_text(host, f"{folder}/serial")
    return {
        "device": f"/dev/{name}",
        "model": meaningful(optional_text(host, f"{device}/model")),
        "serial": meaningful(serial),
        "firmware": meaningful(firmware),
        "capacity_bytes": sectors * SECTOR_BYTES if sectors else None,
        # A virtual drive says 'rotational' by default and knows nothing of it.
        "rotational": None if is_virtual_drive(host, name, attached) else turns,
        "transport": attached,
    }
