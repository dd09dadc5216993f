"""Every unit with what it lacks and when its analysis begins, for the operator (MISSION C1-C5)."""

from datetime import datetime
from typing import Final

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kado import clock
from kado.edition.outlook import outlook_of
from kado.entitlement.lookup import eligibility_of
from kado.entitlement.models import SupportContract
from kado.operations.site import operations
from kado.tenancy.models import Server

UNITS_A_PAGE_COUNT: Final = 100
SEARCH_LIMIT_CHARACTERS: Final = 120


@operations.own_page("units/", "units", title="units-title")
def units(request: HttpRequest) -> HttpResponse:
    """Units by customer and name, found by host name, serial number, model or customer; and contracts that wait for theirs.

    `?show=lacking` keeps those that lack a condition; conditions are worked out, not stored, so that all units found are read for it.
    """
    at = clock.now()
    words = request.GET.get("q", "").strip()[:SEARCH_LIMIT_CHARACTERS]
    rows = Server.objects.select_related("organisation").defer("configuration")
    if words:
        rows = rows.filter(
            Q(hostname__icontains=words)
            | Q(serial_number__icontains=words)
            | Q(model_number__icontains=words)
            | Q(organisation__name__icontains=words)
            | Q(organisation__name_en__icontains=words)
        )
    ordered = rows.order_by("organisation__name", "hostname", "pk")
    only_lacking = request.GET.get("show") == "lacking"
    listed = _lacking(ordered, at) if only_lacking else ordered
    page = Paginator(listed, UNITS_A_PAGE_COUNT)
    shown = page.get_page(request.GET.get("page"))
    servers = list(shown.object_list)
    found = eligibility_of(servers, at)
    lines = [
        (s, found[s.pk], outlook_of(found[s.pk], s.first_arrival_at, at, s.organisation.zone))
        for s in servers
    ]
    context = {
        **operations.each_context(request),
        "words": words,
        "only_lacking": only_lacking,
        "page": shown,
        "lines": lines,
        "waiting_count": SupportContract.objects.filter(server=None).count(),
    }
    return render(request, "operations/entry/units.html", context)


def _lacking(rows: QuerySet[Server], at: datetime) -> list[Server]:
    """Those of which a condition is not met, in the order given."""
    servers = list(rows)
    found = eligibility_of(servers, at)
    return [s for s in servers if not all(c.met for c in found[s.pk].conditions)]
