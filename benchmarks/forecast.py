"""How good the forecasts are, against named peers in the same run (docs/forecasting.md says what the figures mean).

    python benchmarks/forecast.py [--quick]

Real months: the machines are split in two by the hash of their id; the learnt mixture is fitted to one half and scored on
the other, both ways round, so no machine is scored by what it was fitted to. The synthetic series are no blind test
(docs/forecasting.md says which constants were set with them in view).
"""

import argparse
import os
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from forecast_data import Array, Case, real_cases, tuning_half
from forecast_peers import CHEAP, ENSEMBLE, ENSEMBLE_OF, SLOW
from forecast_synthetic import generate
from forecast_train import fit_mixture, sources

from kado.facts.series import SeriesBatch, SeriesKey
from kado.forecast.engine import forecast_batch
from kado.forecast.mixture import Mixture, shipped
from kado.forecast.result import ForecastBatch

TAU = np.array([0.1, 0.5, 0.9])
QUICK_SKIPS = ("AutoETS", "Prophet")
KADO = "Kado"
# Kinds that reach a capacity by growing, not by a jump or a burst that nothing announces.
GROWING = (
    "processor growing",
    "disk growing",
    "disk cleaned",
    "disk saturating",
    "disk changing pace",
)
FIRST_DAY = date(2024, 1, 1)
CONTEXT_DAYS, HORIZON_DAYS = 396, 180
Forecasts = dict[str, Array]


def kado(
    values: Array,
    kinds: list[str],
    horizon: int,
    last_day: date,
    upper: Array | float = 100.0,
    mixture: Mixture | None = None,
) -> ForecastBatch:
    """The engine on one table of series."""
    n, days = values.shape
    batch = SeriesBatch(
        tuple(SeriesKey(f"s{i}", "") for i in range(n)),
        last_day - timedelta(days=days - 1),
        values,
        np.broadcast_to(np.asarray(upper, float), (n,)).copy(),
        tuple(kinds),
    )
    return forecast_batch(batch, horizon_days=horizon, mixture=mixture)


def peers(quick: bool) -> dict[str, Callable[[Array, int], Array]]:
    """The peers of this run; what --quick leaves out is said."""
    slow = {k: v for k, v in SLOW.items() if not (quick and k in QUICK_SKIPS)}
    for name in SLOW.keys() - slow.keys():
        print(f"skipped under --quick: {name}")
    return {**CHEAP, **slow}


def run_peers(values: Array, horizon: int, quick: bool, costs: dict[str, list[float]]) -> Forecasts:
    """Every peer's quantiles, kept within 0-100 like Kado's; CPU seconds are added to `costs`."""
    out: Forecasts = {}
    for name, peer in peers(quick).items():
        start = time.process_time()
        out[name] = np.clip(peer(values, horizon), 0, 100)
        costs.setdefault(name, []).append((time.process_time() - start) / len(values))
    if all(name in out for name in ENSEMBLE_OF):
        out[ENSEMBLE] = np.median(np.stack([out[name] for name in ENSEMBLE_OF]), axis=0)
    return out


def mae(q: Array, actual: Array) -> float:
    """Mean over series of the mean absolute error of the median."""
    return float(np.nanmean(np.nanmean(np.abs(q[..., 1] - actual), axis=1)))


def pinball(q: Array, actual: Array) -> float:
    """Mean over series of the mean pinball loss at 10, 50 and 90 %."""
    error = actual[..., None] - q
    loss = np.maximum(TAU * error, (TAU - 1) * error)
    return float(np.nanmean(np.nanmean(loss.mean(-1), axis=1)))


def coverage(q: Array, actual: Array) -> float:
    """Share of observed days inside the 80 % interval."""
    inside = (actual >= q[..., 0]) & (actual <= q[..., 2])
    return float(inside[np.isfinite(actual)].mean())


def geometric(values: list[float]) -> float:
    """Geometric mean."""
    return float(np.exp(np.mean(np.log(values))))


