"""Chance that can be asked for at any hour: pure functions of (key, hour), so that a longer history has the same past.

The bits come from splitmix64 (Steele, Lea, Flood 2014: "Fast splittable pseudorandom number generators"), used as a hash.
"""

import hashlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Hours = NDArray[np.int64]

SEED: Final = "kado-demonstration-1"
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)


def key_of(*parts: object) -> int:
    """A 64-bit key for a name such as ('tyo-db01', 'processor'); another name is another, unrelated, chance."""
    text = "/".join(map(str, (SEED, *parts)))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def uniform(key: int, ticks: Hours) -> Floats:
    """One number in [0, 1) for each tick."""
    with np.errstate(over="ignore"):
        z = np.uint64(key) + ticks.astype(np.uint64) * _STEP
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def gauss(key: int, ticks: Hours) -> Floats:
    """One standard normal number for each tick (Box and Muller)."""
    radius = np.sqrt(-2.0 * np.log1p(-uniform(key, ticks)))
    return np.asarray(radius * np.cos(2.0 * np.pi * uniform(key ^ 0x5DEECE66D, ticks)))


def drift(key: int, ticks: Hours, period: int) -> Floats:
    """Smooth noise with a standard deviation near 0.7: normal numbers every `period` ticks, joined by a cosine."""
    whole, part = np.divmod(ticks, period)
    weight = 0.5 - 0.5 * np.cos(np.pi * part / period)
    return np.asarray(gauss(key, whole) * (1.0 - weight) + gauss(key, whole + 1) * weight)


def number(key: int, tick: int = 0) -> float:
    """One number in [0, 1) for a single tick."""
    return float(uniform(key, np.array([tick], dtype=np.int64))[0])
