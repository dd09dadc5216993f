"""What the rules on memory errors ask: which slot an instance is, and what the recorded places say of the fault."""

from enum import StrEnum

from kado.advice.thresholds import threshold
from kado.facts.configuration import MemoryFaults


class Pattern(StrEnum):
    """Fault modes as field studies of DRAM name them (Sridharan and Liberty, SC12), as far as counts of places can tell."""

    UNKNOWN = "unknown"
    CELL = "cell"
    ROW = "row"
    COLUMN = "column"
    BANK = "bank"
    SEVERAL = "several"  # several banks or ranks: a device, or the path to the module

    @property
    def is_wide(self) -> bool:
        """Whether errors lie on many rows: more of the module is at fault than one row, which a spare row would replace."""
        return self in (Pattern.COLUMN, Pattern.BANK, Pattern.SEVERAL)


def slot_of(instance: str) -> str:
    """The slot's label in an instance of the memory error metrics: 'mc0/DIMM_A1' is 'DIMM_A1'."""
    return instance.partition("/")[2] or instance


def pattern_of(faults: MemoryFaults | None) -> Pattern:
    """What the places of one module's errors look like; unknown with fewer records than tell a pattern."""
    if faults is None or faults.located_count < threshold(
        "memory_corrected_errors", "located_count"
    ):
        return Pattern.UNKNOWN
    rows, columns = faults.rows_count or 0, faults.columns_count or 0
    if (faults.banks_count or 1) > 1 or (faults.ranks_count or 1) > 1:
        return Pattern.SEVERAL
    if rows > 1:
        return Pattern.COLUMN if columns == 1 else Pattern.BANK
    return Pattern.ROW if columns > 1 else Pattern.CELL
