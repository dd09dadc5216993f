"""What the engine says of a batch of series: quantiles, states, reasons, crossings and explanations."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kado.facts.forecasts import Crossing, Explanation, ForecastState

QUANTILE_LEVELS: Final = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class ForecastBatch:
    """Forecasts of `n` series, in the order of the batch they were made from.

    quantiles: float64 (n, horizon_days, 3); [:, h - 1] is the day `h` days after the cut, the last axis
    the 10, 50 and 90 % quantiles of that day's value, in the series' unit. NaN where nothing can be said.
    reasons: string keys ('reason-...'); '' where the state needs none.
    effective_horizon_days: int64 (n,); days beyond it are NaN, because the history does not carry them.
    crossings: for each series, one per threshold asked for; empty where there is no capacity.
    """

    quantiles: NDArray[np.float64]
    states: tuple[ForecastState, ...]
    reasons: tuple[str, ...]
    effective_horizon_days: NDArray[np.int64]
    crossings: tuple[tuple[Crossing, ...], ...]
    explanations: tuple[Explanation | None, ...]

    @property
    def horizon_days(self) -> int:
        """Days the batch was asked for."""
        return int(self.quantiles.shape[1])
