"""How full a file system or a memory is over time: small laws, each a pure function of the days since the cut."""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from kado.demonstration.dice import Floats, drift, uniform

FULLEST_RATIO: Final = (
    0.985  # nobody's file system stays at exactly 100 %: the service on it has died by then
)


class Shape(Protocol):
    """Used share of the original capacity; `days` may be negative (before the cut) and is in fractions of a day."""

    def used_ratio(self, key: int, days: Floats) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Calm:
    """A level with a slow trend and a little wandering."""

    level_ratio: float
    per_year_ratio: float = 0.01
    wander_ratio: float = 0.004

    def used_ratio(self, key: int, days: Floats) -> Floats:
        wander = drift(key, _hours(days), 24 * 9) * self.wander_ratio
        return np.clip(
            self.level_ratio + self.per_year_ratio * days / 365 + wander, 0.01, FULLEST_RATIO
        )


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth that is faster on working days. It began on `since_day`; before, it was a fifth as fast.

    May pass 1: the capacity bounds it later, and the capacity may have been enlarged by then.
    """

    at_cut_ratio: float
    per_day_ratio: float
    since_day: int = -5_000

    def used_ratio(self, key: int, days: Floats) -> Floats:
        grown = np.where(
            days > self.since_day, days, self.since_day + (days - self.since_day) * 0.2
        )
        week = grown - 0.7 * np.sin(2 * np.pi * grown / 7) * 7 / (2 * np.pi)
        wander = drift(key, _hours(days), 24 * 5) * self.per_day_ratio * 1.5
        return np.maximum(self.at_cut_ratio + self.per_day_ratio * week + wander, 0.02)


@dataclass(frozen=True, slots=True)
class Sawtooth:
    """Fills and is cleaned up again, every `period_days`; each tooth is a little different."""

    low_ratio: float
    high_ratio: float
    period_days: float
    jitter_ratio: float = 0.2  # share of the height by which a tooth may fall short

    def used_ratio(self, key: int, days: Floats) -> Floats:
        place = (days + 10_000) / self.period_days
        tooth = np.floor(place).astype(np.int64)
        height = (self.high_ratio - self.low_ratio) * (1 - self.jitter_ratio * uniform(key, tooth))
        foot = self.low_ratio * (1 + 0.06 * uniform(key ^ 1, tooth))
        return np.asarray(np.clip(foot + height * (place - tooth), 0.01, FULLEST_RATIO))


@dataclass(frozen=True, slots=True)
class Noise:
    """Wanders around a level without going anywhere: a straight line through the last days means nothing here."""

    level_ratio: float
    spread_ratio: float
    period_hours: int = 60

    def used_ratio(self, key: int, days: Floats) -> Floats:
        slow = drift(key, _hours(days), self.period_hours * 4)
        fast = drift(key ^ 2, _hours(days), self.period_hours)
        return np.clip(
            self.level_ratio + self.spread_ratio * (0.6 * slow + 0.5 * fast), 0.02, FULLEST_RATIO
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One law before a day, another from it on."""

    before: Shape
    day: int
    after: Shape

    def used_ratio(self, key: int, days: Floats) -> Floats:
        return np.where(
            days < self.day, self.before.used_ratio(key, days), self.after.used_ratio(key, days)
        )


def _hours(days: Floats) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    return np.rint(days * 24).astype(np.int64)
