"""kill -9 anywhere, and two at once: always the one edition, whole, each server once (MISSION B3)."""

from pathlib import Path

import psutil

from tests.edition import processes
from tests.edition.maker import MONTH, SERVERS_COUNT


def test_killed_at_every_step_it_comes_out_the_same(home: Path, expected: str) -> None:
    """Each run goes on from what the one before left; the workers of a killed one end as well."""
    for step, servers in (
        ("edition-step-fleet", 0),
        ("edition-step-peers", 0),
        ("edition-step-analyse", 1),
        ("edition-step-analyse", 4),
        ("edition-step-summary", SERVERS_COUNT),
    ):
        maker = processes.start(home, "make", "--workers", "2")
        assert processes.lines_until(maker, step, servers)[-1].startswith(step)
        workers = psutil.Process(maker.pid).children(recursive=True)
        processes.kill(maker.pid)
        maker.wait(processes.WAIT_SECONDS)
        processes.until(lambda workers=workers: not any(_lives(w) for w in workers))
    assert processes.digest(processes.start(home, "make", "--workers", "2")) == expected
    _one_truth(home, expected)


def test_a_killed_worker_costs_its_tasks_again(home: Path, expected: str) -> None:
    maker = processes.start(home, "make", "--workers", "2")
    processes.lines_until(maker, "edition-step-analyse", 1)
    workers = [p for p in psutil.Process(maker.pid).children() if "spawn_main" in _command(p)]
    processes.kill(workers[0].pid)
    assert processes.digest(maker) == expected
    _one_truth(home, expected)


def test_two_makers_at_once_make_one_edition(home: Path, expected: str) -> None:
    makers = [processes.start(home, "make", "--workers", "1") for _ in range(2)]
    assert [processes.digest(m) for m in makers] == [expected, expected]
    _one_truth(home, expected)


def _lives(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def _command(process: psutil.Process) -> str:
    return " ".join(process.cmdline())


def _one_truth(home: Path, digest: str) -> None:
    found = processes.standing(home)
    assert found["editions"] == [
        {"month": MONTH, "revision": 0, "state": "made", "content_sha256": digest}
    ]
    assert len(found["parts"]) == len(set(found["parts"])) == SERVERS_COUNT
