"""What a value of each unit can be. A value outside is a misreading, not a measurement: it is dropped and named.

Source: the definition of each unit, and the largest figures any server of today could show with three orders of magnitude to
spare. Version 1, 2026-11-23.
"""

from typing import Final

from kado.catalogue import METRICS

# unit -> (least, greatest), both allowed
RANGES: Final[dict[str, tuple[float, float]]] = {
    "ratio": (0.0, 1.0),
    "bytes": (0.0, 2.0**63),  # 9.2 EB
    "bytes_per_second": (0.0, 1e13),
    "count": (0.0, 1e15),
    "seconds": (0.0, 1e10),  # 317 years of uptime
    "celsius": (-100.0, 300.0),
    "rpm": (0.0, 1e6),
}
RANGE_OF: Final[dict[str, tuple[float, float]]] = {m.key: RANGES[m.unit] for m in METRICS}

# Instants: how far ahead of ours a server's clock may be, and how old data may be when it comes.
AHEAD_LIMIT_SECONDS: Final = 3_600
AGE_LIMIT_DAYS: Final = 400
