"""What a server of the demonstration is: frozen data, from which everything about it is computed."""

from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from kado.demonstration.dice import SEED
from kado.demonstration.shapes import Calm, Shape

# All day numbers here count from the cut of the last month before the demonstration was made: -1 is that month's last day.


def id_of(kind: str, name: str) -> UUID:
    """The id of a row of the demonstration: the same on every installation."""
    return uuid5(NAMESPACE_URL, f"{SEED}/{kind}/{name}")


@dataclass(frozen=True, slots=True)
class Workload:
    """How busy the processors are. rhythm: 'office', 'web', 'night' or 'flat'. The busiest hour of a working day is idle + swing."""

    rhythm: str = "office"
    idle_ratio: float = 0.06
    swing_ratio: float = 0.35
    closed_ratio: float = 0.2  # of the swing that remains on closed days
    month_end_ratio: float = 0.0  # added in the nights of the last three days of a month
    growth_per_year_ratio: float = 0.08
    noise_ratio: float = 0.03
    bursts_ratio: float = 0.0  # height of irregular bursts


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Share of the memory in use. A leak adds up to `leak_ratio` until the service is restarted every `leak_days`."""

    shape: Shape = field(default_factory=lambda: Calm(0.52, 0.03, 0.012))
    swing_ratio: float = 0.03
    leak_ratio: float = 0.0
    leak_days: float = 0.0


@dataclass(frozen=True, slots=True)
class FileSystemPlan:
    """A file system. On `enlarged_day` its capacity becomes `enlarged_bytes` (0: never)."""

    mount: str
    device: str
    kind: str
    capacity_bytes: int
    shape: Shape
    enlarged_day: int = 0
    enlarged_bytes: int = 0


@dataclass(frozen=True, slots=True)
class DrivePlan:
    """A drive. story: 'healthy', 'failing', 'wearing', 'losing_spare' or 'defects'. It is in the server from `since_day` on."""

    device: str
    product: str
    age_days: int = 700  # on the day of the cut
    story: str = "healthy"
    wear_at_cut_ratio: float = 0.06
    wear_per_year_ratio: float = 0.03
    since_day: int = -10_000


# The slot whose module has errors in the story of failing memory; its errors are counted on every server.
FAULTY_MODULE = "DIMM_A3"


@dataclass(frozen=True, slots=True)
class Contract:
    """A support contract, in days from the cut."""

    from_day: int = -700
    to_day: int = 760
    plan: str = "Standard"


@dataclass(frozen=True, slots=True)
class ServerPlan:
    """One server with everything that happens to it."""

    hostname: str
    hardware: str
    role: str
    os_name: str
    os_version: str
    kernels: tuple[str, ...]
    file_systems: tuple[FileSystemPlan, ...]
    drives: tuple[DrivePlan, ...]
    memory_bytes: int
    workload: Workload = field(default_factory=Workload)
    memory: MemoryUse = field(default_factory=MemoryUse)
    contract: Contract | None = field(default_factory=Contract)
    array_level: str = ""
    array_degraded_day: int | None = None
    memory_upgraded_day: int | None = None
    memory_before_bytes: int = 0
    bios_is_old: bool = False
    memory_errors_day: int | None = None  # from then on a module corrects errors in many rows
    power_supplies_count: int = 2
    collector_version: str = "0.1.0"
    first_day: int | None = None  # None: from the beginning
    last_day: int | None = None  # the first day without data, None: still sending
    gap: tuple[int, int] | None = None  # first day without data, first day with data again
    reboot_days: int = 84
    warranty_day: int = 600
    story: str = "healthy"

    @property
    def id(self) -> UUID:
        return id_of("server", self.hostname)

    @property
    def is_windows(self) -> bool:
        return self.os_name == "windows-server"

    @property
    def network_names(self) -> tuple[str, ...]:
        """Two interfaces and the bond they make, which is the one that is measured."""
        return ("NIC1", "NIC2", "Team1") if self.is_windows else ("ens1f0", "ens1f1", "bond0")

    @property
    def serial_number(self) -> str:
        return "DEMO" + self.id.hex[:8].upper()


@dataclass(frozen=True, slots=True)
class OrganisationPlan:
    """One organisation; servers only for customers."""

    key: str
    kind: str
    name_ja: str
    name_en: str
    zone: str
    country: str
    locale: str
    servers: tuple[ServerPlan, ...] = ()

    @property
    def id(self) -> UUID:
        return id_of("organisation", self.key)
