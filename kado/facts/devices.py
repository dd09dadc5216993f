"""Devices: what a drive says of itself, and what that means."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class VendorVerdict(StrEnum):
    """The drive's own overall verdict, kept apart from ours."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class DriveKind(StrEnum):
    HDD = "hdd"
    SSD = "ssd"
    NVME = "nvme"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """One reading of one drive. None is "not known", never zero.

    wear_ratio: share of rated endurance used, 0-1 and beyond (NVMe may report up to 2.55).
    spare_ratio: spare blocks left, 1 is all. attributes: SMART id -> raw value as an integer count,
    decoded where the vendor packs several numbers into one. problems: what could not be read, and why,
    each "what: why" or "what: why (detail)".
    critical_warning: the NVMe bit field (NVM Express base specification, SMART / Health Information log).
    failed_attributes: SMART ids that stand at or below their vendor's own threshold now.
    wear_sources: every place of the drive's own that tells its wear -> share used; `wear_ratio` is the first of them.
    """

    protocol: str | None  # 'ata', 'nvme', 'scsi'
    kind: DriveKind
    model: str | None
    serial: str | None
    firmware: str | None
    capacity_bytes: int | None
    rotation_rpm: int | None
    power_on_seconds: int | None
    temperature_celsius: float | None
    wear_ratio: float | None
    spare_ratio: float | None
    written_bytes: int | None
    media_errors_count: int | None
    vendor_verdict: VendorVerdict
    attributes: dict[int, float]
    problems: tuple[str, ...]
    grown_defects_count: int | None = None  # SAS: elements in the grown defect list
    pending_defects_count: int | None = None  # SAS: sectors waiting to be remapped
    nonmedium_errors_count: int | None = None  # SAS: errors of the path, not of the medium
    critical_warning: int | None = None
    spare_threshold_ratio: float | None = None
    failed_attributes: tuple[int, ...] = ()
    wear_sources: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeviceReading:
    """A drive's facts on a day."""

    day: date
    facts: DeviceFacts


@dataclass(frozen=True, slots=True)
class DeviceHistory:
    """The readings of one drive in one server, oldest first, at most one a day, never empty."""

    server_id: str
    device: str  # the name on the server: '/dev/sda', '/dev/bus/0 megaraid,3'
    readings: tuple[DeviceReading, ...]

    @property
    def latest(self) -> DeviceFacts:
        return self.readings[-1].facts


class RiskVerdict(StrEnum):
    """What we say of a drive."""

    FAILING = "failing"  # act now
    AT_RISK = "at_risk"  # plan a replacement
    WATCH = "watch"
    CLEAR = "clear"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class RiskReason:
    """One sign behind a verdict: `attribute` is 'smart_197', 'media_errors_count', ..."""

    attribute: str
    old: float | None
    new: float | None
    since: date | None
    population_rate: float | None  # share of drives with this sign that failed within 30 days
    source: str  # the table or paper the rate comes from


@dataclass(frozen=True, slots=True)
class DeviceRisk:
    """The risk of one drive. risk_30d: calibrated probability of failure within 30 days, None when unknown."""

    server_id: str
    device: str
    serial: str | None
    model: str | None
    kind: DriveKind
    verdict: RiskVerdict
    risk_30d: float | None
    method: str  # 'model' or 'rules'
    resolved: bool  # a sign was there and has gone
    reasons: tuple[RiskReason, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WearForecast:
    """When an SSD reaches its rated endurance (wear_ratio 1), as an 80 % window of dates; None: not expected in 10 years.

    state: 'forecast', 'learning', 'not_applicable' (no such drive), 'no_data', 'worn_out'.
    """

    server_id: str
    device: str
    serial: str | None
    model: str | None
    state: str
    wear_ratio: float | None
    wear_ratio_per_year: float | None
    window_days: int | None
    date_early: date | None
    date_median: date | None
    date_late: date | None


@dataclass(frozen=True, slots=True)
class WrittenLife:
    """Bytes the host wrote against the rated endurance of the model, and when they reach it, as an 80 % window of dates.

    state: 'forecast', 'learning', 'worn_out' (rated volume reached), 'no_volume' (the drive does not tell), 'no_rating' (no pack knows
    the model), 'not_applicable' (no SSD). rated_by, rated_url: the source of the rated endurance.
    """

    server_id: str
    device: str
    serial: str | None
    model: str | None
    state: str
    written_bytes: int | None = None
    rated_bytes: int | None = None
    used_ratio: float | None = None
    bytes_per_day: float | None = None
    window_days: int | None = None
    date_early: date | None = None
    date_median: date | None = None
    date_late: date | None = None
    rated_by: str = ""
    rated_url: str = ""
