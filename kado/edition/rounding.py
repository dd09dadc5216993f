"""Six significant digits for every float of a document before it is frozen, and one order for every dictionary.

The last bits of a float hang on the order of additions and the processor; six digits do not, and nobody reads more.
What a document's types can hold is worked out once for each type, so that texts, dates and dataclasses without floats are not looked into.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from math import isfinite
from operator import attrgetter, is_
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

_Value = TypeVar("_Value")
_Round = Callable[[Any], Any]
_PLAIN: Final = (str, int, date, timedelta, UUID, Enum, NoneType)


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
    """Whatever it is, by what it turns out to be."""
    if isinstance(value, float):
        return round_float(value)
    if isinstance(value, tuple):
        return tuple([_rounded(v) for v in value])
    if isinstance(value, dict):
        return {k: _rounded(value[k]) for k in sorted(value)}
    if is_dataclass(value) and not isinstance(value, type):
        plan = _plan(type(value))
        return value if plan is None else plan(value)
    return value


def _number(value: Any) -> Any:
    """Of a field that is a float, or None; a whole number written as an int stays one."""
    if isinstance(value, float):
        if not isfinite(value):
            round_float(value)
        return float(f"{value:.6g}") + 0.0  # as `round_float`, without the call: most of a document
    return value


def _optional(inner: _Round) -> _Round:
    return lambda value: None if value is None else inner(value)


def _each(inner: _Round) -> _Round:
    return lambda values: tuple([inner(v) for v in values])


@lru_cache(maxsize=256)
def _plan(kind: type) -> _Round | None:
    """How a dataclass is rounded; None where it has nothing to round."""
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    plans = [(i, plan) for i, name in enumerate(names) if (plan := _of_hint(hints[name]))]
    if not plans:
        return None
    read = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

    def apply(value: Any) -> Any:
        old = read(value)
        values = list(old)
        for i, plan in plans:
            if values[i] is not None:
                values[i] = plan(values[i])
        # Most dated events hold no number at all: making one anew costs more than all else here.
        return value if all(map(is_, old, values)) else kind(*values)

    return apply


def _of_hint(hint: Any) -> _Round | None:
    """How a value of this declared type is rounded; None where there is nothing to round. What is not foreseen is looked at as it comes."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is float:
        return _number
    if isinstance(hint, type) and origin is None and issubclass(hint, _PLAIN):
        return None
    if isinstance(hint, type) and is_dataclass(hint):
        return _plan(hint)
    if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:
        plan = _of_hint(next(h for h in inner if h is not NoneType))
        return plan if plan in (None, _number) else _optional(plan)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        plan = _of_hint(inner[0])
        return None if plan is None else _each(plan)
    return _rounded
