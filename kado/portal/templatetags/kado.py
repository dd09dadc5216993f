"""Template tags: texts by key, numbers and dates as people read them, states as colour, shape and word.

Loaded everywhere (a builtin): `{% say "key" count=3 %}`, `{{ value|human:"bytes" }}`, `{% state "act_now" %}`.
"""

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField, CheckboxInput
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kado import clock
from kado.catalogue import FUNCTIONS
from kado.edition.outlook import Outlook
from kado.entitlement.models import Stop
from kado.facts.configuration import SourceReport
from kado.facts.edition import DriveCard, EditionSummary, ServerEdition, ServerLine
from kado.facts.eligibility import ConditionResult
from kado.facts.server import LATE_AFTER_HOURS, Presence
from kado.facts.verdicts import Verdict
from kado.language import human
from kado.language.human import human_date, human_date_range, human_month
from kado.portal.language import locale, text
from kado.portal.present import sparkline as drawing
from kado.portal.present.states import icon_of, state_of, tone_of
from kado.press import lifeline as lifelines
from kado.press import words
from kado.tenancy.models import Organisation

register = template.Library()


@register.simple_tag(name="say")
def say_tag(key: str, **values: object) -> str:
    """The text called `key` in the reader's language."""
    return text(key, **values)


@register.filter(name="said")
def said(key: str, prefix: str = "") -> str:
    """The text called `prefix` + `key`, with the key's underscores as dashes: `{{ state|said:"state-" }}`."""
    return text(prefix + str(key).replace("_", "-"))


@register.filter(name="human")
def human_filter(value: object, unit: str = "") -> str:
    """A value in its base unit as a person reads it."""
    return human(locale(), value, unit or None)


@register.simple_tag
def quantity(value: float | None, unit: str) -> SafeString | str:
    """A value with the exact figure on hover."""
    text = human(locale(), value, unit)
    if value is None:
        return text
    return format_html('<data value="{}" title="{} {}">{}</data>', value, f"{value:,}", unit, text)


@register.filter
def day(value: date | None) -> str:
    return human_date(locale(), value) if value else "—"


@register.filter
def month(value: str) -> str:
    return human_month(locale(), value)


@register.simple_tag
def window(early: date | None, late: date | None) -> str:
    """A window of dates in words."""
    return human_date_range(locale(), early, late)


@register.simple_tag
def instant(value: datetime | None, zone: str) -> SafeString | str:
    """An instant in a zone, with the zone named and the exact instant on hover."""
    if value is None:
        return "—"
    local = value.astimezone(ZoneInfo(zone))
    name = local.tzname() or zone
    return format_html(
        '<time datetime="{}" title="{}">{} {} <small>{}</small></time>',
        value.isoformat(),
        zone,
        human_date(locale(), local.date()),
        f"{local:%H:%M}",
        name,
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of the sprite; a word always stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("portal/icons.svg"),
        name,
    )


@register.simple_tag
def state(name: str, quiet: bool = False) -> SafeString:
    """A state as colour, shape and word."""
    return format_html(
        '<span class="state tone-{}{}">{}{}</span>',
        tone_of(name),
        " quiet" if quiet else "",
        icon(icon_of(name)),
        text(f"state-{name.replace('_', '-')}"),
    )


@register.simple_tag
def server_state(server: ServerLine) -> SafeString:
    """The state of a server in a list."""
    return state(state_of(server))


@register.simple_tag
def sparkline(values: tuple[float | None, ...], label: str, top: float = 1.0) -> SafeString:
    """A small line of shares, drawn on the server."""
    return drawing.svg(values, label, top)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """The address of this page with some of its query changed; None takes a part away."""
    request = context["request"]
    parts = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            parts.pop(name, None)
        else:
            parts[name] = str(value)
    return "?" + str(parts.urlencode())


@register.simple_tag
def organisation_name(organisation: Organisation) -> str:
    """The organisation's name for the reader's language."""
    return str(organisation.name_in(locale()))


@register.simple_tag
def function_name(key: str) -> str:
    """The name of a function of the catalogue; the key itself where a retired one is named."""
    found = next((f for f in FUNCTIONS if f.key == key), None)
    if found is None:
        return key
    return found.name_ja if locale() == "ja" else found.name_en


@register.simple_tag
def rule_name(key: str) -> str:
    """What a rule looks for, as a noun."""
    return text(f"rule-{key.replace('_', '-')}-name")


@register.simple_tag
def notice(stop: Stop) -> str:
    """What the operator wrote about a stop."""
    return str(stop.notice_in(locale()))


@register.simple_tag
def arrival(figures: EditionSummary | Presence) -> str:
    """How many hours of data came late or from files; nothing in editions that did not count them."""
    if figures.hours_late_count is None:
        return ""
    return text(
        "coverage-arrival",
        late_count=figures.hours_late_count,
        imported_count=figures.hours_imported_count or 0,
        after_count=LATE_AFTER_HOURS,
    )


