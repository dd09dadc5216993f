"""Every rule, in one visible list. A file that does not stand here does not run."""

from typing import Final

from kado.advice.rule import Rule
from kado.advice.rules import (
    array_degraded,
    blind_spots,
    clock_not_synchronised,
    contract_ends_soon,
    drive_at_risk,
    drive_failing,
    filesystem_filling,
    filesystem_full,
    memory_filling,
    processor_growing,
    ssd_wear,
)

RULES: Final[tuple[Rule, ...]] = (
    Rule.of(array_degraded),
    Rule.of(blind_spots),
    Rule.of(clock_not_synchronised),
    Rule.of(contract_ends_soon),
    Rule.of(drive_at_risk),
    Rule.of(drive_failing),
    Rule.of(filesystem_filling),
    Rule.of(filesystem_full),
    Rule.of(memory_filling),
    Rule.of(processor_growing),
    Rule.of(ssd_wear),
)
