"""The reader's language: the cookie if there is one, else what the person chose once, else what the browser asks for."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from kado.language import LOCALES, say


def locale() -> str:
    """'ja' or 'en': the language of the page being made."""
    active = (get_language() or "ja").split("-")[0]
    return active if active in LOCALES else "ja"


def today_in(zone: str, at: datetime) -> date:
    """The day it is in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def text(key: str, /, **values: object) -> str:
    """The text called `key` in the reader's language."""
    return say(locale(), key, **values)
