"""What a consent would show, and to whom: the very fields, filled from the customer's own newest edition (MISSION E3).

Made with the functions that proposals, surveys and the comparison of servers use, so that the preview cannot say something else.
Looking at one's own data is no use of it by somebody else: nothing is written into the ledger.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kado.contacts.candidates import shown_to
from kado.contacts.proposers import Proposer
from kado.edition import calendar, reading
from kado.edition.documents import thaw_as
from kado.edition.models import EditionServer
from kado.edition.similar import Measured, keys_of, measures_of
from kado.entitlement.gate import Purpose
from kado.facts.comparison import MEASURES
from kado.language import human, say
from kado.press.words import finding_words
from kado.tenancy.models import Membership, Organisation
from kado.units import unit_of_name

# Servers whose measures are shown as examples; each is read from its own document.
SERVERS_MOST_COUNT: Final = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """columns: keys of texts. rows: what would be seen, a text for each column. month: of the edition it is taken from, '' where there is none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    month: str

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """Each row as (column, value)."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def preview_of(
    purpose: Purpose, organisation: Organisation, proposer: Proposer, at: datetime, locale: str
) -> Preview:
    """What the party would see now; proposer: for (b), who. Scoped like every tenant read."""
    if purpose is Purpose.PROPOSALS:
        return _proposals(organisation, proposer, at, locale)
    if purpose is Purpose.RESEARCH:
        return _research(organisation, locale)
    return _feedback(organisation, locale)


def _proposals(
    organisation: Organisation, proposer: Proposer, at: datetime, locale: str
) -> Preview:
    """The findings that can lead to a proposal, as those who propose read them."""
    found = shown_to(proposer, organisation, at)
    rows = [
        (
            say(locale, f"proposal-kind-{candidate.kind.replace('_', '-')}"),
            say(locale, f"state-{candidate.severity.replace('_', '-')}"),
            line.hostname,
            finding_words(locale, line.verdict, line.hostname).title,
            human(locale, candidate.due_date, None),
        )
        for candidate in found
        for line in candidate.findings
    ]
    columns = ("kind", "severity", "hostname", "finding", "due")
    return Preview(columns, tuple(rows), _month(organisation))


def _research(organisation: Organisation, locale: str) -> Preview:
    """The measures of each server that the comparison of similar servers counts; of them only quantiles over many customers stay."""
    edition = reading.latest(organisation.pk)
    if edition is None:
        return Preview(("group", *MEASURES), (), "")
    first_day, last_day = calendar.first_day(edition.month), calendar.last_day(edition.month)
    parts = EditionServer.objects.filter(edition=edition).order_by("server_id")
    rows = []
    for document in parts.values_list("document", flat=True)[:SERVERS_MOST_COUNT]:
        server = thaw_as(bytes(document), Measured)
        measures = measures_of(server, first_day, last_day)
        group = next(iter(keys_of(server)), "").replace("|", " / ")
        values = (human(locale, measures.get(m), unit_of_name(m)) for m in MEASURES)
        rows.append((group, *values))
    return Preview(("group", *MEASURES), tuple(rows), edition.month)


def _feedback(organisation: Organisation, locale: str) -> Preview:
    """Whom a survey would reach: the members."""
    members = Membership.objects.filter(organisation=organisation, user__is_active=True)
    rows = [
        (m.user.email, m.user.display_name, say(locale, f"role-{m.role}"), m.user.locale)
        for m in members.select_related("user").order_by("user__email")
    ]
    columns = ("address", "name", "role", "language")
    return Preview(columns, tuple(rows), _month(organisation))


def _month(organisation: Organisation) -> str:
    edition = reading.latest(organisation.pk)
    return edition.month if edition else ""
