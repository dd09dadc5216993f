"""The forecast of a batch of series. Pure: the batch is all it sees, and its last column is the day of the cut.

Short histories go through a mixture whose weights were learnt on real machines (`mixture`), long ones through their own
backtests (`weigh`) with intervals from the fleet's past (`fleet`); between the two one fades into the other.
"""

import math
import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from kado.facts.forecasts import Crossing, Explanation, ForecastState
from kado.facts.series import DatedEvent, SeriesBatch
from kado.forecast.crossing import crossing_of, probabilities, records
from kado.forecast.cycles import month_bins
from kado.forecast.drifting import SHAPES
from kado.forecast.explain import explain_long, explain_short
from kado.forecast.fleet import MAX_FLEET_COUNT, SHORT_PEAK, Calibration, calibrate, rows_of
from kado.forecast.kernels import MAX_VALUE, Array
from kado.forecast.long import HORIZONS, MAX_HORIZON_DAYS
from kado.forecast.mixture import KINDS, Mixture, shipped
from kado.forecast.result import ForecastBatch
from kado.forecast.rows import (
    MIN_STUDY_DAYS,
    Studies,
    Whole,
    long_rows,
    running_peak,
    short_rows,
    study_rows,
)
from kado.forecast.states import (
    MAX_ABOVE_RATIO,
    MIN_OBSERVED_DAYS,
    effective_horizons,
    state_of,
)
from kado.forecast.weigh import NOISE

BLOCK_COUNT: Final = 1024  # series at a time: bounds memory
# From the first to the second number of days the long way takes over from the short one.
FADE_DAYS: Final = {"disk": (21, 51)}
OTHER_FADE_DAYS: Final = (75, 135)
Z80: Final = 1.2816  # 90 % quantile of the normal distribution
GROUPS: Final = ("cpu", "disk", "memory", "other")
SHORT_GROUP: Final = len(GROUPS) * SHAPES  # the row of the crossing tables for short histories


@dataclass(frozen=True, slots=True)
class _Screen:
    """What can be told of each series before any forecast: all (n,)."""

    observed: Whole
    span: Whole
    silence: Whole
    above: Array
    negative: Array
    recent: Array
    bound: Array  # the capacity where it is believed, inf elsewhere


@dataclass(frozen=True, slots=True)
class _Block:
    """Forecast of some rows: quantiles (m, H, 3), chances (thresholds, m, H) and what explains them."""

    quantiles: Array
    chances: Array
    study: Studies
    long_weights: Array
    short_weights: Array
    features: Array
    scale: Array
    long_share: Array


# Log odds, beyond even ones, that a disk has a slope: what is kept on a disk grows from its first day.
DISK_GROWS: Final = math.log(4.0)


def grows_of(groups: Whole) -> Array:
    """The log odds (n,) that each series has a slope, before it is looked at."""
    return np.asarray(np.where(groups == GROUPS.index("disk"), DISK_GROWS, 0.0))


def _screen(values: Array, upper: Array) -> _Screen:
    days = values.shape[1]
    finite = np.isfinite(values)
    ok = (values >= 0) & (values <= MAX_VALUE)
    observed = ok.sum(axis=1)
    some = observed > 0
    first = ok.argmax(axis=1)
    silence = np.where(some, ok[:, ::-1].argmax(axis=1), days)
    span = np.where(some, days - first, 0)
    count = np.maximum(1, observed)
    limit = np.where(np.isfinite(upper) & (upper > 0), upper, np.inf)
    above = (ok & (values > 1.02 * limit[:, None])).sum(axis=1) / count
    negative = (finite & (values < 0)).sum(axis=1) / np.maximum(1, finite.sum(axis=1))
    last = values[:, -7:]
    seen = ok[:, -7:]
    recent = np.where(seen, last, 0.0).sum(axis=1) / np.maximum(1, seen.sum(axis=1))
    return _Screen(
        observed.astype(np.int64),
        span.astype(np.int64),
        silence.astype(np.int64),
        above,
        negative,
        np.where(seen.any(axis=1), recent, np.nan),
        np.where(above > MAX_ABOVE_RATIO, np.inf, limit),
    )


def _long_shares(span: Whole, kinds: tuple[str, ...]) -> Array:
    """How much of each forecast is taken the long way, 0-1."""
    fades = np.array([FADE_DAYS.get(kind, OTHER_FADE_DAYS) for kind in kinds], float).reshape(-1, 2)
    return np.asarray(np.clip((span - fades[:, 0]) / (fades[:, 1] - fades[:, 0]), 0.0, 1.0))


def _members(batch: SeriesBatch, screen: _Screen, usable: Whole) -> Whole:
    """The series with a long history that stand for the fleet: all, or those whose names hash lowest, in that order."""
    shares = _long_shares(screen.span, batch.kinds)
    names = [
        (zlib.crc32(f"{k.server_id}|{k.metric}|{k.instance}|{k.statistic}".encode()), i)
        for i in usable.tolist()
        if shares[i] > 0 and screen.span[i] >= MIN_STUDY_DAYS
        for k in (batch.keys[i],)
    ]
    return np.array([i for _, i in sorted(names)][:MAX_FLEET_COUNT], dtype=np.int64)


