"""One case per rule and outcome: facts, and what the rule has to say of them. The house rules check that none is forgotten."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kado.facts.advisories import NOTHING
from kado.facts.configuration import (
    FileSystem,
    NetworkInterface,
    PowerSupply,
    SourceReport,
    StorageArray,
)
from kado.facts.devices import DriveKind, RiskReason, RiskVerdict, VendorVerdict
from kado.facts.forecasts import ForecastState
from kado.facts.series import DatedEvent, EventKind
from kado.facts.server import ServerFacts
from kado.facts.verdicts import Outcome, Severity
from tests.advice.factory import (
    AT,
    GB,
    GIB,
    TODAY,
    configuration,
    contract,
    device_facts,
    device_history,
    device_risk,
    drive,
    flat,
    forecast,
    identity,
    module,
    peers,
    presence,
    ramp,
    server_facts,
    ssd_facts,
    statistics,
    wear_forecast,
)

FINDING, CLEAR = Outcome.FINDING, Outcome.CLEAR
CANNOT, NOT = Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE
ACT, PLAN, WATCH = Severity.ACT_NOW, Severity.PLAN, Severity.WATCH


@dataclass(frozen=True)
class Case:
    """Some verdict of `rule` on these facts has this outcome, and where given this subject, severity, missing or value."""

    rule: str
    outcome: Outcome
    facts: ServerFacts
    subject: str = ""
    severity: Severity | None = None
    missing: str = ""

    def __str__(self) -> str:
        return f"{self.rule}-{self.outcome}-{self.severity or self.missing or 'plain'}"


def _with(**overrides: object) -> ServerFacts:
    return server_facts(**overrides)


def _configured(**overrides: object) -> ServerFacts:
    return server_facts(configuration=configuration(**overrides))


def _changed(before: dict[str, object], **now: object) -> ServerFacts:
    return server_facts(
        configuration=configuration(**now), previous_configuration=configuration(**before)
    )


def _measured(*rows: object) -> ServerFacts:
    return server_facts(statistics=rows)


def _series(*series: object) -> ServerFacts:
    return server_facts(forecasts=series)


def _drives(*histories: object, **overrides: object) -> ServerFacts:
    return server_facts(devices=histories, device_risks=(), **overrides)


UNKNOWN = server_facts(
    configuration=None,
    previous_configuration=None,
    statistics=(),
    forecasts=(),
    devices=(),
    device_risks=(),
    wear_forecasts=(),
    warranty_end=None,
    identity=identity(os_name="", os_version=""),
    newest_collector_version="",
    advisories=NOTHING,
)
VIRTUAL = server_facts(
    configuration=configuration(
        virtualisation="kvm", storage_arrays=(), power_supplies=(), memory_modules=(), drives=()
    ),
    statistics=(),
    devices=(),
    device_risks=(),
)
SNAP = _with(
    configuration=configuration(
        file_systems=(FileSystem("/snap/core", "/dev/loop1", "squashfs", GB, True),)
    ),
    forecasts=(forecast("filesystem_used_bytes", flat(1.0), instance="/snap/core"),),
)
NO_ARRAY = _configured(storage_arrays=())
SILENT = presence(first_sample_at=None, last_sample_at=None, hours_present_count=0)


def _filling(
    metric: str, statistic: str, instance: str, capacity: float, days: tuple[int | None, ...]
) -> ServerFacts:
    early, median, late = days
    return _series(
        forecast(
            metric,
            ramp(0.8, 0.002),
            instance=instance,
            statistic=statistic,
            capacity=capacity,
            probability=0.9,
            dates_days=(early, median, late),
        )
    )


def _growing(
    rule: str, metric: str, statistic: str, instance: str, capacity: float, soon: Severity = ACT
) -> list[Case]:
    """The cases that the rules on the forecast have in common."""

    def facts(*days: int | None) -> ServerFacts:
        return _filling(metric, statistic, instance, capacity, days)

    def state(state: ForecastState) -> ServerFacts:
        return _series(
            forecast(
                metric,
                flat(0.5),
                instance=instance,
                statistic=statistic,
                capacity=capacity,
                state=state,
            )
        )

    return [
        Case(rule, FINDING, facts(10, 20, 40), instance, soon),
        Case(rule, FINDING, facts(40, 60, 90), instance, PLAN),
        Case(rule, FINDING, facts(100, 150, None), instance, WATCH),
        Case(rule, CLEAR, state(ForecastState.FORECAST), instance),
        Case(rule, CLEAR, state(ForecastState.FULL_ALREADY), instance),
        Case(rule, CANNOT, state(ForecastState.LEARNING), instance, missing="history"),
        Case(rule, CANNOT, state(ForecastState.NO_DATA), instance, missing="samples"),
        Case(rule, CANNOT, state(ForecastState.LEVEL_ONLY), instance, missing="trend"),
        Case(rule, CANNOT, state(ForecastState.UNPREDICTABLE), instance, missing="pattern"),
        Case(rule, CANNOT, UNKNOWN),
    ]


def _p95(
    rule: str, metric: str, high: float, low: float, severity: Severity, instance: str = ""
) -> list[Case]:
    bad = statistics(metric, high / 2, high, high, instance=instance)
    good = statistics(metric, low / 2, low, high, instance=instance)
    return [
        Case(rule, FINDING, _measured(bad), instance, severity),
        Case(rule, CLEAR, _measured(good), instance),
        Case(rule, CANNOT, UNKNOWN),
    ]


def _full(level: float) -> ServerFacts:
    return _series(forecast("filesystem_used_bytes", flat(level), instance="/var"))


def _memory(level: float) -> ServerFacts:
    return _series(
        forecast("memory_used_bytes", flat(level), statistic="mean", capacity=128.0 * GIB)
    )


_SILENT_SERIES = forecast("filesystem_used_bytes", flat(0.6), instance="/var")
# Nothing came in the month's last ten days.
SILENT_VAR = server_facts(
    forecasts=(
        replace(
            _SILENT_SERIES, history=(*_SILENT_SERIES.history[:-10], *[None] * 10), last_value=None
        ),
    )
)
GROWING_92 = _series(
    forecast(
        "filesystem_used_bytes",
        ramp(0.926, 0.002),
        instance="/var",
        probability=1.0,
        dates_days=(1, 1, 1),
    )
)


def _fast(day: int) -> float:
    return 0.3 + 0.0005 * min(day, 185) + 0.01 * max(0, day - 185)


def _leak(day: int) -> float:
    return 0.3 + 0.3 * (day % 40) / 40


REBOOT_DAYS = tuple(TODAY - timedelta(days=199 - d) for d in (40, 80, 120, 160))
LEAKING = _with(
    forecasts=(forecast("memory_used_bytes", _leak, statistic="mean", capacity=128.0 * GIB),),
    events=tuple(DatedEvent(d, EventKind.REBOOT) for d in REBOOT_DAYS),
)
SIGN = RiskReason("smart_197", 0.0, 24.0, date(2026, 10, 12), 0.14, "Backblaze 2013")
WARNED = RiskReason("critical_warning", 0.0, 8.0, date(2026, 10, 12), None, "NVMe")

CAPACITY = [
    *_growing("filesystem_filling", "filesystem_used_bytes", "max", "/var", 400.0 * GB),
    Case("filesystem_filling", NOT, SNAP, "/snap/core", missing="read_only_image"),
    Case("filesystem_filling", CANNOT, SILENT_VAR, "/var", missing="recent_samples"),
    *_growing("memory_filling", "memory_used_bytes", "mean", "", 128.0 * GIB),
    *_growing("processor_growing", "processor_used_ratio", "peak", "", 1.0, PLAN),
    Case("filesystem_full", FINDING, _full(0.99), "/var", ACT),
    Case("filesystem_full", FINDING, _full(0.96), "/var", PLAN),
    Case("filesystem_full", FINDING, GROWING_92, "/var", PLAN),
    Case("filesystem_full", CLEAR, _full(0.92), "/var"),
    Case("filesystem_filling", CLEAR, GROWING_92, "/var"),
    Case("memory_full", FINDING, _memory(0.99), "", ACT),
    Case("memory_full", FINDING, _memory(0.96), "", PLAN),
    Case("memory_full", CLEAR, _memory(0.6)),
    Case("memory_full", CANNOT, UNKNOWN),
    Case("filesystem_full", CLEAR, _full(0.6), "/var"),
    Case("filesystem_full", CANNOT, UNKNOWN, missing="filesystem_samples"),
    Case("filesystem_full", NOT, SNAP, "/snap/core", missing="read_only_image"),
    Case(
        "filesystem_inodes",
        FINDING,
        _measured(statistics("filesystem_inodes_used_ratio", 0.9, 0.92, 0.93, instance="/")),
        "/",
        PLAN,
    ),
    Case(
        "filesystem_inodes",
        FINDING,
        _measured(statistics("filesystem_inodes_used_ratio", 0.98, instance="/")),
        "/",
        ACT,
    ),
    Case("filesystem_inodes", CLEAR, server_facts(), "/"),
    Case("filesystem_inodes", CANNOT, UNKNOWN),
    Case(
        "filesystem_inodes",
        NOT,
        _with(identity=identity(os_name="windows-server", os_version="2022"), statistics=()),
        missing="inodes",
    ),
    Case(
        "filesystem_growth_changed",
        FINDING,
        _series(forecast("filesystem_used_bytes", _fast, instance="/var")),
        "/var",
        WATCH,
    ),
    Case("filesystem_growth_changed", CLEAR, server_facts(), "/var"),
    Case("filesystem_growth_changed", CANNOT, UNKNOWN),
    Case(
        "filesystem_growth_changed",
        CANNOT,
        _series(forecast("filesystem_used_bytes", flat(0.5), instance="/var", days=20)),
        "/var",
        missing="history",
    ),
    Case("filesystem_growth_changed", NOT, SNAP, "/snap/core"),
]

PERFORMANCE = [
    Case("memory_leak", FINDING, LEAKING, "", PLAN),
    Case("memory_leak", CLEAR, server_facts()),
    Case("memory_leak", CANNOT, UNKNOWN),
    Case(
        "swap_in_use",
        FINDING,
        _measured(
            statistics("swap_total_bytes", 8.0 * GIB),
            statistics("swap_used_bytes", 4.0 * GIB, 6.0 * GIB),
            statistics("memory_total_bytes", 128.0 * GIB),
            statistics("memory_used_bytes", 120.0 * GIB, 125.0 * GIB),
        ),
        "",
        PLAN,
    ),
    Case("swap_in_use", CLEAR, server_facts()),
    Case("swap_in_use", CANNOT, UNKNOWN, missing="swap_samples"),
    Case("swap_in_use", NOT, _measured(statistics("swap_total_bytes", 0.0)), missing="no_swap"),
    Case(
        "processor_overloaded",
        FINDING,
        _measured(statistics("processor_used_ratio", 0.8, 0.97, 1.0)),
        "",
        PLAN,
    ),
    *_p95("processor_overloaded", "processor_used_ratio", 0.95, 0.6, WATCH),
    *_p95("iowait_high", "processor_iowait_ratio", 0.3, 0.05, WATCH),
    *_p95("disk_busy", "disk_busy_ratio", 0.95, 0.4, WATCH, "sda"),
    Case(
        "steal_high",
        FINDING,
        replace(VIRTUAL, statistics=(statistics("processor_steal_ratio", 0.1, 0.2, 0.4),)),
        "",
        WATCH,
    ),
    Case(
        "steal_high",
        CLEAR,
        replace(VIRTUAL, statistics=(statistics("processor_steal_ratio", 0.0, 0.01, 0.4),)),
    ),
    Case("steal_high", CANNOT, VIRTUAL),
    Case("steal_high", NOT, server_facts(), missing="physical_server"),
    Case(
        "processor_idle",
        FINDING,
        _measured(statistics("processor_used_ratio", 0.01, 0.02, 0.2, previous_p95=0.02)),
        "",
        WATCH,
    ),
    Case("processor_idle", CLEAR, server_facts()),
    Case("processor_idle", CANNOT, UNKNOWN),
    Case(
        "processor_idle",
        CANNOT,
        _measured(statistics("processor_used_ratio", 0.01, 0.02, 0.2)),
        missing="two_months",
    ),
    Case(
        "peaks_never_fall",
        FINDING,
        _series(forecast("processor_used_ratio", flat(0.9, 0.01), statistic="peak", capacity=1.0)),
        "",
        PLAN,
    ),
    Case("peaks_never_fall", CLEAR, server_facts()),
    Case("peaks_never_fall", CANNOT, UNKNOWN),
]

READ_ONLY = (FileSystem("/var", "/dev/md1", "xfs", 400 * GB, True),)
WRITABLE = (FileSystem("/var", "/dev/md1", "xfs", 400 * GB, False),)
FAILED_ARRAY = StorageArray("md0", "raid1", "degraded", 2, 1, 0, None)


def _array(**overrides: object) -> ServerFacts:
    made = StorageArray("md0", "raid1", "optimal", 2, 0, 1, "good")
    return _configured(storage_arrays=(replace(made, **overrides),))  # type: ignore[arg-type]


def _risk(verdict: RiskVerdict, **overrides: object) -> ServerFacts:
    made = device_risk("/dev/sda", verdict=verdict, risk_30d=0.3, reasons=(SIGN,), **overrides)
    return _with(device_risks=(made,))


def _hdd(*facts: object, **overrides: object) -> ServerFacts:
    return _drives(device_history("/dev/sda", *facts), **overrides)  # type: ignore[arg-type]


def _ssd(**overrides: object) -> ServerFacts:
    return _drives(device_history("/dev/nvme0", ssd_facts(**overrides)))


def _wear(state: str, days: tuple[int | None, ...], ratio: float | None) -> ServerFacts:
    early, median, late = (None if d is None else TODAY + timedelta(days=d) for d in days)
    made = wear_forecast(
        "/dev/nvme0",
        state=state,
        wear_ratio=ratio,
        date_early=early,
        date_median=median,
        date_late=late,
    )
    return replace(_ssd(), wear_forecasts=(made,))


_CLEARED = device_risk("/dev/nvme0", verdict=RiskVerdict.FAILING, reasons=(WARNED,))
_WORN = RiskReason("wear_ratio", 0.8, 0.97, TODAY, None, "JEDEC JESD218")
WORN_AND_SAID_SO = replace(
    _wear("forecast", (10, 25, 60), 0.97),
    device_risks=(
        device_risk("/dev/nvme0", serial="N1", verdict=RiskVerdict.WATCH, reasons=(_WORN,)),
    ),
)
_A_WHILE_AGO = TODAY - timedelta(days=12)
GONE_B2 = _with(
    configuration=configuration(drives=(drive("/dev/sda", serial="A1"),)),
    devices=(
        device_history("/dev/sda", device_facts()),
        device_history("/dev/sdb", device_facts(serial="B2"), last_day=_A_WHILE_AGO),
    ),
)
# A failing drive was replaced within the month: its successor answers from the same place.
REPLACED = _with(
    devices=(
        device_history("/dev/sda", device_facts(serial="OLD"), last_day=_A_WHILE_AGO),
        device_history("/dev/sda", device_facts(serial="NEW")),
    ),
    device_risks=(
        device_risk("/dev/sda", serial="OLD", verdict=RiskVerdict.FAILING, reasons=(SIGN,)),
        device_risk("/dev/sda", serial="NEW"),
    ),
)

DRIVES = [
    Case("drive_failing", FINDING, _risk(RiskVerdict.FAILING), "/dev/sda", ACT),
    Case("drive_failing", CLEAR, server_facts(), "/dev/sda"),
    Case("drive_failing", CLEAR, _with(device_risks=(_CLEARED,)), "/dev/nvme0"),
    Case("drive_failing", CANNOT, _risk(RiskVerdict.CANNOT_TELL), "/dev/sda"),
    Case("drive_failing", CANNOT, UNKNOWN, missing="drive_readings"),
    Case("drive_failing", NOT, VIRTUAL, missing="virtual_machine"),
    Case("drive_at_risk", FINDING, _risk(RiskVerdict.AT_RISK), "/dev/sda", PLAN),
    Case("drive_at_risk", FINDING, _risk(RiskVerdict.WATCH), "/dev/sda", WATCH),
    Case("drive_at_risk", FINDING, _risk(RiskVerdict.WATCH, resolved=True), "/dev/sda", WATCH),
    Case("drive_at_risk", CLEAR, server_facts(), "/dev/sda"),
    Case("drive_at_risk", CLEAR, WORN_AND_SAID_SO, "/dev/nvme0"),
    Case("drive_at_risk", CANNOT, UNKNOWN),
    Case("drive_at_risk", NOT, VIRTUAL),
    Case(
        "drive_vendor_failed",
        FINDING,
        _hdd(device_facts(), device_facts(vendor_verdict=VendorVerdict.FAILED)),
        "/dev/sda",
        ACT,
    ),
    Case(
        "drive_vendor_failed",
        FINDING,
        _hdd(device_facts(vendor_verdict=VendorVerdict.FAILED), device_facts()),
        "/dev/sda",
        WATCH,
    ),
    Case("drive_vendor_failed", CLEAR, server_facts(), "/dev/sda"),
    Case(
        "drive_vendor_failed",
        CANNOT,
        _hdd(device_facts(vendor_verdict=VendorVerdict.UNKNOWN)),
        "/dev/sda",
    ),
    Case("drive_vendor_failed", NOT, VIRTUAL),
    Case(
        "drive_link_errors",
        FINDING,
        _hdd(device_facts(), device_facts(attributes={199: 50.0})),
        "/dev/sda",
        WATCH,
    ),
    Case("drive_link_errors", CLEAR, _hdd(device_facts(), device_facts()), "/dev/sda"),
    Case("drive_link_errors", CANNOT, _hdd(device_facts()), "/dev/sda", missing="two_readings"),
    Case("drive_link_errors", NOT, _ssd(), "/dev/nvme0"),
    Case(
        "drive_old", FINDING, _hdd(device_facts(power_on_seconds=6 * 31_536_000)), "/dev/sda", WATCH
    ),
    Case("drive_old", CLEAR, server_facts(), "/dev/sda"),
    Case("drive_old", CANNOT, _hdd(device_facts(power_on_seconds=None)), "/dev/sda"),
    Case("drive_old", NOT, VIRTUAL),
    Case("drive_hot", FINDING, _hdd(device_facts(temperature_celsius=63.0)), "/dev/sda", PLAN),
    Case("drive_hot", CLEAR, server_facts(), "/dev/sda"),
    Case("drive_hot", CANNOT, _hdd(device_facts(temperature_celsius=None)), "/dev/sda"),
    Case(
        "drive_hot",
        CANNOT,
        _hdd(device_facts(kind=DriveKind.UNKNOWN)),
        missing="drive_kind",
        subject="/dev/sda",
    ),
    Case("drive_hot", NOT, VIRTUAL),
    Case(
        "drive_silent",
        FINDING,
        _drives(
            device_history("/dev/sda", device_facts(), last_day=TODAY - timedelta(days=12)),
            device_history("/dev/sdb", device_facts()),
        ),
        "/dev/sda",
        ACT,
    ),
    Case("drive_silent", CLEAR, server_facts(), "/dev/sda"),
    Case("drive_silent", CLEAR, GONE_B2, "/dev/sdb"),
    Case("drive_silent", CLEAR, REPLACED, "/dev/sda"),
    Case("drive_failing", CLEAR, REPLACED, "/dev/sda"),
    Case("drive_gone", FINDING, GONE_B2, "/dev/sdb", ACT),
    Case(
        "drive_silent",
        CANNOT,
        _drives(device_history("/dev/sda", device_facts(), last_day=TODAY - timedelta(days=12))),
        missing="drive_readings",
    ),
    Case("drive_silent", CANNOT, _with(presence=SILENT), missing="samples"),
    Case("drive_silent", NOT, VIRTUAL),
    Case(
        "drive_gone",
        FINDING,
        _with(configuration=configuration(drives=(drive("/dev/sda", serial="A1"),))),
        "/dev/sdb",
        ACT,
    ),
    Case(
        "drive_gone",
        FINDING,
        _configured(drives=(drive("/dev/sda", serial="A1"), drive("/dev/sdb", serial="NEW"))),
        "/dev/sdb",
        WATCH,
    ),
    Case("drive_gone", CLEAR, server_facts()),
    Case("drive_gone", CANNOT, _with(previous_configuration=None), missing="earlier_configuration"),
    Case("drive_gone", NOT, VIRTUAL),
    Case(
        "drive_firmware_mixed",
        FINDING,
        _configured(
            drives=(drive("/dev/sda", firmware="FW10"), drive("/dev/sdb", firmware="FW12"))
        ),
        "EX4000",
        WATCH,
    ),
    Case("drive_firmware_mixed", CLEAR, server_facts(), "EX4000"),
    Case("drive_firmware_mixed", CANNOT, UNKNOWN),
    Case(
        "drive_firmware_mixed", NOT, _configured(drives=(drive("/dev/sda"),)), missing="like_drives"
    ),
    Case("ssd_wear", FINDING, _wear("forecast", (10, 25, 60), 0.97), "/dev/nvme0", ACT),
    Case("ssd_wear", FINDING, _wear("forecast", (120, 200, None), 0.8), "/dev/nvme0", WATCH),
    Case("ssd_wear", FINDING, _wear("worn_out", (None, None, None), 1.1), "/dev/nvme0", PLAN),
    Case("ssd_wear", CLEAR, _wear("forecast", (None, None, None), 0.2), "/dev/nvme0"),
    Case(
        "ssd_wear",
        CANNOT,
        _wear("learning", (None, None, None), 0.2),
        "/dev/nvme0",
        missing="history",
    ),
    Case("ssd_wear", CANNOT, _wear("no_data", (None, None, None), None), "/dev/nvme0"),
    Case("ssd_wear", NOT, server_facts(), missing="no_ssd"),
    Case("ssd_spare_low", FINDING, _ssd(spare_ratio=0.08), "/dev/nvme0", ACT),
    Case("ssd_spare_low", FINDING, _ssd(spare_ratio=0.15), "/dev/nvme0", PLAN),
    Case("ssd_spare_low", FINDING, _ssd(spare_ratio=0.4), "/dev/nvme0", WATCH),
    Case("ssd_spare_low", CLEAR, _ssd(), "/dev/nvme0"),
    Case("ssd_spare_low", CANNOT, _ssd(spare_ratio=None), "/dev/nvme0"),
    Case("ssd_spare_low", NOT, server_facts(), missing="no_ssd"),
    Case("nvme_warning", FINDING, _ssd(critical_warning=8), "/dev/nvme0", ACT),
    Case("nvme_warning", FINDING, _ssd(critical_warning=2), "/dev/nvme0", PLAN),
    Case("nvme_warning", CLEAR, _ssd(), "/dev/nvme0"),
    Case("nvme_warning", CANNOT, _ssd(critical_warning=None), "/dev/nvme0"),
    Case("nvme_warning", NOT, server_facts(), missing="no_nvme"),
]

HARDWARE = [
    Case(
        "filesystem_read_only",
        FINDING,
        _changed({"file_systems": WRITABLE}, file_systems=READ_ONLY),
        "/var",
        ACT,
    ),
    Case("filesystem_read_only", CLEAR, server_facts(), "/var"),
    Case(
        "filesystem_read_only",
        CLEAR,
        _changed({"file_systems": READ_ONLY}, file_systems=READ_ONLY),
        "/var",
    ),
    Case("filesystem_read_only", CANNOT, UNKNOWN),
    Case("array_degraded", FINDING, _configured(storage_arrays=(FAILED_ARRAY,)), "md0", ACT),
    Case("array_degraded", FINDING, _array(state="rebuilding"), "md0", PLAN),
    Case("array_degraded", CLEAR, server_facts(), "md0"),
    Case("array_degraded", CANNOT, _array(state=None, members_failed_count=None), "md0"),
    Case("array_degraded", NOT, NO_ARRAY, missing="no_array"),
    Case("array_no_spare", FINDING, _array(spares_count=0), "md0", WATCH),
    Case("array_no_spare", CLEAR, server_facts(), "md0"),
    Case("array_no_spare", CANNOT, _array(spares_count=None), "md0"),
    Case("array_no_spare", NOT, _array(level="raid0"), "md0", missing="redundant_array"),
    Case("array_battery", FINDING, _array(battery="degraded"), "md0", PLAN),
    Case("array_battery", CLEAR, server_facts(), "md0"),
    Case("array_battery", CANNOT, UNKNOWN),
    Case("array_battery", NOT, _array(battery=None), "md0", missing="no_battery"),
    Case(
        "single_drive",
        FINDING,
        _configured(storage_arrays=(), drives=(drive("/dev/sda"),)),
        "/dev/sda",
        PLAN,
    ),
    Case("single_drive", FINDING, _array(level="RAID 0"), "md0", PLAN),
    Case("single_drive", CLEAR, server_facts()),
    Case("single_drive", CANNOT, NO_ARRAY, missing="storage_arrays"),
    Case("single_drive", NOT, VIRTUAL),
    Case(
        "power_supply_failed",
        FINDING,
        _configured(power_supplies=(PowerSupply("PSU1", "ok"), PowerSupply("PSU2", "failed"))),
        "PSU2",
        ACT,
    ),
    Case(
        "power_supply_failed",
        FINDING,
        _configured(power_supplies=(PowerSupply("PSU1", "ok"), PowerSupply("PSU2", "degraded"))),
        "PSU2",
        PLAN,
    ),
    Case(
        "power_supply_failed",
        CANNOT,
        _configured(power_supplies=(PowerSupply("PSU1", "humming"),)),
        "PSU1",
    ),
    Case("power_supply_failed", CLEAR, server_facts(), "PSU1"),
    Case("power_supply_failed", CANNOT, UNKNOWN),
    Case("power_supply_failed", NOT, VIRTUAL),
    Case(
        "single_power_supply",
        FINDING,
        _configured(power_supplies=(PowerSupply("PSU1", "ok"),)),
        "",
        WATCH,
    ),
    Case("single_power_supply", CLEAR, server_facts()),
    Case("single_power_supply", CANNOT, UNKNOWN),
    Case("single_power_supply", NOT, VIRTUAL),
    Case(
        "single_network_path",
        FINDING,
        _configured(network_interfaces=(NetworkInterface("eno1", None, True),)),
        "eno1",
        WATCH,
    ),
    Case(
        "single_network_path",
        FINDING,
        _configured(
            network_interfaces=(
                NetworkInterface("eno1", None, True, "bond0"),
                NetworkInterface("eno2", None, False, "bond0"),
            )
        ),
        "bond0",
        PLAN,
    ),
    Case("single_network_path", CLEAR, server_facts(), "bond0"),
    Case("single_network_path", CANNOT, UNKNOWN),
    Case(
        "single_network_path",
        CANNOT,
        _configured(
            network_interfaces=(
                NetworkInterface("eno1", None, True),
                NetworkInterface("eno2", None, True),
            )
        ),
        missing="bonding",
    ),
    Case("single_network_path", NOT, VIRTUAL),
    Case(
        "network_errors",
        FINDING,
        _measured(statistics("network_errors_count", 2.0, 5.0, 90.0, instance="eno1")),
        "eno1",
        WATCH,
    ),
    Case("network_errors", CLEAR, server_facts(), "eno1"),
    Case("network_errors", CANNOT, UNKNOWN),
    Case(
        "network_speed_lowered",
        FINDING,
        _configured(network_interfaces=(NetworkInterface("eno1", 100_000_000, True),)),
        "eno1",
        PLAN,
    ),
    Case("network_speed_lowered", CLEAR, server_facts(), "eno1"),
    Case("network_speed_lowered", CANNOT, UNKNOWN),
    Case(
        "memory_population",
        FINDING,
        _configured(memory_modules=(module("P0"), module("P1", 32 * GIB))),
        "",
        WATCH,
    ),
    Case(
        "memory_population",
        FINDING,
        _configured(memory_modules=(module("P0"), module("P1", speed_mts=2666))),
        "",
        WATCH,
    ),
    Case("memory_population", CLEAR, server_facts()),
    Case(
        "memory_population",
        CLEAR,
        _configured(
            memory_modules=(module("P0"), module("P1"), module("J1", 4 * 2**20, kind="Flash"))
        ),
    ),
    Case("memory_population", CANNOT, UNKNOWN),
    Case("memory_population", NOT, VIRTUAL),
    Case("memory_module_lost", FINDING, _configured(memory_bytes=112 * GIB), "", PLAN),
    Case("memory_module_lost", CLEAR, server_facts()),
    Case("memory_module_lost", CANNOT, UNKNOWN),
    Case(
        "memory_corrected_errors",
        FINDING,
        _measured(statistics("memory_corrected_errors_count", 1.0, 3.0, 12.0, instance="mc0/P0")),
        "mc0/P0",
        PLAN,
    ),
    Case(
        "memory_corrected_errors",
        FINDING,
        _measured(statistics("memory_corrected_errors_count", 0.1, 0.0, 400.0, instance="mc0/P0")),
        "mc0/P0",
        WATCH,
    ),
    Case("memory_corrected_errors", CLEAR, server_facts(), "mc0/P0"),
    Case("memory_corrected_errors", CANNOT, UNKNOWN),
    Case("memory_corrected_errors", NOT, VIRTUAL),
    Case(
        "memory_uncorrected_errors",
        FINDING,
        _measured(statistics("memory_uncorrected_errors_count", 0.0, 0.0, 1.0, instance="mc0/P0")),
        "mc0/P0",
        ACT,
    ),
    Case("memory_uncorrected_errors", CLEAR, server_facts(), "mc0/P0"),
    Case("memory_uncorrected_errors", CANNOT, UNKNOWN),
    Case("memory_uncorrected_errors", NOT, VIRTUAL),
    Case(
        "temperature_above_past",
        FINDING,
        _measured(
            statistics("sensor_temperature_celsius", 52.0, instance="cpu0", previous_mean=45.0)
        ),
        "cpu0",
        WATCH,
    ),
    Case(
        "temperature_above_past",
        FINDING,
        _measured(
            statistics("sensor_temperature_celsius", 62.0, instance="cpu0", previous_mean=45.0)
        ),
        "cpu0",
        PLAN,
    ),
    Case("temperature_above_past", CLEAR, server_facts(), "cpu0"),
    Case("temperature_above_past", CANNOT, UNKNOWN),
]


def _reboots(count: int, gap: bool = False) -> ServerFacts:
    days = [TODAY - timedelta(days=3 * i) for i in range(count)]
    events = [DatedEvent(d, EventKind.REBOOT) for d in days]
    gaps = [DatedEvent(d, EventKind.DATA_GAP) for d in days] if gap else []
    return _with(events=tuple(events + gaps))


NEWER = _with(peers=peers(bios_versions=("1.4.2", "1.5.0", "1.10.1", "1.4.2")))

CONFIGURATION = [
    Case("clock_not_synchronised", FINDING, _configured(clock_synchronised=False), "", WATCH),
    Case("clock_not_synchronised", FINDING, _configured(clock_offset_seconds=-40.0), "", PLAN),
    Case("clock_not_synchronised", CLEAR, server_facts()),
    Case("clock_not_synchronised", CANNOT, UNKNOWN),
    Case("reboots", FINDING, _reboots(4), "", WATCH),
    Case("reboots", FINDING, _reboots(2, gap=True), "", WATCH),
    Case("reboots", FINDING, _reboots(8), "", PLAN),
    Case("reboots", CLEAR, _reboots(1)),
    Case("reboots", CANNOT, _with(presence=SILENT)),
    Case("configuration_drift", FINDING, _configured(bios_version="1.5.0"), "", WATCH),
    Case("configuration_drift", CLEAR, server_facts()),
    Case("configuration_drift", CANNOT, UNKNOWN),
    Case("sister_drift", FINDING, _configured(os_version="11.9"), "", WATCH),
    Case("sister_drift", CLEAR, server_facts()),
    Case("sister_drift", CANNOT, _with(configuration=None)),
    Case("sister_drift", NOT, _with(peers=None), missing="sisters"),
    Case("bios_behind_sisters", FINDING, NEWER, "", WATCH),
    Case("bios_behind_sisters", CLEAR, server_facts()),
    Case("bios_behind_sisters", CANNOT, _configured(bios_version=None)),
    Case("bios_behind_sisters", NOT, _with(peers=None)),
    Case("collector_outdated", FINDING, _with(newest_collector_version="0.10.0"), "", WATCH),
    Case("collector_outdated", CLEAR, server_facts()),
    Case("collector_outdated", CANNOT, UNKNOWN),
    Case(
        "blind_spots",
        FINDING,
        _configured(sources=(SourceReport("drives", False, code="not_installed"),)),
        "drives",
        WATCH,
    ),
    Case(
        "blind_spots",
        FINDING,
        _configured(sources=(SourceReport("identity", False, code="not_there"),)),
        "identity",
        WATCH,
    ),
    Case(
        "blind_spots",
        FINDING,
        _configured(sources=(SourceReport("spool", False, code="too_many"),)),
        "spool",
        WATCH,
    ),
    Case(
        "blind_spots",
        NOT,
        _configured(sources=(SourceReport("power", True, code="not_applicable"),)),
        "power",
    ),
    Case(
        "blind_spots",
        FINDING,
        _configured(sources=(SourceReport("bmc", False),)),
        "bmc",
        WATCH,
    ),
    Case("blind_spots", CLEAR, server_facts(), "drives"),
    Case("blind_spots", CANNOT, UNKNOWN),
]

PROTECTION = [
    Case(
        "os_end_of_support",
        FINDING,
        _with(identity=identity(os_name="debian", os_version="11.11")),
        "",
        PLAN,
    ),
    Case(
        "os_end_of_support",
        FINDING,
        _with(identity=identity(os_name="windows-server", os_version="10.0.14393")),
        "",
        PLAN,
    ),
    Case("os_end_of_support", CLEAR, server_facts()),
    Case("os_end_of_support", CANNOT, UNKNOWN, missing="os_version"),
    Case(
        "os_end_of_support",
        CANNOT,
        _with(identity=identity(os_name="plan9", os_version="4")),
        missing="os_lifecycle",
    ),
    Case(
        "contract_ends_soon",
        FINDING,
        _with(contracts=(contract(date(2025, 1, 1), TODAY + timedelta(days=20)),)),
        "",
        ACT,
    ),
    Case(
        "contract_ends_soon",
        FINDING,
        _with(contracts=(contract(date(2025, 1, 1), TODAY + timedelta(days=80)),)),
        "",
        PLAN,
    ),
    Case(
        "contract_ends_soon",
        CLEAR,
        _with(
            contracts=(
                contract(date(2025, 1, 1), TODAY + timedelta(days=20)),
                contract(TODAY + timedelta(days=21), None, "C-2"),
            )
        ),
    ),
    Case(
        "contract_ends_soon",
        CLEAR,
        _with(
            contracts=(
                replace(
                    contract(date(2025, 1, 1), TODAY + timedelta(days=20)), renewal="automatic"
                ),
            )
        ),
    ),
    Case("contract_ends_soon", CLEAR, server_facts()),
    Case("contract_ends_soon", NOT, _with(contracts=()), missing="contract"),
    Case("contract_missing", FINDING, _with(contracts=()), "", PLAN),
    Case(
        "contract_missing",
        FINDING,
        _with(contracts=(contract(date(2024, 1, 1), date(2026, 9, 30)),)),
        "",
        PLAN,
    ),
    Case("contract_missing", CLEAR, server_facts()),
    Case(
        "warranty_ends_soon",
        FINDING,
        _with(warranty_end=TODAY + timedelta(days=30), contracts=()),
        "",
        WATCH,
    ),
    Case("warranty_ends_soon", CLEAR, server_facts()),
    Case("warranty_ends_soon", CANNOT, UNKNOWN),
    Case("data_gap", FINDING, _with(presence=presence(hours_present_count=600)), "", WATCH),
    Case(
        "data_gap",
        FINDING,
        _with(
            presence=presence(
                hours_present_count=715,
                longest_gap_hours_count=29,
                longest_gap_started_at=AT - timedelta(days=9),
            )
        ),
        "",
        WATCH,
    ),
    Case("data_gap", CLEAR, server_facts()),
    Case("data_gap", CANNOT, _with(presence=presence(hours_expected_count=0)), missing="samples"),
    Case(
        "silent_server",
        FINDING,
        _with(presence=presence(last_sample_at=AT - timedelta(hours=40))),
        "",
        WATCH,
    ),
    Case(
        "silent_server",
        FINDING,
        _with(presence=presence(last_sample_at=AT - timedelta(days=10))),
        "",
        PLAN,
    ),
    Case("silent_server", FINDING, _with(presence=SILENT), "", PLAN),
    Case("silent_server", CLEAR, server_facts()),
]

CASES: tuple[Case, ...] = (
    *CAPACITY,
    *PERFORMANCE,
    *DRIVES,
    *HARDWARE,
    *CONFIGURATION,
    *PROTECTION,
)

from tests.advice.pack_cases import PACK_CASES  # noqa: E402 - it builds on this module

CASES += PACK_CASES

from tests.advice.hardware_cases import HARDWARE_CASES  # noqa: E402 - it builds on this module

CASES += HARDWARE_CASES
