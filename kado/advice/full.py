"""Something is full now: the one judgement behind file systems and memory. From `growing_ratio` on only where it grows, so that a
disk that was filled on purpose and stands still is no alarm; from `plan_ratio` on always."""

from datetime import date

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.advice.series import grows, used_ratio
from kado.advice.thresholds import threshold
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Evidence, Severity, Verdict


def judge(
    rule: str, forecast: SeriesForecast, today: date, mend: Mend, capacity_name: str
) -> Verdict:
    """The verdict on one series; thresholds are those of `rule`."""
    used, capacity = used_ratio(forecast), forecast.capacity
    if used is None or capacity is None:
        return cannot_tell(rule, "samples", subject=forecast.instance)
    growing = grows(forecast)
    if used < threshold(rule, "growing_ratio" if growing else "plan_ratio"):
        return clear(rule, forecast.instance, used_ratio=used)
    urgent = used >= threshold(rule, "act_now_ratio")
    return finding(
        rule,
        forecast.instance,
        Urgency(Severity.ACT_NOW if urgent else Severity.PLAN, 4, 4 if urgent else 3),
        mend,
        values={
            "used_ratio": used,
            "free_bytes": max(0.0, (1 - used) * capacity),
            "capacity_bytes": capacity,
            "growing": "yes" if growing else "no",
        },
        evidence=(
            Evidence("used_7_days_ratio", None, used, "samples", today),
            Evidence(capacity_name, None, capacity, "samples", today),
        ),
    )
