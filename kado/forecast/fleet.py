"""What a fleet's own past says: which candidates hold for a kind, how wide intervals must be, when levels are reached.

The batch is cut at earlier days, forecast from there, and compared with what came. Nothing later than the cut of
the batch is ever read, so this is safe at run time; small fleets lean on the tables measured on real machines.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.forecast.drifting import SHAPES
from kado.forecast.kernels import MAX_VALUE, Array
from kado.forecast.long import HORIZONS, B, M
from kado.forecast.rows import Studies, Whole, long_rows, running_peak, study_rows
from kado.forecast.weigh import SHAPE

SHAPE_COUNT: Final = 10.0  # the word of all shapes counts as much as this many series of one
# In scales: what one half-year did to a tenth of a fleet at once (a move, an upgrade) is no property of each series.
MOST: Final = 2.0
MIN_CALIBRATION_DAYS: Final = 60  # of history before an earlier cut
MIN_BACK_DAYS: Final = 7
MAX_FLEET_COUNT: Final = 800  # more series than this make the tables no better, only slower
PRIOR_COUNT: Final = 20.0  # the tables below weigh as much as this many series
PEAK_LEVELS: Final = tuple(round(0.025 + 0.05 * j, 3) for j in range(20))

# Measured on GWA-T-12 Bitbrains Rnd, the tuning half (984 series of processor, memory, disk and network at seven bins a
# day, so that a day is the cycle a week is elsewhere): 396 bins of history, 180 ahead. By HORIZONS, the last two held.
# (value - middle) / scale at 10 and 90 %; the 90 % side is the mean of neighbours, it jumps about from one to the next.
PRIOR_LOW: Final = (-0.84, -0.76, -0.76, -0.72, -0.68, -0.68, -0.67, -0.64, -0.64, -0.64)
PRIOR_HIGH: Final = (1.38, 1.22, 1.09, 1.02, 0.96, 0.84, 1.0, 1.15, 1.15, 1.15)
# (highest mean of seven so far - that of the middle) / scale at PEAK_LEVELS.
_PEAK_7: Final = (
    -0.38, -0.24, -0.18, -0.12, -0.07, -0.05, -0.03, -0.01, 0.0, 0.01,
    0.04, 0.06, 0.1, 0.14, 0.19, 0.28, 0.37, 0.52, 0.97, 1.65,
)  # fmt: skip
_PEAK_30: Final = (
    -0.23, -0.09, -0.04, -0.01, 0.0, 0.02, 0.04, 0.06, 0.11, 0.15,
    0.19, 0.25, 0.31, 0.37, 0.45, 0.57, 0.75, 1.08, 1.67, 4.51,
)  # fmt: skip
_PEAK_90: Final = (
    -0.06, -0.01, 0.01, 0.03, 0.06, 0.13, 0.19, 0.24, 0.29, 0.35,
    0.46, 0.56, 0.66, 0.79, 0.94, 1.23, 1.62, 2.01, 2.91, 5.47,
)  # fmt: skip
_PEAK_135: Final = (
    -0.05, 0.0, 0.03, 0.07, 0.14, 0.19, 0.24, 0.31, 0.4, 0.51,
    0.61, 0.73, 0.94, 1.2, 1.48, 1.7, 2.14, 2.93, 3.88, 8.18,
)  # fmt: skip
PRIOR_PEAK: Final = (*(_PEAK_7,) * 3, *(_PEAK_30,) * 2, _PEAK_90, *(_PEAK_135,) * 4)
# The same for short histories, in half widths of their own interval, 30 days ahead (1,900 series, 40 to 60 days).
SHORT_PEAK: Final = (
    (
        -0.13, -0.04, -0.01, 0.0, 0.01, 0.03, 0.07, 0.1, 0.15, 0.19,
        0.24, 0.31, 0.4, 0.5, 0.66, 0.88, 1.19, 1.54, 2.31, 6.75,
    ),
) * 10  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calibration:
    """Tables by group (kinds of the batch x shapes of the series) and horizon.

    regrets: (groups, B, M), mean log regret of the candidates. low, high: (groups, B), in scales.
    peak: (groups, B, len(PEAK_LEVELS)), quantiles of how much the seven-day mean outran its middle.
    """

    regrets: Array
    low: Array
    high: Array
    peak: Array


def upgraded(tables: Calibration) -> Calibration:
    """Tables as they are now, from those kept before they were drawn by shape: every shape gets what its group had.

    Then the sixteenth candidate was another (growth without its jumps), which goes; the drifting trend is taken as no
    worse than the best.
    """
    groups = len(tables.low)
    if groups % SHAPES == 0 and groups > SHAPES:
        return tables
    old = tables.regrets
    drifting = old.min(axis=2, keepdims=True)
    regrets = np.concatenate([old[:, :, :16], old[:, :, 17:18], drifting, old[:, :, 18:]], axis=2)
    each = (np.repeat(t, SHAPES, axis=0) for t in (regrets, tables.low, tables.high, tables.peak))
    return Calibration(*each)


def _sum_regrets(study: Studies, mine: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Log regrets (B, M) summed over some series, and how many (B,) of them have been tried."""
    trust = np.minimum(1.0, study.counts[mine])
    return (study.logs[mine] * trust[:, :, None]).sum(axis=0), trust.sum(axis=0)[:, None]


