"""Tags of the pages about contacts: the organisation's tabs with what waits there, and the small "was this useful?" (MISSION E4)."""

from typing import Any

from django import template
from django.http import HttpRequest

from kado import clock
from kado.contacts import feedback, proposals, surveys
from kado.contacts.models import Feedback
from kado.edition.models import Edition
from kado.portal.access import access_of_request
from kado.portal.present.wording import FindingText
from kado.tenancy.models import Organisation, User

register = template.Library()
Given = dict[tuple[str, str, str], Feedback]


@register.inclusion_tag("portal/parts/contact_tabs.html", takes_context=True)
def contact_tabs(context: dict[str, Any]) -> dict[str, object]:
    """A customer's members see proposals and surveys, with how many wait; a reseller's its desk."""
    organisation: Organisation = context["organisation"]
    request: HttpRequest = context["request"]
    shown: dict[str, object] = {"organisation": organisation, "section": context["section"]}
    if organisation.pk not in access_of_request(request).member_ids:
        return shown
    assert isinstance(request.user, User)
    if organisation.kind != Organisation.Kind.CUSTOMER:
        return shown | {"desk": organisation.kind == Organisation.Kind.RESELLER}
    at = clock.now()
    return shown | {
        "belongs": True,
        "proposals_count": proposals.open_count(organisation, at),
        "surveys_count": surveys.open_count(organisation, request.user, at),
    }


@register.inclusion_tag("portal/parts/useful.html", takes_context=True)
def useful(context: dict[str, Any], finding: FindingText | None = None) -> dict[str, object]:
    """The question about a finding, or about the edition as a whole; nothing for who is not asked."""
    request: HttpRequest = context["request"]
    organisation, edition = context.get("organisation"), context.get("edition")
    if organisation is None or edition is None:
        return {}
    given = _given(request, organisation, edition)
    if given is None:
        return {}
    key = (finding.server_id, finding.rule, finding.verdict.subject) if finding else ("", "", "")
    return {
        "shown": True,
        "organisation": organisation,
        "edition": edition,
        "finding": finding,
        "given": given.get(key),
        "next": request.get_full_path() + (f"#{finding.anchor}" if finding else ""),
        "csrf_token": context.get("csrf_token"),
    }


def _given(request: HttpRequest, organisation: Organisation, edition: Edition) -> Given | None:
    """What the reader said about this edition, read once a page; None for who is not asked: no member, or no consent."""
    if not hasattr(request, "_kado_feedback"):
        found: Given | None = None
        user = request.user
        belongs = organisation.pk in access_of_request(request).member_ids
        if belongs and isinstance(user, User) and feedback.is_asked(organisation.pk, clock.now()):
            own = Feedback.objects.filter(
                organisation=organisation,
                user=user,
                month=edition.month,
                revision=edition.revision,
            )
            found = {(str(f.server_id or ""), f.rule, f.subject): f for f in own}
        request._kado_feedback = found  # type: ignore[attr-defined]
    given: Given | None = request._kado_feedback  # type: ignore[attr-defined]
    return given
