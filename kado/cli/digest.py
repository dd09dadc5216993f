"""`kado digest`: bring what waits in the inbox into the lake."""

import argparse

from kado.cli.installed import ready_installed

HELP = "bring the bundles that wait in the inbox into the lake"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--upkeep",
        action="store_true",
        help="afterwards merge small files of the lake, remove files nobody names and receipts past their time",
    )


def run(options: argparse.Namespace) -> int:
    ready_installed()
    from kado import clock
    from kado.edition.pins import pinned_versions
    from kado.store.digest import digest_all
    from kado.store.upkeep import upkeep

    report = digest_all(clock.now())
    print(
        f"{report.bundles_count} bundles, {report.rows_count} rows"
        + (f", {report.unreadable_count} set aside" if report.unreadable_count else "")
    )
    if options.upkeep:
        kept = upkeep(clock.now(), pinned_versions(clock.now()))
        print(
            f"{kept.files_merged_count} files merged, {kept.files_removed_count} removed, "
            f"{kept.receipts_removed_count} receipts forgotten"
        )
    return 0
