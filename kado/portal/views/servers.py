"""The servers of an organisation: filtered, searched and sorted in the address, so that a list can be sent to somebody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
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
class Entry:
    """One server as the list is filtered and sorted: no more than that takes. line None: in no edition yet."""

    server_id: UUID
    hostname: str
    line: ServerLine | None
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One server as the list shows it: what its newest edition says, and what is known live."""

    server: Server
    line: ServerLine | None
    state: str
    silent: bool

    @property
    def tone(self) -> str:
        return tone_of(self.state)

    @property
    def crossing(self) -> date | None:
        return self.line.next_crossing_early if self.line else None


# A customer has up to 5,000 servers; a hundred rows with their sparklines are what a screen shows without waiting.
ROWS_A_PAGE_COUNT: Final = 100
_SEARCHED: Final = (
    "hostname", "role", "manufacturer", "model_number", "serial_number", "os_name", "os_version",
)  # fmt: skip
BY_ARRIVAL: Final = "arrival"  # in the order that the database gives
SORTS: Final[dict[str, Callable[[Entry], Any]]] = {
    "urgency": lambda e: (urgency(e.state), -(e.line.findings_count if e.line else 0)),
    "hostname": lambda e: e.hostname,
    "health": lambda e: e.line.health_score if e.line and e.line.health_score is not None else 101,
    "fullest": lambda e: -((e.line.fullest_ratio or 0.0) if e.line else -1.0),
    "crossing": lambda e: (e.line.next_crossing_early if e.line else None) or date.max,
    BY_ARRIVAL: lambda _: 0,
}


@page(Permission.READ, agreed=True)
def servers(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The list. Query: `state`, `q` (host name, model, system), `sort`, `page`."""
    edition = reading.latest(organisation.pk)
    lines: tuple[ServerLine, ...] = ()
    if edition is not None:
        lines = told(summary_of(edition), answers_to(request, organisation, edition)).servers
    at = clock.now()
    state, search = request.GET.get("state", ""), request.GET.get("q", "").strip()
    found = _entries(organisation, lines, search.lower())
    chosen = _sorted([e for e in found if state in ("", e.state)], request.GET.get("sort", ""))
    shown = Paginator(chosen, ROWS_A_PAGE_COUNT).get_page(request.GET.get("page"))
    there = {state, *(e.state for e in found)}
    context = {
        "edition": edition,
        "first_edition_on": None if edition else first_edition_of(organisation, at),
        "page": shown,
        "rows": _rows(list(shown.object_list), at),
        "found_count": len(chosen),
        "total_count": Server.objects.filter(organisation=organisation).count(),
        "shares": shares(lines),
        "states": [s for s in STATES if s in there],
        "chosen_state": state,
        "search": search,
        "sort": request.GET.get("sort", "urgency"),
        "sorts": list(SORTS),
    }
    return render(request, "portal/servers.html", context)


def _entries(organisation: Organisation, lines: tuple[ServerLine, ...], search: str) -> list[Entry]:
    """Every server enrolled now that `search` finds, the longest silent first, with its line of the edition where it has one.

    Columns instead of servers: of 5,000 only the page's hundred become objects.
    """
    by_id = {line.server_id: line for line in lines}
    found = Server.objects.filter(organisation=organisation)
    ordered = found.order_by(F("last_arrival_at").asc(nulls_first=True), "hostname")
    columns = _SEARCHED if search else ("hostname",)
    rows = ordered.annotate(unheard=Q(first_arrival_at=None)).values_list("pk", "unheard", *columns)
    return [
        _entry(server_id, texts[0], unheard, by_id.get(str(server_id)))
        for server_id, unheard, *texts in rows
        if search in " ".join(texts).lower()
    ]


def _entry(server_id: UUID, hostname: str, unheard: bool, line: ServerLine | None) -> Entry:
    waiting = "no_data" if unheard else "learning"
    return Entry(server_id, hostname, line, state_of(line) if line else waiting)


def _sorted(entries: list[Entry], sort: str) -> list[Entry]:
    """By host name first, so that equals stand in an order that does not jump."""
    if sort == BY_ARRIVAL:
        return entries
    by_name = sorted(entries, key=SORTS["hostname"])
    return sorted(by_name, key=SORTS.get(sort, SORTS["urgency"]))


def _rows(entries: Sequence[Entry], at: datetime) -> list[Row]:
    """The entries of one page with their servers, in their order. A server deleted meanwhile is left out."""
    wanted = [e.server_id for e in entries]
    servers = Server.objects.defer("configuration").in_bulk(wanted)
    return [
        Row(server, e.line, e.state, is_silent(server, at))
        for e in entries
        if (server := servers.get(e.server_id))
    ]
