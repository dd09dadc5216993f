"""What several rules ask of storage arrays: the verdict where there is none."""

from kado.advice.hardware import is_virtual
from kado.advice.making import cannot_tell, not_applicable
from kado.facts.configuration import Configuration
from kado.facts.verdicts import Verdict


def no_arrays(rule: str, configuration: Configuration | None) -> Verdict:
    """No array was read: not applicable where the collector could look (MISSION A4), else cannot tell."""
    if configuration is None:
        return cannot_tell(rule, "configuration")
    if is_virtual(configuration):
        return not_applicable(rule, "virtual_machine")
    reports = [s for s in configuration.sources if s.source in ("arrays", "storage_arrays", "raid")]
    if reports and not all(s.ok for s in reports):
        return cannot_tell(rule, "storage_arrays")
    return not_applicable(rule, "no_array")
