"""Cases of the rules that read advisory packs, and of what SSDs write."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from kado.facts.advisories import Component
from kado.facts.devices import DeviceHistory, DriveKind
from kado.facts.server import ServerFacts
from tests.advice.cases import (
    ACT,
    CANNOT,
    CLEAR,
    FINDING,
    NOT,
    PLAN,
    UNKNOWN,
    VIRTUAL,
    WATCH,
    Case,
    _drives,
)
from tests.advice.factory import (
    TODAY,
    configuration,
    device_history,
    drive,
    end_of_model,
    known_issue,
    sample_advisories,
    server_facts,
    ssd_facts,
    written_life,
)


def _packed(*issues: object, field: str = "firmware_issues", **overrides: object) -> ServerFacts:
    return server_facts(advisories=sample_advisories(**{field: issues}), **overrides)


def _old_drive(hours: int, firmware: str | None = "HPD6") -> DeviceHistory:
    """An HPE SAS SSD that dies at 40,000 hours, read twice, a month apart."""
    facts = [
        ssd_facts(
            protocol="scsi",
            kind=DriveKind.SSD,
            model="HP EK0800JVYPN",
            firmware=firmware,
            power_on_seconds=(hours - before) * 3600,
        )
        for before in (30 * 24, 0)
    ]
    return device_history("/dev/sdb", *facts)


def _written(state: str, days: tuple[int | None, ...], ratio: float | None) -> ServerFacts:
    early, median, late = (None if d is None else TODAY + timedelta(days=d) for d in days)
    return server_facts(
        devices=(device_history("/dev/nvme0", ssd_facts(), ssd_facts()),),
        device_risks=(),
        written_lives=(
            written_life(
                "/dev/nvme0",
                state=state,
                used_ratio=ratio,
                date_early=early,
                date_median=median,
                date_late=late,
            ),
        ),
    )


def _told(written: float | None = None, **sources: float) -> ServerFacts:
    lives = () if written is None else (written_life("/dev/nvme0", used_ratio=written),)
    facts = ssd_facts(wear_sources=sources)
    return server_facts(
        devices=(device_history("/dev/nvme0", facts),), device_risks=(), written_lives=lives
    )


BIOS = known_issue(Component.BIOS, "R120h*", fixed_in="1.5.0", manufacturers=("Example*",))
BMC = known_issue(Component.BMC, "R120h*", fixed_in="V3", severity="watch")
PROCESSOR = known_issue(Component.PROCESSOR, "Example 62*", severity="watch")
NONE = (None, None, None)
UNREAD_DRIVE = server_facts(
    configuration=configuration(
        drives=(drive("/dev/sg3", model="HP MO1600JVYPR", serial="Z9", firmware="HPD5"),)
    )
)

PACK_CASES: Final = (
    Case("known_firmware_issue", FINDING, _drives(_old_drive(39_000)), "/dev/sdb", ACT),
    Case("known_firmware_issue", FINDING, _drives(_old_drive(30_000)), "/dev/sdb", PLAN),
    Case("known_firmware_issue", FINDING, _drives(_old_drive(41_000)), "/dev/sdb", ACT),
    Case("known_firmware_issue", FINDING, _packed(BIOS), "BIOS", PLAN),
    Case("known_firmware_issue", FINDING, UNREAD_DRIVE, "/dev/sg3", ACT),
    Case("known_firmware_issue", CLEAR, server_facts(), "/dev/sda"),
    Case("known_firmware_issue", CLEAR, _drives(_old_drive(39_000, "HPD7")), "/dev/sdb"),
    Case("known_firmware_issue", CLEAR, _packed(replace(BIOS, fixed_in="1.4.2")), "BIOS"),
    Case(
        "known_firmware_issue",
        CANNOT,
        _drives(_old_drive(39_000, "3P01")),
        "/dev/sdb",
        missing="firmware_order",
    ),
    Case("known_firmware_issue", CANNOT, _packed(BMC), "BMC", missing="firmware_order"),
    Case("known_firmware_issue", CANNOT, UNKNOWN, missing="advisory_packs"),
    Case("known_firmware_issue", NOT, VIRTUAL, missing="virtual_machine"),
    Case("known_issue", FINDING, _packed(PROCESSOR, field="known_issues"), "Example 6226R", WATCH),
    Case(
        "known_issue",
        FINDING,
        _packed(known_issue(Component.DRIVE, "EX4000", power_on_hours=8_100), field="known_issues"),
        "/dev/sda",
        PLAN,
    ),
    Case("known_issue", CLEAR, server_facts()),
    Case("known_issue", CANNOT, UNKNOWN, missing="advisory_packs"),
    Case(
        "server_end_of_support",
        FINDING,
        _packed(end_of_model("R120h-1M", TODAY - timedelta(days=9)), field="ends_of_support"),
        "",
        PLAN,
    ),
    Case(
        "server_end_of_support",
        FINDING,
        _packed(end_of_model("R120h-1M", TODAY + timedelta(days=99)), field="ends_of_support"),
        "",
        PLAN,
    ),
    Case(
        "server_end_of_support",
        CLEAR,
        _packed(end_of_model("R120h-1M", TODAY + timedelta(days=999)), field="ends_of_support"),
    ),
    Case("server_end_of_support", CANNOT, server_facts(), missing="hardware_lifecycle"),
    Case("server_end_of_support", NOT, VIRTUAL, missing="virtual_machine"),
    Case("ssd_written", FINDING, _written("forecast", (10, 20, 60), 0.95), "/dev/nvme0", ACT),
    Case("ssd_written", FINDING, _written("forecast", (200, 300, None), 0.8), "/dev/nvme0", WATCH),
    Case("ssd_written", FINDING, _written("worn_out", NONE, 1.2), "/dev/nvme0", PLAN),
    Case("ssd_written", CLEAR, _written("forecast", NONE, 0.2), "/dev/nvme0"),
    Case("ssd_written", CANNOT, _written("learning", NONE, 0.2), "/dev/nvme0", missing="history"),
    Case(
        "ssd_written",
        CANNOT,
        _written("no_volume", NONE, None),
        "/dev/nvme0",
        missing="written_volume",
    ),
    Case(
        "ssd_written",
        CANNOT,
        _written("no_rating", NONE, None),
        "/dev/nvme0",
        missing="rated_endurance",
    ),
    Case("ssd_written", NOT, server_facts(), missing="no_ssd"),
    Case("ssd_wear_disagrees", FINDING, _told(0.95, nvme_log=0.6), "/dev/nvme0", WATCH),
    Case("ssd_wear_disagrees", FINDING, _told(0.1, nvme_log=0.6), "/dev/nvme0", WATCH),
    Case("ssd_wear_disagrees", FINDING, _told(smart_233=0.1, smart_177=0.6), "/dev/nvme0", WATCH),
    Case("ssd_wear_disagrees", CLEAR, _told(0.5, nvme_log=0.6), "/dev/nvme0"),
    Case("ssd_wear_disagrees", CANNOT, _told(), "/dev/nvme0", missing="second_source"),
    Case("ssd_wear_disagrees", NOT, server_facts(), missing="no_ssd"),
)
