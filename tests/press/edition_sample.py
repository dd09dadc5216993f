"""A small edition made by hand: a server with findings, charts and drives, one that learns, one that is not eligible; and hostile names."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kado.facts.devices import (
    DeviceFacts,
    DeviceRisk,
    DriveKind,
    RiskVerdict,
    VendorVerdict,
    WearForecast,
)
from kado.facts.edition import (
    Accuracy,
    CategoryHealth,
    Change,
    DriveCard,
    EditionSummary,
    FindingLine,
    ServerEdition,
    ServerLine,
)
from kado.facts.eligibility import Condition, ConditionResult, Eligibility
from kado.facts.forecasts import (
    Crossing,
    Explanation,
    ForecastState,
    HorizonQuantiles,
    SeriesForecast,
)
from kado.facts.series import DatedEvent, EventKind
from kado.facts.server import Presence, ServerIdentity
from kado.facts.verdicts import Category, Evidence, InsightKind, Outcome, Severity, Verdict

CUT = date(2026, 10, 31)
CUT_AT = datetime(2026, 10, 31, 15, tzinfo=UTC)  # midnight in Tokyo
FIRST = CUT - timedelta(days=394)
HOSTILE = '=1+1"\'<b>&#image("x.png")$x$ */'
TB = 1e12


def series(level: float = 0.8, slope: float = 0.0005, **more: object) -> SeriesForecast:
    """A file system of 2 TB that grows and reaches 90 % within the horizon."""
    history = tuple(
        (level - slope * (394 - i)) * 2 * TB if not 200 <= i < 205 else None for i in range(395)
    )

    def quantiles(days: int) -> tuple[date, float, float, float]:
        middle = (level + slope * days) * 2 * TB
        return CUT + timedelta(days=days), middle * 0.97, middle, min(middle * 1.03, 2 * TB)

    made = SeriesForecast(
        metric="filesystem_used_bytes",
        instance="/var",
        statistic="max",
        unit="bytes",
        state=ForecastState.FORECAST,
        reason="",
        since=FIRST,
        first_forecast_due=None,
        capacity=2 * TB,
        last_value=level * 2 * TB,
        history_first_day=FIRST,
        history=history,
        horizon_days=364,
        path=tuple(quantiles(d) for d in range(7, 365, 7)),
        horizons=tuple(HorizonQuantiles(d, *quantiles(d)) for d in (30, 90, 180)),
        crossings=(
            Crossing(0.9, 364, 0.86, CUT + timedelta(days=150), CUT + timedelta(days=200), None, {90: 0.02, 180: 0.4}),
        ),
        explanation=Explanation(
            level * 2 * TB, slope * 2 * TB, 180, ("weekday",),
            (DatedEvent(CUT - timedelta(days=120), EventKind.CAPACITY_CHANGED, TB, 2 * TB),), (), None, None,
        ),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def drive() -> DriveCard:
    facts = DeviceFacts(
        "ata", DriveKind.SSD, "Micron_5300_MTFDDAK960TDS", "DEMO1", "D3MU001", 960_197_124_096, 0, 900 * 86_400, 31.0, 0.91, None,
        int(4e14), 0, VendorVerdict.PASSED, {}, (),
    )  # fmt: skip
    risk = DeviceRisk(
        "s1",
        "/dev/sda",
        "DEMO1",
        facts.model,
        facts.kind,
        RiskVerdict.WATCH,
        0.03,
        "model",
        False,
        (),
    )
    wear = WearForecast(
        "s1",
        "/dev/sda",
        "DEMO1",
        facts.model,
        "forecast",
        0.91,
        0.3,
        300,
        date(2027, 1, 20),
        date(2027, 2, 11),
        date(2027, 4, 1),
    )
    return DriveCard("/dev/sda", CUT, facts, risk, wear)


def finding() -> Verdict:
    return Verdict(
        rule="contract_ends_soon",
        outcome=Outcome.FINDING,
        severity=Severity.PLAN,
        category=Category.PROTECTION,
        kind=InsightKind.OTHER,
        confidence=0.9,
        values={"end_date": "2026-12-10", "left_count": 40},
        evidence=(Evidence("contract_end_date", None, "2026-12-10", "contract", CUT),),
    )


def part(number: int, hostname: str, state: str, **more: object) -> ServerEdition:
    met = tuple(ConditionResult(c, True) for c in Condition)
    made = ServerEdition(
        identity=ServerIdentity(
            f"00000000-0000-0000-0000-{number:012}",
            hostname,
            "Kado Demo",
            "KD-R120-4",
            f"DEMO{number}",
            "rhel",
            "9.6",
            "データベース",
            True,
        ),
        state=state,
        severity="plan" if state == "findings" else "fine",
        health_score=83 if state == "findings" else None,
        health=(),
        eligibility=Eligibility(True, met, ("prevention", "forecast", "advice")),
        presence=Presence(
            CUT_AT - timedelta(days=394), CUT_AT - timedelta(hours=1), 744, 744, 0, None
        ),
        configuration=None,
        statistics=(),
        forecasts=(),
        drives=(),
        verdicts=(),
        events=(),
        contracts=(),
        collecting_since=FIRST,
        first_forecast_due=None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def parts(first: str = "db-01") -> list[ServerEdition]:
    failed = ConditionResult(
        Condition.CONTRACT,
        False,
        "reason-contract-ended",
        "mend-contract-ended",
        {"number": "E-1", "ended_date": "2026-06-30"},
    )
    return [
        part(1, first, "findings", forecasts=(series(), series(instance="/srv", crossings=())), drives=(drive(),), verdicts=(finding(), Verdict("blind_spots", Outcome.CANNOT_TELL))),
        part(2, "new-01", "learning", collecting_since=CUT - timedelta(days=9), first_forecast_due=CUT + timedelta(days=5)),
        part(3, "old-01", "not_eligible", eligibility=Eligibility(False, (failed,), ())),
    ]  # fmt: skip


def summary(made: list[ServerEdition], **more: object) -> EditionSummary:
    lines = tuple(
        ServerLine(
            p.identity.server_id, p.identity.hostname, "KD-R120-4", "rhel", "9.6", p.state, p.severity, p.health_score,
            1 if p.verdicts else 0, "", "", (), 0.8 if p.forecasts else None, "/var" if p.forecasts else "",
            CUT + timedelta(days=150) if p.forecasts else None, None, "/var" if p.forecasts else "",
        )
        for p in made
    )  # fmt: skip
    found = EditionSummary(
        organisation_id="o", organisation_name="架空精機デモ", organisation_name_en="", month="2026-10", revision=0, zone="Asia/Tokyo", cut_at=CUT_AT, data_from=FIRST,
        lake_versions={"samples": 14, "devices": 14}, code_version="0.1.0", rules_version="2026.11.1", model_version="rules 1", terms_version="1.0",
        is_demonstration=True, servers=lines,
        findings=tuple(FindingLine(p.identity.server_id, p.identity.hostname, v) for p in made for v in p.verdicts if v.outcome is Outcome.FINDING),
        changes=(Change("new", made[0].identity.server_id, made[0].identity.hostname, "contract_ends_soon", "", "plan"),),
        counts_by_state={"findings": 1, "learning": 1, "not_eligible": 1}, counts_by_severity={"plan": 1}, health_score=83,
        health=(CategoryHealth("protection", 83, 1),), accuracy=Accuracy(120, 0.79, 0.021, 2, 1), hours_expected_count=2232, hours_present_count=2200,
    )  # fmt: skip
    return replace(found, **more)  # type: ignore[arg-type]
