"""Rollups: what the samples of a UTC month say of each series and day, kept beside the lake so that an edition reads raw rows of one month only.

A cache and nothing more. What is kept for a server holds for the very data files of its bucket and month (their digest) and for the
zone's days; late data, merged files or a deletion change the digest, so it can never be stale. A file that is missing, damaged or
of another version is worked out again from the raw rows, with the same code over the same rows, so that an edition is the same
with and without (MISSION B3). Nobody's rows are read for it but those of the servers asked for, which the caller has leave to read (E3).

Files: <lake>/rollups/<organisation>/<month>/<days>/<first bucket>-<last bucket>-<digest>.parquet, never changed once written.
"""

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from kado.store.daily import COLUMNS, FIGURES, Calendar, DayParts, SampleKey, day_parts, joined
from kado.store.days import day_start, hour_fraction_seconds
from kado.store.durable import sync_file, sync_folder
from kado.store.lake import PinGone, files_by_partition, files_of
from kado.store.lake import folder_of as lake_folder_of
from kado.store.scan import Scan
from kado.tenancy.models import bucket_of

# Raise when kado.store.daily computes anything differently: what was kept before is then worked out again.
VERSION: Final = 1
FOLDER: Final = "rollups"
# A month of which the span leaves out more than this is read raw and not kept: it is still filling, or hardly wanted.
WHOLE_RATIO: Final = 0.5
_TEXTS: Final = SampleKey._fields
# Columns with few different values, for which a dictionary is short.
_REPEATED: Final = (
    *_TEXTS,
    "day",
    "weight",
    "hours",
    "present",
    "collected",
    "punctual",
    "first_us",
    "last_us",
)
_COVERAGE: Final = b"kado.rollup"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Month:
    """A UTC month, moved to where the zone's hours begin, so that no hour is cut in two. text: 'YYYY-MM'."""

    text: str
    start: datetime
    end: datetime

    @property
    def partitions(self) -> tuple[str, ...]:
        """The months of the partitions that it touches: the one before too where hours begin before the month does."""
        last = self.end - timedelta(microseconds=1)
        return tuple(sorted({f"{at:%Y-%m}" for at in (self.start, last)}))


@dataclass(frozen=True, slots=True)
class Group:
    """Servers of one organisation that are read together, with their buckets."""

    organisation_id: UUID
    bucket_of: dict[str, int]

    @property
    def buckets(self) -> tuple[int, ...]:
        return tuple(sorted(set(self.bucket_of.values())))


@lru_cache(maxsize=256)
def months(first_day: date, last_day: date, zone: str) -> tuple[Month, ...]:
    """The months that days of a zone touch, oldest first."""
    start, end = day_start(first_day, zone), day_start(last_day + timedelta(days=1), zone)
    number = start.year * 12 + start.month - 2  # hours may begin before the month does
    found: list[Month] = []
    while True:
        month = Month(
            f"{number // 12:04d}-{number % 12 + 1:02d}",
            _edge(number, zone),
            _edge(number + 1, zone),
        )
        if month.start >= end:
            return tuple(found)
        if month.end > start:
            found.append(month)
        number += 1


def _edge(number: int, zone: str) -> datetime:
    begins = datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)
    return begins - timedelta(seconds=hour_fraction_seconds(begins, zone))


def parts_between(
    version: int, group: Group, first_day: date, last_day: date, zone: str
) -> Iterator[DayParts]:
    """What the samples at a pinned version say of the group's series and days, month by month, oldest first.

    A month that is wanted for the most part is taken whole, also the days outside: whoever asks leaves them out.
    """
    start, end = day_start(first_day, zone), day_start(last_day + timedelta(days=1), zone)
    for month in months(first_day, last_day, zone):
        inside = min(end, month.end) - max(start, month.start)
        if inside >= (month.end - month.start) * WHOLE_RATIO or end > month.end:
            yield month_parts(version, group, month, zone)
        else:
            clipped = Month(month.text, max(start, month.start), min(end, month.end))
            yield _from_rows(version, list(group.bucket_of), group.buckets, clipped, zone)


