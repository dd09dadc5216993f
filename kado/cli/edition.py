"""`kado edition`: make, review, publish, revise, verify and list the editions of a month.

Status 0: done. 1: an edition came out otherwise, or a run ended before its work was done and can be started again. 2: it cannot be
done as asked, and the message says what to do. docs/edition.md has the same.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kado.cli.edition_choice import existing, newest, organisations, with_edition
from kado.cli.edition_show import show_list, show_review, show_schedule
from kado.cli.installed import ready_installed
from kado.cli.main import UsageError
from kado.cli.terminal import Step, own_name, tell, terminal_locale
from kado.language import say
from kado.language.human import human_month

if TYPE_CHECKING:
    from datetime import datetime

    from kado.edition.make import Work
    from kado.edition.models import Edition
    from kado.edition.verify import Verification
    from kado.tenancy.models import Organisation

HELP = "make, review, publish, revise, verify or list the editions of a month"
_HELPS: Final = {
    "make": "make the month's editions, or go on with those that were begun; nobody sees them yet",
    "review": "show what waits for review; approve it (which publishes it) or discard it",
    "publish": "let readers see what is made; from then on it never changes",
    "revise": "make the next revision of a published month; `publish` lets readers see it",
    "verify": "make the editions again beside the stored ones and compare",
    "list": "say where the month's editions stand; without --month, the schedule of all months",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    own = {name: actions.add_parser(name, help=h, description=h) for name, h in _HELPS.items()}
    for name, action in own.items():
        action.add_argument(
            "--month", required=name != "list", metavar="YYYY-MM", help="the month it tells of"
        )
        action.add_argument(
            "--organisation",
            metavar="NAME",
            help="one organisation, by name or id, in place of all",
        )
    for name in ("make", "revise", "verify"):
        own[name].add_argument(
            "--workers",
            type=int,
            metavar="N",
            help="N processes of this machine; without it the cluster of KADO_DASK_SCHEDULER, or as many as are worth it",
        )
    own["make"].add_argument(
        "--again",
        action="store_true",
        help="throw away what was made and not published, and begin anew",
    )
    own["revise"].add_argument(
        "--reason", default="", help="why it is revised; its readers see it (needed)"
    )
    own["review"].add_argument(
        "decision", nargs="?", choices=("approve", "discard"), help="without it: show what waits"
    )
    own["list"].add_argument(
        "--schedule", action="store_true", help="every month with its cut, deadline and state"
    )


def run(options: argparse.Namespace) -> int:
    """Do the action for each organisation; 1 where one failed or differs."""
    ready_installed()
    from kado import clock
    from kado.edition import calendar
    from kado.tenancy import scope

    try:
        if options.month is not None:
            calendar.first_day(options.month)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if getattr(options, "workers", None) is not None and options.workers < 1:
        raise UsageError("--workers is at least 1")
    chosen = organisations(options.organisation)
    if options.action == "list" and (options.schedule or options.month is None):
        with scope.everything("operator's command"):
            show_schedule(chosen, clock.now())
        return 0
    if options.organisation is None and options.action in _OF_EXISTING:
        chosen = with_edition(chosen, options.month)
    failed = False
    for organisation in chosen:
        with scope.within([organisation.pk], "operator's command"):
            failed |= not _done(organisation, options, clock.now(), alone=len(chosen) == 1)
    return int(failed)


def _done(
    organisation: "Organisation", options: argparse.Namespace, at: "datetime", alone: bool
) -> bool:
    """Whether the action went well. Raises UsageError where it was for this organisation alone and cannot be done as asked."""
    from kado.edition.make import NotMakeable
    from kado.edition.publish import NotPublishable
    from kado.edition.runners import RunLost
    from kado.entitlement.gate import UseRefused

    try:
        return _ACTIONS[options.action](organisation, options, at)
    except (NotMakeable, NotPublishable, UseRefused) as error:
        if alone:
            raise UsageError(f"{organisation}: {error}") from error
        print(f"kado edition: {organisation}: {error}", file=sys.stderr)
    except RunLost as error:
        print(f"kado edition: {organisation}: {error}", file=sys.stderr)
    return False


def _make(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.make import discard, make
    from kado.edition.models import Edition

    there = newest(organisation, options.month)
    if there and there.state == Edition.State.PUBLISHED and options.organisation is None:
        _said("edition-already-published", there)
        return True
    if options.again and there is not None:
        discard(there, at, own_name())
    with _step(organisation, options) as work:
        edition = make(organisation, options.month, at, work)
    _said("edition-made", edition)
    return True


def _review(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.make import discard
    from kado.edition.models import Edition
    from kado.edition.review import approve

    edition = existing(organisation, options.month)
    if options.decision is None:
        show_review(edition)
    elif options.decision == "approve":
        _said("review-approved", approve(edition, at, own_name()))
    elif edition.state in (Edition.State.MADE, Edition.State.MAKING):
        discard(edition, at, own_name())
        _said("review-discarded", edition)
    else:
        raise UsageError(
            f"{edition} is {edition.state} and stays: `kado edition revise` corrects it"
        )
    return True


def _publish(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.publish import publish

    edition = existing(organisation, options.month)
    _said("edition-published", publish(edition, at, actor=own_name()))
    return True


def _revise(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.make import revise

    with _step(organisation, options) as work:
        edition = revise(organisation, options.month, at, options.reason, work)
    _said("edition-made", edition)
    return True


def _verify(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    from kado.edition.verify import verify
    from kado.store.lake import PinGone

    edition = existing(organisation, options.month)
    try:
        with _step(organisation, options) as work:
            found = verify(edition, at, work)
    except PinGone:
        _said("edition-pin-gone", edition)
        return False
    if found.holds and found.removed_count:
        _said("edition-verified-without", edition, removed_count=found.removed_count)
        return True
    if found.holds and found.stored_holds:
        _said("edition-verified", edition)
        return True
    _said("edition-differs", edition, servers_count=len(found.differing))
    _tell_why(edition, found)
    return False


def _tell_why(edition: "Edition", found: "Verification") -> None:
    """What may have made the difference."""
    if not found.stored_holds:
        tell("edition-stored-damaged")
    elif found.same_code:
        tell("edition-code-same")
    if not found.same_code:
        key = "edition-other-code" if found.code_is_known else "edition-code-unknown"
        tell(key, code_version=edition.code_version)


def _list(organisation: "Organisation", options: argparse.Namespace, at: "datetime") -> bool:
    show_list(organisation, options.month, at)
    return True


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

        yield Work(options.workers, progress, own_name())


_OF_EXISTING: Final = frozenset({"publish", "verify", "review"})
_ACTIONS: Final[dict[str, Callable[["Organisation", argparse.Namespace, "datetime"], bool]]] = {
    "make": _make,
    "review": _review,
    "publish": _publish,
    "revise": _revise,
    "verify": _verify,
    "list": _list,
}