def table(title: str, cases: dict[str, tuple[Forecasts, Array]]) -> None:
    """Kado against the best peer of each case, and every peer over all cases (Kado / peer, below 1 is better)."""
    print(
        f"\n## {title}\n\n| case | n | MAE | best peer | ratio | pinball | best peer | ratio | coverage |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    ratios: dict[str, list[tuple[float, float]]] = {}
    best: list[tuple[float, float]] = []
    for name, (said, actual) in cases.items():
        a = {k: (mae(q, actual), pinball(q, actual)) for k, q in said.items()}
        own = a.pop(KADO)
        top = [min(a, key=lambda k, j=j: a[k][j]) for j in (0, 1)]
        best.append((own[0] / a[top[0]][0], own[1] / a[top[1]][1]))
        for k, v in a.items():
            ratios.setdefault(k, []).append((own[0] / v[0], own[1] / v[1]))
        inside = coverage(said[KADO], actual)
        print(
            f"| {name} | {len(actual)} | {own[0]:.2f} | {top[0]} {a[top[0]][0]:.2f} | {best[-1][0]:.2f} "
            f"| {own[1]:.2f} | {top[1]} {a[top[1]][1]:.2f} | {best[-1][1]:.2f} | {inside:.2f} |"
        )
    print("\n| Kado against | MAE | pinball |\n|---|---|---|")
    rows = {"best peer of each case": best, **ratios}
    for k, v in rows.items():
        print(f"| {k} | {geometric([x[0] for x in v]):.3f} | {geometric([x[1] for x in v]):.3f} |")


def _real_case(case: Case, quick: bool, mixtures: dict[bool, Mixture]) -> tuple[Forecasts, Array]:
    own = np.empty((*case.actual.shape, 3))
    half = np.array([tuning_half(machine) for machine in case.ids])
    last = case.last_day.astype("datetime64[D]").astype(date)
    for side in (True, False):
        mine = half == side
        kinds = [case.kind] * int(mine.sum())
        own[mine] = kado(case.values[mine], kinds, 30, last, mixture=mixtures[not side]).quantiles
    return {**run_peers(case.values, 30, quick, {}), KADO: own}, case.actual


def real_months(folder: Path, quick: bool) -> None:
    """Bitbrains Rnd: 30 days ahead from 40, 50 and 60 days, each half of the machines by the other half's mixture."""
    data = sources(folder)
    mixtures = {
        side: fit_mixture(data, lambda machine, side=side: tuning_half(machine) == side)
        for side in (True, False)
    }
    cases = [case for case in real_cases(folder) if not case.name.endswith("late")]
    table("Real months", {c.name: _real_case(c, quick, mixtures) for c in cases})


def synthetic(quick: bool) -> None:
    """Thirteen months of every synthetic kind, 180 days ahead, with the cost of each method."""
    count = 10 if quick else 20
    names, kinds, values = generate(count, CONTEXT_DAYS + HORIZON_DAYS, 7)
    past, actual = values[:, :CONTEXT_DAYS], values[:, CONTEXT_DAYS:]
    last = FIRST_DAY + timedelta(days=CONTEXT_DAYS - 1)
    costs: dict[str, list[float]] = {}
    said = run_peers(past, HORIZON_DAYS, quick, costs)
    kado(past[:3], kinds[:3], HORIZON_DAYS, last)
    start = time.process_time()
    said[KADO] = kado(past, kinds, HORIZON_DAYS, last).quantiles
    costs[KADO] = [(time.process_time() - start) / len(past)]
    kind_of = np.array(names)
    rows = {k: kind_of == k for k in dict.fromkeys(names)}
    table(
        f"Synthetic, {CONTEXT_DAYS} days of history, {HORIZON_DAYS} ahead",
        {k: ({p: q[m] for p, q in said.items()}, actual[m]) for k, m in rows.items()},
    )
    print("\n| coverage at day | 7 | 30 | 90 | 180 |\n|---|---|---|---|---|")
    for kind in dict.fromkeys(kinds):
        mine = np.array(kinds) == kind
        at = [slice(0, 7), slice(26, 34), slice(83, 97), slice(166, 180)]
        cells = (f"{coverage(said[KADO][mine, s], actual[mine, s]):.2f}" for s in at)
        print(f"| {kind} | {' | '.join(cells)} |")
    print("\n| method | series per CPU second | Kado is faster by |\n|---|---|---|")
    for name, seconds in costs.items():
        print(f"| {name} | {1 / seconds[0]:.1f} | {seconds[0] / costs[KADO][0]:.0f} |")


def _first_reached(values: Array, level: Array) -> Array:
    """First column from 6 on whose mean of seven reaches the level, counted from 1 after six days; 0 for never."""
    total = np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)
    mean = (total[:, 7:] - total[:, :-7]) / 7
    hit = mean >= level[:, None]
    return np.where(hit.any(axis=1), hit.argmax(axis=1) + 1, 0)


