"""Every page about contacts, opened by everybody; and what is done on them (MISSION E3, E4, F1-F4)."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kado import clock
from kado.contacts.models import Feedback, Proposal, Survey
from kado.entitlement.models import DataUse
from kado.language import LOCALES, say
from kado.operations.site import operations
from kado.tenancy import scope
from kado.tenancy.models import ResellerGrant
from tests.contacts.conftest import consent, person, sent, withdraw
from tests.portal.conftest import PEOPLE, client_of
from tests.portal.sample import World
from tests.portal.sample_facts import MONTH, server_id

DAY = timedelta(days=1)
RULE = "drive_failing"


def text_of(response: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


def written(world: World) -> str:
    return f"?customer={world.customer}&rule={RULE}"


def desk_of(who: str, world: World) -> tuple[str, str]:
    """(the desk, where a proposal is written) of the operator or the reseller."""
    if who == "operator":
        return reverse("operations:contact-proposals"), reverse("operations:write-proposal")
    return reverse("proposing", args=[world.reseller]), reverse(
        "write-proposal", args=[world.reseller]
    )


@pytest.mark.parametrize("who", ["operator", "reseller"])
def test_a_desk_opens_for_its_own_people_only(world: World, who: str) -> None:
    consent(world, "b", clock.now() - DAY)
    desk, write = desk_of(who, world)
    for address in (desk, write + written(world)):
        for name in ("", *PEOPLE):
            status = client_of(name).get(address).status_code
            if name == who:
                assert status == 200, address
            else:
                assert status in ((302,) if not name else (403, 404, 302)), (name, address)
                assert "db-01" not in client_of(name).get(address).content.decode()


@pytest.mark.parametrize("name", ["customer", "operator", "other"])
def test_only_resellers_have_a_desk_on_mydashboard(world: World, name: str) -> None:
    people = {"customer": "owner", "operator": "operator", "other": "stranger"}
    address = reverse("proposing", args=[getattr(world, name)])
    assert client_of(people[name]).get(address).status_code == 404


@pytest.mark.parametrize("who", ["operator", "reseller"])
def test_without_consent_a_customer_is_nowhere_on_the_desk(world: World, who: str) -> None:
    desk, write = desk_of(who, world)
    page = text_of(client_of(who).get(desk))
    assert "db-01" not in page and say("ja", "candidates-none") in page
    assert client_of(who).get(write + written(world)).status_code == 404
    with scope.everything("test"):
        (refused,) = DataUse.objects.filter(actor=f"{who}@example.com")
    assert refused.refused and refused.purpose == "b"


def test_a_reseller_without_a_grant_finds_nothing_and_leaves_no_trace(world: World) -> None:
    consent(world, "b", clock.now() - DAY)
    ResellerGrant.objects.update(withdrawn_at=clock.now())
    desk, write = desk_of("reseller", world)
    assert "db-01" not in text_of(client_of("reseller").get(desk))
    assert client_of("reseller").get(write + written(world)).status_code == 404
    with scope.everything("test"):
        assert not DataUse.objects.filter(actor="reseller@example.com").exists()


@pytest.mark.parametrize("who", ["operator", "reseller"])
@pytest.mark.parametrize("language", LOCALES)
def test_what_was_previewed_is_sent_and_is_what_the_customer_sees(
    world: World, who: str, language: str
) -> None:
    consent(world, "b", clock.now() - DAY)
    desk, write = desk_of(who, world)
    client, address = client_of(who, language), write + written(world)
    form = client.get(address).context["writing"].form
    fields = {name: str(form.initial.get(name, "")) for name in form.fields}
    fields |= {"offer_ja": "二週間以内 <b>", "offer_en": "within two weeks"}
    preview = client.post(address, {**fields, "wish": "preview"})
    writing = preview.context["writing"]
    assert not proposals_count() and len(writing.previews) == 2
    # Sent with another text than was previewed: shown once more instead.
    other = {**fields, "title_ja": "別の件名", "wish": "send", "previewed": writing.digest}
    assert client.post(address, other).context["writing"].changed
    assert not proposals_count()
    done = client.post(address, {**fields, "wish": "send", "previewed": writing.digest})
    assert done.status_code == 302 and proposals_count() == 1
    for locale, shown in zip(LOCALES, writing.previews, strict=True):
        page = client_of("mate", locale).get(reverse("proposals", args=[world.customer]))
        assert "".join(shown.html.split()) in "".join(page.content.decode().split())
    assert "<b>" not in writing.previews[0].html.replace("&lt;b&gt;", "")
    assert fields["title_en" if language == "en" else "title_ja"] in text_of(client.get(desk))
    assert client.get(address).status_code == 404  # it is open, and no candidate any more


def proposals_count() -> int:
    with scope.everything("test"):
        return Proposal.objects.count()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_ja": ""},
        {"body_ja": " "},
        {"title_en": "Only a title"},
        {"valid_until": "2020-01-01"},
        {"valid_until": ""},
        {"title_ja": "長" * 201},
    ],
)
def test_an_incomplete_proposal_is_not_sent(world: World, wrong: dict[str, str]) -> None:
    consent(world, "b", clock.now() - DAY)
    _, write = desk_of("operator", world)
    until = (clock.now() + 9 * DAY).date().isoformat()
    fields = {"title_ja": "件名", "body_ja": "本文", "valid_until": until, "wish": "preview"}
    client, address = client_of("operator"), write + written(world)
    assert client.post(address, fields).context["writing"].previews
    answer = client.post(address, {**fields, **wrong})
    assert answer.context["writing"].form.errors and not answer.context["writing"].previews


def test_members_read_proposals_and_administrators_answer(world: World) -> None:
    consent(world, "b", clock.now() - DAY)
    proposal = sent(world, clock.now(), rule=RULE)
    address = reverse("answer-proposal", args=[world.customer, proposal.pk])
    page = reverse("proposals", args=[world.customer])
    for who in ("", *PEOPLE):
        if who == "owner":
            continue
        status = client_of(who).post(address, {"answer": "declined"}).status_code
        assert status == (404 if who else 302), who
    assert proposal.title_ja in text_of(client_of("mate").get(page))
    assert "proposal-answer" not in client_of("mate").get(page).content.decode()
    assert 'class="marker"' in client_of("mate").get(page).content.decode()
    wrong = client_of("owner").post(address, {"answer": "not_now", "months": "7"})
    assert wrong.status_code == 400
    done = client_of("owner").post(address, {"answer": "not_now", "months": "3", "note": "来期に"})
    assert done.status_code == 302
    shown = text_of(client_of("mate").get(page))
    assert say("ja", "proposal-answer-not-now") in shown and "来期に" in shown
    assert client_of("owner").post(address, {"answer": "interested"}).status_code == 400
    stranger = reverse("answer-proposal", args=[world.other, proposal.pk])
    assert client_of("stranger").post(stranger, {"answer": "declined"}).status_code == 404


def test_after_withdrawal_the_customer_reads_and_cannot_answer(world: World) -> None:
    given_one = consent(world, "b", clock.now() - DAY)
    proposal = sent(world, clock.now(), rule=RULE)
    withdraw(given_one, clock.now())
    page = text_of(client_of("owner").get(reverse("proposals", args=[world.customer])))
    assert proposal.title_ja in page and say("ja", "proposal-consent-gone") in page
    desk, _ = desk_of("operator", world)
    assert proposal.title_ja not in text_of(client_of("operator").get(desk))
    stuck = client_of("operator").post(desk, {"withdraw": proposal.pk})
    assert stuck.status_code == 404


@pytest.mark.parametrize("who", ["operator", "reseller"])
def test_a_proposal_is_withdrawn_on_the_desk_it_came_from(world: World, who: str) -> None:
    consent(world, "b", clock.now() - DAY)
    proposal = sent(world, clock.now(), who, RULE)
    other = "reseller" if who == "operator" else "operator"
    not_theirs = client_of(other).post(desk_of(other, world)[0], {"withdraw": proposal.pk})
    assert not_theirs.status_code == 404
    assert client_of(who).post(desk_of(who, world)[0], {"withdraw": "x"}).status_code == 404
    done = client_of(who).post(desk_of(who, world)[0], {"withdraw": proposal.pk})
    assert done.status_code == 302
    page = text_of(client_of("owner").get(reverse("proposals", args=[world.customer])))
    assert say("ja", "proposal-standing-withdrawn") in page


FINDING = {"edition": f"{MONTH}.0", "server": str(server_id("db-01")), "rule": RULE}


def karte(who: str, world: World) -> str:
    address = reverse("karte", args=[world.customer, server_id("db-01")])
    return client_of(who).get(address).content.decode()


def test_findings_ask_only_members_and_only_under_consent(world: World) -> None:
    question = say("ja", "useful-finding")
    give = reverse("give-feedback", args=[world.customer])
    finding = {**FINDING, "subject": "/dev/sdb", "useful": "yes"}
    consents = reverse("consents", args=[world.customer])
    hint = say("ja", "feedback-with-consent")
    assert question not in karte("mate", world) and hint in text_of(client_of("mate").get(consents))
    assert client_of("mate").post(give, finding).status_code == 400
    consent(world, "d", clock.now() - DAY)
    assert question in karte("mate", world) and question not in karte("reseller", world)
    assert hint not in text_of(client_of("mate").get(consents))
    for who in ("", *PEOPLE):
        status = client_of(who).post(give, finding).status_code
        assert status == (302 if who in ("", "owner", "mate") else 404), who
    with scope.everything("test"):
        assert {f.user.email for f in Feedback.objects.all()} == {
            "owner@example.com",
            "mate@example.com",
        }
    assert say("ja", "useful-said-yes") in karte("mate", world)


def test_one_says_one_thing_of_a_finding_and_can_take_it_back(world: World) -> None:
    consent(world, "d", clock.now() - DAY)
    give = reverse("give-feedback", args=[world.customer])
    mate = client_of("mate")
    finding = {**FINDING, "subject": "/dev/sdb"}
    mate.post(give, {**finding, "useful": "yes"})
    mate.post(give, {**finding, "useful": "no", "text": "既知"})
    mate.post(give, {"edition": f"{MONTH}.0", "useful": "yes"})
    with scope.everything("test"):
        one, edition = Feedback.objects.order_by("pk")
        assert (one.is_useful, one.text, edition.rule) == (False, "既知", "")
    client_of("owner").post(give, {"take-back": one.pk})
    mate.post(give, {"take-back": edition.pk})
    with scope.everything("test"):
        assert [f.pk for f in Feedback.objects.all()] == [one.pk]
    for wrong in (
        {**finding, "rule": "no_rule", "useful": "yes"},
        {**finding, "server": str(server_id("other-01")), "useful": "yes"},
        {**finding, "server": "x", "useful": "yes"},
        {**finding, "edition": "1999-01.0", "useful": "yes"},
    ):
        assert mate.post(give, wrong).status_code == 404
    assert mate.post(give, {"text": " "}).status_code == 400
    assert mate.post(give, {"text": "x" * 1001}).status_code == 400


def test_the_operator_reads_feedback_of_customers_that_consent_now(world: World) -> None:
    given_one = consent(world, "d", clock.now() - DAY)
    give = reverse("give-feedback", args=[world.customer])
    client_of("mate").post(
        give, {**FINDING, "subject": "/dev/sdb", "useful": "no", "text": "既知です"}
    )
    client_of("mate").post(give, {"text": "助かります"})
    address = reverse("operations:contact-feedback")
    page = text_of(client_of("operator").get(address))
    assert "既知です" in page and "助かります" in page and RULE in page
    assert "mate" not in page
    with scope.everything("test"):
        assert DataUse.objects.filter(what__startswith="feedback", purpose="d").exists()
    withdraw(given_one, clock.now())
    assert "既知です" not in text_of(client_of("operator").get(address))


def own_addresses() -> list[str]:
    return [
        reverse(f"operations:{p.name}", args=[1] if "survey_id" in p.route else [])
        for p in operations.own_pages
        if p.route.startswith("contacts/")
    ]


@pytest.mark.parametrize("address", own_addresses())
def test_the_operators_pages_are_the_operators(world: World, address: str) -> None:
    assert client_of("").get(address).status_code == 302
    for who in PEOPLE:
        if who != "operator":
            assert client_of(who).get(address, follow=True).status_code == 403, who
            assert client_of(who).post(address, follow=True).status_code == 403, who


@pytest.mark.parametrize("language", LOCALES)
def test_a_survey_from_draft_to_results(world: World, language: str) -> None:
    consent(world, "d", clock.now() - DAY)
    operator = client_of("operator", language)
    last = (clock.now() + 9 * DAY).date()
    fields = {"title_ja": "調査", "title_en": "Survey", "closes_on": last.isoformat()}
    questions = {
        "questions-TOTAL_FORMS": "2",
        "questions-INITIAL_FORMS": "0",
        "questions-0-position": "1",
        "questions-0-kind": "scale",
        "questions-0-text_ja": "勧めますか",
        "questions-0-text_en": "Recommend?",
        "questions-1-position": "2",
        "questions-1-kind": "one",
    }
    saved = operator.post(
        reverse("operations:new-survey"), {**fields, **questions, "wish": "preview"}
    )
    survey = Survey.objects.get()
    assert survey.last_day == last and survey.questions.count() == 1
    preview = operator.get(saved.url)
    assert "勧めますか" in text_of(preview) and "Recommend?" in text_of(preview)
    assert preview.context["readers_count"] == 2
    assert operator.get(reverse("operations:edit-survey", args=[survey.pk])).status_code == 200
    assert operator.get(reverse("operations:survey-results", args=[survey.pk])).status_code == 404
    opened = operator.post(saved.url)
    assert opened.url == reverse("operations:survey-results", args=[survey.pk])
    question = survey.questions.get()
    there = reverse("survey", args=[world.customer, survey.pk])
    client_of("mate").post(there, {"wish": "answer", f"question-{question.pk}": "9"})
    found = operator.get(opened.url)
    assert found.context["found"].answered_count == 1
    assert operator.get(reverse("operations:edit-survey", args=[survey.pk])).status_code == 302
    table = operator.get(reverse("operations:survey-csv", args=[survey.pk]))
    assert table["Content-Type"].startswith("text/csv") and b"9" in table.content
    operator.post(opened.url, {"wish": "close"})
    assert Survey.objects.get().state == "closed"
    assert operator.get(reverse("operations:contact-surveys")).status_code == 200


@pytest.mark.parametrize("language", LOCALES)
def test_empty_pages_say_why(world: World, language: str) -> None:
    owner = client_of("owner", language)
    for name, key in (
        ("proposals", "proposals-none-without"),
        ("surveys", "surveys-none-without"),
        ("feedback", "feedback-no-consent"),
    ):
        page = text_of(owner.get(reverse(name, args=[world.customer])))
        assert say(language, key) in page
    operator = client_of("operator", language)
    for name, key in (
        ("contact-proposals", "candidates-none"),
        ("contact-surveys", "operations-surveys-none"),
        ("contact-feedback", "operations-feedback-none"),
    ):
        assert say(language, key) in text_of(operator.get(reverse(f"operations:{name}")))


def test_forms_ask_for_the_csrf_token(world: World) -> None:
    consent(world, "d", clock.now() - DAY)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("owner"), backend="django.contrib.auth.backends.ModelBackend")
    for address in (reverse("give-feedback", args=[world.customer]), reverse("mail-choices")):
        assert client.post(address, {"text": "x"}).status_code == 403
