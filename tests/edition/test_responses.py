"""What people answer to findings: every transition, what brings a finding back, and that editions stay as they are; what mending gives back."""

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kado.edition.assemble import mend_gains
from kado.edition.documents import freeze, sha256_of, thaw_server
from kado.edition.models import Edition, EditionServer, FindingResponse
from kado.edition.publish import publish
from kado.edition.reading import health_history
from kado.edition.responses import (
    Answer,
    Cause,
    Found,
    NotAnswerable,
    Reason,
    State,
    changed_for_the_worse,
    checked,
    identity_of,
    reopen,
    respond,
    responses_of,
    standing_of,
)
from kado.facts.edition import ServerEdition
from kado.facts.eligibility import Eligibility
from kado.facts.server import Presence, ServerIdentity
from kado.facts.verdicts import Category, Evidence, Outcome, Severity, Verdict
from kado.tenancy import scope
from kado.tenancy.models import AuditEntry, Organisation, Server, User
from tests.edition import fleet

AT = datetime(2026, 11, 10, 3, tzinfo=UTC)
TODAY = date(2026, 11, 10)
FAILING = Verdict(
    "drive_failing",
    Outcome.FINDING,
    "/dev/sdb",
    Severity.PLAN,
    values={"drive_model": "M", "drive_serial": "S1"},
)
FULL = Verdict("filesystem_full", Outcome.FINDING, "/var", Severity.WATCH)


@pytest.fixture
def customer(db: None) -> Organisation:
    return fleet.organisation()


@pytest.fixture
def server(customer: Organisation) -> Server:
    return fleet.server(customer, "srv-0")


def edition_of(server: Server, month: str, *verdicts: Verdict) -> Edition:
    """A published edition in which the server has these verdicts."""
    part = ServerEdition(
        ServerIdentity(str(server.pk), "srv-0", "Example", "EX", "1", "", "debian", "12"),
        "findings",
        "plan",
        80,
        (),
        Eligibility(True, (), ()),
        Presence(None, None, 744, 744, 0, None),
        *(None, (), (), (), verdicts, (), (), None, None),
    )
    document = freeze(part)
    with scope.everything("test"):
        made = Edition.objects.create(
            organisation_id=server.organisation_id,
            month=month,
            zone="Asia/Tokyo",
            cut_at=AT,
            created_at=AT,
            code_version="0",
            state=Edition.State.MADE,
        )
        EditionServer.objects.create(
            edition=made, server=server, document=document, document_sha256=sha256_of(document)
        )
        return publish(made, AT)


def answer(server: Server, edition: Edition, verdict: Verdict, given: Answer) -> int:
    user = User.objects.filter(email__startswith="admin-").earliest("pk")
    with scope.everything("test"):
        return respond(edition, [Found(server.pk, "srv-0", verdict)], given, user, AT, TODAY)


def response(server: Server, verdict: Verdict = FAILING) -> FindingResponse | None:
    with scope.everything("test"):
        found = responses_of(server.organisation_id)
    return found.get((str(server.pk), verdict.rule, verdict.subject))


def state(server: Server, verdict: Verdict = FAILING, today: date = TODAY) -> tuple[str, str]:
    found = standing_of(response(server, verdict), verdict, today)
    return found.state, found.cause


def actions() -> list[str]:
    with scope.everything("test"):
        entries = AuditEntry.objects.filter(action__startswith="finding_").order_by("pk")
        return [entry.action for entry in entries]


def test_each_answer_is_kept_with_who_and_when_and_audited(server: Server) -> None:
    edition = edition_of(server, "2026-10", FAILING)
    assert state(server) == ("", "")
    answer(server, edition, FAILING, Answer(State.ACKNOWLEDGED, "  we know  "))
    kept = response(server)
    assert kept and kept.note == "we know" and kept.at == AT and kept.month == "2026-10"
    assert kept.by and kept.by.email.startswith("admin-")
    until = TODAY + timedelta(days=30)
    answer(server, edition, FAILING, Answer(State.SNOOZED, until_date=until))
    assert state(server) == ("snoozed", "")
    answer(server, edition, FAILING, Answer(State.DISMISSED, reason=Reason.ACCEPTED))
    assert state(server) == ("dismissed", "")
    assert actions() == ["finding_acknowledged", "finding_snoozed", "finding_dismissed"]


