"""States as documents draw them: tone, mark and order of urgency. The colours are those of MyDashboard's light theme (portal/tokens.css),
text on its soft ground at 4.5 : 1 or more; every state also has a mark and a word, since colour is never alone."""

from dataclasses import dataclass
from typing import Final

from kado.facts.edition import ServerEdition, ServerLine
from kado.press.words import state_word


@dataclass(frozen=True, slots=True)
class Tone:
    """ink on soft for words, fill for areas and marks. All as #rrggbb."""

    ink: str
    soft: str
    fill: str
    mark: str


_SILENT: Final = Tone("#545b68", "#e9ebef", "#8a919e", "□")
# state -> tone, in the order of urgency.
TONES: Final[dict[str, Tone]] = {
    "act_now": Tone("#c5003c", "#fdecef", "#d6224f", "▲"),
    "plan": Tone("#b34a00", "#fff0e4", "#ef8b2c", "◆"),
    "watch": Tone("#7a6200", "#fbf5e0", "#e8c63a", "●"),
    "no_data": _SILENT,
    "could_not_be_analysed": _SILENT,
    "cannot_tell": _SILENT,
    "stopped": _SILENT,
    "not_eligible": _SILENT,
    "learning": Tone("#5546b8", "#efedfb", "#8b7de0", "◇"),
    "fine": Tone("#00746b", "#e3f4f2", "#2a9d8f", "○"),
    "not_applicable": Tone("#6b7280", "#f1f2f5", "#cfd4dc", "—"),
}
_ORDER: Final = {state: place for place, state in enumerate(TONES)}


def state_of(server: ServerLine | ServerEdition) -> str:
    """The one state shown for a server: the worst severity where there are findings."""
    return server.severity if server.state == "findings" else server.state


def urgency(state: str) -> int:
    """0 is the most urgent."""
    return _ORDER[state]


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as it is drawn: colour, mark and word."""

    word: str
    mark: str
    ink: str
    soft: str
    fill: str


def badge(locale: str, state: str) -> Badge:
    tone = TONES[state]
    return Badge(state_word(locale, state), tone.mark, tone.ink, tone.soft, tone.fill)
