"""The edition as a whole, from the parts of its servers, in whatever order they come. Pure."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Final

from kado.advice.engine import urgency_order
from kado.advice.health import of_fleet
from kado.advice.thresholds import threshold
from kado.edition import calendar
from kado.edition.assemble import open_findings
from kado.edition.changes import EarlierVerdicts, changes_of, most_urgent_first
from kado.edition.inputs import EditionInputs
from kado.edition.report_card import AccuracyCounter, EarlierForecasts, crossed_on, was_called
from kado.facts.edition import (
    CategoryHealth,
    Change,
    EditionSummary,
    FindingLine,
    ServerEdition,
    ServerLine,
)
from kado.facts.forecasts import Crossing, SeriesForecast

SPARKLINE_DAYS: Final = 30
# A summary is read at once; what is beyond stands in the servers' own parts, and the counts hold all of it.
FINDINGS_LIMIT: Final = 2_000
CHANGES_LIMIT: Final = 2_000

# Hours of the month summed over all servers.
_HOURS: Final = (
    *("hours_expected_count", "hours_present_count", "hours_late_count", "hours_imported_count"),
)

EarlierForecastsOf = Callable[[str], EarlierForecasts | None]


class SummaryBuilder:
    """Takes in the parts one by one, keeps only what the summary needs.

    earlier_forecasts: the forecasts of the edition before of a server, asked for only where a threshold was crossed.
    """

    def __init__(self, inputs: EditionInputs, earlier_forecasts: EarlierForecastsOf) -> None:
        self._inputs = inputs
        self._earlier_forecasts = earlier_forecasts
        self._lines: list[ServerLine] = []
        self._findings: list[FindingLine] = []
        self._changes: list[Change] = []
        self._revision_changes: list[Change] = []
        self._revised: list[str] = []
        self._states: Counter[str] = Counter()
        self._severities: Counter[str] = Counter()
        self._health: list[tuple[int | None, tuple[CategoryHealth, ...]]] = []
        self._accuracy = AccuracyCounter()
        self._since: list[date] = []
        self._hours: Counter[str] = Counter()

    def add(self, part: ServerEdition, before: EarlierVerdicts | None) -> None:
        """One server's part, with what the edition of the month before said of it."""
        self._lines.append(line_of(part))
        self._states[part.state] += 1
        for verdict in open_findings(part.verdicts):
            self._severities[verdict.severity.value] += 1
            identity = part.identity
            self._findings.append(FindingLine(identity.server_id, identity.hostname, verdict))
        self._changes += changes_of(before, part)
        self._health.append((part.health_score, part.health))
        for name in _HOURS:
            self._hours[name] += getattr(part.presence, name) or 0
        if part.collecting_since:
            self._since.append(part.collecting_since)
        self._report(part)

    def add_revision(self, part: ServerEdition, revised: EarlierVerdicts | None) -> None:
        """The same server in the revision that is corrected, where its part differs."""
        self._revised.append(part.identity.server_id)
        self._revision_changes += changes_of(revised, part)

    def _report(self, part: ServerEdition) -> None:
        days = (self._inputs.last_day - calendar.first_day(self._inputs.month)).days + 1
        for forecast in part.forecasts:
            self._accuracy.add(forecast)
            for crossing in forecast.crossings:
                day = crossed_on(forecast, crossing.threshold_ratio, days)
                if day is not None:
                    said = self._said(part.identity.server_id, forecast)
                    if said is not None:
                        self._accuracy.add_crossing(was_called(said, crossing.threshold_ratio, day))

    def _said(self, server_id: str, forecast: SeriesForecast) -> tuple[Crossing, ...] | None:
        """The crossings the edition before gave for the series; None where it had no forecast for it."""
        earlier = self._earlier_forecasts(server_id)
        wanted = (forecast.metric, forecast.instance, forecast.statistic)
        for one in earlier.forecasts if earlier else ():
            if (one.metric, one.instance, one.statistic) == wanted and one.has_path:
                return one.crossings
        return None

    def summary(self) -> EditionSummary:
        inputs = self._inputs
        by_server = {line.server_id: i for i, line in enumerate(self._lines)}
        order = sorted(by_server)
        health_score, health = of_fleet([self._health[by_server[s]] for s in order])
        findings = sorted(
            self._findings,
            key=lambda f: (
                *urgency_order(f.verdict)[:3],
                f.hostname,
                f.server_id,
                *urgency_order(f.verdict)[3:],
            ),
        )
        return EditionSummary(
            organisation_id=str(inputs.organisation_id),
            organisation_name=inputs.organisation_name,
            organisation_name_en=inputs.organisation_name_en,
            pack_versions=inputs.advisories.packs,
            month=inputs.month,
            revision=inputs.revision,
            zone=inputs.zone,
            cut_at=inputs.cut_at,
            data_from=min(self._since, default=None),
            lake_versions=inputs.lake_versions,
            code_version=inputs.code_version,
            rules_version=inputs.rules_version,
            model_version=inputs.model_version,
            terms_version=inputs.ground.terms_agreed_version,
            is_demonstration=inputs.is_demonstration,
            servers=tuple(sorted(self._lines, key=lambda x: (x.hostname, x.server_id))),
            findings=tuple(findings[:FINDINGS_LIMIT]),
            changes=tuple(most_urgent_first(self._changes)[:CHANGES_LIMIT]),
            counts_by_state=dict(sorted(self._states.items())),
            counts_by_severity=dict(sorted(self._severities.items())),
            health_score=health_score,
            health=health,
            accuracy=self._accuracy.accuracy(),
            hours_expected_count=self._hours["hours_expected_count"],
            hours_present_count=self._hours["hours_present_count"],
            hours_late_count=self._hours["hours_late_count"],
            hours_imported_count=self._hours["hours_imported_count"],
            revision_reason=inputs.revision_reason,
            revision_changes=tuple(most_urgent_first(self._revision_changes)[:CHANGES_LIMIT]),
            revised_server_ids=tuple(sorted(self._revised)),
        )


