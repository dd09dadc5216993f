"""A year of cycles with a moving clock: what happens on which day, and the pages that show it, kept as they were on that day."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connections
from django.test import Client

from kado import clock
from kado.cli.worker import one_round
from kado.edition import calendar, make, reading
from kado.edition.cycle import run_due
from kado.edition.models import Edition
from kado.edition.publish import publish
from kado.entitlement import gate
from kado.entitlement.gate import Purpose, UseRefused
from kado.entitlement.models import Stop, TermsVersion
from kado.tenancy import scope
from kado.tenancy.models import Organisation, User
from tests.end_to_end.year.world import (
    ANGELES,
    BERLIN,
    CUSTOMERS,
    TOKYO,
    Collectors,
    Customer,
    server_of,
)

STEP = timedelta(hours=12)
FIRST = datetime(2025, 10, 1, 12, tzinfo=UTC)
LAST = datetime(2026, 11, 5, tzinfo=UTC)


def on(month: int, day: int, hour: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@dataclass
class Year:
    """The running year: its clock, its collectors, who is silent, and whether the installation runs."""

    home: Path
    at: datetime = FIRST
    silent: set[UUID] = field(default_factory=set)
    running: bool = True
    told: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        clock.now = lambda: self.at
        self.collectors = Collectors()
        (self.home / "pages").mkdir(exist_ok=True)

    def run(self) -> None:
        """Twelve hours after twelve hours; what happens in between happens first.

        Collectors send, and the worker works, in the first days of a month, in which editions are made, on every fifth day, and
        whenever something happens: every hour of every day would only take longer.
        """
        waiting = sorted(EVENTS, key=lambda e: e[0])
        while self.at < LAST:
            now = [happens for at, happens in waiting if at <= self.at]
            waiting = waiting[len(now) :]
            due = self.at.hour == 0 and (self.at.day in (1, 2, 3) or self.at.day % 5 == 0)
            if due or now:
                self.send()
                for happens in now:
                    happens(self)
                self.work()
            self.at += STEP

    def send(self) -> None:
        if self.running:
            self.collectors.send(self.at, frozenset(self.silent))

    def work(self) -> None:
        """What arrived since, then a round of the worker."""
        if self.running:
            self.send()
            one_round()

    def page(
        self, name: str, path: str, email: str, languages: tuple[str, ...] = ("ja", "en")
    ) -> None:
        """Keep a page as this person sees it now, in both languages."""
        for language in languages:
            client = Client()
            client.cookies["kado_language"] = language
            client.force_login(
                User.objects.get(email=email), "django.contrib.auth.backends.ModelBackend"
            )
            answer = client.get(path, headers={"host": "127.0.0.1"})
            kept = self.home / "pages" / f"{name}.{language}.html"
            kept.write_bytes(answer.content)
            self.told[f"{name}.{language}"] = answer.status_code

    def post(self, customer: Customer, path: str, **fields: str) -> None:
        client = Client()
        client.force_login(
            User.objects.get(email=customer.administrator),
            "django.contrib.auth.backends.ModelBackend",
        )
        answer = client.post(f"/o/{customer.id}/{path}", fields, headers={"host": "127.0.0.1"})
        assert answer.status_code in (200, 302), (path, answer.status_code, answer.content[:500])

    def own(self, customer: Customer, name: str, path: str) -> None:
        self.page(name, f"/o/{customer.id}/{path}", customer.administrator)

    def operators(self, name: str, path: str) -> None:
        self.page(name, f"/operations/{path}", "operator@kado.example")


Happening = Callable[[Year], None]


def agree_all(year: Year) -> None:
    for customer in CUSTOMERS:
        agree(year, customer, "2023-06-26")


def agree(year: Year, customer: Customer, version: str) -> None:
    year.post(customer, "agreement/agree/", version=version, agreed="yes")


# A collector loses its network on 20 February; what it kept arrives on 10 March, after the edition was published.
def berlin_falls_silent(year: Year) -> None:
    year.silent.add(server_of(BERLIN, "one").pk)


def berlin_shows_silence(year: Year) -> None:
    year.own(BERLIN, "silence", "servers/")


def berlin_sends_again(year: Year) -> None:
    year.silent.clear()


def february_is_revised(year: Year) -> None:
    owner = Organisation.objects.get(pk=BERLIN.id)
    reason = "data that arrived after publication"
    edition = make.revise(owner, "2026-02", year.at, reason, make.Work(workers=1, actor="operator"))
    publish(edition, year.at)
    year.own(BERLIN, "revision", "editions/2026-02/1/")
    year.own(BERLIN, "revised", "editions/2026-02/0/")


# A planned maintenance of one customer over the days on which its edition falls due.
def berlin_is_stopped(year: Year) -> None:
    Stop.objects.create(
        reason=Stop.Reason.MAINTENANCE,
        organisation_id=BERLIN.id,
        begins_at=on(1, 2),
        ends_at=on(1, 10),
        notice_ja="設備の保守のため停止しています。",
        notice_en="Stopped for maintenance.",
    )


def berlin_shows_the_stop(year: Year) -> None:
    year.own(BERLIN, "stop", "")
    year.page("stop-status", "/status/", BERLIN.administrator)


# New terms, effective on 1 April: Tokyo and Berlin agree the same day, Los Angeles on the 20th.
def new_terms(year: Year) -> None:
    TermsVersion.objects.create(
        version="2026-04-01",
        effective_from=on(4, 1),
        title_ja="サーバ稼働分析サービス 利用規約（2026年4月版）",
        title_en="Terms of the server operation analysis service (April 2026)",
        body_ja="# 利用規約\n\n第1条 本サービスを提供します。\n\n第2条 データの保存期間を定めます。\n",
        body_en="# Terms\n\n1. We provide the service.\n\n2. We say how long data is kept.\n",
        needs_new_agreement=True,
    )


def two_agree(year: Year) -> None:
    for customer in (TOKYO, BERLIN):
        agree(year, customer, "2026-04-01")


def angeles_is_withheld(year: Year) -> None:
    year.own(ANGELES, "withheld", "")
    year.own(ANGELES, "agreement", "agreement/")
    year.page("terms", "/terms/2026-04-01/", ANGELES.administrator)


def angeles_agrees(year: Year) -> None:
    agree(year, ANGELES, "2026-04-01")


def angeles_is_caught_up(year: Year) -> None:
    year.own(ANGELES, "agreed", "editions/")


# A contract of one unit ends on 30 April.
def contract_ended(year: Year) -> None:
    year.own(ANGELES, "contract", "services/")


# The process that makes Tokyo's May edition is killed; the next round takes it up where it stood.
def crash(year: Year) -> None:
    with scope.everything("year"):
        assert not Edition.objects.filter(month="2026-05", organisation_id=TOKYO.id).exists()
    connections.close_all()
    command = [
        sys.executable,
        "-m",
        "tests.end_to_end.year",
        str(year.home),
        "--die-at",
        year.at.isoformat(),
    ]
    ended = subprocess.run(command, env=dict(os.environ), check=False, timeout=300)
    year.told["crash-status"] = ended.returncode
    with scope.everything("year"):
        left = Edition.objects.get(month="2026-05", organisation_id=TOKYO.id)
        year.told["crash-left"] = [left.state, left.server_parts.count()]
    year.operators("crash", "cycle/")


def die_at(at: datetime) -> None:
    """Make what is due for Tokyo and be killed once its servers are analysed, before the whole is written."""
    clock.now = lambda: at

    def killed(done: int, total: int, step: str) -> None:
        if step == "edition-step-summary":
            os.kill(os.getpid(), signal.SIGKILL)

    run_due(at, make.Work(workers=1, progress=killed), Organisation.objects.filter(pk=TOKYO.id))


# Tokyo allows proposals in December and takes that back in June.
def consent_given(year: Year) -> None:
    year.post(TOKYO, "consents/b/", wish="give")
    year.told["use-allowed"] = _use(year)


def consent_withdrawn(year: Year) -> None:
    year.post(TOKYO, "consents/b/", wish="withdraw")
    year.told["use-after-withdrawal"] = _use(year)
    year.own(TOKYO, "consent", "consents/")


def _use(year: Year) -> bool:
    with scope.everything("year"), contextlib.suppress(UseRefused):
        gate.permit(Purpose.PROPOSALS, [TOKYO.id], at=year.at, actor="operator", what="proposals")
        return True
    return False


# The whole installation is down from 1 August to 4 September: July's edition is missed, and caught up before August's.
def installation_goes_down(year: Year) -> None:
    year.running = False


def installation_comes_back(year: Year) -> None:
    year.operators("missed", "cycle/")
    year.running = True


def caught_up(year: Year) -> None:
    year.own(TOKYO, "caught-up", "editions/")
    year.operators("after-missed", "cycle/")


def the_year_is_over(year: Year) -> None:
    for customer in CUSTOMERS:
        name = customer.name_en.split()[0].lower()
        year.own(customer, f"year-{name}", "editions/")
        year.own(customer, f"overview-{name}", "")
    year.operators("year", "cycle/")


EVENTS: list[tuple[datetime, Happening]] = [
    (on(10, 1, 12, 2025), agree_all),
    (on(12, 1, 0, 2025), consent_given),
    (on(1, 2), berlin_is_stopped),
    (on(1, 5), berlin_shows_the_stop),
    (on(2, 20), berlin_falls_silent),
    (on(3, 1), berlin_shows_silence),
    (on(3, 10), berlin_sends_again),
    (on(3, 12), february_is_revised),
    (on(4, 1), new_terms),
    (on(4, 1, 12), two_agree),
    (on(4, 10), angeles_is_withheld),
    (on(4, 20), angeles_agrees),
    (on(4, 22), angeles_is_caught_up),
    (on(6, 3), crash),
    (on(6, 10), contract_ended),
    (on(6, 15), consent_withdrawn),
    (on(8, 1), installation_goes_down),
    (on(9, 4), installation_comes_back),
    (on(9, 5), caught_up),
    (LAST - STEP, the_year_is_over),
]


def editions_told() -> dict[str, list[list[object]]]:
    """Of each customer every edition: month, revision, state, published at, cut at, hours expected."""
    found: dict[str, list[list[object]]] = {}
    with scope.everything("year"):
        for row in Edition.objects.select_related("organisation").order_by("month", "revision"):
            summary = reading.summary_of(row)
            deadline = calendar.publish_deadline(row.month, row.zone)
            found.setdefault(row.organisation.name_en, []).append(
                [
                    row.month,
                    row.revision,
                    row.state,
                    f"{row.published_at:%Y-%m-%d %H:%M}",
                    f"{row.cut_at:%Y-%m-%d %H:%M}",
                    summary.hours_expected_count,
                    summary.hours_present_count,
                    row.published_at <= deadline,
                    row.content_sha256,
                ]
            )
    return found