def test_a_person_reopens(server: Server) -> None:
    edition = edition_of(server, "2026-10", FAILING)
    answer(server, edition, FAILING, Answer(State.DISMISSED, reason=Reason.REPLACEMENT))
    user = User.objects.filter(email__startswith="admin-").earliest("pk")
    with scope.everything("test"):
        assert reopen(edition, [Found(server.pk, "srv-0", FAILING)], user, AT) == 1
        assert reopen(edition, [Found(server.pk, "srv-0", FAILING)], user, AT) == 0
    assert state(server) == ("reopened", Cause.PERSON)
    assert actions()[-1] == "finding_reopened"


def test_an_acknowledgement_does_not_undo_what_was_set_aside(server: Server) -> None:
    edition = edition_of(server, "2026-10", FAILING)
    answer(server, edition, FAILING, Answer(State.DISMISSED, reason=Reason.NO_PROBLEM))
    assert answer(server, edition, FAILING, Answer(State.ACKNOWLEDGED)) == 0
    assert state(server) == ("dismissed", "")


def test_a_snooze_ends_on_its_day(server: Server) -> None:
    edition = edition_of(server, "2026-10", FAILING)
    until = TODAY + timedelta(days=7)
    answer(server, edition, FAILING, Answer(State.SNOOZED, until_date=until))
    assert state(server, today=until - timedelta(days=1)) == ("snoozed", "")
    assert state(server, today=until) == ("reopened", "over")


def test_worse_reopens_and_stays_open(server: Server) -> None:
    first = edition_of(server, "2026-10", FAILING)
    answer(server, first, FAILING, Answer(State.DISMISSED, reason=Reason.ACCEPTED))
    worse = replace(FAILING, severity=Severity.ACT_NOW)
    edition_of(server, "2026-11", worse)
    assert state(server, worse) == ("reopened", Cause.WORSE)
    assert actions()[-1] == "finding_reopened_by_change"
    edition_of(server, "2026-12", FAILING)
    assert state(server) == ("reopened", Cause.WORSE)


def test_the_same_or_better_stays_answered(server: Server) -> None:
    first = edition_of(server, "2026-10", FAILING)
    answer(server, first, FAILING, Answer(State.DISMISSED, reason=Reason.ACCEPTED))
    better = replace(FAILING, severity=Severity.WATCH)
    for month, verdict in (("2026-11", FAILING), ("2026-12", better)):
        edition_of(server, month, verdict)
        assert state(server, verdict) == ("dismissed", "")
    assert actions() == ["finding_dismissed"]


def test_another_drive_under_the_same_name_reopens(server: Server) -> None:
    first = edition_of(server, "2026-10", FAILING)
    answer(server, first, FAILING, Answer(State.ACKNOWLEDGED))
    other = replace(FAILING, values={"drive_model": "M", "drive_serial": "S2"})
    edition_of(server, "2026-11", other)
    assert state(server, other) == ("reopened", Cause.OTHER_SUBJECT)


def test_what_is_worse_is_open_before_anybody_wrote_it_down() -> None:
    """Between reading the edition and answering it another may be published: the page compares for itself."""
    kept = FindingResponse(severity="watch", identity=identity_of(FAILING), state=State.DISMISSED)
    assert changed_for_the_worse(kept, FAILING) == Cause.WORSE
    assert standing_of(kept, FAILING, TODAY).state == State.REOPENED


