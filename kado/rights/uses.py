"""The ledger of data uses in words: what each use was for, as a sentence of each language (MISSION E3)."""

import re
from dataclasses import dataclass
from typing import Final

from kado.language.human import human_month


@dataclass(frozen=True, slots=True)
class Saying:
    """A use whose `what` has this form is said with this text; groups of the form are the text's values."""

    form: "re.Pattern[str]"
    key: str


def _saying(form: str, key: str) -> Saying:
    return Saying(re.compile(form), key)


SAYINGS: Final = (
    _saying(r"edition (?P<month>\d{4}-\d{2}) r(?P<number>\d+)", "use-edition"),
    _saying(r"similar servers (?P<month>\d{4}-\d{2})", "use-similar"),
    _saying(r"false alarms by rule", "use-false-alarms"),
    _saying(r"mail: edition-published:.*", "use-mail-edition"),
    _saying(r"mail: .*", "use-mail"),
    _saying(r"proposals: candidates and what was sent", "use-proposals-looked"),
    _saying(r"proposals: a proposal is written", "use-proposals-written"),
    _saying(r"proposal sent: .*", "use-proposal-sent"),
    _saying(r"survey results: (?P<title>.*)", "use-survey-results"),
    _saying(r"survey: (?P<title>.*)", "use-survey"),
    _saying(r"feedback: overview by rule", "use-feedback"),
    _saying(r"read by reseller: (?P<name>.*)", "use-reseller"),
    _saying(r"held: counted", "use-counted"),
    _saying(r"held: looked at", "use-looked"),
    _saying(r"export \d+", "use-export"),
    _saying(r"deletion: counted", "use-deletion"),
)
_ACTORS: Final = frozenset({"edition", "delivery", "rights", "operator"})


def sentence_of(what: str, locale: str) -> tuple[str, dict[str, str]]:
    """The text of a use and its values; a use nobody wrote a sentence for is shown as it was recorded."""
    for saying in SAYINGS:
        if found := saying.form.fullmatch(what):
            values = found.groupdict()
            if "month" in values:
                values["month"] = human_month(locale, values["month"])
            return saying.key, values
    return "use-other", {"what": what}


def actor_key(actor: str) -> str:
    """The text that names an actor of the service itself; '' for a person, who is shown by address."""
    word = actor.removeprefix("kado ")
    return f"use-actor-{word}" if word in _ACTORS else ""
