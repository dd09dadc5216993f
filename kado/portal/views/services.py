"""The support services in force and their state, server by server (MISSION B4, C1-C4)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kado import clock
from kado.portal.access import Permission, page
from kado.portal.language import today_in
from kado.portal.services import lines_of, services_of
from kado.portal.views.servers import ROWS_A_PAGE_COUNT
from kado.tenancy.models import Organisation, Server


@page(Permission.READ)
def services(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Contracts, terms, consents and collectors, live."""
    at = clock.now()
    today = today_in(organisation.zone, at)
    servers = Server.objects.defer("configuration").filter(organisation=organisation)
    shown = Paginator(servers, ROWS_A_PAGE_COUNT).get_page(request.GET.get("page"))
    context = {
        "services": services_of(organisation, at, today),
        "page": shown,
        "lines": lines_of(list(shown.object_list), at, today),
    }
    return render(request, "portal/services.html", context)
