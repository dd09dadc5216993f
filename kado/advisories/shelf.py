"""The packs an installation has: import with preview, which version is in use, and what all of them say together.

The shipped sample is in use under its own name until a version of that name is imported. Choosing an older version that was
imported before is always possible; importing an older one is refused unless it is forced.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kado.advisories import files, keys
from kado.advisories.files import Opened
from kado.advisories.models import AdvisoryPack
from kado.advisories.pack import Entry, Pack, PackRefused, advisories_of, version_key
from kado.facts.advisories import Advisories
from kado.tenancy import audit, scope


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries by which one version differs from another, (kind, id) each, in order."""

    added: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]

    @property
    def nothing(self) -> bool:
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Shelved:
    """One version of a pack as the installation has it. row: None for the shipped sample that nobody imported."""

    opened: Opened
    in_use: bool
    row: AdvisoryPack | None

    @property
    def pack(self) -> Pack:
        return self.opened.pack

    @property
    def entries_count(self) -> int:
        return sum(1 for _ in self.pack.entries())

    def expired(self, at: datetime) -> bool:
        return self.pack.expires_at is not None and self.pack.expires_at <= at


def trusted_keys() -> tuple[keys.TrustedKey, ...]:
    """The keys in the installation's folder, then the shipped one. Raises KeyUnusable for a damaged file."""
    return keys.in_folder(Path(settings.ADVISORY_KEYS)) + files.shipped_keys()


def open_pack(data: bytes) -> Opened:
    """A file from outside, read and its signature looked at with the installation's keys. Raises PackRefused."""
    return files.open_file(data, trusted_keys())


def shelf() -> tuple[Shelved, ...]:
    """Every version there is, by name, the newest first."""
    rows = [_shelved(row) for row in AdvisoryPack.objects.all()]
    sample = files.sample()
    if all(s.opened.digest != sample.digest for s in rows):
        named = any(s.pack.name == sample.pack.name for s in rows)
        rows.append(Shelved(sample, not named, None))
    rows.sort(key=lambda s: version_key(s.pack.version), reverse=True)
    return tuple(sorted(rows, key=lambda s: s.pack.name))


def _shelved(row: AdvisoryPack) -> Shelved:
    """The stored file, read again; its key may have left the folder since, which does not undo the import."""
    opened = files.open_file(bytes(row.file), ())
    if opened.digest != row.digest:
        raise PackRefused("bad-signature", f"{row}: not what was imported")
    signed = Opened(opened.pack, opened.digest, "trusted", row.key_id, row.key_name)
    return Shelved(signed, row.in_use, row)


def in_use(name: str) -> Shelved | None:
    """The version of a pack that is in use."""
    return next((s for s in shelf() if s.in_use and s.pack.name == name), None)


def advisories() -> Advisories:
    """What the packs in use say: imported ones first, the sample last, so that the operator's own entries win."""
    used = [s for s in shelf() if s.in_use]
    used.sort(key=lambda s: s.pack.name == files.sample().pack.name)
    return advisories_of([(s.pack, s.opened.digest) for s in used])


def difference(old: Pack | None, new: Pack) -> Difference:
    """What putting `new` in the place of `old` changes."""
    before, after = _by_id(old), _by_id(new)
    return Difference(
        added=_places(after, [i for i in after if i not in before]),
        changed=_places(after, [i for i in after if i in before and before[i] != after[i]]),
        removed=_places(before, [i for i in before if i not in after]),
    )


def _by_id(pack: Pack | None) -> dict[str, tuple[str, Entry]]:
    return {} if pack is None else {entry.id: (kind, entry) for kind, entry in pack.entries()}


def _places(entries: dict[str, tuple[str, Entry]], ids: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((entries[i][0], i) for i in ids)


def check_import(opened: Opened, force: bool) -> None:
    """Whether the opened file may be kept. Raises PackRefused: not trusted, another content under a known version, or older than in use."""
    opened.demand_trust()
    pack = opened.pack
    for known in shelf():
        same = (known.pack.name, known.pack.version) == (pack.name, pack.version)
        if same and known.opened.digest != opened.digest:
            raise PackRefused("same-version", f"{pack.name} {pack.version}")
    current = in_use(pack.name)
    if (
        not force
        and current is not None
        and version_key(pack.version) < version_key(current.pack.version)
    ):
        raise PackRefused("older", f"{pack.version} < {current.pack.version}")


def keep(data: bytes, at: datetime, by: str, *, force: bool = False) -> AdvisoryPack:
    """The file as a row of its own, not yet in use; the row there is when it was kept before. Raises PackRefused."""
    opened = open_pack(data)
    check_import(opened, force)
    pack = opened.pack
    row, created = AdvisoryPack.objects.get_or_create(
        digest=opened.digest,
        defaults={
            "name": pack.name,
            "version": pack.version,
            "key_id": opened.key_id,
            "key_name": opened.key_name,
            "issued_at": pack.issued_at,
            "expires_at": pack.expires_at,
            "entries_count": sum(1 for _ in pack.entries()),
            "file": data,
            "imported_at": at,
            "imported_by": by,
        },
    )
    if created:
        _note(at, by, "advisories-imported", row)
    return row


def use(row: AdvisoryPack, at: datetime, by: str) -> None:
    """Put this version in the place of the one in use under its name."""
    with transaction.atomic():
        AdvisoryPack.objects.filter(name=row.name, in_use=True).update(in_use=False)
        AdvisoryPack.objects.filter(pk=row.pk).update(in_use=True)
    _note(at, by, "advisories-used", row)


def stop_using(row: AdvisoryPack, at: datetime, by: str) -> None:
    """No version of this pack is in use from now on, the shipped one of that name neither."""
    AdvisoryPack.objects.filter(name=row.name, in_use=True).update(in_use=False)
    _note(at, by, "advisories-stopped", row)


def _note(at: datetime, by: str, action: str, row: AdvisoryPack) -> None:
    with scope.everything("the trail of the installation's packs"):
        audit.record(at, by, action, subject=str(row), digest=row.digest)
