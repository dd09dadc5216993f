"""Middleware: the tenant scope of each request, and headers that keep browsers strict."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from kado import clock
from kado.tenancy import scope
from kado.tenancy.access import access_of
from kado.tenancy.models import User

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


class ScopeMiddleware:
    """Puts each request into the scope of the person's organisations; a stranger's scope is empty."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            access = access_of(request.user, clock.now())
            request.access = access  # type: ignore[attr-defined]
            with scope.within(access.organisation_ids):
                return self.get_response(request)
        with scope.within(()):
            return self.get_response(request)


class LanguageMiddleware:
    """Somebody signed in reads in the language they once chose, also on a device that has no cookie of it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES or not isinstance(request.user, User):
            return self.get_response(request)
        with translation.override(request.user.locale):
            return self.get_response(request)


class SecurityHeadersMiddleware:
    """Only our own scripts run, nobody frames us."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        return response
