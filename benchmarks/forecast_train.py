"""Fit the weights of the short-history mixture (`kado/forecast/mixture_table.py`) to real machines.

    python benchmarks/forecast_train.py            # fit on every open machine and write the table
    from forecast_train import fit_mixture         # the benchmark fits on one half and reports on the other

Data: GWA-T-12 Bitbrains Rnd (Shen, van Beek, Iosup, CCGrid 2015) and MetaCentrum WAGAP 2013, from KADO_REAL_DATA.
Each machine is cut at many days; what came after is forecast from what came before. Series run backwards count
as well: they hold the same levels and noise, and keep what happened to happen in one month from being learnt.
Loss: mean pinball loss at 10, 50 and 90 %, weighed by the root of a series' size; Adam; plain numpy.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from forecast_data import Array, bitbrains, cluster
from numba import njit

from kado.forecast.kernels import fill_gaps
from kado.forecast.mixture import (
    INPUTS,
    KINDS,
    LAST_TRAINED_DAY,
    OUTPUTS,
    Mixture,
    damped_days,
    horizon_inputs,
)
from kado.forecast.short import FEATURES, FIRST_DAMPED, FIRST_LINE, MAX_DAYS, SPREADS, K, describe

TAU = np.array([0.1, 0.5, 0.9])
SIZE_POWER = 0.6  # weight of a series in the loss: its restlessness to this power
STEP_DAYS, HORIZONS_PER_CUT = 3, 5
BACKWARDS_SHARE = 0.3
NETWORKS, UNITS, EPOCHS, BATCH, RATE, DECAY = 4, 16, 8, 1024, 0.004, 1e-3
Source = tuple[list[str], Array, str, float]  # machines, daily values, kind, upper
Rows = dict[str, Array]


@njit
def _describe_all(values, a, b, low, high, profiles, x, scale):  # type: ignore[no-untyped-def]
    y = np.empty(values.shape[1])
    for i in range(len(values)):
        n, observed, _ = fill_gaps(values[i], y)
        m = min(n, MAX_DAYS)
        scale[i] = np.nan
        if observed >= 14:
            scale[i] = describe(y[n - m : n], m, a[i], b[i], low[i], high[i], profiles[i], x[i])


def parts(values: Array) -> Rows:
    """Candidates, spreads, profiles and features of each row up to its end."""
    n = len(values)
    out = {
        "a": np.zeros((n, K)),
        "b": np.zeros((n, K)),
        "low": np.zeros((n, SPREADS)),
        "high": np.zeros((n, SPREADS)),
        "profiles": np.zeros((n, 2, 7)),
        "x": np.zeros((n, FEATURES)),
        "scale": np.zeros(n),
    }
    _describe_all(np.ascontiguousarray(values), *out.values())
    return out


def _rows(p: Rows, kind: Array, actual: Array, h: Array, upper: float) -> Rows:
    """One training row per series at horizon h (n,), everything in units of the series' scale."""
    scale, base = p["scale"][:, None], p["a"][:, 6:7]
    days = np.zeros_like(p["a"])
    days[:, FIRST_LINE:FIRST_DAMPED] = h[:, None]
    days[:, FIRST_DAMPED:] = [[damped_days(int(v))] for v in h]
    inputs = np.array([horizon_inputs(v) for v in h])
    profile = p["profiles"][np.arange(len(h)), :, ((h - 1) % 7).astype(int)]
    return {
        "middle": (np.clip(p["a"] + p["b"] * days, 0, upper) - base) / scale,
        "low": (np.clip(p["low"], 0, upper) - base) / scale,
        "high": (np.clip(p["high"], 0, upper) - base) / scale,
        "profile": profile / scale,
        "x": np.column_stack([p["x"], kind, inputs]),
        "y": np.clip((actual - base[:, 0]) / scale[:, 0], -60, 60),
        "weight": (p["scale"] / 100.0) ** SIZE_POWER,
    }


def _examples(source: Source, keep: Callable[[str], bool], rng: np.random.Generator) -> list[Rows]:
    """Rows from every third day of the machines kept: with all days before it, and with a random part of them."""
    machines, values, kind, upper = source
    values = values[[keep(m) for m in machines]]
    out = []
    for origin in range(18, values.shape[1] - 4, STEP_DAYS):
        for context in (origin - 1, int(rng.integers(15, origin))):
            past, future = values[:, origin - context : origin], values[:, origin:]
            enough = np.isfinite(past).mean(1) > 0.7
            past, future = past[enough], future[enough]
            p = parts(past)
            known = np.isfinite(p["scale"])
            for _ in range(HORIZONS_PER_CUT):
                h = rng.integers(1, min(LAST_TRAINED_DAY, future.shape[1]) + 1, len(past))
                actual = future[np.arange(len(past)), h - 1]
                columns = np.tile([float(kind == k) for k in KINDS], (len(past), 1))
                columns *= (rng.random(len(past)) > 0.3)[:, None]  # the kind is not always told
                rows = _rows(p, columns, actual, h.astype(float), upper)
                use = np.isfinite(actual) & known
                out.append({k: v[use] for k, v in rows.items()})
    return out


def sources(folder: Path) -> list[Source]:
    """Everything to learn from, one entry per metric."""
    out: list[Source] = []
    for name, (ids, _, values) in bitbrains(folder).items():
        out.append((ids, values, "memory" if name == "memory" else "cpu", 100.0))
    ids, _, values = cluster(folder)
    out.append((ids, values, "cpu", 100.0))
    return out


