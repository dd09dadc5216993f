"""Hard-disk failure within 30 days on a real fleet at its true base rate: our model beside published approaches.

`python -m benchmarks.device_risk` (needs requirements-bench.lock and KADO_REAL_DATA). Every score is of drives that its method
never saw (5 folds by drive); the second table also splits by time. FDR: share of failing drives found. FAR: share of surviving
drives flagged, per drive and day asked, each day standing for a month ahead.

Peers, written from their public descriptions, nothing copied:
  rule score   log(1 + smart_5) + log(1 + smart_197), the published rules' attributes that this fleet reports
  any sign     smart_5 > 0 or smart_197 > 0
  Scrutiny     observed failure rate of the bucket each attribute's value falls in, the worst attribute decides;
               buckets counted anew on the training drives
  Ceph         random forest over mean, deviation and variation of six days of raw values (diskprediction_local)
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier

from kado.device_health.panel import Floats
from tools import train_device_risk as training
from tools.train_device_risk import Fleet, OutOfFold

Method = Callable[[Fleet, NDArray[np.bool_], list[int], int], Callable[[int], Floats]]
CEPH_DAYS = 6
BUCKETS = (0.5, 2, 5, 15, 50, 150, 500, 1500, 5000)


def our_model(
    fleet: Fleet, inside: NDArray[np.bool_], days: list[int], seed: int
) -> Callable[[int], Floats]:
    norms = training.norms_of(fleet, inside)
    booster = training.grow(*training.samples(fleet, days, inside, norms), seed)

    def score(day: int) -> Floats:
        matrix = training.features.matrix(fleet.tracks, fleet.panel.models, day, norms)
        return np.asarray(booster.predict(matrix, raw_score=True))

    return score


def rule_score(
    fleet: Fleet, inside: NDArray[np.bool_], days: list[int], seed: int
) -> Callable[[int], Floats]:
    return lambda day: sum(np.log1p(np.nan_to_num(fleet.tracks[n].at(day).value)) for n in (5, 197))


def any_sign(
    fleet: Fleet, inside: NDArray[np.bool_], days: list[int], seed: int
) -> Callable[[int], Floats]:
    return lambda day: sum(np.nan_to_num(fleet.tracks[n].at(day).value) for n in (5, 197)) > 0.0


def scrutiny(
    fleet: Fleet, inside: NDArray[np.bool_], days: list[int], seed: int
) -> Callable[[int], Floats]:
    rates: dict[int, Floats] = {}
    for number in (5, 197):
        drives, failures = np.zeros(len(BUCKETS) + 1), np.zeros(len(BUCKETS) + 1)
        for day in days:
            label = fleet.labels(day)
            use = fleet.alive(day) & inside & np.isfinite(label)
            bucket = np.searchsorted(BUCKETS, np.nan_to_num(fleet.tracks[number].at(day).value))
            drives += np.bincount(bucket[use], minlength=len(drives))
            failures += np.bincount(bucket[use], weights=label[use], minlength=len(drives))
        rates[number] = (failures + 0.004) / (drives + 1.0)

    def score(day: int) -> Floats:
        found = [
            rates[n][np.searchsorted(BUCKETS, np.nan_to_num(fleet.tracks[n].at(day).value))]
            for n in (5, 197)
        ]
        return np.maximum(*found)

    return score


def _six_days(fleet: Fleet, day: int) -> Floats:
    columns = []
    for number in training.features.NUMBERS:
        values = np.array([fleet.tracks[number].at(day - back).value for back in range(CEPH_DAYS)])
        known = np.maximum(np.isfinite(values).sum(axis=0), 1)
        mean = np.nansum(values, axis=0) / known
        deviation = np.sqrt(np.nansum((values - mean) ** 2, axis=0) / known)
        columns += [mean, deviation, deviation / np.maximum(np.abs(mean), 1e-9)]
    return np.nan_to_num(np.column_stack(columns))


def ceph(
    fleet: Fleet, inside: NDArray[np.bool_], days: list[int], seed: int
) -> Callable[[int], Floats]:
    rows, labels = [], []
    for day in days[1:]:
        label = fleet.labels(day)
        use = fleet.alive(day) & inside & np.isfinite(label)
        use &= (label == 1) | (np.random.default_rng(day).random(len(use)) < 0.2)
        rows.append(_six_days(fleet, day)[use])
        labels.append(label[use])
    forest = RandomForestClassifier(
        100, min_samples_leaf=5, class_weight="balanced", random_state=seed, n_jobs=1
    ).fit(np.vstack(rows), np.concatenate(labels))
    return lambda day: forest.predict_proba(_six_days(fleet, day))[:, 1]


METHODS: dict[str, Method] = {
    "kado": our_model,
    "rule score": rule_score,
    "any sign": any_sign,
    "Scrutiny": scrutiny,
    "Ceph": ceph,
}


def by_drive(
    fleet: Fleet, method: Method, train: list[int], asked: list[int], seed: int
) -> OutOfFold:
    """Scores of drives on `asked` days by methods that never saw those drives."""
    fold = np.random.default_rng(seed).integers(0, training.FOLDS, fleet.panel.count)
    score = np.full((len(asked), fleet.panel.count), np.nan)
    for number in range(training.FOLDS):
        ask = method(fleet, fold != number, train, seed)
        for i, day in enumerate(asked):
            score[i, fold == number] = np.asarray(ask(day), dtype=np.float64)[fold == number]
    label = np.array([np.where(fleet.alive(day), fleet.labels(day), np.nan) for day in asked])
    return OutOfFold(asked, score, label)


def by_time(fleet: Fleet, method: Method, cut: int, seed: int) -> OutOfFold:
    """Trained only on what was known on `cut`, asked on that day about failures until the daily readings end."""
    ahead = fleet.daily_last - cut
    past = replace(
        fleet,
        fail_day=np.where(fleet.fail_day > cut, training._NEVER, fleet.fail_day),
        last_day=np.minimum(fleet.last_day, cut),
        daily_last=cut,
        horizon_days=10,
    )
    train = list(range(fleet.daily_first, cut - 10 + 1))
    fold = np.random.default_rng(seed).integers(0, training.FOLDS, fleet.panel.count)
    score = np.full((1, fleet.panel.count), np.nan)
    for number in range(training.FOLDS):
        score[0, fold == number] = np.asarray(method(past, fold != number, train, seed)(cut))[
            fold == number
        ]
    future = replace(fleet, horizon_days=ahead)
    return OutOfFold([cut], score, np.where(fleet.alive(cut), future.labels(cut), np.nan)[None, :])


def print_ranking(title: str, results: dict[str, list[OutOfFold]]) -> None:
    print(f"\n{title}")
    print(
        f"{'method':12} {'AP':>7} {'FDR@FAR 0.1%':>13} {'FDR@FAR 1%':>11} {'top 20':>7} {'top 50':>7}"
    )
    for name, folds in results.items():
        row = training.figures(folds)
        print(
            f"{name:12} {row['average_precision']:7.3f} {row['found_at_false_alarms_0.001']:13.3f} "
            f"{row['found_at_false_alarms_0.01']:11.3f} {row['precision_top_20']:7.3f} {row['precision_top_50']:7.3f}"
        )


def print_calibration(fleet: Fleet, folds: list[OutOfFold]) -> None:
    """Said against happened by tenth of the scores; the line from score to probability comes from other drives."""
    said, happened, drives = [], [], []
    for seed, one in enumerate(folds):
        fold = np.random.default_rng(seed).integers(0, training.FOLDS, fleet.panel.count)
        for number in range(training.FOLDS):
            known, here = np.isfinite(one.label), (fold == number)[None, :]
            slope, intercept = training.platt(one.score[known & ~here], one.label[known & ~here])
            chosen = known & here
            said.append(1 / (1 + np.exp(-(slope * one.score[chosen] + intercept))))
            happened.append(one.label[chosen])
            drives.append(np.nonzero(chosen)[1])
    said_all, happened_all, drive_all = map(np.concatenate, (said, happened, drives))
    tenth = np.searchsorted(np.quantile(said_all, np.arange(0.1, 1.0, 0.1)), said_all)
    print(
        "\nCalibration (drives not trained on)\n tenth      said  happened  ratio  failing drives"
    )
    for i in range(10):
        here = tenth == i
        failing = len(np.unique(drive_all[here & (happened_all == 1)]))
        mean, rate = said_all[here].mean(), happened_all[here].mean()
        print(
            f"{i + 1:6} {mean:9.4f} {rate:9.4f} {mean / rate if rate else float('nan'):6.2f} {failing:10}"
        )


def print_lead_time(fleet: Fleet, seed: int) -> None:
    """Days between the first alarm (threshold: false alarms of 1 %) and the failure, for the drives that were found."""
    asked = list(range(fleet.daily_first + 2, fleet.daily_last))
    one = by_drive(fleet, our_model, training.training_days(fleet), asked, seed)
    sure = [i for i, day in enumerate(asked) if day + training.HORIZON_DAYS <= fleet.daily_last]
    threshold = np.quantile(one.score[sure][one.label[sure] == 0], 0.99)
    leads = []
    for drive in np.flatnonzero(fleet.fail_day <= fleet.daily_last):
        alarms = [
            day
            for i, day in enumerate(asked)
            if day < fleet.fail_day[drive] and one.score[i, drive] > threshold
        ]
        if alarms:
            leads.append(int(fleet.fail_day[drive]) - alarms[0])
    quartiles = np.quantile(leads, [0.25, 0.5, 0.75])
    failed = int((fleet.fail_day <= fleet.daily_last).sum())
    print(
        f"\nLead time: {len(leads)} of {failed} failing drives flagged, {quartiles} days before (quartiles; at most 37 can be seen)"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    folder = os.environ.get("KADO_REAL_DATA")
    if not folder:
        print("benchmarks/device_risk.py: skipped, KADO_REAL_DATA is not set")
        return 0
    fleet = training.load(Path(folder) / "backblaze_2013q2")
    train, asked, seeds = (
        training.training_days(fleet),
        training.evaluation_days(fleet),
        range(options.seeds),
    )
    results = {
        name: [by_drive(fleet, method, train, asked, seed) for seed in seeds]
        for name, method in METHODS.items()
    }
    failing = len(np.unique(np.nonzero(results["kado"][0].label == 1)[1]))
    drives = int(np.isfinite(results["kado"][0].label[0]).sum())
    print(
        f"{drives} drives, {failing} of them failing within 30 days of one of {len(asked)} days asked"
    )
    print_ranking("Split by drive", results)
    cut = fleet.daily_first + 19
    print_ranking(
        "Split by drive and by time (20 days ahead)",
        {n: [by_time(fleet, m, cut, s) for s in seeds] for n, m in METHODS.items()},
    )
    print_calibration(fleet, results["kado"])
    print_lead_time(fleet, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
