"""Six significant digits for every float of a document before it is frozen, and one order for every dictionary.

The last bits of a float hang on the order of additions and the processor; six digits do not, and nobody reads more.
"""

from dataclasses import fields, is_dataclass
from functools import lru_cache
from math import isfinite
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class NotANumber(ValueError):
    """A document holds NaN or an infinity: unknown is None, never a float."""


def rounded(value: _Value) -> _Value:
    """The same value with every float in it rounded and dictionaries sorted; ints, texts and dates stay. Raises NotANumber."""
    result: _Value = _rounded(value)
    return result


def round_float(number: float) -> float:
    """`number` with six significant digits; minus zero is zero. Raises NotANumber."""
    if not isfinite(number):
        raise NotANumber(f"a document cannot hold {number}: use None for what is not known")
    return float(f"{number:.6g}") + 0.0


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round_float(value)
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return tuple([_rounded(v) for v in value])
    if isinstance(value, dict):
        return {k: _rounded(value[k]) for k in sorted(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{n: _rounded(getattr(value, n)) for n in _names(type(value))})
    return value


@lru_cache(maxsize=256)
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))
