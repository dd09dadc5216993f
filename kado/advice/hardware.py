"""What several rules ask of the configuration: is it a virtual machine, which file systems are read-only by nature, version order."""

import re
from typing import Final

from kado.facts.configuration import Configuration, FileSystem

# Images that are full and read-only by nature: Linux's fs/ folder (squashfs, isofs, udf, erofs, cramfs, romfs).
IMAGE_KINDS: Final = frozenset({"squashfs", "iso9660", "udf", "erofs", "cramfs", "romfs"})
# RAID levels that survive the loss of one drive.
REDUNDANT_LEVELS: Final = frozenset(
    {"raid1", "raid1e", "raid4", "raid5", "raid6", "raid10", "raid50", "raid60"}
)
VIRTUAL_TRANSPORTS: Final = frozenset({"virtio", "xen", "vmbus", "loop"})


def is_virtual(configuration: Configuration | None) -> bool:
    """Whether the server is known to be a virtual machine: rules of hardware do not apply to it."""
    return configuration is not None and bool(configuration.virtualisation)


def file_system(configuration: Configuration | None, mount: str) -> FileSystem | None:
    """The file system at `mount`, None where the configuration does not know it."""
    known = configuration.file_systems if configuration else ()
    return next((f for f in known if f.mount == mount), None)


def is_image(configuration: Configuration | None, mount: str) -> bool:
    """Whether the mount is an image that is full by nature (a snap, a CD): being full means nothing there."""
    found = file_system(configuration, mount)
    return found is not None and found.kind in IMAGE_KINDS


def level_of(level: str | None) -> str | None:
    """A RAID level as one word: 'RAID 1' and 'raid-1' are 'raid1'."""
    if level is None:
        return None
    word = re.sub(r"[^a-z0-9]", "", level.lower())
    return word if word.startswith("raid") else f"raid{word}" if word.isdigit() else word


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that orders '2.10' after '2.9' and letters after numbers."""
    parts = re.findall(r"\d+|[A-Za-z]+", version)
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p.lower()) for p in parts)


def version_shape(version: str) -> str:
    """The form of a version: digits as '0'. Two versions of unlike form are not ordered."""
    return re.sub(r"\d+", "0", version)