def _intervals(
    path: Array, scale: Array, noise: Array, groups: Whole, table: Calibration
) -> tuple[Array, Array]:
    """The 10 and 90 % quantiles (m, H) around a path from the fleet's tables, never nearer than the days' own noise."""
    days = np.arange(1, path.shape[1] + 1)
    low = np.array([np.interp(days, HORIZONS, row) for row in table.low])
    high = np.array([np.interp(days, HORIZONS, row) for row in table.high])
    least = Z80 * noise[:, None]
    return (
        path + np.minimum(scale * low[groups], -least),
        path + np.maximum(scale * high[groups], least),
    )


@dataclass(frozen=True, slots=True)
class _Fleet:
    """Tables of the batch's fleet; and its studies by row of the batch, where every usable series is in it."""

    table: Calibration
    study: Studies | None
    place: Whole  # (n,), where a series of the batch stands in `study`

    def study_of(
        self, rows: Whole, values: Array, bound: Array, bins: Whole, grows: Array
    ) -> Studies:
        """The studies of some rows of the batch, made now if they are not there."""
        if self.study is not None:
            return self.study.of(self.place[rows])
        return study_rows(values, bound, bins, grows)


def _forecast_block(
    values: Array,
    screen: _Screen,
    rows: Whole,
    kinds: tuple[str, ...],
    groups: Whole,
    bins: Whole,
    horizon_days: int,
    thresholds: tuple[float, ...],
    upper: Array,
    fleet: _Fleet,
    mixture: Mixture,
) -> _Block:
    part, bound, span = np.ascontiguousarray(values[rows]), screen.bound[rows], screen.span[rows]
    share = _long_shares(span, tuple(kinds[i] for i in rows))
    codes = np.array([KINDS.index(kinds[i]) if kinds[i] in KINDS else -1 for i in rows], np.int64)
    short, short_weights, features, short_scale = short_rows(
        part, share < 1.0, codes, bound, mixture, horizon_days
    )
    days = values.shape[1]
    table = fleet.table
    study = fleet.study_of(
        rows,
        np.where((share > 0)[:, None], part, np.nan),
        bound,
        bins[:days],
        grows_of(groups[rows]),
    )
    spans = np.where(share > 0, span, 0)
    own = rows_of(study, groups[rows])
    path, scale, weights = long_rows(study, spans, bound, bins[days:], own, table.regrets)
    low, high = _intervals(path, scale, study.numbers[:, NOISE], own, table)
    s = share[:, None, None]
    quantiles = s * np.stack([low, path, high], axis=-1) + (1 - s) * short
    quantiles = np.sort(np.clip(quantiles, 0.0, bound[:, None, None]), axis=-1)
    peak = np.empty(path.shape)
    running_peak(part, quantiles[:, :, 1], peak)
    half = (quantiles[:, :, 2] - quantiles[:, :, 0]) / 2
    unsure = np.where(share[:, None] >= 0.5, scale, np.maximum.accumulate(half, axis=1))
    tables = np.concatenate([table.peak, np.array(SHORT_PEAK)[None]])
    chances = np.zeros((len(thresholds), len(rows), horizon_days))
    which = np.where(share >= 0.5, own, SHORT_GROUP)
    record = np.empty((len(rows), 3))
    records(part, record)
    for j, threshold in enumerate(thresholds):
        probabilities(threshold * upper[rows], peak, unsure, which, tables, record, chances[j])
        full = screen.recent[rows] >= threshold * upper[rows]
        chances[j, full] = 1.0
    return _Block(quantiles, chances, study, weights, short_weights, features, short_scale, share)


def _explanation(
    block: _Block, j: int, known: tuple[DatedEvent, ...], cut: date, span: int, reach: int
) -> Explanation:
    middle = block.quantiles[j, :reach, 1]
    if block.long_share[j] >= 0.5:
        return explain_long(block.study, j, block.long_weights[j], middle, known, cut, span)
    return explain_short(
        block.short_weights[j], block.features[j], float(block.scale[j]), middle, known, span
    )


def _state(screen: _Screen, upper: Array, i: int, width: float) -> tuple[ForecastState, str]:
    return state_of(
        observed_count=int(screen.observed[i]),
        span_days=int(screen.span[i] - screen.silence[i]),
        silence_days=int(screen.silence[i]),
        above_ratio=float(screen.above[i]),
        negative_ratio=float(screen.negative[i]),
        present_ratio=float(screen.recent[i] / upper[i]),
        width_ratio=width / float(upper[i]),
    )


def _fleet_of(
    batch: SeriesBatch, screen: _Screen, usable: Whole, groups: Whole, bins: Whole, horizon: int
) -> _Fleet:
    members = _members(batch, screen, usable)
    days = batch.values.shape[1]
    table, study = calibrate(
        batch.values[members],
        screen.bound[members],
        bins[:days],
        groups[members],
        len(GROUPS),
        horizon,
        grows_of(groups[members]),
    )
    place = np.full(len(batch.keys), -1, np.int64)
    place[members] = np.arange(len(members))
    return _Fleet(table, study if len(members) == len(usable) else None, place)


