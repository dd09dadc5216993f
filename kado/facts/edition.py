"""The edition's documents: what is frozen, stored and shown. Everything a page needs is in here."""

from dataclasses import dataclass
from datetime import date, datetime

from kado.facts.advisories import PackVersion
from kado.facts.comparison import Comparison
from kado.facts.configuration import Configuration
from kado.facts.contracts import ContractPeriod
from kado.facts.devices import DeviceFacts, DeviceRisk, WearForecast, WrittenLife
from kado.facts.eligibility import Eligibility
from kado.facts.forecasts import SeriesForecast
from kado.facts.series import DatedEvent
from kado.facts.server import MonthStatistics, Presence, ServerIdentity
from kado.facts.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class CategoryHealth:
    """Health of one category, 0-100; the worst finding decides. findings_count: how many count.

    told_count, asked_count: how many rules could tell, of those that apply; of a fleet, summed over its servers.
    """

    category: str
    score: int | None  # None: too little could be told, or nothing of it is installed
    findings_count: int
    told_count: int = 0  # editions made before 2026-11-23 have neither
    asked_count: int = 0

    @property
    def is_untold(self) -> bool:
        """Whether there is something to judge and too little of it could be judged."""
        return self.score is None and self.asked_count > 0


def is_partial(health: tuple[CategoryHealth, ...]) -> bool:
    """Whether a score of these categories leaves one out that could not be told."""
    return any(category.is_untold for category in health)


@dataclass(frozen=True, slots=True)
class DriveCard:
    """One drive as the edition shows it: its latest reading and what we say of it."""

    device: str
    read_on: date
    facts: DeviceFacts
    risk: DeviceRisk | None
    wear: WearForecast | None
    wear_history: tuple[tuple[date, float], ...] = ()
    written: WrittenLife | None = (
        None  # against the rated endurance; editions made before 2026-11-23 have none
    )


@dataclass(frozen=True, slots=True)
class MendGain:
    """Points of health that mending one finding alone gives back; findings that give none back are left out."""

    rule: str
    subject: str
    points_count: int


@dataclass(frozen=True, slots=True)
class ServerEdition:
    """One server in one edition.

    state: 'findings' (worst severity in `severity`), 'fine', 'learning', 'no_data', 'not_eligible',
    'stopped', 'could_not_be_analysed' (reason in `problem`).
    """

    identity: ServerIdentity
    state: str
    severity: str
    health_score: int | None
    health: tuple[CategoryHealth, ...]
    eligibility: Eligibility
    presence: Presence
    configuration: Configuration | None
    statistics: tuple[MonthStatistics, ...]
    forecasts: tuple[SeriesForecast, ...]
    drives: tuple[DriveCard, ...]
    verdicts: tuple[
        Verdict, ...
    ]  # findings first, worst first; then cannot tell, clear, not applicable
    events: tuple[DatedEvent, ...]
    contracts: tuple[ContractPeriod, ...]
    collecting_since: date | None
    first_forecast_due: date | None
    problem: str = ""
    mend_gains: tuple[MendGain, ...] = ()  # editions made before 2026-11-23 have none
    comparison: Comparison | None = None  # None: too few similar servers, or made before 2026-11-23
    warranty_end: date | None = None

    @property
    def health_is_partial(self) -> bool:
        """Whether the score leaves out a category of which too little could be told."""
        return is_partial(self.health)


@dataclass(frozen=True, slots=True)
class Change:
    """What is new, worse, better or gone against the edition before."""

    kind: str  # 'new', 'worse', 'better', 'resolved'
    server_id: str
    hostname: str
    rule: str
    subject: str
    severity: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding among those of the whole customer, most urgent first."""

    server_id: str
    hostname: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Report card over the editions before: forecasts against what happened."""

    forecasts_count: int
    coverage_ratio: float | None  # share of days inside the 80 % interval
    median_error_ratio: float | None  # median absolute error as a share of capacity
    crossings_called_count: int
    crossings_missed_count: int


@dataclass(frozen=True, slots=True)
class ServerLine:
    """One server in the list of an edition: enough for a list with sparklines, nothing more."""

    server_id: str
    hostname: str
    model_number: str
    os_name: str
    os_version: str
    state: str
    severity: str
    health_score: int | None
    findings_count: int
    first_finding_rule: str
    first_finding_subject: str
    processor_sparkline: tuple[float | None, ...]  # last 30 days, ratio
    fullest_ratio: float | None  # the fullest file system
    fullest_mount: str
    next_crossing_early: date | None
    next_crossing_late: date | None
    next_crossing_subject: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A server taken out of a published edition at the customer's wish (MISSION E5); nothing here names it.

    on: the day, in the customer's zone. place: where its part's digest stood among all servers' when the edition was published.
    summary_sha256: the summary's digest before this removal.
    """

    on: date
    place: int
    part_sha256: str
    summary_sha256: str


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """The customer's edition as a whole. A field added later has a default: what was frozen without it stays readable.

    counts_by_state: servers. counts_by_severity: findings that hold. findings and changes: the most urgent 2,000.
    changes: against the edition of the month before.
    """

    organisation_id: str
    organisation_name: str
    month: str
    revision: int
    zone: str
    cut_at: datetime  # the first instant that is no longer in the edition
    data_from: date | None
    lake_versions: dict[str, int]
    code_version: str
    rules_version: str
    model_version: str
    terms_version: str
    is_demonstration: bool
    servers: tuple[ServerLine, ...]
    findings: tuple[FindingLine, ...]
    changes: tuple[Change, ...]
    counts_by_state: dict[str, int]
    counts_by_severity: dict[str, int]
    health_score: int | None
    health: tuple[CategoryHealth, ...]
    accuracy: Accuracy | None
    hours_expected_count: int
    hours_present_count: int
    revision_reason: str = ""
    revision_changes: tuple[Change, ...] = ()  # against the revision that this one corrects
    revised_server_ids: tuple[str, ...] = ()  # whose parts differ from it at all
    pack_versions: tuple[PackVersion, ...] = ()  # the advisory packs that the rules read
    organisation_name_en: str = ""
    hours_late_count: int | None = None  # of the present ones (facts.server.Presence)
    hours_imported_count: int | None = None
    removals: tuple[Removal, ...] = ()  # servers deleted since it was published

    @property
    def health_is_partial(self) -> bool:
        """Whether no server could be told of in some category."""
        return is_partial(self.health)

    @property
    def last_removal(self) -> date | None:
        """The day on which a server was last taken out; None where none was."""
        return max((removal.on for removal in self.removals), default=None)

    def organisation_name_in(self, locale: str) -> str:
        """The customer's name for readers of `locale`."""
        return (locale == "en" and self.organisation_name_en) or self.organisation_name
