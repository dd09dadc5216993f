"""What can be proposed, and from which findings: one table (MISSION E4). Texts: `proposal-kind-<key>`, `proposal-<key>-title` and more.

The rules are those of kado.advice.rules by their keys; a test holds the table against them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kado.facts.verdicts import Verdict

# Values of a verdict that say by when something happens, nearest meaning first: the early end of a window, an end of support.
_DUE_VALUES: Final = ("from_date", "end_date")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of proposal and the rules whose findings lead to it."""

    key: str
    rules: tuple[str, ...]


KINDS: Final = (
    Kind(
        "add_capacity",
        (
            "filesystem_filling",
            "filesystem_full",
            "filesystem_inodes",
            "memory_filling",
            "memory_full",
            "processor_growing",
            "processor_overloaded",
            "disk_busy",
        ),
    ),
    Kind(
        "replace_drives",
        (
            "array_degraded",
            "drive_failing",
            "drive_at_risk",
            "drive_vendor_failed",
            "drive_old",
            "nvme_warning",
            "ssd_spare_low",
            "ssd_wear",
            "ssd_written",
        ),
    ),
    Kind(
        "replace_parts",
        (
            "array_battery",
            "bmc_flash_failing",
            "fan_failed",
            "memory_corrected_errors",
            "memory_module_lost",
            "memory_uncorrected_errors",
            "power_supply_failed",
        ),
    ),
    Kind("renew_contract", ("contract_ends_soon", "contract_missing", "warranty_ends_soon")),
    Kind("refresh_machines", ("os_end_of_support", "server_end_of_support")),
)
KIND_OF_RULE: Final = {rule: kind.key for kind in KINDS for rule in kind.rules}


def due_date_of(verdict: Verdict) -> date | None:
    """The day by which the finding asks for something, None where it names none."""
    values = verdict.values or {}
    for name in _DUE_VALUES:
        value = values.get(name)
        if isinstance(value, str) and value:
            return date.fromisoformat(value)
    return None
