"""`kado rights`: customers' rights from the operator's terminal: what waits, deletions applied again after a restore, certificates checked."""

import argparse
import json
from pathlib import Path

from kado.cli.installed import ready_installed
from kado.cli.main import UsageError
from kado.cli.terminal import tell

HELP = "customers' rights: work off what was asked for, apply deletions again after a restore, check a certificate"
CERTIFICATE_LIMIT_BYTES = 1 << 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="work|reapply|verify")
    actions.add_parser("work", help="count, export and delete what is due, once")
    again = actions.add_parser("reapply", help="delete again what a restored backup brought back")
    again.add_argument("--list", type=Path, help="the folder of deletions to apply")
    check = actions.add_parser("verify", help="check the signature of a certificate")
    check.add_argument("file", type=Path)
    check.add_argument("--key", default="", help="the public key; this installation's where absent")


def run(options: argparse.Namespace) -> int:
    ready_installed()
    return int({"work": _work, "reapply": _reapply, "verify": _verify}[options.action](options))


def _work(options: argparse.Namespace) -> int:
    from kado import clock
    from kado.rights.background import work

    done = work(clock.now())
    tell("rights-worked" if done else "rights-elsewhere")
    return 0


def _reapply(options: argparse.Namespace) -> int:
    from kado import clock
    from kado.rights.reapply import reapply
    from kado.store.erasing import DeletionMustWait

    if options.list is not None and not options.list.is_dir():
        raise UsageError(f"{options.list} is no folder: give the folder of deletions")
    try:
        done = reapply(clock.now(), options.list)
    except DeletionMustWait as error:
        raise UsageError(str(error)) from None
    tell(
        "rights-reapplied",
        servers_count=done.servers_count,
        organisations_count=done.organisations_count,
    )
    return 0


def _verify(options: argparse.Namespace) -> int:
    from kado.rights.certificate import holds, public_key

    text = options.file.read_bytes()[:CERTIFICATE_LIMIT_BYTES]
    try:
        certificate = json.loads(text)
    except ValueError:
        raise UsageError(
            f"{options.file} is no JSON: give the certificate as it was fetched"
        ) from None
    good = isinstance(certificate, dict) and holds(certificate, options.key or public_key())
    tell("rights-signature-holds" if good else "rights-signature-broken")
    return 0 if good else 1
