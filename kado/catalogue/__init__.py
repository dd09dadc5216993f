"""The catalogue: every metric and every collected field, as data. No metric or field is named elsewhere."""

from kado.catalogue.functions import FUNCTIONS, Function
from kado.catalogue.metrics import METRICS, Metric, MetricKind, metric

__all__ = ["FUNCTIONS", "METRICS", "Function", "Metric", "MetricKind", "metric"]
