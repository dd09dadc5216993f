"""Train the hard-disk failure model: `python -m tools.train_device_risk` writes kado/device_health/model.json.

Needs requirements-bench.lock (LightGBM) and recorded drives in KADO_REAL_DATA/backblaze_2013q2: a whole fleet's daily readings
over 40 days and its monthly snapshots afterwards. Cite: Backblaze, "Hard Drive Data and Stats", https://www.backblaze.com/b2/hard-drive-test-data.html

What is learnt: on a day, from what is known by then, whether the drive fails within the next 30 days. After the daily readings
failures are not recorded; a drive that vanishes there counts half as failed and half as retired (VANISHED_FAILED_SHARE).
"""

import argparse
import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import lightgbm
import numpy as np
import pyarrow
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from kado.device_health import features
from kado.device_health.ata import unpack_column
from kado.device_health.encodings import encodings
from kado.device_health.panel import Floats, Integers, Panel, Track, build

HORIZON_DAYS: Final = 30
FOLDS: Final = 5
# A family needs this many drives before "normal for the family" means something.
FAMILY_LEAST_DRIVES: Final = 20
# Weight, in drive-months, of the whole fleet's failure rate in a family's (gamma prior).
FAMILY_PRIOR_DRIVE_MONTHS: Final = 150.0
# Of the drives that vanish from the daily readings this share failed (120 of 257 in the whole fleet; SOURCE.md of the data).
VANISHED_FAILED_SHARE: Final = 0.5
FIRST_SNAPSHOT: Final = date(2013, 6, 1)
QUIET_SHARE: Final = 0.3  # of the drives with nothing to see, this share is trained on, weighted up
# Newer fleets: 1.4 % failures a year (Backblaze Drive Stats for 2023), as a share within 30 days.
NEWER_FLEET_RATE: Final = 0.014 * 30 / 365.25
PARAMETERS: Final[dict[str, object]] = {
    "objective": "binary",
    "learning_rate": 0.04,
    "num_leaves": 6,
    "max_depth": 3,
    "min_data_in_leaf": 200,
    "min_sum_hessian_in_leaf": 1.0,
    "lambda_l2": 10.0,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
}
ROUNDS: Final = 300
TARGET: Final = Path(__file__).parents[1] / "kado" / "device_health" / "model.json"


@dataclass(frozen=True, slots=True)
class Fleet:
    """The recorded fleet. fail_day, last_day: ordinal a drive, fail_day is far in the future where none is recorded."""

    panel: Panel
    tracks: dict[int, Track]
    serials: tuple[str, ...]
    fail_day: Integers
    last_day: Integers
    daily_first: int
    daily_last: int
    horizon_days: int = HORIZON_DAYS

    def alive(self, day: int) -> NDArray[np.bool_]:
        """Drives read on `day` that do not fail on it."""
        seen = np.zeros(self.panel.count, dtype=bool)
        seen[self.panel.drive[self.panel.day == day]] = True
        return seen & (self.fail_day > day)

    def labels(self, day: int) -> Floats:
        """1 fails within the horizon, 0 does not, NaN vanished inside it (only possible after the daily readings end)."""
        end = day + self.horizon_days
        label = np.full(self.panel.count, np.nan)
        label[self.last_day > end] = 0.0
        if end <= self.daily_last:
            label[:] = 0.0  # failures are recorded daily: a drive that only vanished did not fail
        label[(self.fail_day > day) & (self.fail_day <= end)] = 1.0
        return label


_NEVER: Final = 10**9


def load(folder: Path) -> Fleet:
    """The fleet from the recorded Parquet files. Raises FileNotFoundError where they are not."""
    daily = parquet.read_table(folder / "drive_days.parquet")
    monthly = parquet.read_table(folder / "monthly_snapshots_2013-05_to_2013-12.parquet")
    serial, model, day, failed, values = (
        np.concatenate(pair) for pair in zip(_columns(daily), _columns(monthly), strict=True)
    )
    names, first, drive = np.unique(serial, return_index=True, return_inverse=True)
    drive = drive.astype(np.int64)
    vendors = np.array([encodings().vendor_of(name) or "" for name in model[first]])[drive]
    columns = {
        number: unpack_column(number, values[:, i], vendors)
        for i, number in enumerate(features.NUMBERS)
    }
    panel = build(list(model[first]), drive, day, columns)
    fail_day = np.full(len(names), _NEVER, dtype=np.int64)
    last_day = np.zeros(len(names), dtype=np.int64)
    np.maximum.at(last_day, drive, day)
    daily_rows = np.arange(len(day)) < daily.num_rows
    fail_day[drive[failed & daily_rows]] = day[failed & daily_rows]
    days = day[daily_rows]
    tracks = features.tracks_of(panel)
    return Fleet(panel, tracks, tuple(names), fail_day, last_day, int(days.min()), int(days.max()))


