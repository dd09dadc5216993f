"""The BIOS is older than that of sisters of the same model (A3).

Looks at the BIOS versions of the servers of the same model in the same organisation; versions of unlike form are not compared.
"""

from datetime import date
from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, cannot_tell, not_applicable
from kado.advice.sisters import behind
from kado.advice.thresholds import threshold
from kado.facts.configuration import Configuration
from kado.facts.server import Peers
from kado.facts.verdicts import Category, InsightKind, Verdict

KEY: Final = "bios_behind_sisters"
CATEGORY: Final = Category.CONFIGURATION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ()
MEND: Final = Mend(change_risk=3, effort="hours", disruptive=True)


def check(
    peers: Peers | None, configuration: Configuration | None, today: date
) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    if peers is None or len(peers.server_ids) < threshold("sisters", "least_count"):
        return (not_applicable(KEY, "sisters"),)
    mine = configuration.bios_version if configuration else None
    if not mine:
        return (cannot_tell(KEY, "bios_version"),)
    return (behind(KEY, MEND, "bios_version", mine, peers.bios_versions, today),)
