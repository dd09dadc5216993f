"""Template tags of the pages about customers' rights: names of kinds of records and of parts of the telemetry."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kado.language import has
from kado.portal.access import access_of_request
from kado.portal.language import locale, text
from kado.press import words
from kado.rights.inventory import RecordLine, TelemetryLine

register = template.Library()


@register.simple_tag
def held_name(line: RecordLine | TelemetryLine | str) -> str:
    """What a line of the inventory tells of: a kind of record, a metric, a table of the lake, or the key of a count on a certificate."""
    if isinstance(line, TelemetryLine):
        if line.metric:
            return words.subject_name(locale(), line.metric)
        return text(f"held-{line.table}")
    key = line.kind.key if isinstance(line, RecordLine) else line
    if has(locale(), f"held-{key}"):
        return text(f"held-{key}")
    return text("held-other", table=key)


_PAGES = frozenset(
    {
        *("your-data", "held-servers", "held-server", "data-uses", "audit-trail", "exports"),
        *("ask-deletion", "deletion"),
    }
)


@register.simple_tag(takes_context=True)
def your_data_tab(context: dict[str, Any]) -> SafeString | str:
    """The organisation's tab to its own data; nothing for resellers with a grant, who may not see it."""
    organisation = context["organisation"]
    if organisation.pk not in access_of_request(context["request"]).member_ids:
        return ""
    here = mark_safe(' aria-current="page"') if context["section"] in _PAGES else ""
    address = reverse("your-data", args=[organisation.pk])
    return format_html('<a href="{}"{}>{}</a>', address, here, text("page-your-data"))
