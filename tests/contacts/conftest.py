"""The portal's sample world, and helpers to give and withdraw what contacts depend on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from kado import clock
from kado.contacts import proposals
from kado.contacts.candidates import candidates, draft
from kado.contacts.models import Proposal
from kado.contacts.proposals import Texts
from kado.contacts.proposers import Proposer
from kado.entitlement.models import Consent
from kado.tenancy import scope
from kado.tenancy.models import Organisation, ResellerGrant, User
from tests.portal.sample import World, fill


@pytest.fixture(scope="module")
def _filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(PASSWORD_HASHERS=fast), scope.everything("test"):
            made = fill(clock.now() - timedelta(days=1))
            ResellerGrant.objects.update(granted_at=clock.now() - timedelta(days=300))
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(_filled: World, db: None) -> Iterator[World]:
    """The world of this file; what a test changes is undone."""
    with transaction.atomic():
        yield _filled
        transaction.set_rollback(True)


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@example.com")


def proposer(world: World, who: str = "operator") -> Proposer:
    own = None if who == "operator" else Organisation.objects.get(pk=world.reseller)
    return Proposer(person(who), own)


def consent(
    world: World, purpose: str, at: datetime, reseller: object = None, **more: Any
) -> Consent:
    with scope.everything("test"):
        return Consent.objects.create(
            organisation_id=world.customer,
            purpose=purpose,
            given_at=at,
            reseller_id=reseller,
            **more,
        )


def withdraw(given: Consent, at: datetime) -> None:
    with scope.everything("test"):
        Consent.objects.filter(pk=given.pk).update(withdrawn_at=at)


def sent(world: World, at: datetime, who: str = "operator", rule: str = "") -> Proposal:
    """A proposal from the first candidate (of a rule)."""
    with scope.everything("test"):
        found = [c for c in candidates(proposer(world, who), at) if rule in ("", c.rule)]
        (title_ja, body_ja), (title_en, body_en) = (draft(found[0], x) for x in ("ja", "en"))
        until = (at + timedelta(days=60)).date()
        texts = Texts(title_ja, title_en, body_ja, body_en, "", "", until)
        prepared = proposals.prepare(found[0], proposer(world, who), texts, at)
        return proposals.send(prepared, proposer(world, who), at)
