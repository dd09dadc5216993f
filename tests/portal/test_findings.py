"""Answering findings on the pages: who may, what it changes there, identical findings as one action (MISSION B4, F1, F2)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kado import clock
from kado.edition.models import FindingResponse
from kado.edition.responses import Reason
from kado.facts.edition import MendGain
from kado.facts.verdicts import Severity
from kado.language import LOCALES, has, say
from kado.portal.answers import Answers, Entry, Group, entries, told
from kado.portal.present.health import history_of
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry
from tests.portal.conftest import client_of
from tests.portal.sample import World, _edition, _summary
from tests.portal.sample_facts import (
    MODEL,
    MONTH,
    contract_ending,
    filling,
    fleet,
    server_id,
)

FAILING = {"rule": "drive_failing", "subject": "/dev/sdb", "server": str(server_id("db-01"))}
CONTRACT = {"rule": "contract_ends_soon", "subject": "", "server": str(server_id("app-01"))}


@pytest.fixture(autouse=True)
def _undone(world: World) -> Iterator[None]:
    """The world is shared by the file: what a test answers is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(person: str, name: str, world: World, **fields: str) -> Any:
    url = reverse(name, args=[world.customer])
    return client_of(person, "en").post(url, {"edition": f"{MONTH}.0", **fields})


def states() -> list[tuple[str, str]]:
    with scope.everything("test"):
        return [(r.rule, r.state) for r in FindingResponse.objects.order_by("pk")]


def page(person: str, world: World, language: str = "en", name: str = "overview") -> str:
    more: dict[str, list[object]] = {"edition": [MONTH, 0], "karte": [server_id("db-01")]}
    url = reverse(name, args=[world.customer, *more.get(name, [])])
    return str(client_of(person, language).get(url).content.decode())


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


ACT_NOW = say("en", "answer-act-now", servers_count=1)
ONE_ASIDE = say("en", "aside", findings_count=1)
TITLE = say("en", "rule-drive-failing-title", hostname="db-01", subject="/dev/sdb", **MODEL)
DISMISS = {"wish": "dismiss", "reason": "accepted"}


def snooze(days: int = 30) -> dict[str, str]:
    return {"wish": "snooze", "until": (clock.now().date() + timedelta(days=days)).isoformat()}


@pytest.mark.parametrize(
    ("name", "fields", "allowed"),
    [
        ("acknowledge", {}, {"owner", "mate"}),
        ("set-aside", DISMISS, {"owner"}),
        ("set-aside", snooze(), {"owner"}),
    ],
)
@pytest.mark.parametrize("person", ["", "owner", "mate", "reseller", "operator", "stranger"])
def test_members_acknowledge_and_administrators_set_aside(
    name: str, fields: dict[str, str], allowed: set[str], person: str, world: World
) -> None:
    response = send(person, name, world, **FAILING, **fields)
    assert response.status_code == (302 if person in allowed or not person else 404)
    assert len(states()) == (person in allowed)


def test_a_reader_takes_back_an_acknowledgement_but_not_what_was_set_aside(world: World) -> None:
    send("owner", "acknowledge", world, **FAILING)
    assert send("mate", "reopen-finding", world, **FAILING).status_code == 302
    assert states() == [("drive_failing", "reopened")]
    send("owner", "set-aside", world, **FAILING, **DISMISS)
    assert send("mate", "reopen-finding", world, **FAILING).status_code == 404
    assert send("reseller", "reopen-finding", world, **FAILING).status_code == 404
    assert send("owner", "reopen-finding", world, **FAILING).status_code == 302
    assert states() == [("drive_failing", "reopened")]


def test_every_answer_is_in_the_audit_trail(world: World) -> None:
    send("mate", "acknowledge", world, **FAILING, note="部品を手配した")
    send("owner", "set-aside", world, **FAILING, **snooze())
    send("owner", "set-aside", world, **FAILING, **DISMISS)
    send("owner", "reopen-finding", world, **FAILING)
    with scope.everything("test"):
        rows = AuditEntry.objects.filter(action__startswith="finding_").order_by("pk")
        told_actions = [(r.actor.split("@")[0], r.action.removeprefix("finding_")) for r in rows]
        assert rows[0].detail["note"] == "部品を手配した" and "db-01" in rows[0].subject
    assert told_actions == [
        ("mate", "acknowledged"),
        ("owner", "snoozed"),
        ("owner", "dismissed"),
        ("owner", "reopened"),
    ]
    assert (
        "Finding dismissed"
        in client_of("owner", "en").get(reverse("members", args=[world.customer])).content.decode()
    )


def test_forms_need_the_csrf_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of("owner").cookies
    url = reverse("acknowledge", args=[world.customer])
    assert client.post(url, {"edition": f"{MONTH}.0", **FAILING}).status_code == 403
    assert not states()


