"""Intake's addresses."""

from django.urls import URLPattern, path

from kado.intake import views

urlpatterns: list[URLPattern] = [
    path("v1/enrolments", views.enrolments, name="intake-enrolments"),
    path("v1/bundles", views.bundles, name="intake-bundles"),
]
