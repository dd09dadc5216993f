"""Your data (MISSION E5): what is held, what it was used for, what was done; exports; deletions and their certificates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kado import clock
from kado.edition import calendar
from kado.entitlement.gate import Purpose
from kado.entitlement.models import DataUse
from kado.portal.access import Permission, access_of_request, page
from kado.portal.language import locale, text
from kado.rights import deletions, exports, inventory
from kado.rights.certificate import digest_of, public_key
from kado.rights.deletions import WAIT, DeletionRefused
from kado.rights.exports import ExportRefused
from kado.rights.models import Deletion, Export, Inventory
from kado.rights.uses import actor_key, sentence_of
from kado.tenancy import audit
from kado.tenancy.models import AuditEntry, Organisation, Server, User

ROWS_A_PAGE_COUNT: Final = 100
DELETIONS_SHOWN_COUNT: Final = 50
SEARCH_CHARACTERS: Final = 100


@dataclass(frozen=True, slots=True)
class UseLine:
    """A use of data in words."""

    use: DataUse
    sentence: str
    actor: str


@page(Permission.BELONG)
def your_data(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What is held about the organisation, where, for how long; what to do about it."""
    count = Inventory.objects.filter(organisation=organisation).first()
    context = {
        "count": count,
        "counting": inventory.is_counting(count),
        "telemetry": inventory.counted(count),
        "records": inventory.records(organisation.pk),
        "editions": inventory.editions(organisation.pk),
        "deletions": _deletions(organisation),
        "may_delete": organisation.kind == Organisation.Kind.CUSTOMER,
    }
    return render(request, "portal/rights/your_data.html", context)


def _deletions(organisation: Organisation) -> "QuerySet[Deletion]":
    own: QuerySet[Deletion] = Deletion.objects.filter(organisation_id=organisation.pk)
    return own[:DELETIONS_SHOWN_COUNT]


