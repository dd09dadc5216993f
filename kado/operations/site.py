"""The operator's site: Django's admin for staff, each page inside a scope that says it is the operator (MISSION F3).

Signing in happens where everybody signs in; strangers and customers are sent there or told they may not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse

from kado import clock
from kado.operations.standing import standing
from kado.tenancy import scope
from kado.tenancy.text import text

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of the operator that is no list of rows. title: the text key under which the first page links it; '' for none."""

    route: str
    view: View
    name: str
    title: str = ""


class OperationsSite(AdminSite):
    """Staff only, in the operator's scope, rendered before the scope ends."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.own_pages: list[OwnPage] = []

    def own_page(self, route: str, name: str, title: str = "") -> Callable[[View], View]:
        """Declare a view as a page of this site at `route`, known as `operations:<name>`."""

        def declare(view: View) -> View:
            self.own_pages.append(OwnPage(route, view, name, title))
            return view

        return declare

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [path(p.route, self.admin_view(p.view), name=p.name) for p in self.own_pages]
        return [*own, *super().get_urls()]

    site_title = text("operations-title")
    site_header = text("operations-title")
    index_title = text("operations-index")
    site_url = "/"
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inner = super().admin_view(view, cacheable)

        def scoped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                return inner(request, *args, **kwargs)
            with scope.everything("the operator's site"):
                response = inner(request, *args, **kwargs)
                if isinstance(response, TemplateResponse):
                    response.render()
                return response

        return scoped

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The first page: where the service stands, then everything that can be edited."""
        linked = [p for p in self.own_pages if p.title]
        more = {"standing": standing(clock.now()), "own_pages": linked}
        return super().index(request, {**(extra_context or {}), **more})

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path(), reverse("account_login"))


operations = OperationsSite(name="operations")
operations.disable_action("delete_selected")