def test_a_server_of_somebody_else_is_not_found(world: World) -> None:
    theirs = {**FAILING, "server": str(server_id("other-01"))}
    assert send("owner", "acknowledge", world, **theirs).status_code == 404
    assert send("owner", "acknowledge", world, **{**FAILING, "server": "x"}).status_code == 404
    assert not states()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("acknowledge", {**FAILING, "edition": "2020-01.0"}),
        ("acknowledge", {**FAILING, "subject": "/dev/sdz"}),
        ("acknowledge", {**FAILING, "note": "x" * 501}),
        ("set-aside", {**FAILING, "wish": "forget"}),
        ("set-aside", {**FAILING, "wish": "dismiss", "reason": ""}),
        ("set-aside", {**FAILING, "wish": "dismiss", "reason": "other"}),
        ("set-aside", {**FAILING, **snooze(0)}),
        ("set-aside", {**FAILING, **snooze(400)}),
        ("set-aside", {**FAILING, "wish": "snooze", "until": "soon"}),
    ],
)
def test_what_cannot_be_recorded_is_said_in_words(
    name: str, fields: dict[str, str], world: World
) -> None:
    for language in LOCALES:
        url = reverse(name, args=[world.customer])
        response = client_of("owner", language).post(url, {"edition": f"{MONTH}.0", **fields})
        text = response.content.decode()
        assert response.status_code == 400 and say(language, "response-refused-title") in text
        assert "⟦" not in text
    assert not states()


def test_the_way_back_leads_to_a_page_of_the_organisation_only(world: World) -> None:
    home = reverse("overview", args=[world.customer])
    for wanted, given in (
        (home + "editions/", home + "editions/"),
        (home, "https://example.net/"),
        (home, "/o/elsewhere/"),
    ):
        assert send("owner", "acknowledge", world, **FAILING, next=given)["Location"] == wanted


def test_what_is_set_aside_is_folded_and_not_counted(world: World) -> None:
    before = plain(page("owner", world))
    assert ACT_NOW in before and ONE_ASIDE not in before
    send("owner", "set-aside", world, **FAILING, **DISMISS, note="spare on its way")
    after = page("owner", world)
    text = plain(after)
    assert ACT_NOW not in text and ONE_ASIDE in text
    assert (
        say("en", "response-reason-accepted") in text
        and "spare on its way" in text
        and "owner@example.com" in text
    )
    first, aside = after.split('id="aside"')
    assert TITLE not in plain(first) and TITLE in plain(aside)
    listed = client_of("owner").get(reverse("servers", args=[world.customer]) + "?state=plan")
    assert "db-01" in [row.server.hostname for row in listed.context["rows"]]
    karte = page("mate", world, name="karte")
    assert ONE_ASIDE in plain(karte) and say("en", "state-plan") in plain(karte.split("</h1>")[0])


def test_an_acknowledged_finding_stays_where_it_is_and_says_by_whom(world: World) -> None:
    send("mate", "acknowledge", world, **FAILING)
    for person in ("owner", "mate", "reseller"):
        text = plain(page(person, world))
        assert ACT_NOW in text
        assert f"{say('en', 'response-state-acknowledged')} mate@example.com" in text


@pytest.mark.parametrize("name", ["overview", "edition", "karte"])
@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("person", ["owner", "mate", "reseller"])
def test_pages_offer_what_the_reader_may_do(
    person: str, language: str, name: str, world: World
) -> None:
    send("owner", "set-aside", world, **FAILING, **DISMISS)
    html = page(person, world, language, name)
    assert "⟦" not in html and "{ $" not in html
    assert ("findings/acknowledge/" in html) == (person != "reseller")
    assert ("findings/set-aside/" in html) == (person == "owner")
    assert ("findings/reopen/" in html) == (person == "owner")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_an_earlier_edition_is_shown_as_it_was_published(world: World) -> None:
    send("owner", "set-aside", world, **FAILING, **DISMISS)
    with scope.everything("test"):
        _edition(world, "2026-11", 0, fleet()[1:])
    html = page("owner", world, name="edition")
    assert "findings/acknowledge/" not in html and ONE_ASIDE not in plain(html)
    assert TITLE in plain(html)
    assert send("owner", "acknowledge", world, **FAILING).status_code == 400


def sharing(count: int) -> list[Any]:
    """The fleet with the same finding, a contract's end, on so many more servers."""
    return [
        replace(p, state="findings", severity="plan", verdicts=(contract_ending(), *p.verdicts))
        if p.identity.hostname in ("db-01", "web-01", "app-02", "backup-01")[:count]
        else p
        for p in fleet()
    ]


def summary(world: World, count: int) -> Any:
    return _summary(world, MONTH, 0, sharing(count))


