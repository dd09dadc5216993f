"""Parts that say themselves how they are: power supplies and fans, by the state that the BMC or the operating system gives."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding
from kado.facts.verdicts import Evidence, Scalar, Verdict


class Part(Protocol):
    """A part with a name and a state: 'ok', 'degraded', 'failed', 'absent' or None where nothing is said."""

    @property
    def name(self) -> str: ...

    @property
    def state(self) -> str | None: ...


_Part = TypeVar("_Part", bound=Part)


def fitted(parts: Iterable[_Part]) -> list[_Part]:
    """The parts that are there, by name: an empty bay is listed too."""
    return sorted((p for p in parts if p.state != "absent"), key=lambda p: p.name)


def judged(
    key: str,
    part: Part,
    urgencies: Mapping[str, Urgency],
    mend: Mend,
    unknown: str,
    values: Mapping[str, Scalar],
    evidence: tuple[Evidence, ...],
) -> Verdict:
    """The verdict on one part. urgencies: by the states that are findings. unknown: what is missing where the state is none that is known."""
    state = part.state
    if state == "ok":
        return clear(key, part.name)
    if state is None or state not in urgencies:
        return cannot_tell(key, unknown, subject=part.name)
    told = {**values, "state": state}
    return finding(key, part.name, urgencies[state], mend, values=told, evidence=evidence)
