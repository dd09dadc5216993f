"""Something fills up: the one judgement behind file systems, memory and processor, from the forecast's crossing (MISSION A2).

A finding needs both: the forecast says that the crossing is at least possible, and the series itself has grown. So a flat
series with noise, or one whose peaks come and go, is never "filling" (the complaint about every product read).
"""

from datetime import date

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, likelihood_of
from kado.advice.series import (
    comes_back,
    grows,
    growth,
    is_silent,
    nearest_full,
    shown_ratio,
    unforecastable,
    used_ratio,
)
from kado.advice.thresholds import threshold
from kado.facts.forecasts import Crossing, ForecastState, SeriesForecast
from kado.facts.verdicts import SEVERITY_ORDER, Evidence, Scalar, Severity, Verdict


def judge(
    rule: str,
    forecast: SeriesForecast,
    today: date,
    *,
    impact: int,
    mend: Mend,
    capacity_name: str,
    told_on: date | None = None,
    at_worst: Severity = Severity.ACT_NOW,
) -> Verdict:
    """The verdict on one series. `capacity_name` is the evidence key of the capacity ('capacity_bytes' or '');
    `at_worst` the gravest severity it can have: a full disk stops work, a busy hour does not. `told_on`: the day the edition is made;
    no earlier day is named as coming."""
    cannot = unforecastable(rule, forecast)
    if cannot is not None:
        return cannot
    used, crossing = used_ratio(forecast), nearest_full(forecast)
    if is_silent(
        forecast
    ):  # nothing in the month's last week: silence is never read as "all is well" (MISSION D1)
        return cannot_tell(rule, "recent_samples", subject=forecast.instance)
    if forecast.state is ForecastState.FULL_ALREADY or _beyond(used, crossing):
        return clear(
            rule, forecast.instance, used_ratio=used, already="yes"
        )  # other rules judge it
    if crossing is None or not _expected(crossing) or not _climbs(forecast, crossing):
        return clear(rule, forecast.instance, used_ratio=used, already="no")
    probability = crossing.probability_within_horizon
    severity = max(severity_of(crossing, today), at_worst, key=SEVERITY_ORDER.index)
    return finding(
        rule,
        forecast.instance,
        Urgency(severity, likelihood_of(probability), impact),
        mend,
        values=_values(forecast, crossing, told_on or today),
        evidence=_evidence(forecast, crossing, today, capacity_name),
        confidence=probability,
    )


def _beyond(used: float | None, crossing: Crossing | None) -> bool:
    return used is not None and crossing is not None and used >= crossing.threshold_ratio


def _climbs(forecast: SeriesForecast, crossing: Crossing) -> bool:
    return grows(forecast) and not comes_back(forecast, crossing.threshold_ratio)


def _expected(crossing: Crossing) -> bool:
    possible = threshold("certainty", "possible_probability")
    dated = crossing.date_early is not None and crossing.date_median is not None
    return dated and crossing.probability_within_horizon >= possible


def severity_of(crossing: Crossing, today: date) -> Severity:
    """By the median date; one step up from 'watch' where even the early date is within 30 days."""
    if crossing.date_median is None or crossing.date_early is None:
        return Severity.FINE
    return severity_by_days((crossing.date_median - today).days, (crossing.date_early - today).days)


def severity_by_days(median_days: int, early_days: int) -> Severity:
    """Severity of something expected in `median_days`, perhaps as soon as `early_days`."""
    act_now, plan = threshold("urgency", "act_now_days"), threshold("urgency", "plan_days")
    if median_days <= act_now:
        return Severity.ACT_NOW
    if median_days <= plan or early_days <= act_now:
        return Severity.PLAN
    return Severity.WATCH


def _values(forecast: SeriesForecast, crossing: Crossing, told_on: date) -> dict[str, Scalar]:
    return {
        "threshold_ratio": crossing.threshold_ratio,
        "used_ratio": shown_ratio(forecast),
        "from_date": crossing.date_early.isoformat() if crossing.date_early else None,
        "median_date": crossing.date_median.isoformat() if crossing.date_median else None,
        "to_date": crossing.date_late.isoformat() if crossing.date_late else None,
        "open_end": window_of(crossing.date_early, crossing.date_late, told_on),
        "within_probability": crossing.probability_within_horizon,
        "horizon_days": crossing.horizon_days,
    }


def window_of(early: date | None, late: date | None, told_on: date) -> str:
    """How texts name a window: 'no' (between two days), 'yes' (open: the late day lies beyond what the forecast reaches), and where it
    has begun by the day on which it is told: 'now' (until the late day), 'now_open', 'by_now' (it is over)."""
    if early is None or early > told_on:
        return "yes" if late is None else "no"
    if late is None:
        return "now_open"
    return "by_now" if late <= told_on else "now"


def _evidence(
    forecast: SeriesForecast, crossing: Crossing, today: date, capacity_name: str
) -> tuple[Evidence, ...]:
    used = used_ratio(forecast)
    grown = growth(forecast) or 0.0
    before = None if used is None or not forecast.capacity else used - grown / forecast.capacity
    rows = [
        Evidence("used_28_days_ratio", before, used, "samples", today),
        Evidence(
            "crossing_probability", None, crossing.probability_within_horizon, "forecast", today
        ),
    ]
    if capacity_name:
        rows.append(Evidence(capacity_name, None, forecast.capacity, "samples", today))
    if forecast.explanation is not None and forecast.explanation.own_error is not None:
        error = forecast.explanation.own_error / (forecast.capacity or 1.0)
        rows.append(Evidence("forecast_error_ratio", None, error, "backtests", today))
    return tuple(rows)
