"""The past of a customer's fleet, which says how wide intervals must be (kado.forecast.fleet), worked out once for an edition.

Kept with the edition: every task, a resumed run and every revision forecasts with the same tables, so that one server's
late data changes that server's forecasts and no other's.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from io import BytesIO
from typing import Final

import numpy as np
from django.conf import settings

from kado.edition import series, set_aside
from kado.edition.inputs import EditionInputs, ServerInput
from kado.entitlement.eligibility import Moment, evaluate
from kado.entitlement.gate import Permit
from kado.forecast.engine import calibration_of
from kado.forecast.fleet import Calibration, upgraded
from kado.forecast.present import HISTORY_DAYS
from kado.store import telemetry
from kado.store.telemetry import DailySeries, ServerRef

HORIZON_DAYS: Final = 365
# About five series a server: well within what makes the tables better (kado.forecast.fleet.MAX_FLEET_COUNT).
FLEET_SERVERS: Final = 128
_TABLES: Final = ("regrets", "low", "high", "peak")


def sample_of(inputs: EditionInputs) -> tuple[ServerInput, ...]:
    """The served servers that stand for the fleet: buckets are a hash of the id, so the first ones are as good as any."""
    moment = Moment(inputs.cut_at, inputs.last_day, inputs.zone, inputs.begun_at)
    served = [s for s in inputs.servers if evaluate(s.unit, inputs.ground, moment).eligible]
    return tuple(sorted(served, key=lambda s: (s.bucket, str(s.server_id)))[:FLEET_SERVERS])


def read_calibration(
    inputs: EditionInputs, permit: Permit, sample: Sequence[ServerInput]
) -> Calibration:
    """The tables from the sample's daily series up to the cut."""
    read = history_of(inputs, permit, [inputs.ref(s) for s in sample])
    daily = set_aside.without(read, set_aside.spans_of(inputs, sample))
    own = [(server_id, part, ()) for server_id, part in sorted(series.by_server(daily).items())]
    batch = series.batch_of(own, daily.first_day, HISTORY_DAYS, inputs.country)
    return calibration_of(batch, horizon_days=HORIZON_DAYS)


def history_of(inputs: EditionInputs, permit: Permit, refs: Sequence[ServerRef]) -> DailySeries:
    """The daily series that are forecast, up to the cut. The newest reading is kept: a small fleet is its own sample."""
    pins = tuple(sorted(inputs.lake_versions.items()))
    return _history(str(settings.LAKE_URL), permit, pins, tuple(refs), inputs.last_day, inputs.zone)


@lru_cache(maxsize=1)
def _history(
    lake_url: str,  # only to tell readings apart
    permit: Permit,
    pins: tuple[tuple[str, int], ...],
    refs: tuple[ServerRef, ...],
    last_day: date,
    zone: str,
) -> DailySeries:
    first_day = last_day - timedelta(days=HISTORY_DAYS - 1)
    return telemetry.daily_series(
        permit, dict(pins), refs, series.HISTORY_METRICS, first_day, last_day, zone
    )


def forget_history() -> None:
    """Let go of the reading that is kept."""
    _history.cache_clear()


def pack(calibration: Calibration) -> bytes:
    buffer = BytesIO()
    np.savez_compressed(buffer, **{name: getattr(calibration, name) for name in _TABLES})
    return buffer.getvalue()


def unpack(data: bytes) -> Calibration:
    """The tables that `pack` wrote, by shape of series even where they were kept before that."""
    with np.load(BytesIO(data), allow_pickle=False) as tables:
        return upgraded(Calibration(*(tables[name] for name in _TABLES)))
