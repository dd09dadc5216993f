"""From a block as given to rows for the lake: instants read, values in range, everything left out counted by name."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kado.store.ranges import AHEAD_LIMIT_SECONDS, RANGE_OF
from kado.store.schemas import INSTANT

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
TEXT_LIMIT_CHARACTERS: Final = 512
DEFAULT_INTERVAL_SECONDS: Final = 300
_STATISTICS: Final = ("mean", "minimum", "maximum")


def clean(block: pa.Table, at: datetime, dropped: Counter[tuple[str, str]]) -> pa.Table:
    """Rows with known metric, readable instant and at least one possible value: hostname, metric, instance, observed_at (UTC),
    mean, minimum, maximum, interval_seconds, samples_count."""
    texts = {k: _text(block, k) for k in ("hostname", "metric", "instance")}
    instants = _instants(block["observed_at"].combine_chunks())
    keep = _keep(texts, instants, at, dropped)
    metrics = texts["metric"].dictionary_encode()
    columns: dict[str, Any] = {**texts, "observed_at": instants}
    some = np.zeros(block.num_rows, np.bool_)
    for name in _STATISTICS:
        values = _in_range(name, _numbers(block, name), metrics, keep, dropped)
        some |= ~np.isnan(values)
        columns[name] = pa.array(values, pa.float64(), from_pandas=True)  # NaN becomes null
    empty = int((keep & ~some).sum())
    dropped.update({("rows", "no_value"): empty} if empty else {})
    intervals = _numbers(block, "interval_seconds")
    usual = usual_interval_seconds(texts, instants)
    good = (intervals >= 1) & (intervals <= 86_400)
    columns["interval_seconds"] = pa.array(np.where(good, intervals, usual).astype(np.int32))
    counts = _numbers(block, "samples_count")
    unknown = ~((counts >= 0) & (counts < 2**31))
    columns["samples_count"] = pa.array(np.where(unknown, 0, counts).astype(np.int32), mask=unknown)
    return pa.table(columns).filter(pa.array(keep & some))


def _text(block: pa.Table, name: str) -> pa.Array:
    """A text column, '' where it is absent or null."""
    if name not in block.column_names:
        return pa.array([""] * block.num_rows, pa.string())
    column = block[name].combine_chunks()
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return pc.fill_null(column.cast(pa.string()), "")


def _numbers(block: pa.Table, name: str) -> NDArray[np.float64]:
    """A column of numbers, NaN where it is absent, null or no number."""
    if name not in block.column_names:
        return np.full(block.num_rows, np.nan)
    column = block[name].combine_chunks()
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = _parsed(column)
    numbers: NDArray[np.float64] = column.cast(pa.float64()).to_numpy(zero_copy_only=False).copy()
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers


def _parsed(texts: pa.Array) -> pa.Array:
    """Texts as numbers; the slow way only where one is no number."""
    stripped = pc.utf8_trim_whitespace(texts)
    try:
        return stripped.cast(pa.float64())
    except pa.ArrowInvalid:
        return pa.array([_number(t) for t in stripped.to_pylist()], pa.float64())


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _instants(column: pa.Array) -> pa.Array:
    """Instants in UTC; a time without a zone is UTC; null where there is none to read."""
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        aware = pa.types.is_timestamp(kind) and kind.tz is not None
        return column.cast(INSTANT if aware else pa.timestamp("us"), safe=False).cast(INSTANT)
    texts = column.cast(pa.string())
    for wanted in (INSTANT, pa.timestamp("us")):
        try:
            return texts.cast(wanted).cast(INSTANT)
        except pa.ArrowInvalid:
            continue
    return pa.array([_instant(t) for t in texts.to_pylist()], INSTANT)


def _instant(text: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _keep(
    texts: dict[str, pa.Array], instants: pa.Array, at: datetime, dropped: Counter[tuple[str, str]]
) -> NDArray[np.bool_]:
    """Which rows say whose, what and when."""
    latest = at + timedelta(seconds=AHEAD_LIMIT_SECONDS)
    reasons = {
        "no_hostname": pc.equal(texts["hostname"], ""),
        "text_too_long": pc.greater(
            pc.max_element_wise(*(pc.utf8_length(t) for t in texts.values())), TEXT_LIMIT_CHARACTERS
        ),
        "no_instant": pc.is_null(instants),
        "too_old": pc.less(instants, pa.scalar(EARLIEST, INSTANT)),
        "in_the_future": pc.greater(instants, pa.scalar(latest, INSTANT)),
    }
    keep: NDArray[np.bool_] = np.ones(len(instants), np.bool_)
    for why, wrong in reasons.items():
        found = pc.fill_null(wrong, False).to_numpy(zero_copy_only=False) & keep
        dropped.update({("rows", why): int(found.sum())} if found.any() else {})
        keep &= ~found
    known = pc.is_in(texts["metric"], pa.array(list(RANGE_OF))).to_numpy(zero_copy_only=False)
    strange = texts["metric"].filter(pa.array(keep & ~known)).value_counts()
    dropped.update({(v["values"][:80], "unknown_metric"): v["counts"] for v in strange.to_pylist()})
    keep &= known
    return keep


def _in_range(
    name: str,
    values: NDArray[np.float64],
    metrics: pa.DictionaryArray,
    keep: NDArray[np.bool_],
    dropped: Counter[tuple[str, str]],
) -> NDArray[np.float64]:
    """The values, NaN where one is not possible for its metric (counted)."""
    names = metrics.dictionary.to_pylist()
    codes = metrics.indices.to_numpy()
    bounds = np.array([RANGE_OF.get(n, (-np.inf, np.inf)) for n in names]).reshape(-1, 2)[codes]
    wrong = (values < bounds[:, 0]) | (values > bounds[:, 1])
    counts = np.bincount(codes[wrong & keep], minlength=len(names))
    for number in np.flatnonzero(counts).tolist():
        dropped[f"{names[number]} {name}", "out_of_range"] += int(counts[number])
    return np.where(wrong, np.nan, values)


def usual_interval_seconds(texts: dict[str, pa.Array], instants: pa.Array) -> int:
    """The commonest distance between neighbours of one series, for rows that do not say theirs."""
    rows = pa.table({**texts, "at": instants}).sort_by(
        [(k, "ascending") for k in ("hostname", "metric", "instance", "at")]
    )
    same = np.ones(max(rows.num_rows - 1, 0), np.bool_)
    for name in texts:
        codes = rows[name].combine_chunks().dictionary_encode().indices.to_numpy()
        same &= codes[1:] == codes[:-1]
    micros = pc.fill_null(rows["at"].cast(pa.int64()), 0).to_numpy()
    seconds = np.diff(micros)[same] // 1_000_000
    seconds = seconds[(seconds >= 1) & (seconds <= 86_400)]
    if not len(seconds):
        return DEFAULT_INTERVAL_SECONDS
    found, counts = np.unique(seconds, return_counts=True)
    return int(found[counts.argmax()])
