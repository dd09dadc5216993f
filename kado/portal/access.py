"""Who may open a page: every view declares its permission through `page`, and nothing is reachable without one (MISSION F1-F3).

A stranger is asked to sign in; somebody signed in who may not see an organisation gets "not found", so that
addresses tell nothing about who the customers are.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBadRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kado import clock
from kado.entitlement.gate import record_reading
from kado.entitlement.terms import WITHHELD, agreement_in_force
from kado.tenancy.access import Access
from kado.tenancy.models import Organisation, User

View = Callable[..., HttpResponseBase]
NOBODY: Final = Access(frozenset(), frozenset())


class Permission(StrEnum):
    """What a person needs to open a page."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    READ = "read"  # of the organisation in the address
    BELONG = "belong"  # to the organisation in the address: a member, not a reseller with a grant
    ADMINISTER = "administer"  # of the organisation in the address


class PortalRequest(HttpRequest):
    """A request as the views see it. `user` is a User on every page that is not public."""

    user: User
    access: Access
    organisation: Organisation


def access_of_request(request: HttpRequest) -> Access:
    """The access that the scope middleware worked out; nothing for a stranger."""
    access: Access = getattr(request, "access", NOBODY)
    return access


def page(
    permission: Permission, *, methods: tuple[str, ...] = ("GET", "HEAD"), agreed: bool = False
) -> Callable[[View], View]:
    """Declare a view's permission. Views under an organisation take it instead of its id.

    agreed: the page shows what the service provides, which the customer has to have agreed to (MISSION C6).
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if _holds_nul(request):
                return HttpResponseBadRequest()
            if permission is Permission.PUBLIC:
                return view(request, **arguments)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            if permission is Permission.SIGNED_IN:
                return view(request, **arguments)
            organisation = _organisation(request, permission, arguments.pop("organisation_id"))
            request.organisation = organisation  # type: ignore[attr-defined]
            _record_reseller(request, organisation)
            if agreed and agreement_in_force(organisation.pk, clock.now()) is None:
                return render(request, "portal/withheld.html", {"withheld": WITHHELD}, status=403)
            return view(request, organisation, **arguments)

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.agreed = agreed  # type: ignore[attr-defined]
        return guarded

    return declare


def _holds_nul(request: HttpRequest) -> bool:
    """Whether a field or the query holds U+0000: no browser sends it from a form, and no column of PostgreSQL takes it."""
    given = [*request.GET.lists(), *request.POST.lists()]
    return any("\0" in str(value) for _, values in given for value in values)


def _organisation(
    request: HttpRequest, permission: Permission, organisation_id: UUID
) -> Organisation:
    """The organisation of the address. Raises Http404 unless the person may do this there."""
    access = access_of_request(request)
    allowed = {
        Permission.READ: access.organisation_ids,
        Permission.BELONG: access.member_ids,
        Permission.ADMINISTER: access.administered_ids,
    }[permission]
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None or organisation_id not in allowed:
        raise Http404
    return organisation


def _record_reseller(request: HttpRequest, organisation: Organisation) -> None:
    """A reader by grant is written into the customer's ledger: the customer sees who read (MISSION E3, F2)."""
    if organisation.pk in access_of_request(request).member_ids:
        return
    assert isinstance(request.user, User)
    resellers = Organisation.objects.filter(
        grants_held__customer=organisation, memberships__user=request.user
    )
    name = resellers.values_list("name", flat=True).first() or ""
    record_reading(organisation.pk, name, at=clock.now(), actor=request.user.email)