def _columns(table: pyarrow.Table) -> tuple[np.ndarray, ...]:
    """serial, model, ordinal day, failed, values (rows, features.NUMBERS)."""
    epoch = date(1970, 1, 1).toordinal()
    days = table.column("date").to_numpy().astype("datetime64[D]").astype(np.int64) + epoch
    values = np.column_stack(
        [
            table.column(f"smart_{n}_raw").to_pandas().astype("float64").to_numpy()
            for n in features.NUMBERS
        ]
    )
    serial = np.array(table.column("serial_number").to_pylist())
    model = np.array(table.column("model").to_pylist())
    return serial, model, days, table.column("failure").to_numpy() == 1, values


def norms_of(fleet: Fleet, drives: NDArray[np.bool_]) -> dict[str, list[float]]:
    """family -> what is normal for it, over the daily readings of `drives`."""
    families = np.array([features.family(model) for model in fleet.panel.models])
    daily = fleet.panel.day <= fleet.daily_last
    months = np.bincount(fleet.panel.drive[daily], minlength=fleet.panel.count) / (365.25 / 12)
    failed = (fleet.fail_day < _NEVER).astype(np.float64)
    fleet_rate = failed[drives].sum() / months[drives].sum()
    last = {number: fleet.tracks[number].at(fleet.daily_last).value for number in (1, 9, 194)}
    norms: dict[str, list[float]] = {}
    for name in np.unique(families):
        chosen = drives & (families == name) & np.isfinite(last[9])
        if chosen.sum() < FAMILY_LEAST_DRIVES:
            continue
        errors = np.log1p(last[1][chosen])
        low, middle, high = np.nanpercentile(errors, [25, 50, 75])
        prior = FAMILY_PRIOR_DRIVE_MONTHS
        rate = (failed[chosen].sum() + prior * fleet_rate) / (months[chosen].sum() + prior)
        years = np.nanmedian(last[9][chosen]) / 8766
        row = (rate, np.nanmedian(last[194][chosen]), middle, high - low, years)
        norms[str(name)] = [round(float(value), 5) for value in row]
    return norms


def samples(
    fleet: Fleet, days: list[int], drives: NDArray[np.bool_], norms: dict[str, list[float]]
) -> tuple[Floats, Floats, Floats]:
    """Rows, labels and weights of `drives` on `days`; a vanished drive counts as both, by VANISHED_FAILED_SHARE."""
    rows: list[Floats] = []
    labels: list[Floats] = []
    weights: list[Floats] = []
    total = features.NAMES.index("smart_5_and_197")
    for day in days:
        matrix = features.matrix(fleet.tracks, fleet.panel.models, day, norms)
        label, there = fleet.labels(day), fleet.alive(day) & drives
        quiet = there & (label == 0) & (np.nan_to_num(matrix[:, total]) == 0)
        dropped = quiet & (np.random.default_rng(day).random(len(there)) > QUIET_SHARE)
        vanished = there & np.isnan(label)
        failed = there & (label == 1)
        survived = there & (label == 0) & ~dropped
        for chosen, outcome, weight in (
            (failed, 1.0, 1.0),
            (survived, 0.0, np.where(quiet, 1 / QUIET_SHARE, 1.0)[survived]),
            (vanished, 1.0, VANISHED_FAILED_SHARE),
            (vanished, 0.0, 1 - VANISHED_FAILED_SHARE),
        ):
            rows.append(matrix[chosen])
            labels.append(np.full(int(chosen.sum()), outcome))
            weights.append(np.broadcast_to(weight, int(chosen.sum())))
    return np.vstack(rows), np.concatenate(labels), np.concatenate(weights)


def training_days(fleet: Fleet) -> list[int]:
    """Every third day of the daily readings, and the first monthly snapshot after them."""
    return [*range(fleet.daily_first, fleet.daily_last + 1, 3), FIRST_SNAPSHOT.toordinal()]


def evaluation_days(fleet: Fleet) -> list[int]:
    """Days with at least two days of history whose whole window lies inside the daily readings."""
    return list(range(fleet.daily_first + 2, fleet.daily_last - HORIZON_DAYS + 1))


_RISING: Final = ("smart_5", "smart_197", "model_rate")
_FALLING: Final = ("smart_5_since_rise_days", "smart_197_since_rise_days")


def grow(rows: Floats, labels: Floats, weights: Floats, seed: int) -> lightgbm.Booster:
    """One boosted model; more damage never lowers the risk."""
    direction = [
        -1 if name in _FALLING else 1 if name.startswith(_RISING) else 0 for name in features.NAMES
    ]
    parameters = {**PARAMETERS, "seed": seed, "monotone_constraints": direction}
    return lightgbm.train(parameters, lightgbm.Dataset(rows, labels, weight=weights), ROUNDS)


