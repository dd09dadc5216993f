"""Run a command with a throw-away PostgreSQL cluster: `python tests/with_postgres.py -- COMMAND ...`.

The cluster lives in a temporary folder, listens on loopback on a free port, and is stopped afterwards by its own pg_ctl.
Exit status 77: there is no PostgreSQL here.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def postgres_bin() -> Path | None:
    """The folder of initdb and pg_ctl, newest version first."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).resolve().parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: -float(p.parts[4])
    )
    return versions[0].parent if versions else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_owner() -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as the user its package made."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return ["false"]
    return ["runuser", "-u", "postgres", "--"]


def main(command: list[str]) -> int:
    binaries = postgres_bin()
    if binaries is None:
        return 77
    folder = Path(tempfile.mkdtemp(prefix="kado-postgres-"))
    prefix = as_owner()
    if prefix:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        [
            *prefix,
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "kado",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ],
        check=True,
        **quiet,
    )
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    subprocess.run(
        [
            *prefix,
            binaries / "pg_ctl",
            "-D",
            data,
            "-l",
            folder / "log",
            "-w",
            "-o",
            options,
            "start",
        ],
        check=True,
        **quiet,
    )
    try:
        url = f"postgresql://kado@127.0.0.1:{port}/postgres"
        return subprocess.run(
            command, env={**os.environ, "KADO_DATABASE": url}, check=False
        ).returncode
    finally:
        subprocess.run(
            [*prefix, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"],
            check=False,
            **quiet,
        )
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[sys.argv.index("--") + 1 :]))
