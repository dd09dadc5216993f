"""The overview: is anything wrong, what comes first, what changed since last month (MISSION B4)."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kado import clock
from kado.edition import reading
from kado.edition.models import Edition
from kado.portal.access import Permission, page
from kado.portal.answers import Entry, Group, answers_to, context_of, told
from kado.portal.held import first_edition_of
from kado.portal.language import locale, today_in
from kado.portal.present.health import history_of
from kado.portal.present.states import state_of
from kado.portal.services import lines_of, services_of
from kado.portal.silence import silent_servers
from kado.portal.summaries import health_history, summary_of
from kado.portal.views.editions import coverage
from kado.tenancy.models import Organisation, Server

FIRST_FINDINGS_COUNT: Final = 5
WAITING_SHOWN_COUNT: Final = 10


@page(Permission.READ, agreed=True)
def overview(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One organisation's newest edition at a glance, with what is live beside it."""
    at = clock.now()
    edition = reading.latest(organisation.pk)
    context: dict[str, object] = {
        "edition": edition,
        "silent": silent_servers(organisation, at),
        "servers_count": Server.objects.filter(organisation=organisation).count(),
        "services": services_of(organisation, at, today_in(organisation.zone, at)),
        "at": at,
    }
    if edition is None:
        context |= _waiting(organisation, at)
        return render(request, "portal/overview_empty.html", context)
    summary, answers = summary_of(edition), answers_to(request, organisation, edition)
    over = told(summary, answers)
    context |= context_of(locale(), summary, over, answers, FIRST_FINDINGS_COUNT)
    context["findings"] = _with_gains(context["findings"], edition)
    context |= {
        "summary": summary,
        "act_now_count": sum(state_of(s) == "act_now" for s in over.servers),
        "coverage_ratio": coverage(summary),
        "health_history": history_of(health_history(edition)),
    }
    return render(request, "portal/overview.html", context)


def _with_gains(shown: object, edition: Edition) -> list[Entry | Group]:
    """The first findings with what mending each gives back; a group over many servers has no one number."""
    assert isinstance(shown, list)
    single = [e for e in shown if isinstance(e, Entry)]
    gains = reading.mend_gains(edition, [e.text.server_id for e in single])
    return [
        replace(e, gain_count=gains.get((e.text.server_id, e.text.rule, e.text.verdict.subject), 0))
        if isinstance(e, Entry)
        else e
        for e in shown
    ]


def _waiting(organisation: Organisation, at: datetime) -> dict[str, object]:
    """Before the first edition: some of the servers as they are now, and when the edition is due."""
    servers = Server.objects.filter(organisation=organisation)
    shown = list(servers[:WAITING_SHOWN_COUNT])
    return {
        "waiting": lines_of(shown, at, today_in(organisation.zone, at)),
        "first_edition_on": first_edition_of(organisation, at),
    }
