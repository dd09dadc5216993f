"""The compiled loops over the series of a batch, and the arrays they fill."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from kado.forecast.compiled import compiled
from kado.forecast.cycles import MONTH_BINS
from kado.forecast.kernels import MAX_VALUE, Array, fill_gaps
from kado.forecast.long import HORIZONS, B, M
from kado.forecast.mixture import GRID, OUTPUTS, Mixture, short_quantiles
from kado.forecast.path import path_of
from kado.forecast.short import FEATURES, MAX_DAYS
from kado.forecast.weigh import (
    HAS_RENEWAL,
    NOISE,
    NUMBERS,
    smooth_regrets,
    study,
    weights_of,
)

Whole = NDArray[np.int64]
MIN_STUDY_DAYS = 21


@dataclass(frozen=True, slots=True)
class Studies:
    """What `study` found of each of n series: candidates, cycles, and how the candidates did before."""

    candidates: Array  # (n, 2, M)
    renewal: Array  # (n, 4)
    week: Array  # (n, 7)
    month: Array  # (n, 31)
    errors: Array  # (n, B, M)
    regrets: Array  # (n, B, M)
    tries: Array  # (n, B)
    numbers: Array  # (n, NUMBERS)
    logs: Array  # (n, B, M)
    counts: Array  # (n, B)
    spread: Array  # (n, B)

    def of(self, rows: Whole) -> "Studies":
        """The studies of some rows, in that order."""
        return Studies(*(getattr(self, field.name)[rows] for field in fields(self)))


@compiled
def _study_rows(
    values: Array,
    upper: Array,
    grows: Array,
    bins: Whole,
    candidates: Array,
    renewal: Array,
    week: Array,
    month: Array,
    errors: Array,
    regrets: Array,
    tries: Array,
    numbers: Array,
    logs: Array,
    counts: Array,
    spread: Array,
) -> None:
    y = np.empty(values.shape[1])
    for i in range(len(values)):
        n, _, _ = fill_gaps(values[i], y)
        if n < MIN_STUDY_DAYS:
            continue
        study(
            y,
            n,
            upper[i],
            grows[i],
            bins[values.shape[1] - n :],
            candidates[i],
            renewal[i],
            week[i],
            month[i],
            errors[i],
            regrets[i],
            tries[i],
            numbers[i],
            spread[i],
        )
        smooth_regrets(regrets[i], tries[i], logs[i], counts[i])


def study_rows(values: Array, upper: Array, bins: Whole, grows: Array) -> Studies:
    """Study every row of values (n, days). upper: (n,), inf when unbounded. bins: month bins of the days."""
    n = len(values)
    out = Studies(
        np.zeros((n, 2, M)),
        np.zeros((n, 4)),
        np.zeros((n, 7)),
        np.zeros((n, MONTH_BINS)),
        np.zeros((n, B, M)),
        np.zeros((n, B, M)),
        np.zeros((n, B)),
        np.zeros((n, NUMBERS)),
        np.zeros((n, B, M)),
        np.zeros((n, B)),
        np.zeros((n, B)),
    )
    _study_rows(
        np.ascontiguousarray(values),
        upper,
        grows,
        bins,
        out.candidates,
        out.renewal,
        out.week,
        out.month,
        out.errors,
        out.regrets,
        out.tries,
        out.numbers,
        out.logs,
        out.counts,
        out.spread,
    )
    return out


@compiled
def _long_rows(
    spans: Whole,
    upper: Array,
    bins_ahead: Whole,
    groups: Whole,
    fleet: Array,
    candidates: Array,
    renewal: Array,
    week: Array,
    month: Array,
    errors: Array,
    tries: Array,
    numbers: Array,
    logs: Array,
    counts: Array,
    weights: Array,
    path: Array,
    scale: Array,
    spread: Array,
) -> None:
    for i in range(len(spans)):
        if spans[i] < MIN_STUDY_DAYS:
            continue
        weights_of(logs[i], counts[i], fleet[groups[i]], candidates[i], numbers[i], weights[i])
        path_of(
            candidates[i],
            renewal[i],
            numbers[i, HAS_RENEWAL] > 0,
            weights[i],
            errors[i],
            tries[i],
            numbers[i, NOISE],
            week[i],
            month[i],
            spans[i],
            bins_ahead,
            upper[i],
            path[i],
            scale[i],
            spread[i],
        )


def long_rows(
    s: Studies, spans: Whole, upper: Array, bins_ahead: Whole, groups: Whole, fleet: Array
) -> tuple[Array, Array, Array]:
    """Middle and scale (n, H) and the weights (n, B, M) of every studied series.

    spans: days from the first value to the cut. groups: the row of fleet (groups, B, M) of each series.
    """
    n, horizon = len(spans), len(bins_ahead)
    weights, path, scale = np.zeros((n, B, M)), np.zeros((n, horizon)), np.zeros((n, horizon))
    _long_rows(
        spans,
        upper,
        bins_ahead,
        groups,
        fleet,
        s.candidates,
        s.renewal,
        s.week,
        s.month,
        s.errors,
        s.tries,
        s.numbers,
        s.logs,
        s.counts,
        weights,
        path,
        scale,
        s.spread,
    )
    return path, scale, weights


@compiled
def _short_rows(
    values: Array,
    chosen: NDArray[np.bool_],
    kinds: Whole,
    upper: Array,
    centre: Array,
    spread: Array,
    first: Array,
    second: Array,
    quantiles: Array,
    weights: Array,
    features: Array,
    scale: Array,
) -> None:
    y = np.empty(values.shape[1])
    for i in range(len(values)):
        if not chosen[i]:
            continue
        n, _, _ = fill_gaps(values[i], y)
        m = min(n, MAX_DAYS)
        scale[i] = short_quantiles(
            y[n - m : n],
            m,
            kinds[i],
            upper[i],
            centre,
            spread,
            first,
            second,
            quantiles[i],
            weights[i],
            features[i],
        )


def short_rows(
    values: Array,
    chosen: NDArray[np.bool_],
    kinds: Whole,
    upper: Array,
    mixture: Mixture,
    horizon_days: int,
) -> tuple[Array, Array, Array, Array]:
    """Quantiles (n, H, 3), weights (n, grid, outputs), features and scale of the chosen rows by the short mixture."""
    n = len(values)
    quantiles = np.zeros((n, horizon_days, 3))
    weights, features = np.zeros((n, len(GRID), OUTPUTS)), np.zeros((n, FEATURES))
    scale = np.zeros(n)
    _short_rows(
        np.ascontiguousarray(values),
        chosen,
        kinds,
        upper,
        mixture.centre,
        mixture.spread,
        mixture.first,
        mixture.second,
        quantiles,
        weights,
        features,
        scale,
    )
    return quantiles, weights, features, scale


@compiled
def running_peak(values: Array, path: Array, out: Array) -> None:
    """out (n, H): the highest mean of seven days so far, the first of them reaching back before the cut."""
    days = values.shape[1]
    for i in range(len(path)):
        recent = np.empty(6)
        last = path[i, 0]
        for t in range(6):
            v = values[i, days - 1 - t] if t < days else np.nan
            if 0 <= v <= MAX_VALUE:
                last = v
            recent[5 - t] = last
        total = recent.sum()
        best = -np.inf
        for h in range(path.shape[1]):
            total += path[i, h]
            best = max(best, total / 7.0)
            out[i, h] = best
            total -= recent[h] if h < 6 else path[i, h - 6]


HORIZON_GRID = np.array(HORIZONS)
