"""What the hard-disk model looks at: levels and changes of SMART attributes, and how a drive stands among its model.

The same function serves training (tools/train_device_risk.py), `kado device-risk` and `risk.assess`. NaN is unknown; the
trees know how to go on from it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from kado.device_health.panel import Floats, Panel, Track, track

NUMBERS: Final = (1, 5, 9, 194, 197)  # what the fleets of the training data report
_COUNTS: Final = (5, 197)
_LOOKBACK_DAYS: Final = (7, 30)
OFF_HOURS_LEAST: Final = 12.0
_FAR_DAYS: Final = 400.0

NAMES: Final = (
    "smart_1",
    "smart_1_in_model",
    "smart_5",
    "smart_5_risen_7d",
    "smart_5_risen_30d",
    "smart_5_rises_7d",
    "smart_5_rises_30d",
    "smart_5_since_rise_days",
    "smart_9",
    "smart_9_above_model",
    "off_hours_7d",
    "off_hours_30d",
    "smart_194_above_model",
    "smart_197",
    "smart_197_risen_7d",
    "smart_197_risen_30d",
    "smart_197_rises_7d",
    "smart_197_rises_30d",
    "smart_197_since_rise_days",
    "smart_5_and_197",
    "history_days",
    "model_rate",
)

_SUFFIX: Final = re.compile(r"[-/].*$")


def family(model: str) -> str:
    """The model name without the firmware or customer suffix: 'WDC WD10EADS-65L5B1' is 'WDC WD10EADS'."""
    return _SUFFIX.sub("", " ".join(model.split()))


def tracks_of(panel: Panel) -> dict[int, Track]:
    """The courses of the attributes the model looks at; made once for many days."""
    return {number: track(panel, number) for number in NUMBERS}


def matrix(
    tracks: Mapping[int, Track],
    models: Sequence[str],
    day: int,
    norms: Mapping[str, Sequence[float]],
) -> Floats:
    """Features (drives, NAMES) as known at the end of `day`.

    norms: family -> (failures a drive-month, median smart_194, median and spread of log smart_1, median years on),
    counted in training; a family it does not have is unknown in those columns.
    """
    now = {number: tracks[number].at(day) for number in NUMBERS}
    norm = np.array([norms.get(family(model), (np.nan,) * 5) for model in models]).reshape(-1, 5)
    error_rate = np.log1p(np.maximum(now[1].value, 0.0))
    columns: dict[str, Floats] = {
        "smart_1": error_rate,
        "smart_1_in_model": (error_rate - norm[:, 2]) / np.maximum(norm[:, 3], 0.1),
        "smart_9": now[9].value / 8766.0,
        "smart_9_above_model": now[9].value / 8766.0 - norm[:, 4],
        "smart_194_above_model": now[194].value - norm[:, 1],
        "smart_5_and_197": np.log1p(now[5].value) + np.log1p(now[197].value),
        "history_days": day - tracks[5].first().day,
        "model_rate": norm[:, 0],
    }
    first = tracks[9].first()
    for back in _LOOKBACK_DAYS:
        then = tracks[9].at(day - back)
        start_day = np.where(np.isnan(then.day), first.day, then.day)
        start = np.where(np.isnan(then.day), first.value, then.value)
        # Readings are not taken at the same hour each day: less than OFF_HOURS_LEAST is no sign of anything.
        off = 24.0 * (now[9].day - start_day) - (now[9].value - start)
        columns[f"off_hours_{back}d"] = np.where(off < OFF_HOURS_LEAST, 0.0, off)
    for number in _COUNTS:
        columns[f"smart_{number}"] = np.log1p(now[number].value)
        for back in _LOOKBACK_DAYS:
            then = tracks[number].at(day - back)
            # A history that begins inside the window counts from its beginning.
            risen = now[number].risen - np.nan_to_num(then.risen)
            columns[f"smart_{number}_risen_{back}d"] = np.log1p(np.maximum(risen, 0.0))
            columns[f"smart_{number}_rises_{back}d"] = now[number].rises - np.nan_to_num(then.rises)
        columns[f"smart_{number}_since_rise_days"] = np.minimum(
            day - now[number].last_rise_day, _FAR_DAYS
        )
    return np.column_stack([columns[name] for name in NAMES])