def _mean_regrets(study: Studies, groups: Whole, group_count: int) -> Array:
    """Mean log regret (groups x SHAPES, B, M): those of a shape drawn towards those of its group."""
    out = np.zeros((group_count * SHAPES, B, M))
    shapes = study.numbers[:, SHAPE]
    for g in range(group_count):
        total, count = _sum_regrets(study, groups == g)
        mean = total / np.maximum(count, 1e-9)
        for s in range(SHAPES):
            own, tried = _sum_regrets(study, (groups == g) & (shapes == s))
            out[g * SHAPES + s] = (own + SHAPE_COUNT * mean) / (tried + SHAPE_COUNT)
    return out


def rows_of(study: Studies, groups: Whole) -> Whole:
    """The row of a calibration's tables that speaks for each series."""
    return groups * SHAPES + study.numbers[:, SHAPE].astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Past:
    """Forecasts from one earlier cut against what came: z and peak z (n, B, 5 days) and (n, B), NaN where unknown."""

    days: Array
    peak: Array
    shapes: Array


def _look_back(
    values: Array,
    upper: Array,
    bins: Whole,
    groups: Whole,
    group_count: int,
    back: int,
    grows: Array,
) -> _Past:
    """Forecast every row from `back` days before the cut and compare."""
    days = values.shape[1]
    earlier, actual = np.ascontiguousarray(values[:, : days - back]), values[:, days - back :]
    seen = (earlier >= 0) & (earlier <= MAX_VALUE)
    spans = np.where(seen.any(axis=1), earlier.shape[1] - seen.argmax(axis=1), 0).astype(np.int64)
    study = study_rows(earlier, upper, bins, grows)
    fleet = _mean_regrets(study, groups, group_count)
    path, scale, _ = long_rows(
        study, spans, upper, bins[days - back : days], rows_of(study, groups), fleet
    )
    path = np.clip(path, 0.0, upper[:, None])
    use = (spans >= MIN_CALIBRATION_DAYS) & (seen.sum(axis=1) >= MIN_CALIBRATION_DAYS / 2)
    z = np.where(use[:, None], (actual - path) / np.maximum(scale, 1e-12), np.nan)
    said, came = np.empty_like(path), np.empty_like(path)
    running_peak(earlier, path, said)
    running_peak(earlier, np.where(np.isfinite(actual), actual, path), came)
    peak = np.where(use[:, None], (came - said) / np.maximum(scale, 1e-12), np.nan)
    by_day, by_peak = np.full((len(values), B, 5), np.nan), np.full((len(values), B), np.nan)
    for b, h in enumerate(HORIZONS):
        if h <= back:
            first = max(0, min(h - 3, back - 5))
            by_day[:, b, : min(5, back)] = z[:, first : first + 5]
            by_peak[:, b] = peak[:, h - 1]
    return _Past(by_day, by_peak, study.numbers[:, SHAPE])


def _quantiles(
    sample: NDArray[np.float64], levels: tuple[float, ...], count: float, prior: Array
) -> Array:
    """Quantiles of a sample of `count` independent series, drawn towards `prior`."""
    known = sample[np.isfinite(sample)]
    if len(known) == 0:
        return prior
    share = count / (count + PRIOR_COUNT)
    # Written out: np.quantile takes ten times as long, and a fleet asks four hundred times.
    known.sort()
    place = np.asarray(levels) * (len(known) - 1)
    below = place.astype(np.int64)
    left, right = known[below], known[np.minimum(below + 1, len(known) - 1)]
    part = place - below
    step = right - left
    at = np.where(part < 0.5, left + step * part, right - step * (1 - part))
    return np.asarray(share * at + (1 - share) * prior)


def calibrate(
    values: Array,
    upper: Array,
    bins: Whole,
    groups: Whole,
    group_count: int,
    horizon_days: int,
    grows: Array,
) -> tuple[Calibration, Studies]:
    """The tables of a fleet, and the studies at its cut that they rest on.

    values (n, days), upper (n,), bins: month bins of the days, groups: (n,).
    """
    study = study_rows(values, upper, bins, grows)
    regrets = _mean_regrets(study, groups, group_count)
    low = np.tile(np.array(PRIOR_LOW), (group_count * SHAPES, 1))
    high = np.tile(np.array(PRIOR_HIGH), (group_count * SHAPES, 1))
    peak = np.tile(np.array(PRIOR_PEAK), (group_count * SHAPES, 1, 1))
    back = min(horizon_days, values.shape[1] // 2)
    if len(values) and back >= MIN_BACK_DAYS and values.shape[1] - back >= MIN_CALIBRATION_DAYS:
        past = _look_back(values, upper, bins, groups, group_count, back, grows)
        for g in range(group_count):
            of_kind = slice(g * SHAPES, (g + 1) * SHAPES)
            mine = groups == g
            first = g * SHAPES
            _draw(past.days[mine], past.peak[mine], low[first], high[first], peak[first])
            low[of_kind], high[of_kind], peak[of_kind] = low[first], high[first], peak[first]
            for s in range(SHAPES):
                mine = (groups == g) & (past.shapes == s)
                _draw(
                    past.days[mine],
                    past.peak[mine],
                    low[first + s],
                    high[first + s],
                    peak[first + s],
                )
    return Calibration(regrets, low, high, peak), study


def _draw(days: Array, tops: Array, low: Array, high: Array, peak: Array) -> None:
    """Draw one group's tables (B,), (B,), (B, levels) towards its past: days (m, B, 5), tops (m, B)."""
    if not len(days):
        return
    for b in range(B):
        count = float(np.isfinite(days[:, b]).any(axis=1).sum())
        if count == 0:
            continue
        low[b], high[b] = _quantiles(
            np.clip(days[:, b].ravel(), -MOST, MOST), (0.1, 0.9), count, np.array([low[b], high[b]])
        )
        peak[b] = _quantiles(tops[:, b], PEAK_LEVELS, count, peak[b])
