"""SSD remaining life on generated wear: error of the date and how often the 80 % window holds it.

`python -m benchmarks.device_wear` prints the table; `--calibrate` first counts the windows anew (on other drives than it reports).
"""

import argparse
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from benchmarks.device_wear_data import FAMILIES, WornDrive, fleet
from kado.device_health.wear import Rate, Windows, rate, windows

TARGET = Path(__file__).parents[1] / "kado" / "device_health" / "wear_windows.json"
CALIBRATION_SEED, REPORT_SEED = 1, 2
REACH_EDGES = (0.5, 1.5, 4.0)
SPREAD_EDGES = (0.08, 0.15, 0.25, 0.4, 0.7)


def _rates(drives: list[WornDrive], age_known: bool) -> list[Rate]:
    return [
        rate(d.days.astype(np.float64), d.ratios, d.age_days if age_known else None) for d in drives
    ]


def calibrate(count: int, age_known: bool) -> Windows:
    """Count, in each bin, by what factor the true number of days differed."""
    drives = fleet(count, CALIBRATION_SEED)
    found = _rates(drives, age_known)
    log_ratio = np.log(
        [d.end_days / max(r.days_left, 1.0) for d, r in zip(drives, found, strict=True)]
    )
    reach = np.searchsorted(REACH_EDGES, [r.days_left / r.window_days for r in found])
    spread = np.searchsorted(SPREAD_EDGES, [r.spread for r in found])
    shape = (len(REACH_EDGES) + 1, len(SPREAD_EDGES) + 1)
    tables = np.zeros(
        (3, *shape)
    )  # at 9 and 91 %: a quantile of a finite sample is a little too near the middle
    for i, j in np.ndindex(shape):
        chosen = log_ratio[(reach == i) & (spread == j)]
        if len(chosen) < 60:  # too few: all of this reach
            chosen = log_ratio[reach == i]
        tables[:, i, j] = np.quantile(chosen, [0.09, 0.5, 0.91])
    return Windows(np.array(REACH_EDGES), np.array(SPREAD_EDGES), *tables)


def write(count: int) -> None:
    """Count both tables anew and keep them."""
    document: dict[str, object] = {
        "version": datetime.now(tz=UTC).date().isoformat(),
        "source": f"{count} generated drives (benchmarks/device_wear_data.py, seed {CALIBRATION_SEED})",
        "command": "python -m benchmarks.device_wear --calibrate",
    }
    for name, age_known in (("age_known", True), ("age_unknown", False)):
        table = calibrate(count, age_known)
        document[name] = {
            "reach_edges": table.reach_edges.tolist(),
            "spread_edges": table.spread_edges.tolist(),
            "early": table.early.round(4).tolist(),
            "middle": table.middle.round(4).tolist(),
            "late": table.late.round(4).tolist(),
        }
    TARGET.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def report(drives: list[WornDrive], age_known: bool, title: str) -> None:
    """Print error and coverage, of all drives and by family."""
    rows = []
    for drive, one in zip(drives, _rates(drives, age_known), strict=True):
        factors = windows(one.age_known).factors(one)
        early, middle, late = (one.days_left * factor for factor in factors)
        lifetime = (1 - drive.ratios[-1]) / max(drive.ratios[-1] / drive.age_days, 1e-7)
        rows.append(
            (
                abs(middle - drive.end_days) / drive.end_days,
                abs(lifetime - drive.end_days) / drive.end_days,
                early <= drive.end_days <= late,
                late / early,
            )
        )
    values = np.array(rows, dtype=np.float64)
    family = np.array([drive.family for drive in drives])
    print(f"\n{title}")
    print(
        f"{'drives':10} {'n':>6} {'median error':>13} {'lifetime mean':>14} {'window holds':>13} {'late/early':>11}"
    )
    for name in ("all", *FAMILIES):
        chosen = values if name == "all" else values[family == name]
        middle = np.median(chosen[:, [0, 1, 3]], axis=0)
        print(
            f"{name:10} {len(chosen):6} {middle[0]:13.3f} {middle[1]:14.3f} {chosen[:, 2].mean():13.3f} {middle[2]:11.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--count", type=int, default=4000)
    options = parser.parse_args()
    if options.calibrate:
        write(options.count)
    drives = fleet(options.count, REPORT_SEED)
    report(drives, True, "whole percents, power-on time known")
    report(drives, False, "whole percents, power-on time unknown")
    written = [replace(d, ratios=d.exact) for d in drives]
    report(written, True, "volume written against rated endurance, power-on time known")
    report(written, False, "volume written against rated endurance, power-on time unknown")


if __name__ == "__main__":
    main()
