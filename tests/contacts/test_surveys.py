"""Surveys reach readers of customers that consent, are answered and counted without persons (MISSION E3, E4)."""

import csv
import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail as mailbox
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kado import clock
from kado.contacts import results, surveys
from kado.contacts.models import Survey, SurveyAnswer, SurveyQuestion
from kado.contacts.results import csv_of, mean_of, results_of, score_of
from kado.contacts.surveys import NotOpen, Value
from kado.delivery.models import OutboxMessage
from kado.delivery.outbox import deliver_once
from kado.entitlement.models import Consent, DataUse
from kado.tenancy import scope
from kado.tenancy.models import Membership, Organisation, User
from tests.contacts.conftest import consent, person, withdraw
from tests.portal.conftest import PEOPLE, client_of
from tests.portal.sample import World

NOW = clock.now()
DAY = timedelta(days=1)
QUESTIONS = (
    ("scale", "", ""),
    ("one", "甲\n乙", "A\nB"),
    ("many", "甲\n乙\n丙", "A\nB\nC"),
    ("text", "", ""),
)


def survey_of(questions: Any = QUESTIONS, **fields: Any) -> Survey:
    made = Survey.objects.create(
        title_ja="調査",
        title_en="Survey",
        created_at=NOW,
        **{"closes_at": NOW + 14 * DAY, **fields},
    )
    for place, (kind, ja, en) in enumerate(questions):
        SurveyQuestion.objects.create(
            survey=made,
            position=place,
            kind=kind,
            text_ja=f"問{place}",
            text_en=f"Q{place}",
            choices_ja=ja,
            choices_en=en,
        )
    return made


def opened(at: datetime = NOW, **fields: Any) -> Survey:
    made = survey_of(**fields)
    with scope.everything("test"):
        surveys.open_survey(made, "operator@example.com", at)
    return made


def give(world: World, made: Survey, who: str, *values: Value) -> None:
    customer = Organisation.objects.get(pk=world.customer)
    questions = made.questions.all()
    filled = {str(q.pk): v for q, v in zip(questions, values, strict=False)}
    with scope.everything("test"):
        asked = surveys.asked(customer, person(who), made.pk, NOW)
        assert asked is not None
        surveys.answer(asked, customer, person(who), filled, NOW)


@pytest.mark.parametrize(
    ("fields", "reached"),
    [
        ({}, {"owner", "mate"}),
        ({"role": "reader"}, {"mate"}),
        ({"only_with_edition": True}, {"owner", "mate"}),
    ],
)
def test_the_audience_is_narrowed_and_consents(
    world: World, fields: dict[str, Any], reached: set[str]
) -> None:
    consent(world, "d", NOW)
    with scope.everything("test"):
        Consent.objects.create(organisation_id=world.other, purpose="d", given_at=NOW + DAY)
        found = surveys.readers_of(survey_of(**fields), NOW)
    assert {r.user.email.split("@")[0] for r in found} == reached


def test_chosen_organisations_are_asked_and_no_other(world: World) -> None:
    consent(world, "d", NOW)
    with scope.everything("test"):
        Consent.objects.create(organisation_id=world.other, purpose="d", given_at=NOW)
        made = survey_of()
        assert len(surveys.readers_of(made, NOW)) == 3
        made.organisations.set([world.other])
        assert [r.user.email for r in surveys.readers_of(made, NOW)] == ["stranger@example.com"]


def test_consent_counts_when_sending_when_a_mail_leaves_and_when_showing(world: World) -> None:
    made = opened()
    with scope.everything("test"):
        assert not OutboxMessage.objects.exists() and not made.invitations.exists()
    given_one = consent(world, "d", NOW)
    with scope.everything("test"):
        assert surveys.invite(made, "operator@example.com", NOW) == 2
        assert surveys.invite(made, "operator@example.com", NOW) == 0
    owner = client_of("owner", "en")
    address = reverse("survey", args=[world.customer, made.pk])
    assert owner.get(address).status_code == 200
    withdraw(given_one, clock.now())
    assert deliver_once(NOW + DAY) == 0 and not mailbox.outbox
    assert owner.get(address).status_code == 404
    assert "Q0" not in owner.get(reverse("surveys", args=[world.customer])).content.decode()


@pytest.mark.parametrize(
    ("questions", "fields", "why"),
    [
        ((), {}, "survey-without-questions"),
        ((("one", "甲\n乙", "A"),), {}, "survey-choices-unequal"),
        ((("many", "甲", "A"),), {}, "survey-choices-unequal"),
        (QUESTIONS, {"closes_at": NOW - DAY}, "survey-closing-past"),
        (QUESTIONS, {"state": "closed"}, "survey-not-draft"),
    ],
)
def test_what_is_not_complete_is_not_opened(
    world: World, questions: Any, fields: dict[str, Any], why: str
) -> None:
    with pytest.raises(NotOpen) as refused, scope.everything("test"):
        surveys.open_survey(survey_of(questions, **fields), "operator@example.com", NOW)
    assert refused.value.key == why


