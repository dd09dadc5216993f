"""Feedback of readers: on a finding, on an edition, on the service (MISSION E4). Taken under consent (d) only."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kado import clock
from kado.contacts import feedback as contacts
from kado.contacts.feedback import About, NotTaken
from kado.edition import reading
from kado.portal.access import Permission, page
from kado.portal.views.editions import edition_or_404
from kado.tenancy.models import Organisation, Server, User

_USEFUL = {"yes": True, "no": False}


@page(Permission.BELONG)
def feedback(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """A form for anything about the service, and all that this reader said so far."""
    assert isinstance(request.user, User)
    context = {
        "given": contacts.of_person(organisation, request.user),
        "consents": contacts.is_asked(organisation.pk, clock.now()),
    }
    return render(request, "portal/feedback.html", context)


@page(Permission.BELONG, methods=("POST",))
def give_feedback(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Store or take back what a reader thinks; back to the page it was said on."""
    assert isinstance(request.user, User)
    at, sent = clock.now(), request.POST
    taken_back = sent.get("take-back", "")
    if taken_back:
        if taken_back.isdecimal():
            contacts.take_back(organisation, request.user, int(taken_back), at)
        return redirect(_back(request, organisation))
    about = _about(request, organisation)
    useful = _USEFUL.get(sent.get("useful", ""))
    try:
        contacts.give(organisation, request.user, about, useful, sent.get("text", ""), at)
    except NotTaken as refusal:
        context = {"why": refusal.key, "back": _back(request, organisation)}
        return render(request, "portal/answer_refused.html", context, status=400)
    return redirect(_back(request, organisation))


def _about(request: HttpRequest, organisation: Organisation) -> About:
    """What is meant. Raises Http404 for an edition, a server or a finding that is not there."""
    sent = request.POST
    month, _, revision = sent.get("edition", "").partition(".")
    if not month:
        return About()
    edition = edition_or_404(organisation, month, int(revision) if revision.isdecimal() else 0)
    if not sent.get("server"):
        return About(edition.month, edition.revision)
    server = _server(sent["server"], organisation)
    part = reading.server_part(edition, server.pk)
    rule, subject = sent.get("rule", ""), sent.get("subject", "")
    if part is None or not any((v.rule, v.subject) == (rule, subject) for v in part.verdicts):
        raise Http404
    return About(edition.month, edition.revision, server, rule, subject)


def _server(text: str, organisation: Organisation) -> Server:
    try:
        server_id = UUID(text)
    except ValueError as error:
        raise Http404 from error
    found = Server.objects.filter(organisation=organisation, pk=server_id).first()
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, organisation: Organisation) -> str:
    """The page it was said on, when it is one of this organisation's."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    home = reverse("overview", args=[organisation.pk])
    if safe and target.startswith(home):
        return target
    return reverse("feedback", args=[organisation.pk])
