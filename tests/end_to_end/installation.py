"""An installation of Kado in a folder of its own, driven as a person drives it: by its commands, as real processes on free ports.

What the tests know of its inside they read from the database file and the lake's tables, never by calling the code under test.
"""

import os
import resource
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
START_SECONDS_LIMIT = 90
COMMAND_SECONDS_LIMIT = 600


@dataclass(frozen=True)
class Ended:
    """How a command ended. peak_bytes: the largest resident size of any process that the test has ended so far."""

    status: int
    output: str
    errors: str
    took_seconds: float
    peak_bytes: int = 0


@dataclass(frozen=True)
class Served:
    """A running `kado serve`."""

    url: str
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        """SIGKILL: nothing is tidied up."""
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Installation:
    """home: the KADO_HOME of everything that is run."""

    home: Path

    def environment(self) -> dict[str, str]:
        """This process's environment without any setting of Kado but the home; the secret key is the home's own."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KADO_", "DJANGO_"))}
        return {**kept, "KADO_HOME": str(self.home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}

    def command(self, *arguments: object) -> list[str]:
        return [str(BIN / "kado"), *map(str, arguments)]

    def run(self, *arguments: object) -> Ended:
        """A `kado` command to its end."""
        return self._run(self.command(*arguments))

    def collector(self, state: Path, *arguments: object) -> Ended:
        """A `kado-collector` command to its end."""
        return self._run(self.collector_command(state, *arguments))

    def collector_command(self, state: Path, *arguments: object) -> list[str]:
        return [str(BIN / "kado-collector"), *map(str, arguments), "--state", str(state)]

    def start_collector(self, state: Path, *arguments: object) -> "subprocess.Popen[str]":
        """A `kado-collector` command in the background; what it prints can be read afterwards."""
        return subprocess.Popen(
            self.collector_command(state, *arguments),
            env=self.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def _run(self, command: list[str]) -> Ended:
        started = time.monotonic()
        done = subprocess.run(
            command,
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=COMMAND_SECONDS_LIMIT,
        )
        took_seconds = time.monotonic() - started
        peak_bytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        return Ended(done.returncode, done.stdout, done.stderr, took_seconds, peak_bytes)

    def start(self, *arguments: object) -> "subprocess.Popen[bytes]":
        """A `kado` command in the background; what it prints goes to the home's `log`."""
        with (self.home / "log").open("ab") as log:
            return subprocess.Popen(
                self.command(*arguments), env=self.environment(), cwd=ROOT, stdout=log, stderr=log
            )

    def serve(self, port: int | None = None) -> Served:
        """Start `kado serve`; on return it answers."""
        port = port or free_port()
        process = self.start("serve", "--port", port)
        deadline = time.monotonic() + START_SECONDS_LIMIT
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return Served(f"http://127.0.0.1:{port}", process)
            time.sleep(0.05)
        process.kill()
        raise AssertionError(f"kado serve did not start: {(self.home / 'log').read_text()[-2000:]}")

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of a `kado serve` that is ended afterwards."""
        served = self.serve()
        try:
            yield served.url
        finally:
            served.process.terminate()
            served.process.wait(timeout=30)

    def rows(self, query: str, *values: object) -> list[tuple]:
        """Rows of the database, read beside whoever writes it."""
        with sqlite3.connect(
            f"file:{self.home / 'kado.sqlite3'}?mode=ro", uri=True, timeout=30
        ) as db:
            return db.execute(query, values).fetchall()

    def count(self, table: str, condition: str = "1") -> int:
        return int(self.rows(f"SELECT count(*) FROM {table} WHERE {condition}")[0][0])

    def lake(self, table: str) -> DeltaTable:
        return DeltaTable(self.home / "lake" / table)

    def lake_rows(self, table: str, columns: list[str]) -> pa.Table:
        return self.lake(table).to_pyarrow_table(columns=columns)

    def rows_by_source(self, table: str) -> dict[str, int]:
        """How many rows of a table of the lake came from where."""
        counts = self.lake_rows(table, ["source"]).group_by("source").aggregate([([], "count_all")])
        return dict(zip(counts["source"].to_pylist(), counts["count_all"].to_pylist(), strict=True))

    def password(self, address: str) -> str:
        lines = (self.home / "demonstration-logins.txt").read_text().splitlines()
        return dict(line.split("\t") for line in lines)[address]
