"""Reading a bundle: typed values in, Arrow rows for the lake out, and what was dropped, by name.

A bundle is refused as a whole only when it cannot be told what it is. A series, a device or a field that is not understood is
dropped and named, unknown keys are ignored and counted: one unknown word must not cost a server its history.
The same body and instant of receipt give the same rows: intake checks with this, digest stores with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
import numpy as np
import pyarrow as pa
from msgspec import Raw, Struct

from kado.facts.configuration import Configuration
from kado.store.bundle import (
    DOCUMENT_LIMIT_BYTES,
    FORMAT,
    TEXT_LIMIT_CHARACTERS,
    Bundle,
    BundleMalformed,
    BundleNotValid,
    Device,
    Dropped,
    Series,
)
from kado.store.configuration import configuration_of
from kado.store.ranges import AGE_LIMIT_DAYS, AHEAD_LIMIT_SECONDS, RANGE_OF
from kado.store.schemas import INSTANT, LakeRows, complete


@dataclass(frozen=True, slots=True)
class ReadBundle:
    """A bundle, read: its rows for the lake, what describes the server, and what was dropped."""

    bundle_id: UUID
    server_id: UUID
    created_at: datetime
    collector_version: str
    rows: LakeRows
    configuration: Configuration | None
    dropped: Dropped

    def observed_span(self) -> tuple[datetime | None, datetime | None]:
        """The first and last instants observed in its samples."""
        if not self.rows.samples.num_rows:
            return None, None
        instants = self.rows.samples["observed_at"].combine_chunks().cast(pa.int64()).to_numpy()
        first, last = (pa.scalar(int(v), INSTANT).as_py() for v in (instants.min(), instants.max()))
        return first, last


_bundle: Final = msgspec.json.Decoder(Bundle)
_series: Final = msgspec.json.Decoder(Series)
_device: Final = msgspec.json.Decoder(Device)
_outline: Final = msgspec.json.Decoder(dict[str, Raw])
_STATISTICS: Final = ("mean", "minimum", "maximum")


def read(whole: bytes, received_at: datetime, source: str = "collector") -> ReadBundle:
    """Read an unpacked bundle. Raises BundleMalformed or BundleNotValid where it cannot be told what it is."""
    dropped = Dropped()
    try:
        bundle = _bundle.decode(whole)
        _count_unknown(whole, Bundle, "", dropped)
    except msgspec.ValidationError as error:
        raise BundleNotValid(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BundleMalformed(f"the body is not JSON: {error}") from None
    if bundle.format != FORMAT:
        raise BundleNotValid(f"the format is {bundle.format!r}; this service reads {FORMAT!r}")
    configuration = configuration_of(bundle, dropped)
    stamp = (str(bundle.server_id), received_at, source)
    rows = LakeRows(
        samples=_samples(_parts(bundle.series, _series, "series", dropped), stamp, dropped),
        devices=_devices(_parts(bundle.devices, _device, "devices", dropped), stamp, dropped),
        configurations=_configuration_rows(configuration, bundle.created_at, stamp, dropped),
    )
    return ReadBundle(
        bundle.bundle_id,
        bundle.server_id,
        bundle.created_at,
        bundle.collector.version,
        rows,
        configuration,
        dropped,
    )


def _count_unknown(text: bytes | Raw, kind: type[Struct], where: str, dropped: Dropped) -> None:
    for key in _outline.decode(text):
        if key not in kind.__struct_fields__:
            dropped.add(f"{where}{key[:TEXT_LIMIT_CHARACTERS]}", "unknown_key")


def _parts(
    raws: Sequence[Raw], decoder: msgspec.json.Decoder[Any], where: str, dropped: Dropped
) -> list[Any]:
    """The parts that can be read; the others are dropped and named."""
    found = []
    for number, raw in enumerate(raws):
        try:
            found.append(decoder.decode(raw))
            _count_unknown(raw, decoder.type, f"{where}.", dropped)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            dropped.add(f"{where}[{number}]", f"not_valid: {error}")
    return found


def _samples(
    series: Sequence[Series], stamp: tuple[str, datetime, str], dropped: Dropped
) -> pa.Table:
    """The rows of all series, checked together: one array per column, not one object per point."""
    usable = [s for s in series if _is_usable(s, dropped)]
    lengths = np.array([len(s.observed_at) for s in usable], np.int64)
    owner = np.repeat(np.arange(len(usable)), lengths)
    observed = pa.array([at for s in usable for at in s.observed_at], INSTANT)
    keep = _in_time(observed, owner, usable, stamp[1], dropped)
    columns: dict[str, Any] = {}
    known = np.zeros(len(owner), np.bool_)
    for name in _STATISTICS:
        values = _checked(name, usable, owner, keep, dropped)
        known |= ~np.isnan(values)
        columns[name] = values
    chosen = np.flatnonzero(keep & known)
    owner, count = owner[chosen], len(chosen)
    names = {
        key: pa.array([getattr(s, key) for s in usable], pa.string())
        for key in ("metric", "instance")
    }
    take = pa.array(owner)
    columns = {
        name: pa.array(v[chosen], pa.float64(), from_pandas=True)  # NaN becomes null
        for name, v in columns.items()
    }
    counts = [n for s in usable for n in (s.samples_count or [None] * len(s.observed_at))]
    intervals = np.array([s.interval_seconds for s in usable], np.int32)
    return complete(
        "samples",
        {
            **columns,
            **_stamped(stamp, count),
            "metric": names["metric"].take(take),
            "instance": names["instance"].take(take),
            "observed_at": observed.take(pa.array(chosen)),
            "interval_seconds": pa.array(intervals[owner], pa.int32()),
            "samples_count": pa.array(counts, pa.int32()).take(pa.array(chosen)),
        },
    )


def _is_usable(series: Series, dropped: Dropped) -> bool:
    """Whether a series is of the catalogue and its lists are of one length (or left out)."""
    count = len(series.observed_at)
    if series.metric not in RANGE_OF:
        dropped.add(series.metric, "unknown_metric", count)
        return False
    lists = (series.mean, series.minimum, series.maximum, series.samples_count)
    if len(series.mean) != count or any(len(v) not in (0, count) for v in lists):
        dropped.add(_name(series), "lengths_differ", count)
        return False
    return True


def _name(series: Series) -> str:
    return f"{series.metric} {series.instance}".strip()


def _in_time(
    observed: pa.Array,
    owner: np.ndarray[Any, Any],
    usable: Sequence[Series],
    received_at: datetime,
    dropped: Dropped,
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which points were observed neither in the future nor too long ago."""
    instants = observed.cast(pa.int64()).to_numpy()
    latest = received_at + timedelta(seconds=AHEAD_LIMIT_SECONDS)
    earliest = received_at - timedelta(days=AGE_LIMIT_DAYS)
    late, old = instants > _micros(latest), instants < _micros(earliest)
    for wrong, why in ((late, "in_the_future"), (old, "too_old")):
        _drop(wrong, owner, usable, "", why, dropped)
    kept: np.ndarray[Any, np.dtype[np.bool_]] = ~(late | old)
    return kept


