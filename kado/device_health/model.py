"""The hard-disk failure model: trees, calibration, what is normal for each family, and how often signs came before failure.

`model.json` is made by `python -m tools.train_device_risk`; it carries its data citation, date and figures.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from kado.device_health.features import NAMES, family, matrix
from kado.device_health.panel import Floats, Track
from kado.device_health.trees import Forest, forest


@dataclass(frozen=True, slots=True)
class RiskModel:
    """calibration: score and probability points, both rising; between them straight lines in log-odds.

    norms: family -> what features.matrix wants. sign_rates: sign -> share of drives that failed within 30 days.
    rule_weights, newer_fleet_rate: for families the training fleet did not have: log-odds per log(1 + count) of the
    published attributes, over the rate at which newer fleets fail.
    """

    version: str
    source: str
    forest: Forest
    calibration_score: Floats
    calibration_log_odds: Floats
    norms: Mapping[str, Sequence[float]]
    sign_rates: Mapping[str, float]
    rule_weights: Mapping[str, float]
    newer_fleet_rate: float

    def knows(self, model: str) -> bool:
        """Whether the training fleet had drives of this model's family."""
        return family(model) in self.norms

    def probability(self, tracks: Mapping[int, Track], models: Sequence[str], day: int) -> Floats:
        """Probability of failure within 30 days after `day`, one a drive."""
        score = self.forest.score(matrix(tracks, models, day, self.norms))
        log_odds = np.interp(score, self.calibration_score, self.calibration_log_odds)
        chance: Floats = 1.0 / (1.0 + np.exp(-log_odds))
        return chance


@cache
def risk_model() -> RiskModel:
    """The committed model, read once."""
    text = files("kado.device_health").joinpath("model.json").read_text("utf-8")
    return from_document(json.loads(text))


def from_document(document: Mapping[str, Any]) -> RiskModel:
    """The model in the file's document. Raises ValueError where it was made for other features."""
    if document["features"] != list(NAMES):
        raise ValueError(
            "model.json was trained for other features: run python -m tools.train_device_risk"
        )
    calibration = document["calibration"]
    return RiskModel(
        version=str(document["version"]),
        source=str(document["source"]),
        forest=forest(document["trees"]),
        calibration_score=np.asarray(calibration["score"], dtype=np.float64),
        calibration_log_odds=np.asarray(calibration["log_odds"], dtype=np.float64),
        norms=document["norms"],
        sign_rates=document["sign_rates"],
        rule_weights=document["rule_weights"],
        newer_fleet_rate=float(document["newer_fleet_rate"]),
    )
