"""Addresses of the pages about rights."""

from django.urls import URLPattern, URLResolver

organisation: list[URLPattern | URLResolver] = []
signed_in: list[URLPattern | URLResolver] = []
