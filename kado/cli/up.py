"""`kado up`: the main job on this machine: prepare, serve, collect this machine, bring in a fleet, make and publish the edition.

Run again it starts in seconds and doubles nothing: every step looks first at what is already there.
"""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from kado.cli.main import UsageError
from kado.cli.serve import port_number
from kado.cli.terminal import Step, tell, terminal_locale
from kado.site.setup import ready

HELP = "the main job on this machine: prepare, collect, forecast, publish, serve"
START_TIMEOUT_SECONDS = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port_number, default=8210)
    parser.add_argument(
        "--data",
        type=Path,
        help="recorded data (a folder or file of `kado import`) in place of the demonstration fleet",
    )
    parser.add_argument(
        "--once", action="store_true", help="do the job, print the result, and stop serving"
    )


def run(options: argparse.Namespace) -> int:
    """Do everything, then serve until interrupted; 1 when the service ended by itself."""
    url = f"http://127.0.0.1:{options.port}"
    os.environ.setdefault("KADO_PUBLIC_URL", url)  # before the settings are read: mail links to it
    ready()
    from kado import clock

    if options.data is not None and not options.data.exists():
        raise UsageError(
            f"{options.data} does not exist: DATA names a folder or file in the format of docs/importing.md"
        )
    check_port(options.port)
    signal.signal(signal.SIGTERM, _interrupt)
    started = time.monotonic()
    tell("up-begin")
    prepare()
    server = start_server(options.port)
    try:
        lines = main_job(url, clock.now(), options.data)
        tell("up-done", took_seconds=time.monotonic() - started)
        show(url, lines)
        return 0 if options.once else stay(server)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _interrupt(number: int, frame: object) -> None:
    """Being told to end is the same as Ctrl-C: nothing that was started here stays behind."""
    raise KeyboardInterrupt


def prepare() -> None:
    """Create or upgrade the database; the lake's tables are created by the first write."""
    from django.conf import settings
    from django.core.management import call_command

    with Step("up-step-prepare"):
        Path(settings.KADO_HOME).mkdir(parents=True, exist_ok=True, mode=0o700)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)


def check_port(port: int) -> None:
    """Raises UsageError where the port cannot be had."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise UsageError(f"port {port} cannot be used: {error.strerror}") from error
            raise UsageError(
                f"port {port} is in use: stop the other program, or choose one: make run PORT={port % 65535 + 1}"
            ) from error


def start_server(port: int) -> "subprocess.Popen[bytes]":
    """Start portal and intake as a process of their own and wait until they answer."""
    with Step("up-step-serve"):
        server = subprocess.Popen(
            [sys.executable, "-m", "kado.cli.main", "serve", "--port", str(port)]
        )
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            if server.poll() is not None:
                raise UsageError(
                    f"the service ended at once with status {server.returncode}: see the lines above"
                )
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return server
            time.sleep(0.1)
        server.terminate()
        raise UsageError(f"the service did not answer within {START_TIMEOUT_SECONDS} s")


def main_job(url: str, at: datetime, data: Path | None) -> list[tuple[str, str, str]]:
    """Fleet or recorded data in, this machine collected, editions made; returns the sign-ins as (role key, address, password)."""
    from kado.cli import fleets

    logins = fleets.recorded(at, data) if data is not None else fleets.demonstration(at)
    collect_this_machine(url, fleets.OPERATOR_EMAIL)
    with Step("up-step-digest"):
        from kado.store.digest import digest_all

        digest_all(at)
    fleets.editions(at)
    if data is None:
        fleets.demonstration_contacts(at)
    with Step("up-step-deliver"):
        from kado.delivery.outbox import deliver_once

        deliver_once(at)
    return logins


def collect_this_machine(url: str, operator_email: str) -> None:
    """Enrol and collect this machine; a failure is told and does not stop the rest."""
    from kado.cli import own_machine
    from kado.press.words import source_name, source_words

    try:
        with Step("up-step-collect"):
            own_machine.enrol(own_machine.ensure_owner(operator_email), url)
            printed = own_machine.collect_once()
    except subprocess.CalledProcessError as error:
        tell(
            "up-collect-failed", problem=(error.stderr or error.stdout or str(error)).strip()[:500]
        )
        return
    for line in printed.splitlines():
        print(f"      {line}")
    locale = terminal_locale()
    for report in own_machine.unread():
        reason, remedy = source_words(locale, report)
        tell("up-unread", source=source_name(locale, report.source), reason=reason, remedy=remedy)


def show(url: str, logins: list[tuple[str, str, str]]) -> None:
    """Print the address, who may sign in, and where messages were written to."""
    from django.conf import settings

    tell("up-address", url=url)
    for role, address, password in logins:
        tell("up-login", role=_role(role), address=address, password=password)
    mail = Path(settings.EMAIL_FILE_PATH)
    if mail.is_dir():
        tell("up-mail", folder=mail)
    tell("up-where")


def _role(key: str) -> str:
    from kado.language import say

    return say(terminal_locale(), key)


def stay(server: "subprocess.Popen[bytes]") -> int:
    """Background work and this machine's collector until interrupted; 1 when the service ended by itself."""
    from kado.cli.own_machine import collector_command
    from kado.cli.worker import work_until

    collector: subprocess.Popen[bytes] | None = None
    stop = threading.Event()
    worker = threading.Thread(target=work_until, args=(stop,), daemon=True)
    try:
        collector = subprocess.Popen(collector_command("run"), stdout=subprocess.DEVNULL)
        worker.start()
        tell("up-stay")
        status = server.wait()
        print(f"kado up: the service ended by itself with status {status}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        tell("up-stopping")
        return 0
    finally:
        stop.set()
        if collector is not None:
            collector.terminate()
            collector.wait(timeout=30)
        if worker.is_alive():
            worker.join(timeout=30)
