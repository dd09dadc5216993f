"""The bundle as it travels (docs/wire-format.md): its typed outline, its limits, what is wrong with one, what was dropped from one."""

import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

import msgspec
from msgspec import Meta, Raw, Struct

FORMAT: Final = "kado.bundle/1"
BODY_LIMIT_BYTES: Final = 4 * 1024**2
WHOLE_LIMIT_BYTES: Final = 32 * 1024**2
SERIES_LIMIT_COUNT: Final = 2_000
POINTS_LIMIT_COUNT: Final = 2_016
DEVICES_LIMIT_COUNT: Final = 512
SOURCES_LIMIT_COUNT: Final = 256
TEXT_LIMIT_CHARACTERS: Final = 512
DOCUMENT_LIMIT_BYTES: Final = 128 * 1024
DROPPED_LIMIT_COUNT: Final = 200  # lines in a receipt; the rest is counted in the last one

Text = Annotated[str, Meta(max_length=TEXT_LIMIT_CHARACTERS)]
Instant = Annotated[datetime, Meta(tz=True)]
Values = Annotated[list[float | None], Meta(max_length=POINTS_LIMIT_COUNT)]


class Collector(Struct):
    version: Text = ""
    platform: Text = ""


class Series(Struct):
    """One series as sent; the lists are as long as observed_at, or empty."""

    metric: Text
    interval_seconds: Annotated[int, Meta(ge=1, le=86_400)]
    observed_at: Annotated[list[Instant], Meta(max_length=POINTS_LIMIT_COUNT)]
    mean: Values
    instance: Text = ""
    minimum: Values = []
    maximum: Values = []
    samples_count: Annotated[
        list[Annotated[int, Meta(ge=0, le=2**31 - 1)] | None], Meta(max_length=POINTS_LIMIT_COUNT)
    ] = []


class Device(Struct):
    """A drive that was asked. problem: why it gave nothing, or only a part."""

    device: Text
    observed_at: Instant
    smartctl: dict[str, Raw]
    problem: Text | None = None

    def document(self) -> bytes:
        """What is stored of it: smartctl's own object, with the problem under a key of ours."""
        known = dict(self.smartctl)
        if self.problem:
            known["kado_problem"] = Raw(msgspec.json.encode(self.problem))
        return msgspec.json.encode(known)


class Bundle(Struct):
    """The outline of a bundle; its parts are read one by one."""

    format: Text
    bundle_id: UUID
    server_id: UUID
    created_at: Instant
    collector: Collector = msgspec.field(default_factory=Collector)
    series: Annotated[list[Raw], Meta(max_length=SERIES_LIMIT_COUNT)] = []
    configuration: Raw = Raw(b"null")
    devices: Annotated[list[Raw], Meta(max_length=DEVICES_LIMIT_COUNT)] = []
    sources: Annotated[list[Raw], Meta(max_length=SOURCES_LIMIT_COUNT)] = []


class BundleTooLarge(ValueError):
    """The bundle is larger than a limit; the message names it."""


class BundleMalformed(ValueError):
    """The body is not what its headers say (not gzip, not JSON)."""


class BundleNotValid(ValueError):
    """JSON, but not a bundle: the message names the field."""


@dataclass(slots=True)
class Dropped:
    """What was not stored, by (what, why): how many values."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, what: str, why: str, count: int = 1) -> None:
        if count:
            self.counts[what, why] = self.counts.get((what, why), 0) + count

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def lines(self) -> list[dict[str, str | int]]:
        """As a receipt names them."""
        every: list[dict[str, str | int]] = [
            {"what": what, "why": why, "values_count": count}
            for (what, why), count in self.counts.items()
        ]
        rest = every[DROPPED_LIMIT_COUNT:]
        if rest:
            every[DROPPED_LIMIT_COUNT:] = [
                {"what": "others", "why": "see above", "values_count": len(rest)}
            ]
        return every


def unpack(body: bytes) -> bytes:
    """The JSON of a compressed body, never more than the limit in memory."""
    if len(body) > BODY_LIMIT_BYTES:
        raise BundleTooLarge(f"the body is larger than {BODY_LIMIT_BYTES} bytes")
    inflater = zlib.decompressobj(wbits=31)
    try:
        whole = inflater.decompress(body, WHOLE_LIMIT_BYTES + 1)
    except zlib.error as error:
        raise BundleMalformed(f"the body is not gzip: {error}") from None
    if len(whole) > WHOLE_LIMIT_BYTES:
        raise BundleTooLarge(f"the body is larger than {WHOLE_LIMIT_BYTES} bytes when unpacked")
    if not inflater.eof or inflater.unused_data:
        raise BundleMalformed("the gzip body is cut short or has something after its end")
    return whole