def crossings(quick: bool) -> None:
    """Dates at which 90 % of a capacity is reached: capacities are set so that a good part of the series gets there."""
    count = 40 if quick else 100
    # A ceiling of 100 would stop growth far below a capacity of 150: only the capacity itself is one here.
    names, kinds, values = generate(count, CONTEXT_DAYS + HORIZON_DAYS, 11, np.inf)
    past, actual = values[:, :CONTEXT_DAYS], values[:, CONTEXT_DAYS:]
    rng = np.random.default_rng(5)
    top = np.array([np.max(np.convolve(row[-60:], np.ones(7) / 7, "valid")) for row in past])
    upper = np.maximum(top, 0.5) / 0.9 * rng.uniform(1.02, 1.6, len(past))
    last = FIRST_DAY + timedelta(days=CONTEXT_DAYS - 1)
    inside = np.minimum(past, upper[:, None])
    result = kado(inside, kinds, HORIZON_DAYS, last, upper)
    # Nothing holds more than its capacity, neither before the cut nor after it.
    days = np.minimum(np.hstack([inside[:, -6:], actual]), upper[:, None])
    came = _first_reached(days, 0.9 * upper)
    told = [c[0] for c in result.crossings]
    called = np.array([c.probability_within_horizon >= 0.5 for c in told])
    happened = came > 0
    middle = np.array([(c.date_median - last).days if c.date_median else 0 for c in told])
    both = called & happened
    early = np.array([(c.date_early - last).days if c.date_early else 9999 for c in told])
    late = np.array([(c.date_late - last).days if c.date_late else 9999 for c in told])
    held = (early <= came) & (came <= late)
    print("\n## Crossing 90 % of a capacity within 180 days (synthetic)\n")
    print(f"series {len(told)}, crossings {int(happened.sum())}, called {int(called.sum())}")
    print(
        f"precision {both.sum() / called.sum():.2f}, hit rate {both.sum() / happened.sum():.2f}",
        end=", ",
    )
    print(f"false alarms {(called & ~happened).sum() / (~happened).sum():.3f}")
    print(f"median date error {np.median(np.abs(middle - came)[both]):.0f} days", end=", ")
    print(
        f"window holds the date: {held[happened].mean():.2f} of all, {held[both].mean():.2f} of those called"
    )
    growing = np.isin(names, GROWING)
    print(
        f"of growing kinds: {int((growing & happened).sum())} crossings, precision "
        f"{(both & growing).sum() / (called & growing).sum():.2f}, hit rate {(both & growing).sum() / (happened & growing).sum():.2f}, "
        f"window holds the date {held[happened & growing].mean():.2f}"
    )
    chance = np.array([c.probability_within_horizon for c in told])
    for cut in (0.5, 0.6, 0.7, 0.8, 0.9):
        called = chance >= cut
        both = called & happened
        print(
            f"called from {cut:.1f}: precision {both.sum() / max(1, called.sum()):.2f}, "
            f"hit rate {both.sum() / happened.sum():.2f}, false alarms {(called & ~happened).sum() / (~happened).sum():.3f}"
        )
    for low, high in ((0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        mine = (chance >= low) & (chance < high)
        if mine.any():
            print(
                f"  said {low:.1f}-{min(1, high):.1f}: {mine.sum()} series, {happened[mine].mean():.2f} crossed"
            )


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer series, without the slowest peers"
    )
    parser.add_argument("--only", choices=("real", "synthetic", "crossings"))
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    shipped()
    folder = os.environ.get("KADO_REAL_DATA")
    if options.only in (None, "real"):
        if folder and Path(folder).is_dir():
            real_months(Path(folder), options.quick)
        else:
            print("real months skipped: KADO_REAL_DATA is not set")
    if options.only in (None, "synthetic"):
        synthetic(options.quick)
    if options.only in (None, "crossings"):
        crossings(options.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