def flatten(booster: lightgbm.Booster) -> dict[str, list[float]]:
    """The trees as flat node columns (kado.device_health.trees.Forest)."""
    columns: dict[str, list[float]] = {
        name: []
        for name in ("feature", "threshold", "left", "right", "unknown_left", "value", "roots")
    }
    for tree in booster.dump_model()["tree_info"]:
        columns["roots"].append(_add(tree["tree_structure"], columns))
    return columns


def _add(node: dict[str, object], columns: dict[str, list[float]]) -> int:
    here = len(columns["feature"])
    leaf = "leaf_value" in node
    for name in ("feature", "threshold", "left", "right", "unknown_left", "value"):
        columns[name].append(0)
    if leaf:
        columns["left"][here] = columns["right"][here] = here
        columns["value"][here] = float(f"{node['leaf_value']:.6g}")
        return here
    columns["feature"][here] = int(node["split_feature"])
    columns["threshold"][here] = float(f"{node['threshold']:.9g}")
    # LightGBM reads an unknown value as 0 in a column that had none unknown in training.
    unknown_left = (
        node["default_left"] if node["missing_type"] == "NaN" else node["threshold"] >= 0.0
    )
    columns["unknown_left"][here] = int(bool(unknown_left))
    columns["left"][here] = _add(node["left_child"], columns)
    columns["right"][here] = _add(node["right_child"], columns)
    return here


def document(
    booster: lightgbm.Booster,
    norms: dict[str, list[float]],
    calibration: tuple[float, float],
) -> dict[str, object]:
    """The model file without its figures. calibration: slope and intercept of log-odds on the score."""
    slope, intercept = calibration
    points = [-20.0, 20.0]
    return {
        "version": datetime.now(tz=UTC).date().isoformat(),
        "source": "Backblaze Drive Stats 2013-04-10..2013-05-19 and monthly snapshots to 2013-12 (open part of the recorded data)",
        "command": "python -m tools.train_device_risk",
        "features": list(features.NAMES),
        "calibration": {
            "score": points,
            "log_odds": [slope * point + intercept for point in points],
        },
        "norms": norms,
        "newer_fleet_rate": NEWER_FLEET_RATE,
        "sign_rates": {},
        "trees": flatten(booster),
    }


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Scores of drives by models that never saw them: (days, drives), NaN where the drive was not there."""

    days: list[int]
    score: Floats
    label: Floats


def out_of_fold(fleet: Fleet, seed: int, train_days: list[int], days: list[int]) -> OutOfFold:
    """FOLDS models, each trained without a fifth of the drives and asked about that fifth."""
    fold = np.random.default_rng(seed).integers(0, FOLDS, fleet.panel.count)
    score = np.full((len(days), fleet.panel.count), np.nan)
    for number in range(FOLDS):
        inside = fold != number
        norms = norms_of(fleet, inside)
        booster = grow(*samples(fleet, train_days, inside, norms), seed)
        for i, day in enumerate(days):
            matrix = features.matrix(fleet.tracks, fleet.panel.models, day, norms)
            score[i, ~inside] = booster.predict(matrix[~inside], raw_score=True)
    label = np.array([np.where(fleet.alive(day), fleet.labels(day), np.nan) for day in days])
    return OutOfFold(days, score, label)


def logistic(design: Floats, label: Floats, ridge: float) -> Floats:
    """Weights of the columns by Newton's method on the log likelihood; `ridge` keeps twins from running apart."""
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (label - probability) - ridge * weights
        spread = probability * (1 - probability)
        hessian = (design * spread[:, None]).T @ design + ridge * np.eye(design.shape[1])
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def platt(score: Floats, label: Floats) -> tuple[float, float]:
    """Slope and intercept of log-odds on the score."""
    slope, intercept = logistic(np.column_stack([score, np.ones_like(score)]), label, 1e-6)
    return float(slope), float(intercept)


RULE_NUMBERS: Final = (5, 187, 188, 197, 198)


def rule_weights(folder: Path) -> dict[str, float]:
    """Log-odds per log(1 + count) for drives of families the fleet did not have: the five published attributes, weighed
    on the last day of failed ST12000NM0008 against a normal day. A balanced set tells weights, not how often drives fail.
    """
    table = parquet.read_table(
        folder / "backblaze_st12000_balanced" / "oneday_rows.parquet"
    ).to_pandas()
    vendors = np.full(len(table), "seagate")
    counts = [
        np.log1p(
            np.nan_to_num(
                unpack_column(n, table[f"smart_{n}_raw"].astype("float64").to_numpy(), vendors)
            )
        )
        for n in RULE_NUMBERS
    ]
    design = np.column_stack([*counts, np.ones(len(table))])
    weights = logistic(design, table.failure.to_numpy().astype(np.float64), 5.0)
    return {
        f"smart_{number}": round(max(0.0, float(weight)), 4)
        for number, weight in zip(RULE_NUMBERS, weights[:-1], strict=True)
    }