def test_an_unchanged_part_keeps_its_identity_whatever_else_changes() -> None:
    moved = replace(FAILING, values={"drive_serial": "S1", "risk_probability": 0.9}, confidence=0.9)
    assert identity_of(moved) == identity_of(FAILING) != ""
    assert identity_of(FULL) == ""
    drift = Verdict("configuration_drift", Outcome.FINDING)
    one, two = (
        replace(drift, evidence=(Evidence("bios_version", "1", new, "configuration"),))
        for new in ("2", "3")
    )
    assert identity_of(one) != identity_of(two)


@pytest.mark.parametrize(
    "given",
    [
        Answer(State.SNOOZED),
        Answer(State.SNOOZED, until_date=TODAY),
        Answer(State.SNOOZED, until_date=TODAY + timedelta(days=367)),
        Answer(State.DISMISSED),
        Answer(State.DISMISSED, reason="because"),
        Answer(State.DISMISSED, reason=Reason.OTHER, note=" "),
        Answer(State.ACKNOWLEDGED, note="x" * 501),
        Answer(State.REOPENED),
        Answer("else"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_a_reason(given: Answer) -> None:
    with pytest.raises(NotAnswerable) as refused:
        checked(given, TODAY)
    assert refused.value.key.startswith("response-")


def test_an_edition_stays_as_it_is(server: Server) -> None:
    edition = edition_of(server, "2026-10", FAILING, FULL)
    with scope.everything("test"):
        before = EditionServer.objects.get(edition=edition).document_sha256
    answer(server, edition, FAILING, Answer(State.DISMISSED, reason=Reason.FALSE_ALARM))
    with scope.everything("test"):
        row = EditionServer.objects.get(edition=edition)
        assert row.document_sha256 == sha256_of(bytes(row.document)) == before


def test_answers_are_read_in_one_query_and_inside_a_scope_only(
    server: Server, django_assert_num_queries: Any
) -> None:
    edition = edition_of(server, "2026-10", FAILING, FULL)
    for verdict in (FAILING, FULL):
        answer(server, edition, verdict, Answer(State.ACKNOWLEDGED))
    with scope.everything("test"), django_assert_num_queries(1):
        assert len([r.by for r in responses_of(server.organisation_id).values()]) == 2
    with scope.within(()):
        assert not responses_of(server.organisation_id)
    with pytest.raises(scope.ScopeMissing):
        responses_of(server.organisation_id)


def test_mending_the_worst_of_a_category_gives_points_back_and_the_others_nothing() -> None:
    clear = Verdict("filesystem_full", Outcome.CLEAR, "/", category=Category.CAPACITY)
    risky = replace(FAILING, category=Category.COMPONENTS, likelihood=4, impact=4)
    milder = replace(risky, subject="/dev/sdc", severity=Severity.WATCH)
    resolved = replace(risky, subject="/dev/sdd", resolved=True)
    gains = mend_gains((risky, milder, resolved, clear))
    assert [(g.rule, g.subject) for g in gains] == [("drive_failing", "/dev/sdb")]
    assert gains[0].points_count > 0


def test_a_document_from_before_gains_is_readable(server: Server) -> None:
    edition = edition_of(server, "2026-10", FAILING)
    with scope.everything("test"):
        document = bytes(EditionServer.objects.get(edition=edition).document)
    older = zlib.compress(zlib.decompress(document).replace(b',"mend_gains":[]', b""))
    assert older != document and thaw_server(older).mend_gains == ()


def test_the_history_of_health_is_that_of_published_editions_in_one_query(
    server: Server, django_assert_num_queries: Any
) -> None:
    first, second = (edition_of(server, month, FAILING) for month in ("2026-09", "2026-10"))
    edition_of(server, "2026-11", FULL)
    with scope.everything("test"), django_assert_num_queries(1):
        assert health_history(second, server.pk) == [("2026-09", 80), ("2026-10", 80)]
    with scope.everything("test"):
        assert [month for month, _ in health_history(first, server.pk)] == ["2026-09"]
