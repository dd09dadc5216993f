"""ServerFacts: all that is known of one server at a cut. The rules' arguments are its attributes, by name."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kado.facts.advisories import NOTHING, Advisories
from kado.facts.comparison import Comparison
from kado.facts.configuration import Configuration
from kado.facts.contracts import ContractPeriod
from kado.facts.devices import DeviceHistory, DeviceRisk, WearForecast, WrittenLife
from kado.facts.forecasts import SeriesForecast
from kado.facts.series import DatedEvent


@dataclass(frozen=True, slots=True)
class ServerIdentity:
    server_id: str
    hostname: str
    manufacturer: str
    model_number: str
    serial_number: str
    os_name: str
    os_version: str
    role: str = ""
    is_demonstration: bool = False


# Data that comes later than this after its interval ended is late. The hours are those after which a server counts as silent
# (kado.advice.thresholds `silent_server`, `watch_hours`: Red Hat Insights, fresh within 26 hours; a daily report and slack).
# Version 1, 2026-11-23. Changing it changes rollups: raise kado.store.rollups.VERSION.
LATE_AFTER_HOURS: Final = 26


@dataclass(frozen=True, slots=True)
class Presence:
    """When data came. All instants aware UTC; hours count full hours of the month cut.

    hours_late_count: of the present ones, those of which everything a collector sent came more than LATE_AFTER_HOURS after its
    interval ended. hours_imported_count: those of which everything was brought in from files. None in editions made before 2026-11-23.
    """

    first_sample_at: datetime | None
    last_sample_at: datetime | None
    hours_expected_count: int
    hours_present_count: int
    longest_gap_hours_count: int
    longest_gap_started_at: datetime | None
    hours_late_count: int | None = None
    hours_imported_count: int | None = None


@dataclass(frozen=True, slots=True)
class MonthStatistics:
    """One series over the month of the edition and the month before, in the unit of the metric."""

    metric: str
    instance: str
    days_count: int
    mean: float
    p95: float
    maximum: float
    previous_mean: float | None
    previous_p95: float | None


@dataclass(frozen=True, slots=True)
class Peers:
    """Servers of the same model in the same organisation, for comparison within a customer."""

    server_ids: tuple[str, ...]
    bios_versions: tuple[str, ...]
    os_versions: tuple[str, ...]
    memory_bytes: tuple[int, ...]
    bmc_versions: tuple[str, ...] = ()
    inlet_temperatures_celsius: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """Everything a rule may ask for. `at` is the cut; `month` is 'YYYY-MM' in the customer's zone."""

    at: datetime
    today: date  # the cut's last day in the customer's zone
    month: str
    identity: ServerIdentity
    configuration: Configuration | None
    previous_configuration: Configuration | None  # the last one before the month
    presence: Presence
    statistics: tuple[MonthStatistics, ...]
    forecasts: tuple[SeriesForecast, ...]
    devices: tuple[DeviceHistory, ...]
    device_risks: tuple[DeviceRisk, ...]
    wear_forecasts: tuple[WearForecast, ...]
    events: tuple[DatedEvent, ...]
    contracts: tuple[ContractPeriod, ...]
    warranty_end: date | None
    newest_collector_version: str
    peers: Peers | None
    comparison: Comparison | None = None  # with similar servers of several customers
    told_on: date | None = (
        None  # the day the edition is made: no finding names a day before it as coming
    )
    written_lives: tuple[WrittenLife, ...] = ()
    advisories: Advisories = NOTHING  # what the packs in use say