def _drop(
    wrong: np.ndarray[Any, Any],
    owner: np.ndarray[Any, Any],
    usable: Sequence[Series],
    statistic: str,
    why: str,
    dropped: Dropped,
) -> None:
    """Count the wrong points by series, in one pass however many series there are."""
    counts = np.bincount(owner[wrong], minlength=len(usable))
    for number in np.flatnonzero(counts).tolist():
        dropped.add(f"{_name(usable[number])} {statistic}".strip(), why, int(counts[number]))


def _micros(at: datetime) -> int:
    return int(pa.scalar(at, INSTANT).cast(pa.int64()).as_py())


def _checked(
    name: str,
    usable: Sequence[Series],
    owner: np.ndarray[Any, Any],
    keep: np.ndarray[Any, Any],
    dropped: Dropped,
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """One statistic of every point, NaN where it is not known or not possible."""
    lists = (getattr(s, name) or [None] * len(s.observed_at) for s in usable)
    values = np.array([v for part in lists for v in part], np.float64)
    bounds = np.array([RANGE_OF[s.metric] for s in usable]).reshape(-1, 2)[owner]
    wrong = (values < bounds[:, 0]) | (values > bounds[:, 1])
    _drop(wrong & keep, owner, usable, name, "out_of_range", dropped)
    values[wrong] = np.nan
    return values


def _stamped(stamp: tuple[str, datetime, str], count: int) -> dict[str, pa.Array]:
    """The columns that say whose rows these are and when and whence they came.

    Typed scalars: to guess a type, pyarrow looks for pandas and dateutil on the disk, at every call (2 ms a bundle).
    """
    server_id, received_at, source = stamp
    return {
        "server_id": pa.repeat(pa.scalar(server_id, pa.string()), count),
        "received_at": pa.repeat(pa.scalar(received_at, INSTANT), count),
        "source": pa.repeat(pa.scalar(source, pa.string()), count),
    }


def _devices(
    devices: Sequence[Device], stamp: tuple[str, datetime, str], dropped: Dropped
) -> pa.Table:
    kept = []
    for device in devices:
        document = device.document()
        if len(document) > DOCUMENT_LIMIT_BYTES:
            dropped.add(device.device, "too_large")
        elif _is_in_time(device.observed_at, stamp[1]):
            kept.append((device, document.decode()))
        else:
            dropped.add(device.device, "not_in_time")
    return complete(
        "devices",
        {
            **_stamped(stamp, len(kept)),
            "device": pa.array([d.device for d, _ in kept], pa.string()),
            "observed_at": pa.array([d.observed_at for d, _ in kept], INSTANT),
            "document": pa.array([text for _, text in kept], pa.string()),
        },
    )


def _is_in_time(observed_at: datetime, received_at: datetime) -> bool:
    latest = received_at + timedelta(seconds=AHEAD_LIMIT_SECONDS)
    return received_at - timedelta(days=AGE_LIMIT_DAYS) <= observed_at <= latest


def _configuration_rows(
    configuration: Configuration | None,
    observed_at: datetime,
    stamp: tuple[str, datetime, str],
    dropped: Dropped,
) -> pa.Table:
    kept = [configuration] if configuration else []
    if configuration and not _is_in_time(observed_at, stamp[1]):
        dropped.add("configuration", "not_in_time")
        kept = []
    documents = [msgspec.json.encode(c).decode() for c in kept]
    return complete(
        "configurations",
        {
            **_stamped(stamp, len(kept)),
            "observed_at": pa.array([observed_at] * len(kept), INSTANT),
            "document": pa.array(documents, pa.string()),
        },
    )
