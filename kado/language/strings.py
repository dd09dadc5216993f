"""Texts by key, from Fluent files (Mozilla's format): `ja/<part>.ftl` and `en/<part>.ftl` hold the same keys.

A missing key is a defect: `say` raises in tests and logs in service, and never falls back to the other language.
Values named after their base unit (`used_bytes`, `from_date`) are written by `human` before they are placed. Words that come from
outside in both languages (`effect_ja`, `effect_en`) are placed as `effect`.
"""

import logging
from functools import cache
from pathlib import Path
from typing import Final

from fluent.runtime import FluentBundle, FluentResource

from kado.language.human import human_value

LOCALES: Final = ("ja", "en")
_FOLDER: Final = Path(__file__).parent / "texts"
_log = logging.getLogger(__name__)


class MissingText(KeyError):
    """A key that no file of the language holds."""


@cache
def _bundle(locale: str) -> FluentBundle:
    if locale not in LOCALES:
        raise ValueError(f"no texts in {locale!r}; there are {', '.join(LOCALES)}")
    bundle = FluentBundle([locale], use_isolating=False)
    for path in sorted((_FOLDER / locale).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def has(locale: str, key: str) -> bool:
    """Whether the language holds `key`."""
    return bool(_bundle(locale).has_message(key))


def say(locale: str, key: str, /, **values: object) -> str:
    """The text called `key` in `locale` ('ja' or 'en'), filled with `values`.

    Raises MissingText where there is none. A placeholder without a value is shown as its name.
    """
    bundle = _bundle(locale)
    if not bundle.has_message(key):
        raise MissingText(f"{locale}: {key}")
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise MissingText(f"{locale}: {key} has no value")
    chosen = {**values, **_in_language(locale, values)}
    written = {name: human_value(locale, name, value) for name, value in chosen.items()}
    text, errors = bundle.format_pattern(pattern, written)
    for error in errors:
        _log.warning("text %s (%s): %s", key, locale, error)
    return str(text)


def _in_language(locale: str, values: dict[str, object]) -> dict[str, object]:
    """For each pair `x_ja`, `x_en` the one of this language under `x`."""
    return {
        name.removesuffix("_ja"): values[f"{name.removesuffix('_ja')}_{locale}"]
        for name in values
        if name.endswith("_ja") and f"{name.removesuffix('_ja')}_en" in values
    }
