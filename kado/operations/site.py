"""The operator's site: Django's admin, for staff only, inside a scope that says it is the operator."""

from django.contrib.admin import AdminSite

operations = AdminSite(name="operations")
