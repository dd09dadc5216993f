"""The karte: how a machine is, what is coming, what is in it (MISSION A1-A6, C5, D1)."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kado import clock
from kado.edition import calendar, reading
from kado.edition.coming import LEARNING_DAYS, first_edition_on, first_forecast_on
from kado.edition.models import Edition
from kado.edition.outlook import outlook_of
from kado.entitlement.lookup import eligibility_of
from kado.facts.edition import ServerEdition
from kado.facts.forecasts import SeriesForecast
from kado.facts.verdicts import Outcome, Verdict
from kado.portal.access import Permission, page
from kado.portal.answers import answers_to, karte_findings
from kado.portal.held import configuration_of
from kado.portal.language import locale, today_in
from kado.portal.present.charts import Chart, chart_of
from kado.portal.present.comparison import BOUNDS, compared_of
from kado.portal.present.health import history_of
from kado.portal.silence import is_silent
from kado.portal.views.editions import edition_or_404
from kado.press.words import first_crossing
from kado.tenancy.models import Organisation, Server

_KIND_ORDER: Final = ("filesystem", "processor", "memory")


@page(Permission.READ, agreed=True)
def karte(request: HttpRequest, organisation: Organisation, server_id: UUID) -> HttpResponse:
    """The karte of a server in the newest edition."""
    return _karte(request, organisation, server_id, reading.latest(organisation.pk))


@page(Permission.READ, agreed=True)
def karte_of_edition(
    request: HttpRequest, organisation: Organisation, month: str, revision: int, server_id: UUID
) -> HttpResponse:
    """The karte of a server as an earlier edition gave it."""
    edition = edition_or_404(organisation, month, revision)
    return _karte(request, organisation, server_id, edition)


def _karte(
    request: HttpRequest, organisation: Organisation, server_id: UUID, edition: Edition | None
) -> HttpResponse:
    server = Server.objects.filter(organisation=organisation, pk=server_id).first()
    if server is None:
        raise Http404
    at = clock.now()
    part = reading.server_part(edition, server.pk) if edition else None
    live = eligibility_of([server], at)[server.pk]
    context: dict[str, object] = {
        "server": server,
        "edition": edition,
        "part": part,
        "silent": is_silent(server, at),
        "live": live,
        "live_outlook": outlook_of(live, server.first_arrival_at, at, organisation.zone),
        "is_newest": edition is not None and edition.state == Edition.State.PUBLISHED,
        "unmet_count": sum(not c.met for c in live.conditions),
    }
    if part is None:
        context |= _before_an_edition(server, organisation.zone, at)
    if edition is not None and part is not None:
        context |= _shown(part, server, today_in(edition.zone, at).isoformat())
        answers = answers_to(request, organisation, edition, server.pk)
        context |= karte_findings(locale(), part, server.hostname, answers)
        context["cut"] = _last_day(edition)
        context["charts"] = _charts(part, edition)
        context["health_history"] = history_of(reading.health_history(edition, server.pk))
    return render(request, "portal/karte.html", context)


def _before_an_edition(server: Server, zone: str, at: datetime) -> dict[str, object]:
    """What is held of a server that stands in no edition yet, and when the first things about it are due (MISSION A5)."""
    held = configuration_of(server)
    since = server.first_arrival_at
    if since is None:
        return {"held": held}
    return {
        "held": held,
        "learning_days": LEARNING_DAYS,
        "collecting_since": calendar.day_of(since, zone),
        "first_edition_on": first_edition_on(since, at, zone),
        "first_forecast_on": first_forecast_on(since, at, zone),
        "unread_count": sum(not s.ok for s in held.sources) if held else 0,
    }


def _shown(part: ServerEdition, server: Server, today: str) -> dict[str, object]:
    """The parts of the page that come from the edition, in the order of the page."""
    return {
        "cannot_tell": _with(part, Outcome.CANNOT_TELL),
        "clear": _with(part, Outcome.CLEAR),
        "not_applicable": _with(part, Outcome.NOT_APPLICABLE),
        "failed_conditions": [c for c in part.eligibility.conditions if not c.met],
        "today": today,
        "comparison": compared_of(locale(), part.comparison),
        "comparison_bounds": BOUNDS,
    }


def _with(part: ServerEdition, outcome: Outcome) -> list[Verdict]:
    return [v for v in part.verdicts if v.outcome is outcome]


def _charts(part: ServerEdition, edition: Edition) -> list[Chart]:
    """One chart a series: those that cross a threshold first, the soonest on top; then disks, processor, memory."""
    today = today_in(edition.zone, clock.now())
    return [
        chart_of(locale(), series, _last_day(edition), today)
        for series in sorted(part.forecasts, key=_chart_order)
    ]


def _last_day(edition: Edition) -> date:
    """The last day that the edition tells of, in its zone."""
    return (edition.cut_at.astimezone(ZoneInfo(edition.zone)) - timedelta(seconds=1)).date()


def _chart_order(series: SeriesForecast) -> tuple[str, int, str]:
    crossing = first_crossing(series)
    soonest = crossing.date_early.isoformat() if crossing and crossing.date_early else "9999"
    kind = next((i for i, k in enumerate(_KIND_ORDER) if series.metric.startswith(k)), 9)
    return soonest, kind, series.instance + series.statistic
