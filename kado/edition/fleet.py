"""The past of a customer's fleet, which says how wide intervals must be (kado.forecast.fleet), worked out once for an edition.

Kept with the edition: every task, a resumed run and every revision forecasts with the same tables, so that one server's
late data changes that server's forecasts and no other's.
"""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Final

import numpy as np

from kado.edition import series
from kado.edition.inputs import EditionInputs, ServerInput
from kado.entitlement.gate import Permit
from kado.forecast.engine import calibration_of
from kado.forecast.fleet import Calibration
from kado.forecast.present import HISTORY_DAYS
from kado.store import telemetry

HORIZON_DAYS: Final = 365
# About five series a server: well within what makes the tables better (kado.forecast.fleet.MAX_FLEET_COUNT).
FLEET_SERVERS: Final = 128
_TABLES: Final = ("regrets", "low", "high", "peak")


def sample_of(servers: Sequence[ServerInput]) -> tuple[ServerInput, ...]:
    """The servers that stand for the fleet: buckets are a hash of the id, so the first ones are as good as any."""
    return tuple(sorted(servers, key=lambda s: (s.bucket, str(s.server_id)))[:FLEET_SERVERS])


def read_calibration(
    inputs: EditionInputs, permit: Permit, sample: Sequence[ServerInput]
) -> Calibration:
    """The tables from the sample's daily series up to the cut."""
    first_day = inputs.last_day - timedelta(days=HISTORY_DAYS - 1)
    daily = telemetry.daily_series(
        permit,
        inputs.lake_versions,
        [inputs.ref(s) for s in sample],
        series.HISTORY_METRICS,
        first_day,
        inputs.last_day,
        inputs.zone,
    )
    own = [(server_id, part, ()) for server_id, part in sorted(series.by_server(daily).items())]
    batch = series.batch_of(own, first_day, HISTORY_DAYS, inputs.country)
    return calibration_of(batch, horizon_days=HORIZON_DAYS)


def pack(calibration: Calibration) -> bytes:
    buffer = BytesIO()
    np.savez_compressed(buffer, **{name: getattr(calibration, name) for name in _TABLES})
    return buffer.getvalue()


def unpack(data: bytes) -> Calibration:
    """The very tables that `pack` wrote."""
    with np.load(BytesIO(data), allow_pickle=False) as tables:
        return Calibration(*(tables[name] for name in _TABLES))