@page(Permission.BELONG, methods=("POST",))
def count_held(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Have the telemetry counted anew; a count that is under way goes on."""
    count = Inventory.objects.filter(organisation=organisation).first()
    if not inventory.is_counting(count):
        inventory.ask(organisation, clock.now())
    return redirect("your-data", organisation_id=organisation.pk)


@page(Permission.BELONG)
def held_servers(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Every server about which something is held."""
    wanted = request.GET.get("q", "").strip()[:SEARCH_CHARACTERS]
    servers = Server.objects.filter(organisation=organisation).defer("configuration")
    if wanted:
        servers = servers.filter(hostname__icontains=wanted)
    rows = Paginator(servers.order_by("hostname", "pk"), ROWS_A_PAGE_COUNT)
    context = {"page": rows.get_page(request.GET.get("page")), "wanted": wanted}
    return render(request, "portal/rights/servers.html", context)


@page(Permission.BELONG)
def held_server(request: HttpRequest, organisation: Organisation, server_id: UUID) -> HttpResponse:
    """What is held about one server, read now; the look is written into the ledger."""
    server = _server(organisation, server_id)
    assert isinstance(request.user, User)
    telemetry, waiting = inventory.telemetry_of(server, clock.now(), request.user.email)
    context = {
        "server": server,
        "telemetry": telemetry,
        "waiting": waiting,
        "records": inventory.records(organisation.pk, server.pk),
        "editions": inventory.editions(organisation.pk, server.pk),
    }
    return render(request, "portal/rights/server.html", context)


def _server(organisation: Organisation, server_id: UUID) -> Server:
    found = Server.objects.filter(organisation=organisation, pk=server_id).first()
    if found is None:
        raise Http404
    return found


@page(Permission.BELONG)
def data_uses(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The ledger: who used what for what, by purpose and month."""
    purpose = request.GET.get("purpose", "")
    month = request.GET.get("month", "")
    uses = DataUse.objects.filter(organisation=organisation)
    if purpose in set(Purpose):
        uses = uses.filter(purpose=purpose)
    span = _span(month, organisation.zone)
    if span:
        uses = uses.filter(at__gte=span[0], at__lt=span[1])
    rows = Paginator(uses.order_by("-at", "-pk"), ROWS_A_PAGE_COUNT)
    found = rows.get_page(request.GET.get("page"))
    context = {
        "page": found,
        "lines": [line_of(use) for use in found],
        "purposes": list(Purpose),
        "purpose": purpose,
        "month": month if span else "",
        "months": _months(DataUse, organisation),
    }
    return render(request, "portal/rights/uses.html", context)


def line_of(use: DataUse) -> UseLine:
    """A use in the reader's words."""
    key, values = sentence_of(use.what, locale())
    actor = actor_key(use.actor)
    return UseLine(use, text(key, **values), text(actor) if actor else use.actor)


@page(Permission.BELONG)
def audit_trail(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who did what in the organisation, by month."""
    entries = AuditEntry.objects.filter(organisation=organisation)
    month = request.GET.get("month", "")
    span = _span(month, organisation.zone)
    if span:
        entries = entries.filter(at__gte=span[0], at__lt=span[1])
    rows = Paginator(entries.order_by("-at", "-pk"), ROWS_A_PAGE_COUNT)
    context = {
        "page": rows.get_page(request.GET.get("page")),
        "month": month if span else "",
        "months": _months(AuditEntry, organisation),
    }
    return render(request, "portal/rights/audit.html", context)


def _span(month: str, zone: str) -> tuple[datetime, datetime] | None:
    """The instants between which a month lies in a zone; None for what is no month."""
    try:
        date.fromisoformat(f"{month}-01")
        return calendar.cut(calendar.previous_month(month), zone)[1], calendar.cut(month, zone)[1]
    except ValueError:
        return None


def _months(model: type[DataUse] | type[AuditEntry], organisation: Organisation) -> list[str]:
    """The months in which there are rows, newest first."""
    days = model.objects.filter(organisation=organisation).dates("at", "month", order="DESC")
    return [f"{day:%Y-%m}" for day in days]


@page(Permission.ADMINISTER, methods=("GET", "HEAD", "POST"))
def export_page(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Exports: asking for one, seeing how far it is, fetching it."""
    problem = ""
    if request.method == "POST":
        assert isinstance(request.user, User)
        named = request.POST.get("server", "").strip()
        try:
            server = _named(organisation, named) if named else None
            exports.ask(organisation, server, request.user, clock.now())
            return redirect("exports", organisation_id=organisation.pk)
        except ExportRefused as refused:
            problem = text(refused.key)
    own = Export.objects.filter(organisation=organisation).select_related("asked_by")
    context = {
        "exports": own[:ROWS_A_PAGE_COUNT],
        "problem": problem,
        "server": request.GET.get("server", ""),
        "kept_days": exports.KEPT.days,
        "under_way": own.filter(state__in=(Export.State.WAITING, Export.State.MAKING)).exists(),
    }
    return render(request, "portal/rights/exports.html", context, status=409 if problem else 200)


def _named(organisation: Organisation, hostname: str) -> Server:
    """The server of that host name, which must be one. Raises ExportRefused."""
    found = list(Server.objects.filter(organisation=organisation, hostname=hostname)[:2])
    if len(found) != 1:
        raise ExportRefused("export-refused-server")
    return found[0]


@page(Permission.ADMINISTER)
def fetch_export(request: HttpRequest, organisation: Organisation, export_id: int) -> FileResponse:
    """The archive itself; every fetching is audited."""
    export = Export.objects.filter(organisation=organisation, pk=export_id).first()
    at = clock.now()
    expired = export is None or export.expires_at is None or export.expires_at <= at
    path = exports.path_of(export) if export is not None and not expired else None
    if export is None or path is None:
        raise Http404
    assert isinstance(request.user, User)
    audit.record(at, request.user.email, "export_fetched", organisation.pk, subject=export.hostname)
    name = f"kado-export-{export.made_at:%Y%m%d}-{export.pk}.zip"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@page(Permission.ADMINISTER, methods=("GET", "HEAD", "POST"))
def ask_deletion(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Asking for a server, or the organisation, to be deleted: what that means, and the name to type."""
    named = request.POST.get("server") or request.GET.get("server") or ""
    server = _server(organisation, _uuid(named)) if named else None
    problem = ""
    if request.method == "POST":
        assert isinstance(request.user, User)
        typed = request.POST.get("typed", "")
        try:
            made = deletions.ask(organisation, server, request.user, clock.now(), typed=typed)
            return redirect("deletion", address=made.address)
        except DeletionRefused as refused:
            problem = text(refused.key)
    context = {
        "server": server,
        "problem": problem,
        "wait_hours": int(WAIT.total_seconds() // 3600),
        "due_at": clock.now() + WAIT,
        "records": inventory.records(organisation.pk, server.pk if server else None),
        "editions": inventory.editions(organisation.pk, server.pk if server else None),
    }
    return render(
        request, "portal/rights/ask_deletion.html", context, status=409 if problem else 200
    )


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None


@page(Permission.ADMINISTER, methods=("POST",))
def take_back(request: HttpRequest, organisation: Organisation, deletion_id: int) -> HttpResponse:
    """Take a deletion back that is still waiting."""
    found = Deletion.objects.filter(organisation_id=organisation.pk, pk=deletion_id).first()
    if found is None:
        raise Http404
    assert isinstance(request.user, User)
    deletions.take_back(found, request.user, clock.now())
    return redirect("deletion", address=found.address)


@page(Permission.PUBLIC)
def deletion_page(request: HttpRequest, address: str) -> HttpResponse:
    """How a deletion stands, and its certificate: for whoever has the address, for when an organisation is gone nobody can sign in."""
    found = _by_address(address)
    owner = found.organisation_id
    certificate = found.certificate
    context = {
        "deletion": found,
        "certificate": certificate,
        "digest": digest_of(certificate) if certificate else "",
        "key": public_key(),
        "may_take_back": owner is not None and owner in access_of_request(request).administered_ids,
        "owner_id": owner if owner in access_of_request(request).member_ids else None,
        "link": request.build_absolute_uri(reverse("deletion", args=[address])),
    }
    return _quiet(render(request, "portal/rights/deletion.html", context))


@page(Permission.PUBLIC)
def certificate_file(request: HttpRequest, address: str) -> HttpResponse:
    """The certificate as signed JSON."""
    found = _by_address(address)
    if found.certificate is None:
        raise Http404
    response = JsonResponse(
        found.certificate, json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    name = f"kado-deletion-{found.done_at:%Y%m%d}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _quiet(response)


def _by_address(address: str) -> Deletion:
    found = Deletion.objects.filter(address=address).first()
    if found is None:
        raise Http404
    return found


def _quiet(response: HttpResponse) -> HttpResponse:
    """The address is the key: no search engine, no cache and no other site learns it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
