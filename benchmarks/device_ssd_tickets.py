"""Which signs failing SSDs showed when their ticket was opened (Alibaba, 2018-2019), beside Kado's rules for SSDs.

A ticket holds one reading: how large a count was, not how it grew. Kado judges growth, so each share is what a rule could flag at
most. There are no healthy drives in the set: nothing here says how often a rule is wrong.

Run: KADO_REAL_DATA=... python -m benchmarks.device_ssd_tickets
"""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kado.device_health.rules import rules

FILE = "alibaba_ssd_tickets/ssd_failure_tag.parquet"
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sign:
    """A column of the tickets with the rule that asks for it. spare and wear are of 100 that are left."""

    name: str
    column: str
    rule: str
    left_of_100: bool = False


SIGNS = (
    Sign("uncorrectable errors (187)", "r_187", "ssd_media_errors"),
    Sign("uncorrectable errors, 10 or more", "r_187", "ssd_media_errors_fast"),
    Sign("reallocated blocks (5), 5 or more", "r_5", "ssd_reallocated"),
    Sign("program failures, 5 or more", "r_program", "ssd_program_fail"),
    Sign("erase failures, 5 or more", "r_erase", "ssd_erase_fail"),
    Sign("end-to-end errors (184)", "r_184", "ssd_end_to_end"),
    Sign("spare half used", "n_blocks", "spare_half", True),
    Sign("spare at its limit", "n_blocks", "spare_exhausted", True),
    Sign("nearly worn (90 % used)", "n_wearout", "nearly_worn", True),
    Sign("worn out", "n_wearout", "worn_out", True),
)
# What other rules of advice look at, and what no rule reads since makers mean different things by the number.
OTHERS = (("interface errors (199), 10 or more: drive_link_errors", "r_199", 10.0),)
UNREAD = (("183, bad blocks or link downshifts by maker", "r_183", 1.0),)


def main() -> None:
    root = Path(os.environ["KADO_REAL_DATA"])
    table = pq.read_table(root / FILE)
    columns = {
        n: np.array(table[n].to_numpy(), dtype=float)
        for n in table.schema.names
        if n[:2] in ("r_", "n_")
    }
    first = _first_ticket(table["disk_id"].to_numpy(), table["failure_time"].to_numpy().astype(str))
    columns = {name: values[first] for name, values in columns.items()}
    print(f"{len(first)} drives, first ticket each; share at most flagged")
    any_sign = np.zeros(len(first), dtype=bool)
    for sign in SIGNS:
        found = flagged(sign, columns[sign.column])
        any_sign |= found
        known = np.isfinite(columns[sign.column]).mean()
        print(f"{sign.name:42} {sign.rule:22} {found.mean():7.3%} (known of {known:.0%})")
    print(f"{'any of these':42} {'':22} {any_sign.mean():7.3%}")
    for name, column, least in (*OTHERS, *UNREAD):
        print(f"{name:65} {np.nan_to_num(columns[column] >= least).mean():7.3%}")
    wear = columns["n_wearout"]
    print(
        f"wear indicator at the ticket: median {np.nanmedian(wear):.0f} of 100 left, tenth {np.nanquantile(wear, 0.1):.0f}"
    )
    worn = flagged(SIGNS[8], wear)
    print(
        f"only by wear: {(worn & ~_without_wear(columns)).mean():.3%}; no sign at all: {(~any_sign).mean():.3%}"
    )


def flagged(sign: Sign, values: NDArray[np.float64]) -> Flags:
    """Whether the rule's limit is reached, taking the count itself as its growth; unknown is not flagged."""
    limit = next(r.value for r in rules() if r.key == sign.rule)
    if not sign.left_of_100:
        return np.nan_to_num(values, nan=-1.0) >= limit
    left = np.nan_to_num(values, nan=100.0) / 100
    test = next(r.test for r in rules() if r.key == sign.rule)
    return 1 - left >= limit - 1e-9 if test == "at_least" else left <= limit


def _without_wear(columns: dict[str, NDArray[np.float64]]) -> Flags:
    return np.any([flagged(s, columns[s.column]) for s in SIGNS if s.column != "n_wearout"], axis=0)


def _first_ticket(disks: NDArray[np.int64], times: NDArray[np.str_]) -> NDArray[np.intp]:
    """Rows of each drive's first ticket."""
    order = np.argsort(times, kind="stable")
    _, first = np.unique(disks[order], return_index=True)
    return order[first]


if __name__ == "__main__":
    main()
