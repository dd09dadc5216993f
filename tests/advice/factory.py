"""Facts for tests: a healthy server, and ways to make one thing of it ill. `server_facts(**overrides)` is what others use."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from kado.advisories import files
from kado.advisories.pack import advisories_of
from kado.facts.advisories import Advisories, Component, EndOfSupport, KnownIssue, Source, Words
from kado.facts.configuration import (
    Configuration,
    Drive,
    FileSystem,
    MemoryModule,
    NetworkInterface,
    PowerSupply,
    SourceReport,
    StorageArray,
)
from kado.facts.contracts import ContractPeriod
from kado.facts.devices import (
    DeviceFacts,
    DeviceHistory,
    DeviceReading,
    DeviceRisk,
    DriveKind,
    RiskVerdict,
    VendorVerdict,
    WearForecast,
    WrittenLife,
)
from kado.facts.forecasts import Crossing, ForecastState, SeriesForecast
from kado.facts.server import MonthStatistics, Peers, Presence, ServerFacts, ServerIdentity

TODAY = date(2026, 10, 31)
AT = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)
GB = 1_000_000_000
GIB = 1_073_741_824


def configuration(**overrides: object) -> Configuration:
    """A healthy two-socket Linux server with a mirrored pair of drives."""
    return replace(
        Configuration(
            manufacturer="Example",
            model_number="R120h-1M",
            serial_number="SN0001",
            hostname="srv-12",
            os_name="debian",
            os_version="12.11",
            kernel_version="6.1.0-37-amd64",
            architecture="x86_64",
            virtualisation="",
            bios_vendor="Example",
            bios_version="1.4.2",
            bmc_firmware_version="2.10",
            processor_model="Example 6226R",
            processor_sockets_count=2,
            processor_cores_count=32,
            processor_threads_count=64,
            memory_bytes=128 * GIB,
            memory_slots_count=16,
            memory_modules=tuple(module(f"P{i}") for i in range(8)),
            drives=(drive("/dev/sda", serial="A1"), drive("/dev/sdb", serial="B2")),
            file_systems=(
                FileSystem("/", "/dev/md0", "ext4", 100 * GB, False),
                FileSystem("/var", "/dev/md1", "xfs", 400 * GB, False),
            ),
            network_interfaces=(
                NetworkInterface("eno1", 10_000_000_000, True, "bond0"),
                NetworkInterface("eno2", 10_000_000_000, True, "bond0"),
            ),
            storage_arrays=(StorageArray("md0", "raid1", "optimal", 2, 0, 1, "good"),),
            power_supplies=(PowerSupply("PSU1", "ok"), PowerSupply("PSU2", "ok")),
            collector_version="0.1.0",
            clock_synchronised=True,
            clock_offset_seconds=0.002,
            sources=(SourceReport("drives", True, 0.4), SourceReport("processor", True, 0.01)),
        ),
        **overrides,  # type: ignore[arg-type]
    )


def module(slot: str, capacity_bytes: int | None = 16 * GIB, **overrides: object) -> MemoryModule:
    made = MemoryModule(slot, capacity_bytes, "DDR4", 2933, "Example", "M393")
    return replace(made, **overrides)  # type: ignore[arg-type]


def drive(device: str, **overrides: object) -> Drive:
    made = Drive(device, "EX4000", "S1", "FW10", 4000 * GB, True, "sata")
    return replace(made, **overrides)  # type: ignore[arg-type]


def identity(**overrides: object) -> ServerIdentity:
    made = ServerIdentity("s-12", "srv-12", "Example", "R120h-1M", "SN0001", "debian", "12.11")
    return replace(made, **overrides)  # type: ignore[arg-type]


def presence(**overrides: object) -> Presence:
    made = Presence(AT - timedelta(days=400), AT - timedelta(minutes=10), 744, 744, 0, None)
    return replace(made, **overrides)  # type: ignore[arg-type]


def statistics(
    metric: str,
    mean: float,
    p95: float | None = None,
    maximum: float | None = None,
    *,
    instance: str = "",
    previous_mean: float | None = None,
    previous_p95: float | None = None,
    days_count: int = 31,
) -> MonthStatistics:
    """One series over the month; without p95 and maximum it was level."""
    high = mean if p95 is None else p95
    top = high if maximum is None else maximum
    return MonthStatistics(
        metric, instance, days_count, mean, high, top, previous_mean, previous_p95
    )


def flat(level_ratio: float, noise_ratio: float = 0.0) -> Callable[[int], float]:
    """A level series with noise that is the same every time."""
    random = np.random.default_rng(7)
    noise = random.normal(0.0, noise_ratio, 4000)
    return lambda day: float(np.clip(level_ratio + noise[day], 0.0, 1.0))


def ramp(last_ratio: float, per_day_ratio: float, days: int = 200) -> Callable[[int], float]:
    """A straight rise that ends at `last_ratio`."""
    return lambda day: max(0.0, last_ratio - per_day_ratio * (days - 1 - day))


def saw_tooth(low_ratio: float, high_ratio: float, period_days: int) -> Callable[[int], float]:
    """Log rotation: a rise, a clean-up, a rise."""
    return lambda day: low_ratio + (high_ratio - low_ratio) * (day % period_days) / period_days


def forecast(
    metric: str,
    shape: Callable[[int], float],
    *,
    instance: str = "",
    statistic: str = "max",
    capacity: float = 400.0 * GB,
    days: int = 200,
    state: ForecastState = ForecastState.FORECAST,
    probability: float = 0.0,
    dates_days: tuple[int | None, int | None, int | None] = (None, None, None),
) -> SeriesForecast:
    """A series of `days` days up to TODAY with the crossing of 90 % that the engine would have given.

    shape: day number -> share of the capacity. dates_days: early, median, late, in days from TODAY.
    """
    history = tuple(shape(day) * capacity for day in range(days))
    early, median, late = (None if d is None else TODAY + timedelta(days=d) for d in dates_days)
    crossing = Crossing(0.9, 365, probability, early, median, late, {365: probability})
    known = state is ForecastState.FORECAST
    return SeriesForecast(
        metric=metric,
        instance=instance,
        statistic=statistic,
        unit="bytes",
        state=state,
        reason="",
        since=TODAY - timedelta(days=days),
        first_forecast_due=None,
        capacity=capacity,
        last_value=history[-1] if history else None,
        history_first_day=TODAY - timedelta(days=days - 1),
        history=history,
        horizon_days=365 if known else 0,
        path=(),
        horizons=(),
        crossings=(crossing,) if known else (),
        explanation=None,
    )


def device_facts(**overrides: object) -> DeviceFacts:
    """A healthy hard disk."""
    made = DeviceFacts(
        protocol="ata",
        kind=DriveKind.HDD,
        model="EX4000",
        serial="A1",
        firmware="FW10",
        capacity_bytes=4000 * GB,
        rotation_rpm=7200,
        power_on_seconds=8_000 * 3_600,
        temperature_celsius=34.0,
        wear_ratio=None,
        spare_ratio=None,
        written_bytes=None,
        media_errors_count=None,
        vendor_verdict=VendorVerdict.PASSED,
        attributes={5: 0.0, 187: 0.0, 197: 0.0, 198: 0.0, 199: 0.0},
        problems=(),
    )
    return replace(made, **overrides)  # type: ignore[arg-type]


def ssd_facts(**overrides: object) -> DeviceFacts:
    """A healthy NVMe drive."""
    made = device_facts(
        protocol="nvme",
        kind=DriveKind.NVME,
        model="EXN960",
        serial="N1",
        rotation_rpm=None,
        wear_ratio=0.2,
        spare_ratio=1.0,
        spare_threshold_ratio=0.1,
        critical_warning=0,
        attributes={},
    )
    return replace(made, **overrides)  # type: ignore[arg-type]


def device_history(
    device: str, *facts: DeviceFacts, last_day: date = TODAY, step_days: int = 30
) -> DeviceHistory:
    """Readings `step_days` apart, the last on `last_day`."""
    first = last_day - timedelta(days=step_days * (len(facts) - 1))
    readings = tuple(
        DeviceReading(first + timedelta(days=step_days * i), f) for i, f in enumerate(facts)
    )
    return DeviceHistory("s-12", device, readings)


def device_risk(device: str, **overrides: object) -> DeviceRisk:
    made = DeviceRisk(
        "s-12",
        device,
        "A1",
        "EX4000",
        DriveKind.HDD,
        RiskVerdict.CLEAR,
        0.001,
        "model",
        False,
        (),
    )
    return replace(made, **overrides)  # type: ignore[arg-type]


def wear_forecast(device: str, **overrides: object) -> WearForecast:
    """An SSD a fifth worn, far from its end."""
    made = WearForecast(
        "s-12", device, "N1", "EXN960", "forecast", 0.2, 0.05, 180, None, None, None
    )
    return replace(made, **overrides)  # type: ignore[arg-type]


def written_life(device: str, **overrides: object) -> WrittenLife:
    """An NVMe drive that has seen a fifth of its rated volume."""
    made = WrittenLife(
        "s-12",
        device,
        "N1",
        "EXN960",
        "forecast",
        written_bytes=200_000 * GB,
        rated_bytes=1_000_000 * GB,
        used_ratio=0.2,
        bytes_per_day=100.0 * GB,
        window_days=365,
        rated_by="data sheet",
        rated_url="https://example.com/sheet",
    )
    return replace(made, **overrides)  # type: ignore[arg-type]


SOURCE = Source("maker's bulletin", "https://example.com/bulletin", TODAY)


def sample_advisories(**overrides: object) -> Advisories:
    """What the shipped pack says."""
    sample = files.sample()
    return replace(advisories_of([(sample.pack, sample.digest)]), **overrides)  # type: ignore[arg-type]


def known_issue(component: Component, *models: str, **overrides: object) -> KnownIssue:
    made = KnownIssue(
        "example-issue",
        component,
        models,
        Words("止まります。", "It stops."),
        Words("更新してください。", "Update it."),
        "plan",
        SOURCE,
        TODAY,
    )
    return replace(made, **overrides)  # type: ignore[arg-type]


def end_of_model(model: str, end: date) -> EndOfSupport:
    return EndOfSupport("example-end", Words(model, model), end, end, SOURCE, models=(model,))


def contract(start: date, end: date | None, number: str = "C-1") -> ContractPeriod:
    return ContractPeriod(number, "ExpressSupportPack", start, end)


def peers(**overrides: object) -> Peers:
    made = Peers(
        ("s-1", "s-2", "s-3", "s-4"),
        ("1.4.2",) * 4,
        ("12.11",) * 4,
        (128 * GIB,) * 4,
    )
    return replace(made, **overrides)  # type: ignore[arg-type]


def server_facts(**overrides: object) -> ServerFacts:
    """A healthy server of which everything is known; `overrides` replace attributes of ServerFacts."""
    made = ServerFacts(
        at=AT,
        today=TODAY,
        month="2026-10",
        identity=identity(),
        configuration=configuration(),
        previous_configuration=configuration(),
        presence=presence(),
        statistics=(
            statistics(
                "processor_used_ratio", 0.25, 0.5, 0.8, previous_mean=0.25, previous_p95=0.5
            ),
            statistics("processor_iowait_ratio", 0.01, 0.04, 0.2),
            statistics("processor_steal_ratio", 0.0, 0.0, 0.0),
            statistics("memory_used_bytes", 60.0 * GIB, 70.0 * GIB, 80.0 * GIB),
            statistics("memory_total_bytes", 128.0 * GIB),
            statistics("swap_used_bytes", 0.0),
            statistics("swap_total_bytes", 8.0 * GIB),
            statistics("filesystem_inodes_used_ratio", 0.1, instance="/"),
            statistics("disk_busy_ratio", 0.1, 0.3, 0.9, instance="sda"),
            statistics("network_errors_count", 0.0, instance="eno1"),
            statistics(
                "sensor_temperature_celsius", 45.0, 50.0, 55.0, instance="cpu0", previous_mean=45.0
            ),
            statistics("memory_corrected_errors_count", 0.0, instance="mc0/P0"),
            statistics("memory_uncorrected_errors_count", 0.0, instance="mc0/P0"),
        ),
        forecasts=(
            forecast("filesystem_used_bytes", flat(0.6, 0.01), instance="/var"),
            forecast("memory_used_bytes", flat(0.5, 0.02), statistic="mean", capacity=128.0 * GIB),
            forecast("processor_used_ratio", flat(0.5, 0.05), statistic="peak", capacity=1.0),
        ),
        devices=(device_history("/dev/sda", device_facts()),),
        device_risks=(device_risk("/dev/sda"),),
        wear_forecasts=(),
        events=(),
        contracts=(contract(date(2025, 4, 1), date(2030, 3, 31)),),
        warranty_end=date(2029, 3, 31),
        newest_collector_version="0.1.0",
        peers=peers(),
        advisories=sample_advisories(),
    )
    return replace(made, **overrides)  # type: ignore[arg-type]
