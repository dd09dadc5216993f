"""Advice: rules that turn the facts of a server into verdicts with evidence, and verdicts into health scores.

Pure: standard library and numpy; no framework, database, network or clock. `RULES_VERSION` stands in every edition.
"""

from typing import Final

# Year.month.change: raised whenever a rule, a threshold or a table would judge the same facts otherwise.
RULES_VERSION: Final = "2026.11.4"