# Last day of failed drives against a normal day, ST12000NM0008 2020-2025: the likelihood ratio of a count above zero.
RATIO_NUMBERS: Final = (187, 188, 198)


def sign_rates(fleet: Fleet, folder: Path) -> dict[str, float]:
    """Share of drives with a sign that fail within 30 days.

    smart_5 and smart_197: counted in the fleet (a rise within 30 days). 187, 188, 198, which that fleet did not report:
    from the likelihood ratio in a balanced set of newer drives, at the newer fleets' rate of failure.
    """
    rates: dict[str, float] = {}
    days = evaluation_days(fleet)
    for number in (5, 197):
        drives = failures = 0.0
        for day in days:
            then = np.nan_to_num(fleet.tracks[number].at(day - 30).risen)
            rose = fleet.alive(day) & (fleet.tracks[number].at(day).risen - then > 0)
            drives += rose.sum()
            failures += (fleet.labels(day)[rose] == 1).sum()
        rates[f"smart_{number}"] = round(failures / drives, 4)
    table = parquet.read_table(
        folder / "backblaze_st12000_balanced" / "oneday_rows.parquet"
    ).to_pandas()
    odds = NEWER_FLEET_RATE / (1 - NEWER_FLEET_RATE)
    for number in RATIO_NUMBERS:
        above = table[f"smart_{number}_raw"] > 0
        ratio = above[table.failure == 1].mean() / above[table.failure == 0].mean()
        rates[f"smart_{number}"] = round(float(odds * ratio / (1 + odds * ratio)), 4)
    return rates


def main() -> int:
    """Train, calibrate on drives not trained on, write the file with its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    folder = os.environ.get("KADO_REAL_DATA")
    if not folder:
        print("set KADO_REAL_DATA to the folder of recorded data", file=sys.stderr)
        return 2
    fleet = load(Path(folder) / "backblaze_2013q2")
    days, everyone = training_days(fleet), np.ones(fleet.panel.count, dtype=bool)
    folds = [out_of_fold(fleet, seed, days, evaluation_days(fleet)) for seed in (0, 1, 2)]
    score = np.concatenate([fold.score[np.isfinite(fold.label)] for fold in folds])
    label = np.concatenate([fold.label[np.isfinite(fold.label)] for fold in folds])
    calibration = platt(score, label)
    norms = norms_of(fleet, everyone)
    booster = grow(*samples(fleet, days, everyone, norms), 0)
    model = document(booster, norms, calibration)
    model["sign_rates"] = sign_rates(fleet, Path(folder))
    model["rule_weights"] = rule_weights(Path(folder))
    model["figures"] = figures(folds)
    text = json.dumps(model, separators=(",", ":"), ensure_ascii=True)
    options.output.write_text(text + "\n", encoding="utf-8")
    print(f"{options.output}: {len(text)} bytes, calibration {calibration}, {model['figures']}")
    return 0


def figures(folds: list[OutOfFold]) -> dict[str, float]:
    """Means over folds' seeds and days, on drives not trained on."""
    rows = []
    for fold in folds:
        for score, label in zip(fold.score, fold.label, strict=True):
            known = np.isfinite(label)
            rows.append(ranking(score[known], label[known] == 1))
    names = rows[0].keys()
    return {name: round(float(np.mean([row[name] for row in rows])), 4) for name in names}


def ranking(score: Floats, failed: NDArray[np.bool_]) -> dict[str, float]:
    """Average precision, share of failures found at a false alarm rate of 0.1 % and 1 %, precision of the top 20 and 50."""
    order = np.argsort(-score, kind="stable")
    hits = failed[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    alarms = np.cumsum(~hits) / max(1, (~failed).sum())
    found = np.cumsum(hits) / max(1, failed.sum())
    return {
        "average_precision": float((precision * hits).sum() / max(1, failed.sum())),
        "found_at_false_alarms_0.001": float(found[alarms <= 0.001].max(initial=0.0)),
        "found_at_false_alarms_0.01": float(found[alarms <= 0.01].max(initial=0.0)),
        "precision_top_20": float(hits[:20].mean()),
        "precision_top_50": float(hits[:50].mean()),
    }


if __name__ == "__main__":
    sys.exit(main())
