"""The support services in force and their state, server by server (MISSION B4, C1-C4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kado import clock
from kado.portal.access import Permission, page
from kado.portal.language import today_in
from kado.portal.services import services_of
from kado.tenancy.models import Organisation, Server


@page(Permission.READ)
def services(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Contracts, terms, consents and collectors, live."""
    at = clock.now()
    servers = list(Server.objects.filter(organisation=organisation))
    found = services_of(organisation, servers, at, today_in(organisation.zone, at))
    return render(request, "portal/services.html", {"services": found})