def month_parts(version: int, group: Group, month: Month, zone: str) -> DayParts:
    """A whole month: what is kept, and the rest from raw rows, which is then kept too."""
    _require(version, group, month)
    digests = {b: _digest(version, b, month.partitions) for b in group.buckets}
    missing = {s: digests[b] for s, b in group.bucket_of.items() if digests[b]}  # no files: no rows
    folder = folder_of(group.organisation_id) / month.text / _days_key(month, zone)
    found = []
    for path in _candidates(folder, group.buckets):
        covered = coverage(path)
        servers = {s for s, digest in missing.items() if covered.get(s) == digest}
        parts = _read(path, servers) if servers else None
        if parts is not None:
            found.append(parts)
            missing = {s: d for s, d in missing.items() if s not in servers}
    if missing:
        buckets = sorted({group.bucket_of[s] for s in missing})
        made = _from_rows(version, list(missing), buckets, month, zone)
        keep(folder, buckets, missing, made)
        found.append(made)
    return joined(found)


def keep_month(version: int, group: Group, month: Month, zone: str, parts: DayParts) -> None:
    """Keep a whole month that was worked out elsewhere, as an edition would (for benchmarks)."""
    digests = {b: _digest(version, b, month.partitions) for b in group.buckets}
    covered = {s: digests[b] for s, b in group.bucket_of.items() if digests[b]}
    keep(
        folder_of(group.organisation_id) / month.text / _days_key(month, zone),
        group.buckets,
        covered,
        parts,
    )


def _from_rows(
    version: int, server_ids: Sequence[str], buckets: Sequence[int], month: Month, zone: str
) -> DayParts:
    calendar = Calendar.of(month.start, month.end, zone)
    scan = Scan("samples", version, month.start, month.end, buckets)
    return joined([day_parts(rows, calendar) for rows in scan.tables(COLUMNS, server_ids)])


def _require(version: int, group: Group, month: Month) -> None:
    """What was kept is used only while the rows are there: a pin can be read with it or without, or not at all. Raises PinGone."""
    for file in files_of("samples", version, month.partitions, group.buckets):
        if not (lake_folder_of("samples") / file.path).exists():
            raise PinGone(f"version {version} of 'samples': {file.path} was removed")


def _digest(version: int, bucket: int, partitions: Sequence[str]) -> str:
    """The digest of a bucket's data files in some months at a version: each file's name is its own and its content never changes. '' without any."""
    known = files_by_partition("samples", version)
    paths = [f.path for month in partitions for f in known.get((month, bucket), ())]
    return sha256("\n".join(paths).encode()).hexdigest()[:32] if paths else ""


@lru_cache(maxsize=1024)
def _days_key(month: Month, zone: str) -> str:
    """Names the days of a month as a zone has them, and this version of the computing. Zones with the same days share it."""
    calendar = Calendar.of(month.start, month.end, zone)
    days = f"{VERSION} {calendar.first_day} {calendar.starts.tolist()} {calendar.fraction_seconds}"
    return sha256(days.encode()).hexdigest()[:16]


def folder_of(organisation_id: UUID) -> Path:
    """Where an organisation's rollups lie."""
    return Path(settings.LAKE_URL) / FOLDER / str(organisation_id)


def _candidates(folder: Path, buckets: Sequence[int]) -> list[Path]:
    """The files whose buckets overlap."""
    low, high = min(buckets), max(buckets)
    return [p for p in sorted(folder.glob("*.parquet")) if _overlaps(p, low, high)]


def _overlaps(path: Path, low: int, high: int) -> bool:
    first, last, _ = path.name.split("-", 2)
    return int(first) <= high and int(last) >= low


