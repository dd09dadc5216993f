"""Tokens of the operator's API: made here, shown once, revoked here (MISSION F3, D3)."""

from typing import Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.entitlement.models import OperatorToken
from kado.operations.api.tokens import VALID_LIMIT_DAYS, make_token, revoke_token
from kado.operations.entry import actor_of
from kado.operations.site import operations
from kado.tenancy.text import text

_DAYS: Final = 365


class TokenForm(forms.Form):
    """What a new token is for, what it may do, and for how long."""

    name = forms.CharField(max_length=120, label=text("field-name"))
    scope = forms.ChoiceField(choices=OperatorToken.Scope.choices, label=text("token-scope"))
    valid_days = forms.IntegerField(
        min_value=1, max_value=VALID_LIMIT_DAYS, initial=_DAYS, label=text("token-valid-days")
    )


@operations.own_page("api-tokens/", "api-tokens", title="token-title")
def api_tokens(request: HttpRequest) -> HttpResponse:
    """The tokens there are, and the form for a new one; its text is shown once, in the answer."""
    at, secret, form = clock.now(), "", TokenForm()
    if request.method == "POST" and "revoke" in request.POST:
        number = request.POST["revoke"]
        token = OperatorToken.objects.filter(pk=number).first() if number.isdecimal() else None
        if token is None:
            raise Http404
        revoke_token(token, actor_of(request), at)
        return redirect("operations:api-tokens")
    if request.method == "POST":
        form = TokenForm(request.POST)
        if form.is_valid():
            wished = form.cleaned_data
            secret = make_token(
                wished["name"], wished["scope"], wished["valid_days"], actor_of(request), at
            )
            form = TokenForm()
    tokens = OperatorToken.objects.select_related("created_by")
    context = {
        **operations.each_context(request),
        "tokens": [(t, _state(t, t.is_good(at))) for t in tokens],
        "form": form,
        "secret": secret,
    }
    return render(request, "operations/entry/tokens.html", context)


def _state(token: OperatorToken, is_good: bool) -> str:
    if is_good:
        return "good"
    return "revoked" if token.revoked_at else "expired"
