"""The demonstration's contacts are made once, marked, and under the consents it has (MISSION E4)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kado.contacts.models import Feedback, Proposal, Survey, SurveyAnswer, SurveyInvitation
from kado.contacts.surveys import state_of
from kado.delivery.models import OutboxMessage
from kado.demonstration import contacts, rights
from kado.demonstration.accounts import ensure_accounts, ensure_organisations
from kado.demonstration.roster import FIRST_CUSTOMER
from kado.entitlement.models import DataUse
from kado.tenancy import scope

AT = datetime(2026, 11, 23, 6, 10, tzinfo=UTC)
CUT = datetime(2026, 11, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    models = (Proposal, Survey, SurveyInvitation, SurveyAnswer, Feedback, OutboxMessage, DataUse)
    with scope.everything("test"):
        return [model.objects.count() for model in models]


def test_surveys_are_marked_answered_and_made_once(settings: Any, tmp_path: Any) -> None:
    settings.KADO_HOME = tmp_path
    with scope.everything("test"):
        ensure_organisations()
        ensure_accounts()
        rights.ensure_public(CUT)
        rights.ensure_agreements(CUT)
    contacts.ensure(AT)
    made = counts()
    assert made[:5] == [0, 2, 4, 3, 0]  # nothing to propose and to judge before there is an edition
    assert made[5] == 0  # no mails
    contacts.ensure(AT + timedelta(days=1))
    assert counts()[:6] == made[:6]
    with scope.everything("test"):
        for survey in Survey.objects.all():
            assert "デモ" in survey.title_ja and "Demonstration" in survey.title_en
        assert sorted(state_of(s, AT) for s in Survey.objects.all()) == ["closed", "open"]
        answers = set(SurveyAnswer.objects.values_list("organisation_id", flat=True))
        assert answers == {FIRST_CUSTOMER.id}
