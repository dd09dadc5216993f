"""The `kado-collector` command."""

import argparse
import json
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from kado_collector import __version__, bmc, bundle, durable, sending
from kado_collector.allowlist import fields
from kado_collector.bmc import Bmc, checked_account
from kado_collector.changes import changes
from kado_collector.clock import SystemClock
from kado_collector.collector import Collector
from kado_collector.enrolling import IDENTITY, EnrolmentFailed, enrol, enrolment_of, own_identity
from kado_collector.field_list import as_markdown, as_text
from kado_collector.host import Host, LiveHost, RecordedHost
from kado_collector.lock import AlreadyRunning, hold
from kado_collector.readings import Unread
from kado_collector.running import Rhythm, Runner
from kado_collector.sender import count_sending, send_waiting
from kado_collector.sending import BadAddress
from kado_collector.state import Enrolment, NotEnrolled, State, default_folder

EXIT_OK, EXIT_FAILED, EXIT_WAITING = 0, 1, 3


class Unusable(Exception):
    """The command cannot be done as asked; the message says why and what to do."""


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--state", type=Path, default=None, metavar="DIR", help="state folder")
    common.add_argument(
        "--root",
        type=Path,
        default=None,
        metavar="DIR",
        help="read a recorded tree, not this machine",
    )
    common.add_argument(
        "--hide-hostname", action="store_true", help="send a name made from the server's identifier"
    )
    quick = argparse.ArgumentParser(add_help=False)
    quick.add_argument(
        "--seconds",
        type=float,
        default=3.0,
        help="time over which a few samples are taken (default 3)",
    )

    parser = argparse.ArgumentParser(
        prog="kado-collector",
        description="Gathers what the public field list names, and nothing else.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    _add_enrol(
        commands.add_parser("enrol", parents=[common], help="make this server known to the service")
    )
    show = commands.add_parser(
        "show", parents=[common, quick], help="print exactly what would be sent; send nothing"
    )
    show.add_argument(
        "--changes", action="store_true", help="print what changed since the last bundle instead"
    )
    commands.add_parser("once", parents=[common, quick], help="collect, put up and send one bundle")
    _add_run(commands.add_parser("run", parents=[common], help="stay, and send every hour"))
    export = commands.add_parser(
        "export", parents=[common, quick], help="write one bundle to a file to be carried by hand"
    )
    export.add_argument("file", type=Path, metavar="FILE.kado")
    _add_bmc(
        commands.add_parser("bmc", parents=[common], help="give an account of this server's BMC")
    )
    listed = commands.add_parser(
        "fields", help="print the list of every field that can leave this server"
    )
    listed.add_argument("--language", choices=("ja", "en"), default="en")
    listed.add_argument(
        "--markdown", action="store_true", help="as the page docs/collected-fields.md"
    )
    return parser


def _add_enrol(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", required=True, help="address of the service")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--token", help="enrolment token from the service, '-' to read it from standard input"
    )
    way.add_argument(
        "--answer",
        type=Path,
        metavar="FILE",
        help="the service's answer, carried by hand (no network)",
    )
    for name in IDENTITY:
        parser.add_argument(
            f"--{name.replace('_', '-')}", default=None, help="where the firmware does not tell it"
        )
    parser.add_argument(
        "--insecure",
        action="store_true",
        help="allow plain http to another machine (test networks)",
    )
    parser.add_argument("--force", action="store_true", help="replace an enrolment that is there")


