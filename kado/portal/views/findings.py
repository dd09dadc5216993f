"""Answering findings of the newest edition: acknowledge, set aside, reopen (one finding, or the same one on many servers).

Members of the organisation acknowledge, administrators set aside; a reseller with a grant sees the answers and changes nothing.
"""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kado import clock
from kado.edition import reading
from kado.edition.models import Edition
from kado.edition.responses import (
    Answer,
    Found,
    NotAnswerable,
    State,
    reopen,
    respond,
    responses_of,
    standing_of,
)
from kado.facts.verdicts import Outcome, Verdict
from kado.portal.access import Permission, access_of_request, page
from kado.portal.language import today_in
from kado.portal.summaries import summary_of
from kado.tenancy.models import Organisation, Server, User

_WISHES = {"snooze": State.SNOOZED, "dismiss": State.DISMISSED}


@page(Permission.BELONG, methods=("POST",), agreed=True)
def acknowledge(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Say that somebody has seen the finding and works on it."""
    return _answer(request, organisation, Answer(State.ACKNOWLEDGED, _note(request)))


@page(Permission.ADMINISTER, methods=("POST",), agreed=True)
def set_aside(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Snooze the finding until a day, or dismiss it with a reason."""
    state = _WISHES.get(request.POST.get("wish", ""), "")
    reason, until = request.POST.get("reason", ""), _day(request.POST.get("until", ""))
    return _answer(request, organisation, Answer(state, _note(request), reason, until))


@page(Permission.BELONG, methods=("POST",), agreed=True)
def reopen_finding(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Take an answer back. What an administrator set aside only an administrator brings back."""
    assert isinstance(request.user, User)
    edition, found = _chosen(request, organisation)
    if edition is None or not found:
        return _refused(request, organisation, "response-gone")
    administers = organisation.pk in access_of_request(request).administered_ids
    at = clock.now()
    today, known = today_in(organisation.zone, at), responses_of(organisation.pk)
    standings = [standing_of(known.get(f.key), f.verdict, today) for f in found]
    if any(s.is_aside for s in standings) and not administers:
        raise Http404
    reopen(edition, found, request.user, at)
    return redirect(_back(request, organisation))


def _answer(request: HttpRequest, organisation: Organisation, answer: Answer) -> HttpResponse:
    assert isinstance(request.user, User)
    at = clock.now()
    edition, found = _chosen(request, organisation)
    if edition is None or not found:
        return _refused(request, organisation, "response-gone")
    try:
        respond(edition, found, answer, request.user, at, today_in(organisation.zone, at))
    except NotAnswerable as refusal:
        return _refused(request, organisation, refusal.key)
    return redirect(_back(request, organisation))


def _chosen(request: HttpRequest, organisation: Organisation) -> tuple[Edition | None, list[Found]]:
    """The findings that were meant, as the newest edition has them; none where another edition was looked at.

    With `server`: that one finding. Without: the open ones of the rule at the severity, on every server.
    """
    server_id = _uuid(request.POST.get("server", ""))
    if server_id and not Server.objects.filter(organisation=organisation, pk=server_id).exists():
        raise Http404
    edition = reading.latest(organisation.pk)
    if edition is None or request.POST.get("edition") != f"{edition.month}.{edition.revision}":
        return None, []
    rule = request.POST.get("rule", "")
    if server_id is None:
        return edition, _everywhere(organisation, edition, rule, request.POST.get("severity", ""))
    part = reading.server_part(edition, server_id)
    verdicts = part.verdicts if part else ()
    subject = request.POST.get("subject", "")
    return edition, [
        Found(server_id, part.identity.hostname, v)
        for v in verdicts
        if part and _holds(v) and (v.rule, v.subject) == (rule, subject)
    ]


def _everywhere(
    organisation: Organisation, edition: Edition, rule: str, severity: str
) -> list[Found]:
    today, known = today_in(organisation.zone, clock.now()), responses_of(organisation.pk)
    lines = [
        Found(UUID(x.server_id), x.hostname, x.verdict)
        for x in summary_of(edition).findings
        if x.verdict.rule == rule and x.verdict.severity == severity
    ]
    held = set(Server.objects.filter(organisation=organisation).values_list("pk", flat=True))
    return [
        f
        for f in lines
        if f.server_id in held and not standing_of(known.get(f.key), f.verdict, today).is_aside
    ]


def _holds(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.FINDING and not verdict.resolved


def _note(request: HttpRequest) -> str:
    return request.POST.get("note", "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _uuid(text: str) -> UUID | None:
    """None where no server is named. Raises Http404 for what cannot be a server."""
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


def _back(request: HttpRequest, organisation: Organisation) -> str:
    """The page the answer was given on, when it is one of this organisation's."""
    home = reverse("overview", args=[organisation.pk])
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe and target.startswith(home) else home


def _refused(request: HttpRequest, organisation: Organisation, why: str) -> HttpResponse:
    context = {"why": why, "back": _back(request, organisation)}
    return render(request, "portal/answer_refused.html", context, status=400)
