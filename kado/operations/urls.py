"""The operator's addresses."""

from django.urls import URLPattern, URLResolver, path

from kado.operations.site import operations

urlpatterns: list[URLPattern | URLResolver] = [path("", operations.urls)]
