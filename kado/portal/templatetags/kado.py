"""Template tags: texts by key, and numbers and dates as people read them."""

from django import template

register = template.Library()