def line_of(part: ServerEdition) -> ServerLine:
    """One server in the list of the edition."""
    found = open_findings(part.verdicts)
    fullest = _fullest(part.forecasts)
    crossing, subject = _next_crossing(part.forecasts)
    return ServerLine(
        server_id=part.identity.server_id,
        hostname=part.identity.hostname,
        model_number=part.identity.model_number,
        os_name=part.identity.os_name,
        os_version=part.identity.os_version,
        state=part.state,
        severity=part.severity,
        health_score=part.health_score,
        findings_count=len(found),
        first_finding_rule=found[0].rule if found else "",
        first_finding_subject=found[0].subject if found else "",
        processor_sparkline=_sparkline(part.forecasts),
        fullest_ratio=fullest[0] if fullest else None,
        fullest_mount=fullest[1] if fullest else "",
        next_crossing_early=crossing.date_early if crossing else None,
        next_crossing_late=crossing.date_late if crossing else None,
        next_crossing_subject=subject,
    )


def _sparkline(forecasts: tuple[SeriesForecast, ...]) -> tuple[float | None, ...]:
    for forecast in forecasts:
        if forecast.metric == "processor_used_ratio" and forecast.statistic == "mean":
            return forecast.history[-SPARKLINE_DAYS:]
    return ()


def _fullest(forecasts: tuple[SeriesForecast, ...]) -> tuple[float, str] | None:
    ratios = [
        (f.last_value / f.capacity, f.instance)
        for f in forecasts
        if f.metric == "filesystem_used_bytes" and f.capacity and f.last_value is not None
    ]
    return max(ratios, key=lambda r: (r[0], r[1]), default=None)


def _next_crossing(forecasts: tuple[SeriesForecast, ...]) -> tuple[Crossing | None, str]:
    """The crossing of the highest threshold whose window opens first, and of what: a mount point or a metric.

    Only one that is at least possible: a list that names a date for everything that might happen cries wolf.
    """
    possible = threshold("certainty", "possible_probability")
    found = []
    for forecast in forecasts:
        highest = max(forecast.crossings, key=lambda c: c.threshold_ratio, default=None)
        if highest is None or highest.probability_within_horizon < possible:
            continue
        if highest.date_early is not None:
            found.append((highest.date_early, forecast.instance or forecast.metric, highest))
    if not found:
        return None, ""
    _, subject, crossing = min(found, key=lambda f: f[:2])
    return crossing, subject
