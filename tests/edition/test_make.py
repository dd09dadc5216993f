"""Editions are made from pinned data and come out the same however they are made (MISSION B1, B3, C5)."""

from datetime import UTC, datetime, timedelta

import pytest

from kado.edition import documents, reading
from kado.edition.make import NotMakeable, Work, discard, make, revise
from kado.edition.models import Edition, EditionServer, PublishedChanged
from kado.edition.publish import NotPublishable, publish
from kado.edition.verify import verify
from kado.entitlement.gate import UseRefused
from kado.entitlement.models import SupportContract
from kado.facts.edition import ServerEdition
from kado.tenancy import scope
from kado.tenancy.models import Organisation, Server
from tests.edition import fleet

AT = datetime(2026, 11, 4, 3, tzinfo=UTC)
INLINE = Work(workers=1)
pytestmark = pytest.mark.django_db


def parts_of(edition: Edition) -> dict[str, ServerEdition]:
    with scope.within([edition.organisation_id]):
        rows = [documents.thaw_server(bytes(r.document)) for r in edition.server_parts.all()]
    return {p.identity.hostname: p for p in rows}


def test_a_whole_edition(customer: Organisation, servers: list[Server]) -> None:
    edition = publish(make(customer, "2026-10", AT, INLINE), AT)
    parts = parts_of(edition)
    print({k: (p.state, p.severity, p.problem, p.health_score) for k, p in parts.items()})
    summary = reading.summary_of(edition)
    print(summary.counts_by_state, summary.findings[:3], summary.health_score)
