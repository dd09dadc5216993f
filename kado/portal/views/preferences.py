"""Language and light or dark, as the reader chooses them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from kado.language import LOCALES
from kado.portal.access import Permission, page
from kado.portal.preferences import COOKIE_AGE_SECONDS, THEME_COOKIE, THEMES
from kado.tenancy.models import User


@page(Permission.PUBLIC, methods=("POST",))
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language: remembered in a cookie, and with the person where one is signed in."""
    chosen = request.POST.get("language", "")
    response = redirect(_back(request))
    if chosen in LOCALES:
        _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(locale=chosen)
    return response


@page(Permission.PUBLIC, methods=("POST",))
def theme(request: HttpRequest) -> HttpResponse:
    """Switch between light, dark and what the system says."""
    chosen = request.POST.get("theme", "")
    response = redirect(_back(request))
    if chosen in THEMES:
        _remember(response, THEME_COOKIE, chosen)
    return response


def _remember(response: Any, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=COOKIE_AGE_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _back(request: HttpRequest) -> str:
    """The page the reader came from, when it is one of ours."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else "/"
