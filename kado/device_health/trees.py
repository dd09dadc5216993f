"""Gradient-boosted trees without the library that grew them: load from JSON, walk with numpy.

Training needs LightGBM; running needs this file only (docs/decisions/0020-device-risk-model.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kado.device_health.panel import Floats

CHUNK_ROWS = 4096  # at 300 trees a chunk takes some 30 MB
Indices = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Forest:
    """All trees in flat arrays, one entry a node; a leaf points to itself. roots: the first node of each tree.

    A row goes left when its value is at most `threshold`, or unknown (NaN) and `unknown_left`.
    """

    feature: Indices
    threshold: Floats
    left: Indices
    right: Indices
    unknown_left: NDArray[np.bool_]
    value: Floats
    roots: Indices
    depth: int

    def score(self, rows: Floats) -> Floats:
        """Sum of the leaves a row falls into: log-odds before calibration. rows: (n, features), NaN is unknown."""
        total = np.zeros(len(rows))
        for first in range(0, len(rows), CHUNK_ROWS):
            total[first : first + CHUNK_ROWS] = self._score_chunk(rows[first : first + CHUNK_ROWS])
        return total

    def _score_chunk(self, rows: Floats) -> Floats:
        """All trees of all rows step down together: (rows, trees) nodes."""
        each = np.arange(len(rows))[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            seen = rows[each, self.feature[node]]
            go_left = np.where(
                np.isnan(seen), self.unknown_left[node], seen <= self.threshold[node]
            )
            node = np.where(go_left, self.left[node], self.right[node])
        leaves: Floats = self.value[node].sum(axis=1)
        return leaves


def forest(document: Mapping[str, list[float]]) -> Forest:
    """A forest from the columns of the model file. Raises ValueError where they do not fit together."""
    columns = {name: np.asarray(document[name]) for name in _COLUMNS}
    nodes = len(columns["feature"])
    if any(len(column) != nodes for name, column in columns.items() if name != "roots"):
        raise ValueError("the model file's node columns differ in length")
    left, right = columns["left"].astype(np.int32), columns["right"].astype(np.int32)
    if nodes and (left.min() < 0 or right.min() < 0 or max(left.max(), right.max()) >= nodes):
        raise ValueError("the model file points outside its nodes")
    roots = columns["roots"].astype(np.int32)
    return Forest(
        feature=columns["feature"].astype(np.int32),
        threshold=columns["threshold"].astype(np.float64),
        left=left,
        right=right,
        unknown_left=columns["unknown_left"].astype(bool),
        value=columns["value"].astype(np.float64),
        roots=roots,
        depth=_depth(left, right, roots),
    )


_COLUMNS = ("feature", "threshold", "left", "right", "unknown_left", "value", "roots")


def _depth(left: Indices, right: Indices, roots: Indices) -> int:
    """Steps until every path has reached its leaf."""
    frontier, depth = set(roots.tolist()), 0
    while True:
        below = {int(child[node]) for node in frontier for child in (left, right)} - frontier
        if not below:
            return depth
        frontier, depth = below, depth + 1
