"""The servers of an organisation: filtered, searched and sorted in the address, so that a list can be sent to somebody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from kado import clock
from kado.edition import reading
from kado.facts.edition import ServerLine
from kado.portal.access import Permission, page
from kado.portal.answers import answers_to, told
from kado.portal.held import first_edition_of
from kado.portal.present.states import STATES, shares, state_of, tone_of, urgency
from kado.portal.silence import is_silent
from kado.portal.summaries import summary_of
from kado.tenancy.models import Organisation, Server


@dataclass(frozen=True, slots=True)
class Row:
    """One server of the list: what its newest edition says, and what is known live. line None: in no edition yet."""

    server: Server
    line: ServerLine | None
    state: str
    silent: bool
    last_arrival_at: datetime | None

    @property
    def tone(self) -> str:
        return tone_of(self.state)

    @property
    def crossing(self) -> date | None:
        return self.line.next_crossing_early if self.line else None


# A customer has up to 5,000 servers; a hundred rows with their sparklines are what a screen shows without waiting.
ROWS_A_PAGE_COUNT: Final = 100
SORTS: Final[dict[str, Callable[[Row], Any]]] = {
    "urgency": lambda r: (urgency(r.state), -(r.line.findings_count if r.line else 0)),
    "hostname": lambda r: r.server.hostname,
    "health": lambda r: r.line.health_score if r.line and r.line.health_score is not None else 101,
    "fullest": lambda r: -((r.line.fullest_ratio or 0.0) if r.line else -1.0),
    "crossing": lambda r: r.crossing or date.max,
    "arrival": lambda r: r.last_arrival_at.timestamp() if r.last_arrival_at else 0.0,
}


@page(Permission.READ, agreed=True)
def servers(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The list. Query: `state`, `q` (host name, model, system), `sort`, `page`."""
    edition = reading.latest(organisation.pk)
    lines: tuple[ServerLine, ...] = ()
    if edition is not None:
        lines = told(summary_of(edition), answers_to(request, organisation, edition)).servers
    everything = _rows(organisation, lines)
    chosen = _sorted(_filtered(everything, request.GET), request.GET.get("sort", ""))
    shown = Paginator(chosen, ROWS_A_PAGE_COUNT).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "first_edition_on": None if edition else first_edition_of(organisation, clock.now()),
        "page": shown,
        "rows": shown.object_list,
        "found_count": len(chosen),
        "total_count": len(everything),
        "shares": shares(lines),
        "states": [s for s in STATES if any(r.state == s for r in everything)],
        "chosen_state": request.GET.get("state", ""),
        "search": request.GET.get("q", ""),
        "sort": request.GET.get("sort", "urgency"),
        "sorts": list(SORTS),
    }
    return render(request, "portal/servers.html", context)


def _rows(organisation: Organisation, lines: tuple[ServerLine, ...]) -> list[Row]:
    """Every server that is enrolled now, with its line of the edition where it has one."""
    at = clock.now()
    by_id = {line.server_id: line for line in lines}
    return [
        _row(server, by_id.get(str(server.pk)), at)
        for server in Server.objects.filter(organisation=organisation)
    ]


def _row(server: Server, line: ServerLine | None, at: datetime) -> Row:
    waiting = "learning" if server.first_arrival_at else "no_data"
    state = state_of(line) if line else waiting
    return Row(server, line, state, is_silent(server, at), server.last_arrival_at)


def _filtered(rows: list[Row], query: QueryDict) -> list[Row]:
    state, search = query.get("state", ""), query.get("q", "").strip().lower()
    return [r for r in rows if state in ("", r.state) and search in _searchable(r.server)]


def _searchable(server: Server) -> str:
    parts = (
        server.hostname,
        server.role,
        server.manufacturer,
        server.model_number,
        server.serial_number,
        server.os_name,
        server.os_version,
    )
    return " ".join(parts).lower()


def _sorted(rows: list[Row], sort: str) -> list[Row]:
    """By host name first, so that equals stand in an order that does not jump."""
    by_name = sorted(rows, key=SORTS["hostname"])
    return sorted(by_name, key=SORTS.get(sort, SORTS["urgency"]))
