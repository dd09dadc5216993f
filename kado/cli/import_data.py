"""`kado import csv|parquet|bundle PATH...`: bring in data that people already have, or bundles carried by hand."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kado.cli.installed import ready_installed
from kado.cli.main import UsageError

if TYPE_CHECKING:
    from kado.importers.report import ImportReport
    from kado.tenancy.models import Organisation

HELP = "bring in CSV or Parquet files of the documented format, or bundles carried by hand"
DROPPED_SHOWN_COUNT = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="csv|parquet|bundle")
    for kind in ("csv", "parquet"):
        one = kinds.add_parser(kind, help=f"{kind} files in the long format (docs/importing.md)")
        one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
        one.add_argument("--organisation", required=True, help="name or id of the customer")
        one.add_argument(
            "--create", action="store_true", help="make the customer where there is none"
        )
        one.add_argument("--zone", default="Asia/Tokyo", help="time zone of a customer made here")
    bundle = kinds.add_parser("bundle", help="bundles carried by hand (.kado)")
    bundle.add_argument("paths", nargs="+", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    ready_installed()
    from kado import clock
    from kado.importers.report import ImportRefused
    from kado.tenancy.scope import everything

    with everything("kado import: run by the operator"):
        try:
            if options.kind == "bundle":
                return _bundles(options.paths, clock.now())
            return _samples(options, clock.now())
        except ImportRefused as error:
            raise UsageError(str(error)) from None


def _samples(options: argparse.Namespace, at: datetime) -> int:
    from kado.importers.samples import import_path

    organisation = _organisation(options)
    for path in options.paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist")
        show(path, import_path(path, organisation, at, _progress))
    return 0


def _bundles(paths: list[Path], at: datetime) -> int:
    from kado.importers.bundle_file import import_bundle

    for path in paths:
        accepted = import_bundle(path, at)
        state = "stored" if accepted.is_new else "already stored"
        print(f"{path}: {state}, {accepted.receipt.points_count} points")
    return 0


def _organisation(options: argparse.Namespace) -> "Organisation":
    """The customer by id or name; made with --create. Raises UsageError where it is not one."""
    from uuid import UUID
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from kado.tenancy.models import Organisation

    named = options.organisation
    try:
        found = list(Organisation.objects.filter(pk=UUID(named)))
    except ValueError:
        found = list(Organisation.objects.filter(name=named))
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{len(found)} customers are called {named!r}: give the id instead")
    if not options.create:
        raise UsageError(f"no customer is called {named!r}: add --create to make it")
    try:
        ZoneInfo(options.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise UsageError(f"{options.zone!r} is no time zone: write it like Asia/Tokyo") from None
    return Organisation.objects.create(
        kind=Organisation.Kind.CUSTOMER, name=named, zone=options.zone
    )


def _progress(name: str, rows_count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{name}: {rows_count:,} rows", end="", file=sys.stderr, flush=True)


def show(path: Path, report: "ImportReport") -> None:
    """Print what an import did."""
    if sys.stderr.isatty():
        print(file=sys.stderr)
    servers = len(report.servers_new) + len(report.servers_known)
    print(f"{path}: {report.rows_read_count:,} rows read, {report.rows_stored_count:,} stored")
    print(f"  {servers} servers, {len(report.servers_new)} of them new")
    if report.observed_from and report.observed_to:
        print(
            f"  observed from {report.observed_from:%Y-%m-%d %H:%M} to {report.observed_to:%Y-%m-%d %H:%M} UTC"
        )
    if report.rows_known_count:
        print(f"  {report.rows_known_count:,} rows were stored by an earlier import")
    for (what, why), count in report.dropped.most_common(DROPPED_SHOWN_COUNT):
        print(f"  not stored: {what} ({why}): {count:,}")
    if len(report.dropped) > DROPPED_SHOWN_COUNT:
        print(f"  and {len(report.dropped) - DROPPED_SHOWN_COUNT} more kinds")
