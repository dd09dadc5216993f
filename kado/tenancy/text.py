"""Lazy texts: a key of the language files, said in the reader's language when it is shown."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from kado.language import LOCALES, say


def locale_in_force() -> str:
    """'ja' or 'en': the language of the request, English where none is active (migrations, commands)."""
    language = (get_language() or "en")[:2]
    return language if language in LOCALES else "en"


def _say(key: str) -> str:
    return say(locale_in_force(), key)


text = lazy(_say, str)
