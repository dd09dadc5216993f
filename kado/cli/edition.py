"""`kado edition`: make, publish, revise, verify and list the editions of a month."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kado.cli.main import UsageError
from kado.cli.terminal import Step, tell, terminal_locale
from kado.language import say
from kado.language.human import human_month
from kado.site.setup import ready

if TYPE_CHECKING:
    from datetime import datetime

    from kado.edition.make import Work
    from kado.edition.models import Edition
    from kado.tenancy.models import Organisation

HELP = "make, publish, revise, verify or list the editions of a month"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=tuple(_ACTIONS))
    parser.add_argument("--month", required=True, metavar="YYYY-MM")
    parser.add_argument("--organisation", metavar="NAME", help="one organisation in place of all")
    parser.add_argument(
        "--workers", type=int, help="processes (as many as are worth it by default)"
    )
    parser.add_argument("--reason", default="", help="why it is revised; its readers see it")
    parser.add_argument(
        "--again",
        action="store_true",
        help="make: throw away what was made and not published, and begin anew",
    )


def run(options: argparse.Namespace) -> int:
    """Do the action for each organisation; 1 where one failed or differs."""
    ready()
    from kado import clock
    from kado.edition import calendar
    from kado.edition.make import NotMakeable
    from kado.edition.publish import NotPublishable
    from kado.entitlement.gate import UseRefused
    from kado.tenancy import scope

    try:
        calendar.first_day(options.month)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if options.workers is not None and options.workers < 1:
        raise UsageError("--workers is at least 1")
    action = _ACTIONS[options.action]
    failed = False
    chosen = _organisations(options.organisation)
    if options.organisation is None and options.action in _OF_EXISTING:
        chosen = _with_edition(chosen, options.month)
    for organisation in chosen:
        with scope.within([organisation.pk], "operator's command"):
            try:
                failed |= not action(organisation, options, clock.now())
            except (NotMakeable, NotPublishable, UseRefused) as error:
                raise UsageError(f"{organisation}: {error}") from error
    return int(failed)


def _organisations(name: str | None) -> "list[Organisation]":
    from kado.tenancy import scope
    from kado.tenancy.models import Organisation, Server

    with scope.everything("finding the organisation an operator named"):
        with_servers = set(Server.objects.values_list("organisation_id", flat=True))
    chosen = [o for o in Organisation.objects.order_by("name", "pk") if o.pk in with_servers]
    if name is not None:
        chosen = [o for o in chosen if name in (o.name, o.name_en, str(o.pk))]
    if not chosen:
        raise UsageError(
            "there is no such organisation with servers" if name else "there are no servers"
        )
    return chosen


def _with_edition(chosen: "list[Organisation]", month: str) -> "list[Organisation]":
    """Those that have an edition of the month. Raises UsageError where none has."""
    from kado.edition.models import Edition
    from kado.tenancy import scope

    with scope.everything("finding the editions of a month"):
        having = set(Edition.objects.filter(month=month).values_list("organisation_id", flat=True))
    found = [o for o in chosen if o.pk in having]
    if not found:
        raise UsageError(f"there is no edition of {month}: `kado edition make` makes it")
    return found


def _make(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.make import discard, make

    existing = _newest(organisation, options.month)
    if options.again and existing is not None:
        discard(existing)
    with _step(organisation, options) as work:
        edition = make(organisation, options.month, at, work)
    _said("edition-made", edition)
    return True


def _publish(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.publish import publish

    edition = _existing(organisation, options.month)
    _said("edition-published", publish(edition, at, actor="operator"))
    return True


def _revise(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.make import revise

    with _step(organisation, options) as work:
        edition = revise(organisation, options.month, at, options.reason, work)
    _said("edition-made", edition)
    return True


def _verify(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.verify import verify

    edition = _existing(organisation, options.month)
    with _step(organisation, options) as work:
        found = verify(edition, at, work)
    if found.holds and found.removed_count:
        _said("edition-verified-without", edition, removed_count=found.removed_count)
        return True
    if found.holds and found.stored_holds:
        _said("edition-verified", edition)
        return True
    _said("edition-differs", edition, servers_count=len(found.differing))
    if not found.stored_holds:
        tell("edition-stored-damaged")
    if not found.same_code:
        tell("edition-other-code", code_version=edition.code_version)
    return False


def _list(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.models import Edition

    rows = Edition.objects.filter(organisation=organisation, month=options.month)
    locale, due = terminal_locale(), _due(organisation, options.month, at)
    values = {
        "month": human_month(locale, options.month),
        "organisation": organisation.name_in(locale),
    }
    if not rows:
        tell("edition-none", due=due, **values)
    for edition in rows.order_by("revision"):
        state = say(locale, f"edition-state-{edition.state}")
        if edition.published_at:
            on = edition.published_at.date()
            state = f"{state}, {say(locale, 'edition-line-published', published_date=on)}"
        else:
            state = f"{state}, {due}"
        tell("edition-line", revision=edition.revision, state=state, **values)
    return True


def _due(organisation: "Organisation", month: str, at: "datetime") -> str:
    from kado.edition import calendar

    deadline = calendar.publish_deadline(month, organisation.zone)
    key = "edition-line-late" if at >= deadline else "edition-line-due"
    last = calendar.last_day(calendar.shifted(month, 1))
    return say(terminal_locale(), key, deadline_date=last)


def _newest(organisation: "Organisation", month: str) -> "Edition | None":
    from kado.edition.models import Edition

    return Edition.objects.filter(organisation=organisation, month=month).first()


def _existing(organisation: "Organisation", month: str) -> "Edition":
    edition = _newest(organisation, month)
    if edition is None:
        raise UsageError(f"{organisation} has no edition of {month}: `kado edition make` makes it")
    return edition


def _said(key: str, edition: "Edition", **values: object) -> None:
    locale = terminal_locale()
    tell(
        key,
        organisation=edition.organisation.name_in(locale),
        month=human_month(locale, edition.month),
        revision=edition.revision,
        digest=edition.content_sha256,
        **values,
    )


@contextmanager
def _step(organisation: "Organisation", options: argparse.Namespace) -> "Iterator[Work]":
    """One organisation's work, with its progress on the terminal."""
    from kado.edition.make import Work

    locale = terminal_locale()
    name = organisation.name_in(locale)
    with Step("edition-step", organisation=name, month=human_month(locale, options.month)) as step:

        def progress(done: int, total: int, key: str) -> None:
            step.progress(done, total, say(locale, key))

        yield Work(options.workers, progress, "operator")


_OF_EXISTING: Final = frozenset({"publish", "verify"})
_ACTIONS: Final[dict[str, Callable[["Organisation", argparse.Namespace, "datetime"], bool]]] = {
    "make": _make,
    "publish": _publish,
    "revise": _revise,
    "verify": _verify,
    "list": _list,
}
