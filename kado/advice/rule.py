"""A rule as the engine runs it: a file of `kado/advice/rules` with its key, category, kind, references and `check`."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Final, Protocol

from kado.facts.server import ServerFacts
from kado.facts.verdicts import Category, InsightKind, Outcome, Verdict

_FACTS: Final = frozenset(field.name for field in fields(ServerFacts))


class RuleModule(Protocol):
    """What a file in `kado/advice/rules` offers."""

    KEY: str
    CATEGORY: Category
    KIND: InsightKind
    REFERENCES: tuple[str, ...]
    check: Callable[..., tuple[Verdict, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `arguments` are the facts it asks for: attributes of ServerFacts, by name."""

    key: str
    category: Category
    kind: InsightKind
    references: tuple[str, ...]
    arguments: tuple[str, ...]
    check: Callable[..., tuple[Verdict, ...]]

    @classmethod
    def of(cls, module: RuleModule) -> "Rule":
        """The rule of a file. Raises TypeError where it asks for a fact that does not exist."""
        arguments = tuple(inspect.signature(module.check).parameters)
        unknown = [name for name in arguments if name not in _FACTS]
        if unknown:
            raise TypeError(f"rule {module.KEY} asks for {', '.join(unknown)}: not in ServerFacts")
        return cls(
            module.KEY, module.CATEGORY, module.KIND, module.REFERENCES, arguments, module.check
        )

    def run(self, facts: ServerFacts) -> tuple[Verdict, ...]:
        """The verdicts of this rule, completed with what is the same for all of them. Never empty."""
        verdicts = self.check(**{name: getattr(facts, name) for name in self.arguments})
        if not verdicts:
            raise ValueError(f"rule {self.key} said nothing: a rule always gives a verdict")
        return tuple(self._complete(verdict) for verdict in verdicts)

    def _complete(self, verdict: Verdict) -> Verdict:
        found = verdict.outcome is Outcome.FINDING
        return replace(
            verdict,
            category=self.category,
            kind=self.kind,
            references=(verdict.references or self.references) if found else (),
        )
