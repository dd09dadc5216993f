"""Why a forecast is what it is, in numbers a person can check (MISSION A6)."""

from datetime import date, timedelta
from typing import Final

import numpy as np

from kado.facts.forecasts import Candidate, Explanation
from kado.facts.series import DatedEvent, EventKind
from kado.forecast.kernels import Array
from kado.forecast.long import CANDIDATES, HORIZONS, M
from kado.forecast.mixture import GRID, OUTPUTS
from kado.forecast.rows import Studies
from kado.forecast.short import BACKTESTED, FEATURES, LEVELS, MAX_DAYS, K
from kado.forecast.weigh import MONTH_SHARE, OUTLIERS, PACE_DAYS, RESET_DAYS, SHIFT_DAYS, WEEK_SHARE

OWN_ERROR_DAYS: Final = 30
NAMED_CANDIDATES: Final = 3
_AT_30: Final = HORIZONS.index(OWN_ERROR_DAYS)
_SHORT_AT_30: Final = GRID.index(OWN_ERROR_DAYS)
_BACKTEST_AT: Final = K - 2  # where the backtests stand among the short features
_STRENGTH_AT: Final = FEATURES - 8
KEPT_SHARE: Final = 0.2


def _heaviest(names: tuple[str, ...], weights: Array) -> tuple[Candidate, ...]:
    listed = weights.tolist()
    order = sorted(range(len(listed)), key=lambda k: -listed[k])[:NAMED_CANDIDATES]
    return tuple(Candidate(names[k], listed[k]) for k in order)


def _slope(middle: Array) -> tuple[float, float]:
    """Level at the cut and slope per day of the middle's first four weeks, free of the weekdays."""
    if len(middle) < 14:
        return float(middle.mean()), 0.0
    weeks = min(4, len(middle) // 7)
    first = float(middle[:7].sum()) / 7
    last = float(middle[7 * weeks - 7 : 7 * weeks].sum()) / 7
    slope = (last - first) / (7 * (weeks - 1))
    return first - 4 * slope, slope


def explain_long(
    study: Studies,
    i: int,
    weights: Array,
    middle: Array,
    known: tuple[DatedEvent, ...],
    cut: date,
    span_days: int,
) -> Explanation:
    """The explanation of series i. weights: (B, M). middle: (H,). known: events told with the batch."""
    numbers = study.numbers[i]
    shift, reset = int(numbers[SHIFT_DAYS]), int(numbers[RESET_DAYS])
    pace = int(numbers[PACE_DAYS])
    events = list(known)
    if shift:
        events.append(DatedEvent(cut - timedelta(days=shift - 1), EventKind.LEVEL_SHIFT))
    if reset:
        events.append(DatedEvent(cut - timedelta(days=reset - 1), EventKind.CLEAN_UP))
    if pace:
        events.append(DatedEvent(cut - timedelta(days=pace - 1), EventKind.PACE_CHANGED))
    kept = (("weekday", WEEK_SHARE), ("month_day", MONTH_SHARE))
    cycles = tuple(name for name, at in kept if numbers[at] > 0)
    tried = study.tries[i, _AT_30] > 0
    level, slope = _slope(middle)
    return Explanation(
        level=level,
        slope_per_day=slope,
        window_days=shift or span_days,
        cycles=cycles,
        events=tuple(sorted(events, key=lambda e: e.day)),
        candidates=_heaviest(CANDIDATES[:M], weights[_AT_30]),
        own_error=float(weights[_AT_30] @ study.errors[i, _AT_30]) if tried else None,
        own_error_horizon_days=OWN_ERROR_DAYS if tried else None,
        outliers_count=int(numbers[OUTLIERS]),
        ignored_days_count=span_days - shift if shift else 0,
    )


def explain_short(
    weights: Array,
    features: Array,
    scale: float,
    middle: Array,
    known: tuple[DatedEvent, ...],
    span_days: int,
) -> Explanation:
    """The explanation of a short series. weights: (grid, OUTPUTS). features: as `describe` made them."""
    now = weights[_SHORT_AT_30]
    level, slope = _slope(middle)
    errors = np.expm1(features[_BACKTEST_AT : _BACKTEST_AT + BACKTESTED]) * scale
    share = now[:BACKTESTED] / max(float(now[:BACKTESTED].sum()), 1e-12)
    tried = span_days >= 21
    weekly = (now[OUTPUTS - 2] + now[OUTPUTS - 1]) * features[_STRENGTH_AT]
    return Explanation(
        level=level,
        slope_per_day=slope,
        window_days=min(span_days, MAX_DAYS),
        cycles=("weekday",) if weekly > KEPT_SHARE else (),
        events=known,
        candidates=_heaviest(LEVELS, now[:K]),
        own_error=float(errors @ share) if tried else None,
        own_error_horizon_days=14 if tried else None,
    )