def coverage(path: Path) -> dict[str, str]:
    """The servers that a file holds, each with the digest of the data files it was made from; {} for one that cannot be read."""
    try:
        return _coverage(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        _set_aside(path, error)
        return {}


@lru_cache(maxsize=4096)
def _coverage(path: Path, written_ns: int) -> dict[str, str]:
    """Kept for as long as the file is the same one."""
    found: dict[str, str] = msgspec.json.decode(
        pq.read_metadata(path).metadata[_COVERAGE], type=dict[str, str]
    )
    return found


def _read(path: Path, server_ids: Collection[str]) -> DayParts | None:
    """What a file says of some servers; None for one that cannot be read: it goes, and is made again."""
    try:
        with pq.ParquetFile(
            path, read_dictionary=list(_TEXTS), page_checksum_verification=True
        ) as file:
            return _parts_of(file.read(use_threads=False)).of_servers(server_ids)
    except (OSError, ValueError, KeyError) as error:
        _set_aside(path, error)
        return None


def _set_aside(path: Path, error: Exception) -> None:
    if not isinstance(error, FileNotFoundError):
        _log.warning("the rollup %s cannot be read and is made again: %s", path, error)
        path.unlink(missing_ok=True)


def keep(folder: Path, buckets: Sequence[int], digests: dict[str, str], parts: DayParts) -> None:
    """Keep what was worked out for servers: written aside, forced to the disk, then given its name. Others may write the same."""
    covered = msgspec.json.encode(digests, order="deterministic")
    name = f"{min(buckets):04d}-{max(buckets):04d}-{sha256(covered).hexdigest()[:32]}.parquet"
    table = _table_of(parts).replace_schema_metadata({_COVERAGE: covered})
    aside = folder / f".{uuid4().hex}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(
            table, aside, compression="zstd", compression_level=1, use_dictionary=list(_REPEATED),
            write_statistics=False, write_page_checksum=True,
        )  # fmt: skip
        sync_file(aside)
        aside.replace(folder / name)
    except OSError as error:  # a full disk costs the cache, not the edition
        _log.warning("a rollup could not be kept in %s: %s", folder, error)
        with suppress(OSError):
            aside.unlink()


def forget(server_ids: Collection[str], buckets: Collection[int]) -> list[Path]:
    """Remove every file that holds one of these servers, which are of these buckets (MISSION E5); the files."""
    near = [p for p in kept() if _overlaps(p, min(buckets), max(buckets))]
    gone = [p for p in near if not coverage(p).keys().isdisjoint(server_ids)]
    remove(gone)
    return gone


def kept() -> list[Path]:
    """Every file, in order."""
    return sorted((Path(settings.LAKE_URL) / FOLDER).glob("*/*/*/*.parquet"))


def remove(paths: Collection[Path]) -> None:
    """Remove files for good."""
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {p.parent for p in paths}:
        sync_folder(folder)


def is_used(path: Path, version: int) -> bool:
    """Whether anything in a file is still what the samples at a version come to."""
    month = path.parents[1].name
    before = months_before(month, 1)
    return any(
        digest in {_digest(version, bucket_of(UUID(s)), m) for m in ((month,), (before, month))}
        for s, digest in coverage(path).items()
    )


def months_before(month: str, months_count: int) -> str:
    """The month so many before another, both 'YYYY-MM'."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - months_count, 12)
    return f"{year:04d}-{number + 1:02d}"


def _table_of(parts: DayParts) -> pa.Table:
    texts = {}
    for place, name in enumerate(_TEXTS):
        known = pa.array([key[place] for key in parts.keys], pa.string()).dictionary_encode()
        indices = pa.array(known.indices.to_numpy()[parts.series])
        texts[name] = pa.DictionaryArray.from_arrays(indices, known.dictionary)
    return pa.table({**texts, "day": parts.day.astype(np.int32), **parts.figures})


def _parts_of(table: pa.Table) -> DayParts:
    """Of a file. Its rows are in order of series and day; the names are looked at once for each series."""
    codes = [table[n].combine_chunks() for n in _TEXTS]
    indices = [c.indices.to_numpy() for c in codes]
    new = np.zeros(table.num_rows, np.bool_)
    new[:1] = True
    for column in indices:
        new[1:] |= column[1:] != column[:-1]
    names = [c.dictionary.to_pylist() for c in codes]
    heads = zip(*(i[new].tolist() for i in indices), strict=True)
    keys = tuple(SampleKey(*(n[h] for n, h in zip(names, head, strict=True))) for head in heads)
    figures = {name: table[name].to_numpy() for name in FIGURES}
    return DayParts(keys, np.cumsum(new) - 1, table["day"].to_numpy().astype(np.int64), figures)
