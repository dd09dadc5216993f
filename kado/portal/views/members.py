"""The people of an organisation, who may see it besides, and the tokens that enrol servers."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.portal.access import Permission, page
from kado.tenancy import audit
from kado.tenancy.models import (
    AuditEntry,
    EnrolmentToken,
    Membership,
    Organisation,
    ResellerGrant,
    User,
)
from kado.tenancy.tokens import new_token, sha256_of

TOKEN_LIFETIME: Final = timedelta(days=30)
TOKEN_USES_COUNT: Final = 100
LABEL_LONGEST_COUNT: Final = 120
TOKENS_MOST_COUNT: Final = 50
AUDIT_ROWS_COUNT: Final = 50


@page(Permission.READ)
def members(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """People and their roles, resellers with a grant, and what was done lately."""
    at = clock.now()
    grants = ResellerGrant.objects.filter(customer=organisation, withdrawn_at=None).filter(
        Q(expires_at=None) | Q(expires_at__gt=at)
    )
    context = {
        "members": Membership.objects.filter(organisation=organisation).select_related("user"),
        "grants": grants.select_related("reseller"),
        "entries": AuditEntry.objects.filter(organisation=organisation)[:AUDIT_ROWS_COUNT],
    }
    return render(request, "portal/members.html", context)


@page(Permission.ADMINISTER, methods=("GET", "HEAD", "POST"))
def enrolment(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Enrolment tokens; a new one is shown once, with the commands that use it."""
    token = _create(request, organisation) if request.method == "POST" else ""
    context = {
        "token": token,
        "address": settings.PUBLIC_URL.rstrip("/"),
        "tokens": _usable_tokens(organisation),
        "full": _usable_tokens(organisation).count() >= TOKENS_MOST_COUNT,
    }
    response = render(request, "portal/enrolment.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@page(Permission.ADMINISTER, methods=("POST",))
def revoke_token(request: HttpRequest, organisation: Organisation, token_id: int) -> HttpResponse:
    """Take an enrolment token away; servers enrolled with it stay."""
    at = clock.now()
    changed = EnrolmentToken.objects.filter(
        organisation=organisation, pk=token_id, revoked_at=None
    ).update(revoked_at=at)
    if changed:
        assert isinstance(request.user, User)
        audit.record(
            at,
            request.user.email,
            "enrolment_token_revoked",
            organisation.pk,
            subject=str(token_id),
        )
    return redirect("enrolment", organisation_id=organisation.pk)


def _usable_tokens(organisation: Organisation) -> QuerySet[EnrolmentToken]:
    return EnrolmentToken.objects.filter(
        organisation=organisation,
        revoked_at=None,
        expires_at__gt=clock.now(),
        uses_left_count__gt=0,
    ).order_by("-created_at")


def _create(request: HttpRequest, organisation: Organisation) -> str:
    """A new token, '' where there are as many as there may be. Only its digest is kept."""
    if _usable_tokens(organisation).count() >= TOKENS_MOST_COUNT:
        return ""
    assert isinstance(request.user, User)
    token, at = new_token("enrol"), clock.now()
    label = request.POST.get("label", "").strip()[:LABEL_LONGEST_COUNT]
    EnrolmentToken.objects.create(
        organisation=organisation,
        token_sha256=sha256_of(token),
        label=label,
        created_at=at,
        created_by=request.user,
        expires_at=at + TOKEN_LIFETIME,
        uses_left_count=TOKEN_USES_COUNT,
    )
    audit.record(at, request.user.email, "enrolment_token_created", organisation.pk, subject=label)
    return token
