"""Generated SSD wear: what drives with a changing load report, in whole percents, with days missing.

No public set has months of wear readings of drives that reached their end, so the truth has to be made. What is varied:
how long the drive lives, how much is known of it, how its load drifts, jumps and pauses, and how its firmware rounds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST_DAYS = 6000


@dataclass(frozen=True, slots=True)
class WornDrive:
    """days: int64, day 0 is the day of asking, so all are at most 0. ratios: what was read. exact: not rounded, as a count of bytes is.

    end_days: when wear reaches 1.
    """

    days: NDArray[np.int64]
    ratios: NDArray[np.float64]
    exact: NDArray[np.float64]
    age_days: float
    end_days: float
    family: str


# Spread of the log of a month's load against the month before; nobody has published one for servers, so a range of
# characters stands in: calm appliances, drifting and seasonal services, machines that change jobs, bursty batch work.
def _rates(rng: np.random.Generator, family: str, days: int) -> NDArray[np.float64]:
    """Relative load of each day, mean about 1."""
    calm = {"steady": 0.03, "drifting": 0.10, "jumping": 0.06, "bursty": 0.20, "seasonal": 0.06}[
        family
    ]
    months = days // 30 + 2
    walk = np.zeros(months)
    for i in range(1, months):
        walk[i] = 0.8 * walk[i - 1] + rng.normal(0, calm)
    log_rate = np.interp(np.arange(days), 30.0 * np.arange(months), walk)
    if family == "jumping":
        for day in np.flatnonzero(rng.random(days) < 0.3 / 365):
            log_rate[day:] += rng.normal(0, 0.4)
    if family == "drifting":
        log_rate += np.arange(days) / 365 * rng.normal(0, 0.08)
    if family == "seasonal":
        log_rate += 0.3 * np.sin(2 * np.pi * (np.arange(days) / 365 + rng.random()))
    rate = np.exp(np.clip(log_rate, -3, 3))
    weekend = rng.random()
    rate[(np.arange(days) + rng.integers(7)) % 7 >= 5] *= weekend
    if family == "bursty":
        rate *= rng.exponential(1.0, days)
    return rate


FAMILIES = ("steady", "drifting", "jumping", "bursty", "seasonal")


def drive(rng: np.random.Generator) -> WornDrive | None:
    """One drive, asked at a random moment of its life; None when the draw does not end within LONGEST_DAYS."""
    family = FAMILIES[rng.integers(len(FAMILIES))]
    life = float(np.exp(rng.uniform(np.log(300), np.log(4500))))
    rate = _rates(rng, family, LONGEST_DAYS)
    wear = np.cumsum(rate)
    # The life is what this load would use up in `life` days at its first year's mean.
    wear /= np.mean(rate[:365]) * life
    ends = int(np.searchsorted(wear, 1.0))
    asked = int(np.searchsorted(wear, rng.uniform(0.1, 0.95)))
    history = int(rng.uniform(90, 730))
    if ends >= LONGEST_DAYS - 1 or asked < 95 or ends <= asked:
        return None
    first = max(0, asked - history)
    seen = np.arange(first, asked + 1)
    seen = seen[rng.random(len(seen)) > rng.choice([0.0, 0.05, 0.3])]
    if len(seen) < 10:
        return None
    ratios = np.floor(wear[seen] * 100 + (0.5 if rng.random() < 0.2 else 0.0)) / 100
    return WornDrive(seen - asked, ratios, wear[seen], float(asked), float(ends - asked), family)


def fleet(count: int, seed: int) -> list[WornDrive]:
    """`count` drives, the same for the same seed."""
    rng = np.random.default_rng(seed)
    drives: list[WornDrive] = []
    while len(drives) < count:
        made = drive(rng)
        if made is not None:
            drives.append(made)
    return drives
