"""Which mails a person wants (MISSION E4): a page for somebody signed in, and the link that stands in every contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from kado import clock
from kado.delivery import choices
from kado.portal.access import Permission, page
from kado.tenancy.models import User


@page(Permission.SIGNED_IN, methods=("GET", "HEAD", "POST"))
def mail_choices(request: HttpRequest) -> HttpResponse:
    """Switch mails with proposals and surveys on and off; what an organisation consents to is not touched."""
    assert isinstance(request.user, User)
    if request.method == "POST":
        at, wanted = clock.now(), request.POST.getlist("wanted")
        for purpose in choices.REFUSABLE:
            change = choices.accept if purpose in wanted else choices.refuse
            change(request.user, purpose, at)
        return redirect("mail-choices")
    lines = [(p, not choices.is_refused(request.user, p)) for p in choices.REFUSABLE]
    return render(request, "portal/mail_choices.html", {"lines": lines})


# The token in the address is what entitles: mail programs post here without our cookies (RFC 8058).
@csrf_exempt
@page(Permission.PUBLIC, methods=("GET", "HEAD", "POST"))
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Refuse mails of one purpose, without signing in. Opening the page changes nothing: programs open links by themselves."""
    named = choices.named_by(token)
    if named is None:
        return render(request, "portal/unsubscribe.html", {"purpose": ""}, status=404)
    user, purpose = named
    if request.method == "POST":
        choices.refuse(user, purpose, clock.now())
    context = {"purpose": purpose, "done": choices.is_refused(user, purpose)}
    return render(request, "portal/unsubscribe.html", context)
