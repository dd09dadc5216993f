"""Facts of ten servers made by hand, one for every state a page has to show. Deterministic: sines, no dice."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from math import sin
from uuid import UUID, uuid5

from kado.facts import configuration as conf
from kado.facts.contracts import ContractPeriod
from kado.facts.devices import (
    DeviceFacts,
    DeviceRisk,
    DriveKind,
    RiskReason,
    RiskVerdict,
    VendorVerdict,
    WearForecast,
)
from kado.facts.edition import CategoryHealth, DriveCard, ServerEdition
from kado.facts.eligibility import Condition, ConditionResult, Eligibility
from kado.facts.forecasts import (
    Candidate,
    Crossing,
    Explanation,
    ForecastState,
    HorizonQuantiles,
    PastForecast,
    SeriesForecast,
)
from kado.facts.series import DatedEvent, EventKind
from kado.facts.server import MonthStatistics, Presence, ServerIdentity
from kado.facts.verdicts import Category, Evidence, InsightKind, Outcome, Severity, Verdict

MONTH = "2026-10"
CUT_DAY = date(2026, 10, 31)  # the last day in the edition
CUT_AT = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)  # midnight in Tokyo
HISTORY_DAYS = 395
GB = 1e9
_NAMES = UUID("6f1c1f1e-52f5-4a0c-9b0e-000000000000")


def server_id(hostname: str) -> UUID:
    """The same host name always gives the same server."""
    return uuid5(_NAMES, hostname)


@dataclass(frozen=True)
class Shape:
    """A made-up series: level and slope per day, a weekly wave, and what the forecast says."""

    metric: str
    instance: str
    statistic: str
    unit: str
    capacity: float
    level: float
    slope: float = 0.0
    wave: float = 0.0
    state: ForecastState = ForecastState.FORECAST
    reason: str = ""
    days: int = HISTORY_DAYS
    gap: tuple[int, int] = (0, 0)
    events: tuple[DatedEvent, ...] = ()


def series(shape: Shape) -> SeriesForecast:
    first = CUT_DAY - timedelta(days=shape.days - 1)
    history = tuple(_value(shape, i) for i in range(shape.days))
    drawn = shape.state in (ForecastState.FORECAST, ForecastState.LEVEL_ONLY)
    horizon = 365 if shape.days > 360 else 90
    path = tuple(_quantiles(shape, d) for d in range(7, horizon + 1, 7)) if drawn else ()
    horizons = tuple(
        HorizonQuantiles(d, *_quantiles(shape, d)) for d in (30, 90, 180, 365) if d <= horizon
    )
    return SeriesForecast(
        metric=shape.metric,
        instance=shape.instance,
        statistic=shape.statistic,
        unit=shape.unit,
        state=shape.state,
        reason=shape.reason,
        since=first,
        first_forecast_due=first + timedelta(days=28)
        if shape.state is ForecastState.LEARNING
        else None,
        capacity=shape.capacity,
        last_value=history[-1],
        history_first_day=first,
        history=history,
        horizon_days=horizon if drawn else 0,
        path=path,
        horizons=horizons if drawn else (),
        crossings=_crossings(shape, horizon) if drawn else (),
        explanation=_explanation(shape) if drawn else None,
        past=_past(shape) if drawn and shape.days > 200 else (),
    )


def _value(shape: Shape, i: int) -> float | None:
    if shape.gap[0] <= i < shape.gap[1]:
        return None
    ahead = i - (shape.days - 1)
    noise = shape.wave * (sin(i * 2 * 3.14159 / 7) + 0.4 * sin(i * 1.7))
    return min(shape.capacity, max(0.0, shape.level + shape.slope * ahead + noise))


def _quantiles(shape: Shape, d: int) -> tuple[date, float, float, float]:
    middle = shape.level + shape.slope * d
    spread = (shape.wave + abs(shape.slope) * 8) * (1 + d / 120)
    values = (middle - spread, middle, middle + spread)
    return CUT_DAY + timedelta(days=d), *(min(shape.capacity, max(0.0, v)) for v in values)


def _crossings(shape: Shape, horizon: int) -> tuple[Crossing, ...]:
    found = []
    for ratio in (0.8, 0.9, 1.0):
        target = ratio * shape.capacity
        if shape.level >= target and ratio < 1.0:
            continue
        middle = (target - shape.level) / shape.slope if shape.slope > 0 else 1e9
        if middle > horizon:
            found.append(
                Crossing(ratio, horizon, 0.08, None, None, None, {90: 0.01, horizon: 0.08})
            )
            continue
        dates = [CUT_DAY + timedelta(days=int(middle * f)) for f in (0.82, 1.0, 1.28)]
        late = dates[2] if (dates[2] - CUT_DAY).days <= horizon else None
        found.append(
            Crossing(ratio, horizon, 0.87, dates[0], dates[1], late, {90: 0.4, horizon: 0.87})
        )
    return tuple(found)


def _explanation(shape: Shape) -> Explanation:
    return Explanation(
        level=shape.level,
        slope_per_day=shape.slope,
        window_days=180,
        cycles=("weekday",),
        events=shape.events,
        candidates=(Candidate("candidate-line-180", 0.7), Candidate("candidate-mean-28", 0.3)),
        own_error=shape.wave + abs(shape.slope) * 3,
        own_error_horizon_days=30,
    )


def _past(shape: Shape) -> tuple[PastForecast, ...]:
    rows = []
    for month, back in (("2026-07", 92), ("2026-08", 61)):
        for d in range(7, back, 7):
            i = shape.days - 1 - back + d
            actual = _value(shape, i) or 0.0
            middle = shape.level + shape.slope * (d - back) * 1.05
            spread = shape.wave * 1.3 + abs(shape.slope) * 6
            day = CUT_DAY + timedelta(days=d - back)
            rows.append(
                PastForecast(month, day, d, middle - spread, middle, middle + spread, actual)
            )
    return tuple(rows)


def file_system(
    mount: str, capacity_gb: float, level: float, growth: float = 0.0, **more: object
) -> SeriesForecast:
    """A file system whose share used is `level` and grows by `growth` a day."""
    size = capacity_gb * GB
    shape = Shape(
        "filesystem_used_bytes",
        mount,
        "max",
        "bytes",
        size,
        level * size,
        growth * size,
        0.004 * size,
    )
    return series(replace(shape, **more))  # type: ignore[arg-type]


def processor(
    mean: float, peak: float, growth: float = 0.0, **more: object
) -> tuple[SeriesForecast, ...]:
    wide = Shape("processor_used_ratio", "", "mean", "ratio", 1.0, mean, growth, mean * 0.2)
    high = Shape("processor_used_ratio", "", "peak", "ratio", 1.0, peak, growth, peak * 0.12)
    return tuple(series(replace(s, **more)) for s in (wide, high))  # type: ignore[arg-type]


def memory(total_gb: float, level: float, growth: float = 0.0, **more: object) -> SeriesForecast:
    size = total_gb * GB
    shape = Shape(
        "memory_used_bytes", "", "mean", "bytes", size, level * size, growth * size, 0.01 * size
    )
    return series(replace(shape, **more))  # type: ignore[arg-type]


def identity(
    hostname: str, model: str = "R120j-2M", role: str = "", system: str = "rhel 9.4"
) -> ServerIdentity:
    name, _, version = system.partition(" ")
    serial = f"DEMO{int(server_id(hostname)) % 10**7:07d}"
    return ServerIdentity(
        str(server_id(hostname)), hostname, "Example", model, serial, name, version, role, True
    )


def presence(share: float = 1.0) -> Presence:
    missing = int(744 * (1 - share))
    return Presence(
        CUT_AT - timedelta(days=HISTORY_DAYS),
        CUT_AT - timedelta(minutes=5) if share > 0.9 else CUT_AT - timedelta(days=20),
        744,
        744 - missing,
        missing,
        CUT_AT - timedelta(days=20) if missing else None,
    )


def configuration(who: ServerIdentity, memory_gb: float = 64) -> conf.Configuration:
    return conf.Configuration(
        manufacturer=who.manufacturer,
        model_number=who.model_number,
        serial_number=who.serial_number,
        hostname=who.hostname,
        os_name=who.os_name,
        os_version=who.os_version,
        kernel_version="5.14.0-427.el9.x86_64",
        architecture="x86_64",
        virtualisation="",
        bios_vendor="Example BIOS",
        bios_version="2.14.1",
        bios_date="2025-09-12",
        bmc_firmware_version="3.10",
        processor_model="Xeon Silver 4410Y",
        processor_sockets_count=2,
        processor_cores_count=24,
        processor_threads_count=48,
        memory_bytes=int(memory_gb * 2**30),
        memory_slots_count=16,
        memory_modules=tuple(
            conf.MemoryModule(
                f"DIMM{i}",
                16 * 2**30 if i < memory_gb / 16 else 0,
                "DDR5",
                4800,
                "Example",
                "M321R2",
            )
            for i in range(8)
        ),
        drives=(
            conf.Drive(
                "/dev/sda", "MK000480GZXRA", "S6PANA0T", "GXT5404Q", 480_103_981_056, False, "sata"
            ),
            conf.Drive(
                "/dev/sdb", "ST4000NM000A", "WS21ABCD", "CN05", 4_000_787_030_016, True, "sata"
            ),
        ),
        file_systems=(
            conf.FileSystem("/", "/dev/sda3", "xfs", int(100 * GB), False),
            conf.FileSystem("/var", "/dev/sda4", "xfs", int(400 * GB), False),
        ),
        network_interfaces=(
            conf.NetworkInterface("eno1", 10_000_000_000, True, "bond0"),
            conf.NetworkInterface("eno2", None, False, "bond0"),
        ),
        storage_arrays=(conf.StorageArray("md0", "raid1", "optimal", 2, 0, 0, None),),
        power_supplies=(conf.PowerSupply("PSU1", "ok"), conf.PowerSupply("PSU2", "ok")),
        collector_version="0.1.0",
        clock_synchronised=True,
        clock_offset_seconds=0.002,
        sources=(
            conf.SourceReport("processor", True, 0.01),
            conf.SourceReport("drives", False, 0.4, "no right to read", code="not_allowed"),
        ),
    )


def _facts(kind: DriveKind, **more: object) -> DeviceFacts:
    facts = DeviceFacts(
        protocol="ata",
        kind=kind,
        model="MK000480GZXRA" if kind is DriveKind.SSD else "ST4000NM000A",
        serial="S6PANA0T" if kind is DriveKind.SSD else "WS21ABCD",
        firmware="GXT5404Q",
        capacity_bytes=480_103_981_056 if kind is DriveKind.SSD else 4_000_787_030_016,
        rotation_rpm=None if kind is DriveKind.SSD else 7200,
        power_on_seconds=31_000 * 3600,
        temperature_celsius=34.0,
        wear_ratio=0.12 if kind is DriveKind.SSD else None,
        spare_ratio=None,
        written_bytes=int(212e12) if kind is DriveKind.SSD else None,
        media_errors_count=0,
        vendor_verdict=VendorVerdict.PASSED,
        attributes={},
        problems=(),
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def ssd(who: ServerIdentity, wear: float = 0.12, per_year: float = 0.03) -> DriveCard:
    """An SSD and when it wears out."""
    days = (1 - wear) / per_year * 365
    ends = (
        [CUT_DAY + timedelta(days=int(days * f)) for f in (0.85, 1.0, 1.2)]
        if days < 3650
        else [None] * 3
    )
    facts = _facts(DriveKind.SSD, wear_ratio=wear)
    worn = WearForecast(
        who.server_id, "/dev/sda", facts.serial, facts.model, "forecast", wear, per_year, 365, *ends
    )
    risk = DeviceRisk(
        who.server_id,
        "/dev/sda",
        facts.serial,
        facts.model,
        DriveKind.SSD,
        RiskVerdict.CLEAR,
        0.002,
        "rules",
        False,
        (),
    )
    steps = tuple(
        (CUT_DAY - timedelta(days=30 * i), wear - per_year * i / 12) for i in range(12, -1, -1)
    )
    return DriveCard("/dev/sda", CUT_DAY, facts, risk, worn, steps)


def hdd(who: ServerIdentity, pending: float = 0.0) -> DriveCard:
    """A hard disk; with pending sectors it is failing."""
    facts = _facts(DriveKind.HDD, attributes={5: pending / 2, 197: pending, 187: pending / 4})
    reason = RiskReason(
        "smart_197", 0.0, pending, CUT_DAY - timedelta(days=9), 0.115, "Backblaze 2013-2024"
    )
    verdict = RiskVerdict.FAILING if pending else RiskVerdict.CLEAR
    risk = DeviceRisk(
        who.server_id,
        "/dev/sdb",
        facts.serial,
        facts.model,
        DriveKind.HDD,
        verdict,
        0.42 if pending else 0.004,
        "model",
        False,
        (reason,) if pending else (),
    )
    return DriveCard("/dev/sdb", CUT_DAY, facts, risk, None)


def condition_results(failed: ConditionResult | None = None) -> tuple[ConditionResult, ...]:
    return tuple(
        failed if failed and failed.condition is c else ConditionResult(c, True) for c in Condition
    )


ELIGIBLE = Eligibility(True, condition_results(), ("prevention", "forecast", "advice"))
MODEL = {"drive_model": "ST4000NM000A", "drive_serial": "WS21ABCD"}


def filling(mount: str, severity: Severity, days: int, probability: float, used: float) -> Verdict:
    early, late = (CUT_DAY + timedelta(days=int(days * f)) for f in (0.82, 1.28))
    return Verdict(
        rule="filesystem_filling",
        outcome=Outcome.FINDING,
        subject=mount,
        severity=severity,
        category=Category.CAPACITY,
        kind=InsightKind.RESOURCE,
        likelihood=3,
        impact=4,
        change_risk=2,
        effort="hours",
        confidence=probability,
        values={
            "threshold_ratio": 1.0,
            "used_ratio": used,
            "from_date": early.isoformat(),
            "median_date": (CUT_DAY + timedelta(days=days)).isoformat(),
            "to_date": late.isoformat(),
            "open_end": "no",
            "within_probability": probability,
            "horizon_days": 365,
            "certainty": "likely" if probability >= 0.8 else "possible",
        },
        evidence=(
            Evidence("used_28_days_ratio", used - 0.06, used, "samples", CUT_DAY),
            Evidence("crossing_probability", None, probability, "forecast", CUT_DAY),
            Evidence("capacity_bytes", None, 400 * GB, "samples", CUT_DAY),
        ),
    )


def failing_drive() -> Verdict:
    return Verdict(
        rule="drive_failing",
        outcome=Outcome.FINDING,
        subject="/dev/sdb",
        severity=Severity.ACT_NOW,
        category=Category.COMPONENTS,
        kind=InsightKind.PREVENTION,
        likelihood=4,
        impact=4,
        change_risk=2,
        effort="hours",
        confidence=0.42,
        values={**MODEL, "risk_probability": 0.42, "has_probability": "yes", "signs_count": 2},
        evidence=(
            Evidence("smart_197", 0, 24, "Backblaze 2013-2024", CUT_DAY - timedelta(days=9), 0.115),
            Evidence("smart_5", 0, 12, "Backblaze 2013-2024", CUT_DAY - timedelta(days=4), 0.061),
        ),
    )


def wearing_ssd() -> Verdict:
    return Verdict(
        rule="ssd_wear",
        outcome=Outcome.FINDING,
        subject="/dev/sda",
        severity=Severity.PLAN,
        category=Category.COMPONENTS,
        kind=InsightKind.PREVENTION,
        likelihood=3,
        impact=3,
        effort="hours",
        values={
            "drive_model": "MK000480GZXRA",
            "drive_serial": "S6PANA0T",
            "wear_ratio": 0.86,
            "worn_out": "no",
            "from_date": "2027-01-20",
            "to_date": "2027-04-11",
            "open_end": "no",
        },
        evidence=(
            Evidence("wear_ratio", None, 0.86, "drive", CUT_DAY),
            Evidence("wear_end_date", None, "2027-02-28", "forecast", CUT_DAY),
        ),
    )


def contract_ending() -> Verdict:
    return Verdict(
        rule="contract_ends_soon",
        outcome=Outcome.FINDING,
        severity=Severity.PLAN,
        category=Category.PROTECTION,
        likelihood=4,
        impact=2,
        values={"end_date": "2026-12-31", "left_count": 61},
        evidence=(Evidence("contract_end_date", None, "2026-12-31", "contract", CUT_DAY),),
    )


def others(*found: str) -> tuple[Verdict, ...]:
    """The rules that found nothing, could not look, or have no part to look at."""
    clear = [
        Verdict(r, Outcome.CLEAR, s, values={"elsewhere": "no", "used_ratio": 0.41})
        for r, s in (
            ("drive_failing", "/dev/sda"),
            ("filesystem_full", "/"),
            ("clock_not_synchronised", ""),
        )
    ]
    rest = [
        Verdict("blind_spots", Outcome.CANNOT_TELL, missing=("source_reports",)),
        Verdict("array_degraded", Outcome.NOT_APPLICABLE, missing=("no_array",)),
    ]
    return tuple(v for v in (*clear, *rest) if v.rule not in found)


@dataclass(frozen=True)
class Sample:
    """What varies from server to server."""

    hostname: str
    state: str = "fine"
    severity: Severity = Severity.FINE
    role: str = ""
    model: str = "R120j-2M"
    system: str = "rhel 9.4"
    score: int | None = 100
    findings: tuple[Verdict, ...] = ()
    forecasts: tuple[SeriesForecast, ...] = ()
    drives: tuple[DriveCard, ...] = ()
    eligibility: Eligibility = ELIGIBLE
    share: float = 1.0
    since: date | None = CUT_DAY - timedelta(days=HISTORY_DAYS)
    due: date | None = None
    problem: str = ""
    events: tuple[DatedEvent, ...] = ()
    has_configuration: bool = True
    extra: dict[str, object] = field(default_factory=dict)


def build(sample: Sample) -> ServerEdition:
    who = identity(sample.hostname, sample.model, sample.role, sample.system)
    analysed = sample.state in ("findings", "fine", "learning")
    health = tuple(
        CategoryHealth(c, _score(sample, c), sum(v.category == c for v in sample.findings))
        for c in Category
    )
    return ServerEdition(
        identity=who,
        state=sample.state,
        severity=str(sample.severity),
        health_score=sample.score,
        health=health if analysed else (),
        eligibility=sample.eligibility,
        presence=presence(sample.share),
        configuration=configuration(who) if sample.has_configuration else None,
        statistics=(MonthStatistics("processor_used_ratio", "", 31, 0.31, 0.62, 0.88, 0.28, 0.6),)
        if analysed
        else (),
        forecasts=sample.forecasts,
        drives=sample.drives,
        verdicts=(*sample.findings, *others(*(v.rule for v in sample.findings)))
        if analysed
        else (),
        events=sample.events,
        contracts=(ContractPeriod("ESP-4471", "G4", date(2024, 4, 1), date(2027, 3, 31)),),
        collecting_since=sample.since,
        first_forecast_due=sample.due,
        problem=sample.problem,
    )


def _score(sample: Sample, category: Category) -> int | None:
    worst = {Severity.ACT_NOW: 20, Severity.PLAN: 55, Severity.WATCH: 80, Severity.FINE: 100}
    return min((worst[v.severity] for v in sample.findings if v.category is category), default=100)


def _not_eligible(condition: Condition, why: str, **values: str) -> Eligibility:
    failed = ConditionResult(condition, False, f"reason-{why}", f"mend-{why}", dict(values))
    return Eligibility(False, condition_results(failed), ())


def fleet() -> list[ServerEdition]:
    """Ten servers: act now, plan (two), watch, fine (two), learning, silent, without contract, not on the list, not analysed."""
    grown = DatedEvent(
        CUT_DAY - timedelta(days=118), EventKind.CAPACITY_CHANGED, 300 * GB, 400 * GB
    )
    reboot = DatedEvent(CUT_DAY - timedelta(days=40), EventKind.REBOOT)
    db, web, log = identity("db-01"), identity("web-01"), identity("log-01")
    steady = (file_system("/", 100, 0.41), *processor(0.22, 0.48), memory(64, 0.52))
    return [
        build(
            Sample(
                "db-01",
                "findings",
                Severity.ACT_NOW,
                "データベース",
                score=20,
                findings=(failing_drive(), filling("/var", Severity.PLAN, 74, 0.87, 0.83)),
                forecasts=(
                    file_system("/var", 400, 0.83, 0.0023, events=(grown, reboot)),
                    file_system("/", 100, 0.44, 0.0002),
                    *processor(0.34, 0.71, 0.0003),
                    memory(64, 0.68, 0.0002),
                ),
                drives=(ssd(db), hdd(db, 24.0)),
                events=(grown, reboot),
            )
        ),
        build(
            Sample(
                "web-01",
                "findings",
                Severity.PLAN,
                "Web",
                score=55,
                findings=(wearing_ssd(),),
                forecasts=(*steady[:1], *processor(0.55, 0.9, 0.0006), steady[3]),
                drives=(ssd(web, 0.86, 0.42),),
            )
        ),
        build(
            Sample(
                "log-01",
                "findings",
                Severity.PLAN,
                "ログ",
                score=55,
                model="R120h-1M",
                findings=(filling("/srv/log", Severity.PLAN, 52, 0.64, 0.9), contract_ending()),
                forecasts=(file_system("/srv/log", 2000, 0.9, 0.0019, gap=(300, 309)), *steady),
                drives=(hdd(log),),
            )
        ),
        build(
            Sample(
                "app-01",
                "findings",
                Severity.WATCH,
                "業務",
                score=80,
                findings=(replace(contract_ending(), severity=Severity.WATCH),),
                forecasts=steady,
            )
        ),
        build(Sample("app-02", role="業務", forecasts=steady, drives=(ssd(identity("app-02")),))),
        build(
            Sample(
                "backup-01",
                role="バックアップ",
                forecasts=(
                    file_system(
                        "/backup",
                        8000,
                        0.55,
                        state=ForecastState.UNPREDICTABLE,
                        reason="reason-too-wide",
                    ),
                    *steady,
                ),
            )
        ),
        build(
            Sample(
                "new-01",
                "learning",
                role="新設",
                score=None,
                since=CUT_DAY - timedelta(days=11),
                due=CUT_DAY + timedelta(days=17),
                forecasts=(
                    file_system(
                        "/",
                        100,
                        0.2,
                        days=12,
                        state=ForecastState.LEARNING,
                        reason="reason-too-short",
                    ),
                ),
            )
        ),
        build(Sample("edge-01", "no_data", role="支店", score=None, share=0.0)),
        build(
            Sample(
                "old-01",
                "not_eligible",
                model="R120e-2M",
                score=None,
                eligibility=_not_eligible(
                    Condition.CONTRACT, "contract-ended", number="ESP-1180", ended_date="2026-06-30"
                ),
            )
        ),
        build(
            Sample(
                "lab-01",
                "not_eligible",
                system="debian 12",
                score=None,
                eligibility=_not_eligible(
                    Condition.SUPPORT_LIST,
                    "support-list-analysis",
                    model_number="R120j-2M",
                    system="debian 12",
                ),
            )
        ),
        build(
            Sample(
                "calc-01",
                "could_not_be_analysed",
                score=None,
                problem="numbers",
                has_configuration=False,
            )
        ),
    ]
