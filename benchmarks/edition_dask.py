"""How much faster two Dask workers make a month's editions than one: the goal is 1.8 times.

    python benchmarks/edition_dask.py --servers 400 --interval-seconds 3600

The fleet is that of benchmarks/edition.py. Scheduler and workers (one thread each) are processes of this machine on the loopback, so it
wants at least three idle cores: one for the process that leads. The same edition is made anew by one worker and by two; the first
run of each is not counted, so that compiled kernels and the page cache are warm for both. Prints seconds, the ratio, and whether
the digests are the same.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

GOAL_RATIO = 1.8
START_SECONDS = 120
GENERATOR = Path(__file__).with_name("edition.py")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--servers", type=int, default=400)
    parser.add_argument("--interval-seconds", type=int, default=3600)
    parser.add_argument("--drive-days", type=int, default=90)
    parser.add_argument("--rounds", type=int, default=2, help="of each, the first is not counted")
    parser.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make_once()
        return
    with tempfile.TemporaryDirectory(prefix="kado-bench-") as home:
        environment = {**os.environ, "KADO_HOME": home}
        fleet = [f"--{k.replace('_', '-')}={getattr(options, k)}" for k in
                 ("servers", "interval_seconds", "drive_days")]  # fmt: skip
        command = [sys.executable, str(GENERATOR), *fleet, "--step", "generate"]
        subprocess.run(command, env=environment, check=True)
        measured = [measure(Path(home), environment, n, options.rounds) for n in (1, 2)]
    (one, first), (two, second) = measured
    print(
        f"ratio {one / two:.2f} (goal {GOAL_RATIO}), {'same' if first == second else 'OTHER'} digest"
    )


def measure(
    home: Path, environment: dict[str, str], workers_count: int, rounds: int
) -> tuple[float, str]:
    """(best seconds but for the first round, digest) of making the edition with so many workers."""
    with cluster(home / f"cluster-{workers_count}", environment, workers_count) as address:
        made = [make(environment | {"KADO_DASK_SCHEDULER": address}) for _ in range(rounds)]
    seconds = min(s for s, _ in made[1:] or made)
    print(
        f"{workers_count} worker(s): {seconds:.1f} s of {[round(s, 1) for s, _ in made]}",
        flush=True,
    )
    return seconds, made[-1][1]


@contextmanager
def cluster(folder: Path, environment: dict[str, str], workers_count: int) -> Iterator[str]:
    """The address of a scheduler with workers, which end with the block."""
    folder.mkdir()
    file = folder / "scheduler.json"
    command = [sys.executable, "-m", "dask"]
    ending = ["--no-dashboard", "--host", "127.0.0.1"]
    started = [
        subprocess.Popen(
            [*command, "scheduler", "--port", "0", "--scheduler-file", str(file), *ending],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
    ]
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _is_whole(file) and time.monotonic() < deadline:
            time.sleep(0.1)
        address: str = json.loads(file.read_text())["address"]
        options = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder), *ending]
        started += [
            subprocess.Popen(
                [*command, "worker", address, *options], env=environment, stderr=subprocess.DEVNULL
            )
            for _ in range(workers_count)
        ]
        yield address
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _is_whole(file: Path) -> bool:
    """The scheduler makes the file first and fills it then."""
    return file.is_file() and file.read_text().rstrip().endswith("}")


def make(environment: dict[str, str]) -> tuple[float, str]:
    """(seconds, digest) of one making, in a process of its own."""
    command = [sys.executable, __file__, "--make"]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    seconds, digest = told.stdout.split()[-2:]
    return float(seconds), digest


def make_once() -> None:
    """Make the edition on the configured cluster, print how long it took, and throw it away."""
    from edition import END, prepare

    prepare()
    from kado.edition import runners
    from kado.edition.make import discard
    from kado.edition.make import make as make_edition
    from kado.tenancy.models import Organisation

    runners.INLINE_SERVERS = 1  # type: ignore[misc]
    began = time.monotonic()
    edition = make_edition(Organisation.objects.get(), "2026-10", END + timedelta(days=2))
    print(time.monotonic() - began, edition.content_sha256)
    discard(edition)


if __name__ == "__main__":
    main()
