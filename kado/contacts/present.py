"""A proposal as its customer reads it: the same for the customer's page, the proposer's preview and the list of what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kado.contacts.models import Proposal, ProposalFinding
from kado.contacts.proposers import proposer_name
from kado.press.words import anchor


def in_language(locale: str, ja: str, en: str) -> str:
    """The text in the reader's language, in the other where only that was written."""
    return (en or ja) if locale == "en" else (ja or en)


@dataclass(frozen=True, slots=True)
class FindingLink:
    """A finding that the proposal rests on, and where it stands on the karte of its edition."""

    server_id: UUID
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class ProposalText:
    """The proposal in one language. kind: a key `proposal-kind-<kind>`."""

    kind: str
    proposer: str
    title: str
    body: str
    offer: str
    valid_until: date
    organisation_id: UUID
    month: str
    revision: int
    findings: tuple[FindingLink, ...]


def text_of(locale: str, proposal: Proposal, findings: Sequence[ProposalFinding]) -> ProposalText:
    """The proposal as readers of `locale` see it."""
    return ProposalText(
        kind=proposal.kind,
        proposer=proposer_name(proposal.reseller, locale),
        title=in_language(locale, proposal.title_ja, proposal.title_en),
        body=in_language(locale, proposal.body_ja, proposal.body_en),
        offer=in_language(locale, proposal.offer_ja, proposal.offer_en),
        valid_until=proposal.valid_until,
        organisation_id=proposal.organisation_id,
        month=proposal.month,
        revision=proposal.revision,
        findings=tuple(
            FindingLink(
                f.server_id, anchor(f.rule, f.subject), in_language(locale, f.title_ja, f.title_en)
            )
            for f in findings
        ),
    )
