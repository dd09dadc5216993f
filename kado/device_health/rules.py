"""Published rules on what a drive says: the table `rules.json`, and which of its rows hold for one drive on a day.

Rows judge on change: `rise` and `fall` compare with the reading about WINDOW_DAYS earlier; an old, quiet count is no sign.
A drive with a single reading has no change to judge; only rows on levels can hold then.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from kado.facts.devices import DeviceFacts, DeviceReading, RiskReason, RiskVerdict

WINDOW_DAYS: Final = 30
REMEMBERED_DAYS: Final = 180  # a sign older than this is not called "resolved" any more
MODEL_ATTRIBUTES: Final = frozenset(
    {"smart_5", "smart_197"}
)  # the model knows these better than the rules


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: when `test` with `value` holds for `attribute`, the drive deserves at least `verdict`."""

    key: str
    kinds: frozenset[str]
    protocols: frozenset[str]  # empty: all
    attribute: str
    test: str
    value: float
    verdict: RiskVerdict
    population_rate: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A rule that held for a drive, with the evidence."""

    rule: Rule
    reason: RiskReason


@cache
def rules() -> tuple[Rule, ...]:
    """The table, read once."""
    table = json.loads(files("kado.device_health").joinpath("rules.json").read_text("utf-8"))
    return tuple(
        Rule(
            key=row["key"],
            kinds=frozenset(row["kinds"]),
            protocols=frozenset(row.get("protocols", ())),
            attribute=row["attribute"],
            test=row["test"],
            value=float(row["value"]),
            verdict=RiskVerdict(row["verdict"]),
            population_rate=row.get("population_rate"),
            source=table["sources"][row["source"]],
        )
        for row in table["rules"]
    )


@cache
def _verdict_steps() -> tuple[tuple[float, RiskVerdict], ...]:
    table = json.loads(files("kado.device_health").joinpath("rules.json").read_text("utf-8"))
    return tuple(
        (float(row["at_least"]), RiskVerdict(row["verdict"]))
        for row in table["probability_verdicts"]
    )


def verdict_of_probability(probability: float) -> RiskVerdict:
    """What a probability of failure within 30 days means, by the table's steps."""
    return next(
        (verdict for least, verdict in _verdict_steps() if probability >= least), RiskVerdict.CLEAR
    )


@cache
def version() -> str:
    """Version of the table, as an edition records it."""
    table = json.loads(files("kado.device_health").joinpath("rules.json").read_text("utf-8"))
    return f"{table['version']} ({table['date']})"


def value_of(facts: DeviceFacts, attribute: str) -> float | None:
    """The value of `smart_N` or of a field of the facts."""
    if attribute.startswith("smart_"):
        return facts.attributes.get(int(attribute.removeprefix("smart_")))
    value = getattr(facts, attribute)
    return None if value is None else float(value)


def signs(readings: Sequence[DeviceReading]) -> tuple[Sign, ...]:
    """The rows that hold on the day of the last reading, worst first; one a drive's attribute (the strictest)."""
    latest = readings[-1].facts
    found: dict[str, Sign] = {}
    for rule in rules():
        if latest.kind.value not in rule.kinds or (
            rule.protocols and latest.protocol not in rule.protocols
        ):
            continue
        reason = _holds(rule, readings)
        slot = rule.key if rule.test == "bit" else rule.attribute
        if reason is not None and slot not in found:
            found[slot] = Sign(rule, reason)
    return tuple(sorted(found.values(), key=lambda sign: _SEVERITY[sign.rule.verdict]))


_SEVERITY: Final = {RiskVerdict.FAILING: 0, RiskVerdict.AT_RISK: 1, RiskVerdict.WATCH: 2}


def _holds(rule: Rule, readings: Sequence[DeviceReading]) -> RiskReason | None:
    latest = readings[-1]
    new = value_of(latest.facts, rule.attribute)
    if new is None or (rule.test == "rise" and new < rule.value):
        return None
    old, since = _before(rule.attribute, readings, new)
    if not _test(rule, old, new, latest.facts):
        return None
    return RiskReason(rule.attribute, old, new, since, rule.population_rate, rule.source)


def _before(
    attribute: str, readings: Sequence[DeviceReading], new: float
) -> tuple[float | None, date]:
    """The value at the start of the window (or of a shorter history), and since when it has been what it is now."""
    start = readings[-1].day - timedelta(days=WINDOW_DAYS)
    old: float | None = None
    since, unchanged = readings[-1].day, True
    for reading in reversed(readings[:-1]):
        value = value_of(reading.facts, attribute)
        if value is None:
            continue
        old = value
        unchanged = unchanged and value == new
        since = reading.day if unchanged else since
        if reading.day <= start:
            break
    return old, since


def _test(rule: Rule, old: float | None, new: float, facts: DeviceFacts) -> bool:
    if rule.test == "bit":
        return bool(int(new) >> int(rule.value) & 1)
    if rule.test == "at_least":
        return new >= rule.value
    if rule.test == "at_most":
        return new <= rule.value
    if rule.test == "at_most_threshold":
        return new <= (
            facts.spare_threshold_ratio if facts.spare_threshold_ratio is not None else rule.value
        )
    if old is None:
        return False
    if rule.test == "rise":
        return new - old >= rule.value
    if rule.test == "fall":
        return old - new >= rule.value
    raise ValueError(f"rules.json: unknown test {rule.test!r} in {rule.key}")
