"""A file system that was writable is mounted read-only (A1): often the kernel's answer to an error of the drive beneath.

Looks at this month's configuration against the one before. A file system that has always been read-only is meant so.
"""

from datetime import date
from typing import Final

from kado.advice.hardware import IMAGE_KINDS, file_system
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, per_subject
from kado.facts.configuration import Configuration, FileSystem
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "filesystem_read_only"
CATEGORY: Final = Category.COMPONENTS
KIND: Final = InsightKind.PREVENTION
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=3, effort="hours", disruptive=True)


def check(
    configuration: Configuration | None, previous_configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    known = configuration.file_systems if configuration else ()
    systems = [f for f in known if f.kind not in IMAGE_KINDS]
    return per_subject(
        [_one(f, previous_configuration, today) for f in sorted(systems, key=lambda f: f.mount)],
        cannot_tell(KEY, "file_systems"),
    )


def _one(now: FileSystem, earlier: Configuration | None, today: date) -> Verdict:
    if now.read_only is None:
        return cannot_tell(KEY, "mount_options", subject=now.mount)
    before = file_system(earlier, now.mount)
    if not now.read_only or (before is not None and before.read_only):
        return clear(KEY, now.mount)
    if before is None or before.read_only is None:
        return cannot_tell(KEY, "earlier_configuration", subject=now.mount)
    return finding(
        KEY,
        now.mount,
        Urgency(Severity.ACT_NOW, 3, 4),
        MEND,
        values={"kind": now.kind or "—"},
        evidence=(Evidence("mounted_read_only", False, True, "configuration", today),),
    )
