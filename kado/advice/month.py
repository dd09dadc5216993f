"""One judgement behind the rules that compare a month's statistic with a threshold, instance by instance."""

from collections.abc import Callable
from datetime import date

from kado.advice.making import Mend, Urgency, clear, finding
from kado.facts.server import MonthStatistics
from kado.facts.verdicts import Evidence, Scalar, Verdict


def above(
    rule: str,
    row: MonthStatistics,
    urgency_of: Callable[[MonthStatistics], Urgency | None],
    mend: Mend,
    *,
    unit: str,
    today: date,
    also: Callable[[MonthStatistics], dict[str, Scalar]] | None = None,
) -> Verdict:
    """A finding where `urgency_of` says how urgent the month is; clear, with the same numbers, where it gives None.

    unit: the base unit of the statistic, in which the values and evidence are named ('ratio', 'count', ...).
    also: further values for the texts of a finding.
    """
    values: dict[str, Scalar] = {
        f"mean_{unit}": row.mean,
        f"p95_{unit}": row.p95,
        f"maximum_{unit}": row.maximum,
    }
    urgency = urgency_of(row)
    if urgency is None:
        return clear(rule, row.instance, **values)
    return finding(
        rule,
        row.instance,
        urgency,
        mend,
        values={**values, **(also(row) if also else {})},
        evidence=(
            Evidence(f"month_mean_{unit}", row.previous_mean, row.mean, "samples", today),
            Evidence(f"month_p95_{unit}", row.previous_p95, row.p95, "samples", today),
            Evidence(f"month_maximum_{unit}", None, row.maximum, "samples", today),
        ),
    )
