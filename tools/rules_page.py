"""Writes docs/rules.md from the rules: what each looks at, its thresholds with source, and what to do. Run: python tools/rules_page.py"""

import inspect
import sys
from importlib import import_module
from pathlib import Path

from kado.advice import RULES_VERSION
from kado.advice.health import PENALTIES, PENALTIES_VERSION
from kado.advice.rule import Rule
from kado.advice.rules import RULES
from kado.advice.thresholds import SHARED, THRESHOLDS, Threshold
from kado.language import say

HEAD = f"""# Rules

Written by `tools/rules_page.py` from the rules themselves (rules {RULES_VERSION}, penalties {PENALTIES_VERSION}); change the rule, then run it again.

Every rule gives one of four outcomes for each subject it judges: a finding, clear, cannot tell (with what was missing) or not applicable (the part is
not installed, MISSION A4). A finding carries severity (act now, plan, watch), likelihood and impact (1-4), the risk of the change, effort, evidence
and, where a forecast stands behind it, the probability: "likely" from 80 %, "possible" from 50 %, below that nothing is said.

"""


def page() -> str:
    """The page as text."""
    parts = [HEAD, _shared(), _penalties()]
    parts += [_entry(rule) for rule in RULES]
    return "\n".join(parts)


def _table(rows: list[Threshold]) -> str:
    lines = ["| threshold | value | source | why |", "|---|---|---|---|"]
    lines += [f"| `{r.rule}.{r.name}` | {r.value:g} | {r.source} | {r.why} |" for r in rows]
    return "\n".join(lines) + "\n"


def _shared() -> str:
    named = {t.rule for t in THRESHOLDS} - {r.key for r in RULES}
    rows = [t for t in THRESHOLDS if t.rule in named]
    return f"## What several rules share ({', '.join(SHARED)}, ...)\n\n{_table(rows)}"


def _penalties() -> str:
    lines = [
        "## Health score\n",
        "Starts at 100. In each category the worst finding decides; the categories' penalties add up. A silent server has no score.\n",
        "| severity | points at risk 1 | points at risk 16 | source |",
        "|---|---|---|---|",
    ]
    lines += [f"| {p.severity} | {p.lowest} | {p.highest} | {p.source} |" for p in PENALTIES]
    return "\n".join(lines) + "\n"


def _entry(rule: Rule) -> str:
    module = import_module(f"kado.advice.rules.{rule.key}")
    about = inspect.getdoc(module) or ""
    dashed = rule.key.replace("_", "-")
    rows = [t for t in THRESHOLDS if t.rule == rule.key]
    lines = [
        f"## {rule.key}\n",
        f"**{say('en', f'rule-{dashed}-name')}** ({say('ja', f'rule-{dashed}-name')}) · {rule.category} · {rule.kind} · asks for "
        + ", ".join(f"`{name}`" for name in rule.arguments)
        + "\n",
        about + "\n",
    ]
    if rows:
        lines.append(_table(rows))
    if rule.references:
        lines.append("References: " + ", ".join(f"<{url}>" for url in rule.references) + "\n")
    return "\n".join(lines)


if __name__ == "__main__":
    target = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
    target.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{target.name}: {len(RULES)} rules\n")