def test_a_reader_answers_changes_skips_and_takes_back_on_the_page(world: World) -> None:
    consent(world, "d", NOW)
    made = opened()
    first, second, third, fourth = made.questions.all()
    address = reverse("survey", args=[world.customer, made.pk])
    owner = client_of("owner")
    owner.post(address, {"wish": "skip"})
    assert "見送り" in owner.get(reverse("surveys", args=[world.customer])).content.decode()
    sent = {f"question-{first.pk}": "7", f"question-{third.pk}": ["0", "2", "9", "x"]}
    owner.post(address, {"wish": "answer", **sent, f"question-{second.pk}": "5"})
    with scope.everything("test"):
        (kept,) = SurveyAnswer.objects.all()
        assert kept.values == {str(first.pk): 7, str(third.pk): [0, 2]}
    owner.post(address, {"wish": "answer", f"question-{fourth.pk}": " words "})
    with scope.everything("test"):
        assert SurveyAnswer.objects.get().values == {str(fourth.pk): "words"}
        surveys.close(made, "operator@example.com", NOW)
    assert owner.post(address, {"wish": "answer", **sent}).status_code == 404
    owner.post(address, {"wish": "take-back"})
    with scope.everything("test"):
        assert not SurveyAnswer.objects.exists()


def test_an_answer_stays_when_consent_is_withdrawn_until_its_person_takes_it_back(
    world: World,
) -> None:
    given_one = consent(world, "d", NOW)
    made = opened()
    give(world, made, "owner", 9)
    withdraw(given_one, clock.now())
    address = reverse("survey", args=[world.customer, made.pk])
    assert client_of("mate").get(address).status_code == 404
    owner = client_of("owner")
    assert owner.get(address).status_code == 200
    assert owner.post(address, {"wish": "answer"}).status_code == 404
    with scope.everything("test"):
        assert results_of(made, "en", NOW + DAY, "operator@example.com").answered_count == 1
    owner.post(address, {"wish": "take-back"})
    with scope.everything("test"):
        assert not SurveyAnswer.objects.exists()


def test_a_survey_is_found_by_who_is_asked_and_nobody_else(world: World) -> None:
    consent(world, "d", NOW)
    made = opened(role="reader")
    address = reverse("survey", args=[world.customer, made.pk])
    for who in ("", *PEOPLE):
        status = client_of(who).get(address).status_code
        assert status == (302 if not who else 200 if who == "mate" else 404), who
        wished = client_of(who).post(address, {"wish": "take-back"}).status_code
        assert wished == (302 if who in ("", "mate") else 404), who


def test_numbers_shares_means_and_words(world: World) -> None:
    consent(world, "d", NOW)
    made = opened()
    give(world, made, "owner", 10, 0, [0, 1], "=SUM(A1)")
    give(world, made, "mate", 6, 0, [1])
    with scope.everything("test"):
        found = results_of(made, "en", NOW, "operator@example.com")
        table = list(csv.reader(io.StringIO(csv_of(made, "en").lstrip("\ufeff"))))
    assert (found.answered_count, found.asked_count, found.response_ratio) == (2, 2, 1.0)
    scale, one, many, words = found.questions
    assert (scale.mean, scale.score, scale.answered_count) == (8.0, 0, 2)
    assert [(x.label, x.count, x.share_ratio) for x in one.lines] == [("A", 2, 1.0), ("B", 0, 0.0)]
    assert [x.share_ratio for x in many.lines] == [0.5, 1.0, 0.0]
    assert (words.said, words.answered_count) == (("=SUM(A1)",), 1)
    assert table[0] == ["Number", "Q0", "Q1", "Q2", "Q3"]
    assert sorted(row[1:] for row in table[1:]) == [
        ["10", "A", "A; B", "'=SUM(A1)"],
        ["6", "A", "B", ""],
    ]
    flat = str(table)
    assert "example.com" not in flat and "あおば" not in flat


@pytest.mark.parametrize(("answers", "shown"), [(4, False), (5, True)])
def test_organisations_are_told_apart_from_five_answers_on(
    world: World, answers: int, shown: bool
) -> None:
    given_one = consent(world, "d", NOW)
    for n in range(3):
        user = User.objects.create_user(f"more{n}@example.com")
        Membership.objects.create(user=user, organisation_id=world.customer, role="reader")
    made = opened()
    for n, who in enumerate(["owner", "mate", "more0", "more1", "more2"][:answers]):
        give(world, made, who, n)
    with scope.everything("test"):
        found = results_of(made, "en", NOW, "operator@example.com").organisations
        assert [o.organisation.pk for o in found] == ([world.customer] if shown else [])
        assert not shown or (found[0].answered_count, found[0].means) == (5, (2.0,))
        uses = DataUse.objects.filter(what__startswith="survey results", refused=False)
        assert uses.exists() == shown
        withdraw(given_one, NOW)
        assert not results_of(made, "en", NOW, "operator@example.com").organisations


@given(st.lists(st.integers(0, 10)))
def test_means_and_scores_stay_in_their_range(values: list[int]) -> None:
    mean, score = mean_of(values), score_of(values)
    assert (mean is None) == (score is None) == (not values)
    if mean is not None and score is not None:
        assert min(values) <= mean <= max(values) and -100 <= score <= 100
    assert results.PROMOTER_FROM > results.DETRACTOR_TO
