"""`kado up`: the main job on this machine: prepare, serve, collect this machine, bring in a fleet, make and publish the edition.

Run again it starts in seconds and doubles nothing: every step looks first at what is already there.
"""

import argparse
import os
import socket
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from kado.cli.main import UsageError
from kado.cli.terminal import Step, tell
from kado.site.setup import ready

HELP = "the main job on this machine: prepare, collect, forecast, publish, serve"
START_TIMEOUT_SECONDS = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8210)
    parser.add_argument(
        "--data",
        type=Path,
        help="recorded data (a folder or file of `kado import`) in place of the demonstration fleet",
    )
    parser.add_argument(
        "--once", action="store_true", help="do the job, print the result, and stop serving"
    )


def run(options: argparse.Namespace) -> int:
    """Do everything, then serve until interrupted."""
    ready()
    from kado import clock

    if options.data is not None and not options.data.exists():
        raise UsageError(
            f"{options.data} does not exist: DATA names a folder or file in the format of docs/importing.md"
        )
    started = time.monotonic()
    tell("up-begin")
    prepare()
    url = f"http://127.0.0.1:{options.port}"
    server = start_server(options.port)
    try:
        lines = main_job(url, clock.now(), options.data)
        tell("up-done", took_seconds=time.monotonic() - started)
        show(url, lines)
        if not options.once:
            stay(server)
    finally:
        server.terminate()
        server.wait(timeout=30)
    return 0


def prepare() -> None:
    """Create or upgrade the database; the lake's tables are created by the first write."""
    from django.conf import settings
    from django.core.management import call_command

    with Step("up-step-prepare"):
        Path(settings.KADO_HOME).mkdir(parents=True, exist_ok=True, mode=0o700)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)


def start_server(port: int) -> "subprocess.Popen[bytes]":
    """Start portal and intake as a process of their own and wait until they answer."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UsageError(
                f"port {port} is in use: stop the other program, or choose one: make run PORT={port + 1}"
            ) from error
    environment = {**os.environ, "KADO_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with Step("up-step-serve"):
        server = subprocess.Popen(
            [sys.executable, "-m", "kado.cli.main", "serve", "--port", str(port)], env=environment
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
    with Step("up-step-deliver"):
        from kado.delivery.outbox import deliver_once

        deliver_once(at)
    return logins


def collect_this_machine(url: str, operator_email: str) -> None:
    """Enrol and collect this machine; a failure is told and does not stop the rest."""
    from kado.cli import own_machine

    try:
        with Step("up-step-collect"):
            own_machine.enrol(own_machine.ensure_owner(operator_email), url)
            printed = own_machine.collect_once()
        for line in printed.splitlines():
            print(f"      {line}")
    except subprocess.CalledProcessError as error:
        tell(
            "up-collect-failed", problem=(error.stderr or error.stdout or str(error)).strip()[:500]
        )


def show(url: str, logins: list[tuple[str, str, str]]) -> None:
    """Print the address and who may sign in."""
    tell("up-address", url=url)
    for role, address, password in logins:
        tell("up-login", role=_role(role), address=address, password=password)
    tell("up-where")


def _role(key: str) -> str:
    from kado.cli.terminal import terminal_locale
    from kado.language import say

    return say(terminal_locale(), key)


def stay(server: "subprocess.Popen[bytes]") -> None:
    """Background work and this machine's collector until interrupted."""
    from kado.cli.own_machine import collector_command
    from kado.cli.worker import work_until

    tell("up-stay")
    collector = subprocess.Popen(collector_command("run"), stdout=subprocess.DEVNULL)
    stop = threading.Event()
    worker = threading.Thread(target=work_until, args=(stop,), daemon=True)
    worker.start()
    try:
        server.wait()
    except KeyboardInterrupt:
        tell("up-stopping")
    finally:
        stop.set()
        collector.terminate()
        collector.wait(timeout=30)
        worker.join(timeout=30)
