"""How people read numbers and dates: base units in, the customary form of each language out.

Japanese: 2026年10月31日, 12.4 GB, 3か月. English: 31 Oct 2026, 12.4 GB, 3 months.
"""

from datetime import date, datetime
from typing import Final

from babel.numbers import format_decimal

from kado.units import DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS, unit_of_name

_EN_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_BYTE_STEPS: Final = ((1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


def human(locale: str, value: object, unit: str | None) -> str:
    """`value` in base unit `unit` as a person reads it; '—' for None.

    Decimal (SI) prefixes for bytes, as drives are sold; percent for ratios and probabilities.
    """
    if value is None:
        return "—"
    if isinstance(value, datetime):
        return f"{human_date(locale, value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return human_date(locale, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return _human_number(locale, float(value), unit)


def human_value(locale: str, name: str, value: object) -> object:
    """`value` written by the unit its name ends in; `_date` and `_at` may hold ISO strings. Counts and bare numbers stay numbers, so that
    Fluent can choose plural forms and group digits."""
    unit = unit_of_name(name)
    if isinstance(value, str) and name.endswith("_date"):
        return human_date(locale, date.fromisoformat(value))
    if isinstance(value, str) and name.endswith("_at"):
        return human(locale, datetime.fromisoformat(value), None)
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return human(locale, value, None)
    if isinstance(value, int | float) and unit not in (None, "count", "days"):
        return human(locale, value, unit)
    return value if isinstance(value, str | int | float) else str(value)


def human_date(locale: str, day: date) -> str:
    """2026年10月31日, or 31 Oct 2026."""
    if locale == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_EN_MONTHS[day.month - 1]} {day.year}"


def human_month(locale: str, month: str) -> str:
    """'2026-10' as 2026年10月, or October 2026 in its short form Oct 2026."""
    year, number = month.split("-")
    if locale == "ja":
        return f"{year}年{int(number)}月"
    return f"{_EN_MONTHS[int(number) - 1]} {year}"


def human_date_range(locale: str, early: date | None, late: date | None) -> str:
    """A window of dates; an open end is said in words."""
    if early is None:
        return "—"
    if late is None:
        return (
            f"{human_date(locale, early)}以降"
            if locale == "ja"
            else f"from {human_date(locale, early)}"
        )
    if early == late:
        return human_date(locale, early)
    if locale == "ja":
        return f"{human_date(locale, early)}〜{human_date(locale, late)}"
    return f"{human_date(locale, early)} to {human_date(locale, late)}"


def _number(locale: str, value: float, digits: int) -> str:
    pattern = "#,##0" if digits == 0 else "#,##0." + "0" * digits
    return str(format_decimal(value, format=pattern, locale=locale))


def _digits(value: float) -> int:
    """Three significant figures, no more than two decimals."""
    size = abs(value)
    return 0 if size >= 100 else 1 if size >= 10 else 2


def _human_number(locale: str, value: float, unit: str | None) -> str:
    if unit == "probability" and not 0.001 <= value < 0.995:
        return _nearly_sure(locale, value)
    if unit in ("ratio", "probability"):
        percent = value * 100
        return _number(locale, percent, 0 if abs(percent) >= 10 or percent == 0 else 1) + "%"
    if unit in ("bytes", "bytes_per_second", "bytes_per_day"):
        suffix = {
            "bytes": "",
            "bytes_per_second": "/s",
            "bytes_per_day": "/日" if locale == "ja" else "/day",
        }
        return _human_bytes(locale, value) + suffix[unit]
    if unit == "seconds":
        return _human_seconds(locale, value)
    if unit == "celsius":
        return _number(locale, value, 0) + "°C"
    if unit == "rpm":
        return _number(locale, value, 0) + " rpm"
    if unit == "days":
        return (
            f"{_number(locale, value, 0)}日"
            if locale == "ja"
            else f"{_number(locale, value, 0)} days"
        )
    return _number(locale, value, 0 if float(value).is_integer() else _digits(value))


def _nearly_sure(locale: str, probability: float) -> str:
    """A forecast is never quite sure: no probability reads as 0% or 100%."""
    if locale == "ja":
        return "0.1%未満" if probability < 0.5 else "99%以上"
    return "less than 0.1%" if probability < 0.5 else "more than 99%"


def _human_bytes(locale: str, value: float) -> str:
    for size, name in _BYTE_STEPS:
        if abs(value) >= size:
            return f"{_number(locale, value / size, _digits(value / size))} {name}"
    return f"{_number(locale, value, 0)} B"


def _human_seconds(locale: str, value: float) -> str:
    steps = (
        (365 * DAY_SECONDS, "年", "years"),
        (DAY_SECONDS, "日", "days"),
        (HOUR_SECONDS, "時間", "h"),
        (MINUTE_SECONDS, "分", "min"),
    )
    for size, ja, en in steps:
        if abs(value) >= 2 * size:
            number = _number(locale, value / size, 1 if size == 365 * DAY_SECONDS else 0)
            return f"{number}{ja}" if locale == "ja" else f"{number} {en}"
    return f"{_number(locale, value, 0)}秒" if locale == "ja" else f"{_number(locale, value, 0)} s"