def _add_bmc(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", required=True, help="address of the BMC, https://...")
    parser.add_argument("--user", required=True, help="an account that can only read")
    parser.add_argument(
        "--fingerprint",
        default="",
        help="SHA-256 of the BMC's certificate where nobody vouches for it",
    )


def _add_run(parser: argparse.ArgumentParser) -> None:
    usual = Rhythm()
    parser.add_argument("--sample-seconds", type=float, default=usual.sample_seconds)
    parser.add_argument("--aggregate-seconds", type=int, default=usual.aggregate_seconds)
    parser.add_argument("--send-seconds", type=float, default=usual.send_seconds)
    parser.add_argument("--daily-seconds", type=float, default=usual.daily_seconds)
    parser.add_argument("--bundles", type=int, default=None, help="stop after so many bundles")


def _host(arguments: argparse.Namespace) -> Host:
    """The server to read; its BMC too where an account was given."""
    if arguments.root:
        return RecordedHost(arguments.root)
    account = _state(arguments).bmc_account()
    return LiveHost(Bmc(account) if account else None)


def _state(arguments: argparse.Namespace) -> State:
    return State(arguments.state or default_folder())


def _enrolment(arguments: argparse.Namespace, state: State) -> Enrolment:
    """Raises NotEnrolled."""
    found = state.enrolment()
    hide = found.hide_hostname or arguments.hide_hostname
    return Enrolment(
        found.url, found.server_id, found.token, found.signing_key, hide, found.identity
    )


def enrol_command(arguments: argparse.Namespace) -> int:
    state = _state(arguments)
    url = sending.checked_url(arguments.url, arguments.insecure)
    named = {name: value for name in IDENTITY if (value := getattr(arguments, name))}
    if not arguments.force and _is_enrolled(state):
        raise Unusable(f"{state.folder} holds an enrolment already: say --force to replace it")
    if arguments.answer:
        answer = json.loads(arguments.answer.read_text(encoding="utf-8"))
        document = answer if isinstance(answer, dict) else {}
        enrolment = enrolment_of(url, document, named, arguments.hide_hostname)
    else:
        token = sys.stdin.readline().strip() if arguments.token == "-" else arguments.token  # noqa: S105 - a mark
        enrolment = enrol(
            url, token, own_identity(_host(arguments)), named, arguments.hide_hostname
        )
    state.keep_enrolment(enrolment)
    print(f"enrolled as {enrolment.server_id}; the secrets are in {state.folder}")
    return EXIT_OK


def bmc_command(arguments: argparse.Namespace) -> int:
    """The password comes from standard input: arguments can be read by every user of a server."""
    password = sys.stdin.readline().rstrip("\n")
    account = checked_account(arguments.url, arguments.user, password, arguments.fingerprint)
    try:
        found = Bmc(account).get(bmc.ROOT)
        Bmc(account).get(f"{bmc.ROOT}/Systems")  # the root answers without an account
    except Unread as unread:
        trouble = unread.trouble
        raise Unusable(
            f"{trouble.problem}; nothing was kept. {trouble.remedy or ''}".strip()
        ) from None
    _state(arguments).keep_bmc_account(account)
    print(f"the BMC answers: Redfish {found.get('RedfishVersion')}")
    return EXIT_OK


def _is_enrolled(state: State) -> bool:
    try:
        state.enrolment()
    except NotEnrolled:
        return False
    return True


def show_command(arguments: argparse.Namespace) -> int:
    state = _state(arguments)
    enrolment = _enrolment(arguments, state) if _is_enrolled(state) else None
    if enrolment is None:
        print("not enrolled: the server_id below is a placeholder", file=sys.stderr)
        if arguments.hide_hostname:
            enrolment = Enrolment("", bundle.NOT_ENROLLED, "", "", hide_hostname=True)
    collector = Collector(_host(arguments), SystemClock(), state, enrolment)
    document = collector.whole_document(arguments.seconds)
    if arguments.changes:
        for line in changes(state.last_bundle(), document):
            print(line)
    else:
        print(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))
    return EXIT_OK


def once_command(arguments: argparse.Namespace) -> int:
    state = _state(arguments)
    enrolment = _enrolment(arguments, state)
    collector = Collector(_host(arguments), SystemClock(), state, enrolment)
    collector.put(collector.whole_document(arguments.seconds))
    result = send_waiting(enrolment, collector.spool, state, collector.clock)
    count_sending(state, result)
    print(f"{result.sent_count} bundle(s) sent, {len(collector.spool.waiting())} waiting")
    if result.refused_count:
        print(f"{result.refused_count} bundle(s) were refused: see the log above", file=sys.stderr)
    if result.problem is not None:
        print(f"{result.problem}; what waits is kept and sent the next time", file=sys.stderr)
        return EXIT_WAITING
    return EXIT_FAILED if result.refused_count else EXIT_OK


def run_command(arguments: argparse.Namespace) -> int:
    state = _state(arguments)
    enrolment = _enrolment(arguments, state)
    rhythm = Rhythm(
        arguments.sample_seconds,
        arguments.aggregate_seconds,
        arguments.send_seconds,
        arguments.daily_seconds,
        arguments.bundles,
    )
    with hold(state.folder):
        collector = Collector(
            _host(arguments), SystemClock(), state, enrolment, slow_host=_host(arguments)
        )
        runner = Runner(collector, enrolment, rhythm)
        _stop_on_signals(runner.stopping)
        runner.run()
    return EXIT_OK


def _stop_on_signals(stopping: threading.Event) -> None:
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())


def export_command(arguments: argparse.Namespace) -> int:
    """The file of docs/wire-format.md: a line with the signature, then the compressed body."""
    state = _state(arguments)
    enrolment = _enrolment(arguments, state)
    collector = Collector(_host(arguments), SystemClock(), state, enrolment)
    body = bundle.compressed(bundle.as_text(collector.whole_document(arguments.seconds)))
    head = (
        f"{bundle.FORMAT} {enrolment.server_id} {sending.signature(body, enrolment.signing_key)}\n"
    )
    durable.write(arguments.file, head.encode("ascii") + body)
    print(f"{arguments.file}: {len(head) + len(body)} bytes")
    return EXIT_OK


def fields_command(arguments: argparse.Namespace) -> int:
    text = as_markdown(fields()) if arguments.markdown else as_text(fields(), arguments.language)
    print(text, end="")
    return EXIT_OK


_COMMANDS = {
    "enrol": enrol_command,
    "show": show_command,
    "once": once_command,
    "run": run_command,
    "export": export_command,
    "bmc": bmc_command,
    "fields": fields_command,
}
_KNOWN_FAILURES = (
    Unusable,
    NotEnrolled,
    EnrolmentFailed,
    BadAddress,
    AlreadyRunning,
    OSError,
    ValueError,
)


def main(argv: Sequence[str] | None = None) -> int:
    """0 done, 1 failed, 2 wrong arguments, 3 collected and not yet sent."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    arguments = _parser().parse_args(argv)
    try:
        return _COMMANDS[arguments.command](arguments)
    except _KNOWN_FAILURES as error:
        print(f"kado-collector: {error}", file=sys.stderr)
        return EXIT_FAILED


if __name__ == "__main__":
    sys.exit(main())
