"""States as a reader sees them: four severities, three silences, and the states of a whole server; each has a tone, a shape and a word.

The tones are the custom properties `--tone-*` of static/portal/tokens.css. Several states share a tone: a reader learns seven colours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kado.facts.edition import ServerLine
from kado.press.tones import state_of, urgency

__all__ = [
    "FORECAST_STATES",
    "STATES",
    "Share",
    "icon_of",
    "shares",
    "state_of",
    "tone_of",
    "urgency",
]

# state -> (tone, icon). The order is the order of urgency, used wherever states are listed: that of press.tones.
STATES: Final[dict[str, tuple[str, str]]] = {
    "act_now": ("act-now", "act-now"),
    "plan": ("plan", "plan"),
    "watch": ("watch", "watch"),
    "no_data": ("cannot-tell", "silent"),
    "could_not_be_analysed": ("cannot-tell", "cannot-tell"),
    "cannot_tell": ("cannot-tell", "cannot-tell"),
    "stopped": ("cannot-tell", "stopped"),
    "not_eligible": ("cannot-tell", "not-eligible"),
    "learning": ("learning", "learning"),
    "fine": ("fine", "fine"),
    "not_applicable": ("not-applicable", "not-applicable"),
}
# The states of one forecast that are not also states of a server.
FORECAST_STATES: Final[dict[str, tuple[str, str]]] = {
    "forecast": ("not-applicable", "forecast"),
    "level_only": ("learning", "forecast"),
    "unpredictable": ("cannot-tell", "cannot-tell"),
    "full_already": ("act-now", "act-now"),
}
_ALL: Final = STATES | FORECAST_STATES


def tone_of(state: str) -> str:
    return _ALL[state][0]


def icon_of(state: str) -> str:
    return _ALL[state][1]


@dataclass(frozen=True, slots=True)
class Share:
    """How many servers are in a state, and the share of all that is."""

    state: str
    tone: str
    servers_count: int
    share_ratio: float


def shares(servers: Iterable[ServerLine]) -> tuple[Share, ...]:
    """The states that occur, most urgent first."""
    states = [state_of(s) for s in servers]
    found = sorted(set(states), key=urgency)
    return tuple(
        Share(s, tone_of(s), states.count(s), states.count(s) / len(states)) for s in found
    )