def _softmax(z: Array) -> Array:
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def _gradients(net: list[Array], d: Rows) -> list[Array]:
    """Gradients of the weighted pinball loss for (first, offset, second, offset)."""
    hidden = np.tanh(d["x"] @ net[0] + net[1])
    z = hidden @ net[2] + net[3]
    groups = {
        "middle": _softmax(z[:, :K]),
        "low": _softmax(z[:, K : K + SPREADS]),
        "high": _softmax(z[:, K + SPREADS : K + 2 * SPREADS]),
    }
    share = 1 / (1 + np.exp(-z[:, -2:]))
    cycle = (share * d["profile"]).sum(1)
    order = ("low", "middle", "high")
    said = {k: (groups[k] * d[k]).sum(1) for k in order}
    error = d["y"][:, None] - np.column_stack([said[k] + cycle for k in order])
    slope = np.where(error > 0, -TAU, 1 - TAU) * d["weight"][:, None] / len(error)
    dz = np.concatenate(
        [
            groups[k] * slope[:, order.index(k)][:, None] * (d[k] - said[k][:, None])
            for k in ("middle", "low", "high")
        ]
        + [slope.sum(1)[:, None] * d["profile"] * share * (1 - share)],
        axis=1,
    )
    dh = (dz @ net[2].T) * (1 - hidden**2)
    return [d["x"].T @ dh, dh.sum(0), hidden.T @ dz, dz.sum(0)]


def _fit_network(d: Rows, seed: int) -> list[Array]:
    """One network by Adam with a warm start and a cosine end."""
    rng = np.random.default_rng(seed)
    net = [
        rng.normal(0, 1 / np.sqrt(INPUTS), (INPUTS, UNITS)),
        np.zeros(UNITS),
        rng.normal(0, 0.1 / np.sqrt(UNITS), (UNITS, OUTPUTS)),
        np.zeros(OUTPUTS),
    ]
    first = [np.zeros_like(p) for p in net]
    second = [np.zeros_like(p) for p in net]
    count = len(d["y"]) // BATCH
    step = 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(d["y"]))
        for i in range(count):
            rows = order[i * BATCH : (i + 1) * BATCH]
            gradients = _gradients(net, {k: v[rows] for k, v in d.items()})
            step += 1
            rate = (
                RATE * min(1, step / 100) * (0.52 + 0.5 * np.cos(np.pi * step / (EPOCHS * count)))
            )
            for j, g in enumerate(gradients):
                first[j] = 0.9 * first[j] + 0.1 * g
                second[j] = 0.999 * second[j] + 0.001 * g**2
                move = first[j] / (1 - 0.9**step) / (np.sqrt(second[j] / (1 - 0.999**step)) + 1e-8)
                net[j] -= rate * (move + (DECAY / RATE * net[j] if j % 2 == 0 else 0))
    return net


def fit_mixture(
    data: list[Source], keep: Callable[[str], bool] = lambda _: True, networks: int = NETWORKS
) -> Mixture:
    """The mixture fitted to those machines of `data` that `keep` keeps."""
    rng = np.random.default_rng(1)
    rows: list[Rows] = []
    for machines, values, kind, upper in data:
        for part, weight in ((values, 1.0), (values[:, ::-1], BACKWARDS_SHARE)):
            made = _examples((machines, part, kind, upper), keep, rng)
            rows += [{**r, "weight": r["weight"] * weight} for r in made]
    d = {k: np.concatenate([r[k] for r in rows]) for k in rows[0]}
    d["weight"] = d["weight"] / d["weight"].mean()
    centre, spread = d["x"].mean(0), d["x"].std(0) + 1e-6
    d["x"] = (d["x"] - centre) / spread
    nets = [_fit_network(d, seed) for seed in range(networks)]
    return Mixture(
        centre,
        spread,
        np.stack([np.vstack([n[0], n[1]]) for n in nets]),
        np.stack([np.vstack([n[2], n[3]]) for n in nets]),
    )


HEADER = '''"""Weights of the short-history mixture: written by `benchmarks/forecast_train.py`, not by hand.

Fitted to GWA-T-12 Bitbrains Rnd (Shen, van Beek, Iosup, CCGrid 2015) and MetaCentrum WAGAP 2013: {machines} machines,
{series} series. docs/forecasting.md says how it is measured on machines it has not seen.
"""

from typing import Final

NETWORKS_COUNT: Final = {networks}
UNITS_COUNT: Final = {units}
# Little-endian 32-bit floats in base64: see `kado.forecast.mixture.Mixture.packed`.
# fmt: off
PACKED: Final = (
'''


def main() -> int:
    """Fit on every open machine and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", default="kado/forecast/mixture_table.py", type=Path)
    options = parser.parse_args()
    folder = os.environ.get("KADO_REAL_DATA")
    if not folder:
        print("KADO_REAL_DATA is not set: there is nothing to learn from")
        return 2
    data = sources(Path(folder))
    mixture = fit_mixture(data)
    text = mixture.packed()
    machines = len({m for ids, *_ in data for m in ids})
    series = sum(len(ids) for ids, *_ in data)
    head = HEADER.format(machines=machines, series=series, networks=len(mixture.first), units=UNITS)
    lines = "".join(f'    "{text[i : i + 2000]}"\n' for i in range(0, len(text), 2000))
    options.output.write_text(head + lines + ")\n", encoding="utf-8")
    print(f"{options.output}: {machines} machines, {series} series, {len(text)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
