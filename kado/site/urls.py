"""Every address: the portal at the root, intake under /intake and /api, the operator under /operations."""

from django.urls import URLPattern, URLResolver, include, path

from kado.site.openapi import openapi

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("operations/", include("kado.operations.urls")),
    path("intake/", include("kado.intake.urls")),
    path("api/operator/", include("kado.operations.api.urls")),
    path("api/openapi.json", openapi, name="openapi"),
    path("", include("kado.portal.urls")),
]
