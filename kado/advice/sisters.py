"""What most servers of the same model in the same organisation have: the custom that one server departs from."""

from collections import Counter
from typing import TypeVar

from kado.advice.thresholds import threshold

_Value = TypeVar("_Value", str, int)


def custom(values: tuple[_Value, ...]) -> _Value | None:
    """The value of the majority, None where there are too few sisters or they have no custom."""
    if len(values) < threshold("sisters", "least_count"):
        return None
    value, count = max(Counter(values).items(), key=lambda item: (item[1], str(item[0])))
    return value if count / len(values) >= threshold("sisters", "majority_ratio") else None