def test_three_servers_make_a_group_and_two_do_not(world: World) -> None:
    """log-01 has the same finding already; app-01 has it at another severity and stays on its own."""
    for count, grouped in ((1, False), (2, True)):
        lines = told(summary(world, count), Answers()).open
        shown, rest = entries("en", lines, Answers(), 100)
        groups = [e for e in shown if isinstance(e, Group)]
        assert rest == 0 and bool(groups) == grouped
        single = [e.text for e in shown if isinstance(e, Entry)]
        assert ("app-01", "contract_ends_soon") in [(t.hostname, t.rule) for t in single]
    assert (groups[0].rule, groups[0].servers_count) == ("contract_ends_soon", 3)
    assert {m.hostname for m in groups[0].members} == {"db-01", "web-01", "log-01"}
    assert groups[0].example == ""  # the same action for all of them


def test_a_group_stands_where_its_most_urgent_finding_would_and_counts_once(world: World) -> None:
    lines = told(summary(world, 4), Answers()).open
    shown, rest = entries("en", lines, Answers(), 2)
    assert isinstance(shown[0], Entry) and shown[0].text.severity == Severity.ACT_NOW
    covered = sum(e.findings_count if isinstance(e, Group) else 1 for e in shown)
    assert covered + rest == len(lines)


def test_a_group_whose_actions_differ_names_its_example(world: World) -> None:
    parts = [
        replace(
            p, state="findings", verdicts=(filling("/var", Severity.PLAN, 10 * n + 40, 0.9, 0.9),)
        )
        for n, p in enumerate(fleet()[:4])
    ]
    shown, _ = entries("en", _summary(world, MONTH, 0, parts).findings, Answers(), 9)  # type: ignore[attr-defined]
    assert isinstance(shown[0], Group) and shown[0].example == "db-01"


@pytest.mark.parametrize("name", ["overview", "edition"])
@pytest.mark.parametrize("language", LOCALES)
def test_one_answer_to_a_group_is_recorded_for_each_of_its_servers(
    language: str, name: str, world: World
) -> None:
    with scope.everything("test"):
        _edition(world, "2026-11", 0, sharing(3))
    url = reverse(name, args=[world.customer, *(["2026-11", 0] if name == "edition" else [])])
    html = client_of("owner", language).get(url).content.decode()
    rule = say(language, "rule-contract-ends-soon-name")
    assert say(language, "group-title", rule=rule, servers_count=4) in plain(html)
    fields = {"edition": "2026-11.0", "rule": "contract_ends_soon", "severity": "plan"}
    assert send("owner", "set-aside", world, **{**fields, **DISMISS}).status_code == 302
    assert states() == [("contract_ends_soon", "dismissed")] * 4
    assert say(language, "aside", findings_count=4) in plain(
        client_of("owner", language).get(url).content.decode()
    )


@pytest.mark.parametrize("language", LOCALES)
def test_a_karte_says_what_mending_gives_back_and_how_health_went(
    language: str, world: World
) -> None:
    gain = MendGain("drive_failing", "/dev/sdb", 40)
    db, *others = fleet()
    with scope.everything("test"):
        _edition(world, "2026-11", 0, [replace(db, health_score=60, mend_gains=(gain,)), *others])
    html = page("mate", world, language, "karte")
    text = plain(html)
    assert text.count(say(language, "gain", points_count=40)) == 1
    assert say(language, "health-history") in text and 'class="sparkline"' in html
    assert "20 → 60" in text and "⟦" not in text


def test_one_score_is_no_history(world: World) -> None:
    assert history_of([("2026-09", None), ("2026-10", 80)]) is None
    found = history_of([("2026-08", None), ("2026-09", 90), ("2026-10", None), ("2026-11", 70)])
    assert found and found.scores == (90, None, 70) and found.lowest_score == 70
    assert say("en", "health-history") not in plain(page("mate", world, name="karte"))


def test_the_overview_asks_for_the_answers_once(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for fields in (FAILING, CONTRACT):
        send("owner", "acknowledge", world, **fields)
    client, url = client_of("owner"), reverse("overview", args=[world.customer])
    with django_assert_max_num_queries(60) as asked:
        client.get(url)
    sql = [q["sql"] for q in asked.captured_queries if "edition_findingresponse" in q["sql"]]
    assert len(sql) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_reason_and_cause_has_a_word(locale: str) -> None:
    causes = [*FindingResponse.Cause.values, "over"]
    keys = [f"response-state-{s}" for s in FindingResponse.State.values]
    keys += [f"response-reason-{r.replace('_', '-')}" for r in Reason.values]
    keys += [f"response-cause-{c.replace('_', '-')}" for c in causes]
    assert not [k for k in keys if not has(locale, k)]
