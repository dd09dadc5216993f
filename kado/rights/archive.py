"""Writing an export: a ZIP of open formats with a manifest of digests, one entry after another, never more than a piece in memory (MISSION E5).

README.txt                      what every file is, in both languages
manifest.json                   size, SHA-256 and rows of every other file
records/<kind>.csv              UTF-8 with a byte order mark, so that spreadsheets read it
terms/<version>.<language>.txt  the texts agreed to
servers/<hostname>-<id>/        server.json, samples.parquet, devices.parquet, configurations.parquet
editions/<month>-r<revision>/   summary.json, servers/<hostname>-<id>.json, edition.pdf
"""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec

_CHUNK_BYTES: Final = 1 << 20
# Longest part of a host name in a file's name: archives are unpacked on systems with short paths.
_NAME_CHARACTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive, as the manifest tells of it. rows_count None: not a table."""

    path: str
    about: str  # the text `export-file-<about>` explains it
    size_bytes: int
    sha256: str
    rows_count: int | None


@dataclass(slots=True)
class Archive:
    """An archive under way. Entries are written in order and never held."""

    target: zipfile.ZipFile
    at: datetime
    entries: list[Entry] = field(default_factory=list)

    def add_bytes(self, path: str, about: str, body: bytes, rows_count: int | None = None) -> None:
        with self._open(path) as out:
            out.write(body)
        digest = hashlib.sha256(body).hexdigest()
        self.entries.append(Entry(path, about, len(body), digest, rows_count))

    def add_file(self, path: str, about: str, source: Path, rows_count: int | None = None) -> None:
        """Copy a file in, piece by piece. Parquet is compressed already and is stored as it is."""
        digest, size = hashlib.sha256(), 0
        kind = zipfile.ZIP_STORED if source.suffix == ".parquet" else zipfile.ZIP_DEFLATED
        with source.open("rb") as file, self._open(path, kind) as out:
            while piece := file.read(_CHUNK_BYTES):
                out.write(piece)
                digest.update(piece)
                size += len(piece)
        self.entries.append(Entry(path, about, size, digest.hexdigest(), rows_count))

    def add_table(
        self, path: str, about: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Write rows as CSV, as they come from the database."""
        digest, size, count = hashlib.sha256(), 0, 0
        with self._open(path) as out:
            for piece in _csv(columns, rows):
                out.write(piece)
                digest.update(piece)
                size += len(piece)
                count += 1
        self.entries.append(Entry(path, about, size, digest.hexdigest(), count - 1))

    def finish(self, head: dict[str, object], readme: Callable[[Sequence[Entry]], str]) -> None:
        """Write what explains and proves the rest."""
        self.add_bytes("README.txt", "readme", readme(self.entries).encode("utf-8-sig"))
        manifest = {"format": "kado.export/1", **head, "files": self.entries}
        body = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        with self._open("manifest.json") as out:
            out.write(body)

    def _open(self, path: str, kind: int = zipfile.ZIP_DEFLATED) -> Any:
        info = zipfile.ZipInfo(path, self.at.timetuple()[:6])
        info.compress_type = kind
        info.external_attr = 0o600 << 16
        return self.target.open(info, "w", force_zip64=True)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The head, then each row, as bytes."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf" + _line(buffer, writer, [_head(c) for c in columns])
    for row in rows:
        yield _line(buffer, writer, [_cell(value) for value in row])


def _line(buffer: io.StringIO, writer: Any, cells: list[str]) -> bytes:
    buffer.seek(0)
    buffer.truncate()
    writer.writerow(cells)
    return buffer.getvalue().encode()


def _head(column: str) -> str:
    return column.replace("__", ".")


def _cell(value: object) -> str:
    """A value as text: instants as ISO 8601 in UTC, absent ones empty. A text that a spreadsheet would run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return str(value)


def safe_name(hostname: str, server_id: UUID | str) -> str:
    """A folder's name for a server: what of its host name every file system takes, and the head of its id."""
    kept = re.sub(r"[^A-Za-z0-9._-]+", "_", hostname).strip("._")[:_NAME_CHARACTERS]
    return f"{kept or 'server'}-{str(server_id)[:8]}"