@register.simple_tag
def effort(key: str) -> str:
    return text("finding-effort", effort=text(f"effort-{key}"))


@register.simple_tag
def clear_text(verdict: Verdict, hostname: str) -> str:
    """What a rule says when it found nothing."""
    return words.clear_sentence(locale(), verdict, hostname)


@register.simple_tag(takes_context=True)
def tab(context: dict[str, Any], name: str, key: str, *also: str) -> SafeString:
    """A link of the organisation's navigation, marked where it or a page below it is open."""
    organisation = context["organisation"]
    here = context["section"] in (name, *also)
    return format_html(
        '<a href="{}"{}>{}</a>',
        reverse(name, args=[organisation.pk]),
        mark_safe(' aria-current="page"') if here else "",
        text(key),
    )


@register.filter
def tone(name: str) -> str:
    """The tone of a state."""
    return tone_of(name)


# Health scores as the editions give them: the worst finding decides (act now 20 and below, plan 55, watch 80).
_SCORE_TONES: Final = ((90, "fine"), (70, "watch"), (40, "plan"), (0, "act-now"))


@register.filter
def score_tone(score: int | None) -> str:
    """The tone of a health score."""
    if score is None:
        return "cannot-tell"
    return next(tone for lowest, tone in _SCORE_TONES if score >= lowest)


@register.simple_tag
def condition_text(result: ConditionResult, what: str) -> str:
    """A condition's `name`, the sentence that it is `met`, or its own `reason` or `mend` filled with its values."""
    if what in ("name", "met"):
        return text(f"condition-{result.condition.replace('_', '-')}-{what}")
    return text(getattr(result, what), **(result.values or {}))


@register.simple_tag
def outlook(expected: Outlook) -> str:
    """What a unit can expect, in one line (MISSION C5)."""
    return text(expected.key, **expected.values)


@register.simple_tag
def missing_of(verdict: Verdict) -> str:
    """What was not there, in words."""
    mark = "" if locale() == "ja" else " "
    return mark.join(text(f"missing-{key.replace('_', '-')}") for key in verdict.missing)


@register.simple_tag
def ago(value: datetime | None) -> str:
    """How long ago, in words."""
    if value is None:
        return text("arrival-never")
    return text("ago", past_seconds=max(0.0, (clock.now() - value).total_seconds()))


@register.simple_tag
def source_text(report: SourceReport, what: str) -> str:
    """Of a source of the collector its `name`, the `reason` why it could not be read, or the `remedy`."""
    if what == "name":
        return words.source_name(locale(), report.source)
    reason, remedy = words.source_words(locale(), report)
    return reason if what == "reason" else remedy


_RISK_STATES: Final = {"failing": "act_now", "at_risk": "plan", "watch": "watch", "clear": "fine"}


@register.filter
def risk_state(verdict: str) -> str:
    """The state that a drive's verdict is shown as."""
    return _RISK_STATES.get(str(verdict), "cannot_tell")


@register.filter
def word(value: str | None) -> str:
    """A state of a part ('ok', 'degraded', ...) as people say it."""
    return words.written(locale(), "state", value)


@register.filter
def bit_rate(bits_per_second: int) -> str:
    """A link's speed: 10 Gbit/s, as network parts are labelled."""
    for size, name in ((10**9, "Gbit/s"), (10**6, "Mbit/s")):
        if bits_per_second >= size:
            return f"{bits_per_second / size:g} {name}"
    return f"{bits_per_second} bit/s"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether a form's field is one box to tick: its label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def action_name(action: str) -> str:
    """What an entry of the audit trail says was done."""
    return text(f"audit-{action}")


@register.simple_tag
def subject_name(subject: str, rule: str = "") -> str:
    """What a crossing or a verdict is about: a mount point as it is, a metric or a source by its name."""
    return words.subject_name(locale(), subject, rule)


@register.simple_tag
def wear_line(drive: DriveCard) -> SafeString:
    """How a drive's wear went, as a small line whose top is the rated endurance or, far below it, twice the wear now."""
    values = tuple(ratio for _, ratio in drive.wear_history)
    return drawing.svg(values, drive.device, min(1.0, max(0.02, 2 * max(values))))


@register.inclusion_tag("portal/parts/lifeline.html")
def lifeline(part: ServerEdition, drive: DriveCard, cut: date, zone: str) -> dict[str, object]:
    """The ends of one SSD on a time line, with the sentence that says which comes first; nothing for other drives."""
    line = lifelines.lifeline_of(part, drive, cut)
    if line is None:
        return {"line": None}
    # The drawing escapes every word it holds.
    now = clock.now().astimezone(ZoneInfo(zone)).date()
    drawn = mark_safe(lifelines.lifeline_svg(locale(), line, now))  # noqa: S308
    return {"line": line, "drawing": drawn, "sentences": lifelines.sentences(locale(), line)}