@dataclass(frozen=True, slots=True)
class _Said:
    """The batch's result while its blocks come in; widths (n,) of the interval 30 days ahead."""

    quantiles: Array
    widths: Array
    crossings: list[tuple[Crossing, ...]]
    explanations: list[Explanation | None]

    def take(
        self,
        block: _Block,
        rows: Whole,
        reach: Whole,
        batch: SeriesBatch,
        screen: _Screen,
        thresholds: tuple[float, ...],
        explained: bool,
    ) -> None:
        """Put the rows of one block in their places, as far as each history reaches."""
        cut = batch.first_day + timedelta(days=batch.values.shape[1] - 1)
        for j, i in enumerate(rows.tolist()):
            ahead = int(reach[i])
            self.quantiles[i, :ahead] = block.quantiles[j, :ahead]
            at = min(30, ahead) - 1
            self.widths[i] = block.quantiles[j, at, 2] - block.quantiles[j, at, 0]
            if explained:
                known = batch.events[i] if batch.events else ()
                span = int(screen.span[i])
                self.explanations[i] = _explanation(block, j, known, cut, span, ahead)
            if np.isfinite(screen.bound[i]):
                self.crossings[i] = tuple(
                    crossing_of(block.chances[k, j, :ahead], threshold, cut)
                    for k, threshold in enumerate(thresholds)
                )


def calibration_of(batch: SeriesBatch, *, horizon_days: int) -> Calibration:
    """What the past of a whole fleet says, for forecasting it part by part with the same tables."""
    screen = _screen(batch.values, batch.upper)
    cut = batch.first_day + timedelta(days=batch.values.shape[1] - 1)
    bins = month_bins(cut, batch.values.shape[1], horizon_days)
    usable = np.flatnonzero(_reach(screen, horizon_days) > 0)
    return _fleet_of(batch, screen, usable, _groups(batch.kinds), bins, horizon_days).table


def _groups(kinds: tuple[str, ...]) -> Whole:
    return np.array([GROUPS.index(k) if k in GROUPS else 3 for k in kinds], np.int64)


def _reach(screen: _Screen, horizon_days: int) -> Whole:
    """How far each series can be forecast, in days: (n,), 0 where not at all."""
    known = np.where(screen.observed >= MIN_OBSERVED_DAYS, screen.span - screen.silence, 0)
    return effective_horizons(known, horizon_days)


def forecast_batch(
    batch: SeriesBatch,
    *,
    horizon_days: int,
    thresholds: tuple[float, ...] = (0.9,),
    explained: bool = True,
    mixture: Mixture | None = None,
    calibration: Calibration | None = None,
) -> ForecastBatch:
    """Forecast every series of `batch` `horizon_days` days beyond its last column, the day of the cut.

    thresholds: shares of the capacity whose crossing is dated. explained: whether to make explanations.
    mixture: other weights than the shipped ones (the benchmark scores weights on machines they were not fitted to).
    calibration: what `calibration_of` said of the whole fleet, where the batch is only a part of it; then each series
    is forecast as if it stood alone. Memory is bounded by blocks of series, the result's own arrays aside; cost is
    linear in series and days.
    """
    if not 1 <= horizon_days <= MAX_HORIZON_DAYS:
        raise ValueError(f"horizon_days must be 1 to {MAX_HORIZON_DAYS}, not {horizon_days}")
    n, days = batch.values.shape
    cut = batch.first_day + timedelta(days=days - 1)
    screen = _screen(batch.values, batch.upper)
    upper = np.where(np.isfinite(screen.bound), screen.bound, np.nan)
    groups = _groups(batch.kinds)
    bins = month_bins(cut, days, horizon_days)
    reach = _reach(screen, horizon_days)
    usable = np.flatnonzero(reach > 0)
    if calibration is None:
        fleet = _fleet_of(batch, screen, usable, groups, bins, horizon_days)
    else:
        fleet = _Fleet(calibration, None, usable)
    said = _Said(np.full((n, horizon_days, 3), np.nan), np.full(n, np.nan), [()] * n, [None] * n)
    for start in range(0, len(usable), BLOCK_COUNT):
        rows = usable[start : start + BLOCK_COUNT]
        block = _forecast_block(
            batch.values,
            screen,
            rows,
            batch.kinds,
            groups,
            bins,
            horizon_days,
            thresholds,
            upper,
            fleet,
            mixture or shipped(),
        )
        said.take(block, rows, reach, batch, screen, thresholds, explained)
    told = [_state(screen, upper, i, float(said.widths[i])) for i in range(n)]
    return ForecastBatch(
        quantiles=said.quantiles,
        states=tuple(state for state, _ in told),
        reasons=tuple(reason for _, reason in told),
        effective_horizon_days=reach,
        crossings=tuple(said.crossings),
        explanations=tuple(said.explanations),
    )
