"""Editions on a dask.distributed cluster: the same bytes; a lost worker costs its tasks, a lost scheduler the run, which goes on later."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kado.edition.runners import RunLost, Runner, cluster, run_all, runner_for
from tests.edition import processes
from tests.edition.maker import SERVERS_COUNT

pytest.importorskip("distributed")


class Cluster:
    """A scheduler and workers, each a process of its own, on free ports of the loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.members: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self.file)
        )
        processes.until(self._is_known)
        self.address: str = json.loads(self.file.read_text())["address"]

    def _is_known(self) -> bool:
        """The scheduler makes its file first and fills it then."""
        return self.file.is_file() and self.file.read_text().rstrip().endswith("}")

    def worker(self, *options: str) -> "subprocess.Popen[bytes]":
        """A worker with a home of its own, in which there is neither database nor lake."""
        return self._start(
            "worker", self.address, *(options or ("--nthreads", "1")), "--no-nanny",
            "--host", "127.0.0.1", "--local-directory", str(self.folder),
        )  # fmt: skip

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        own = self.folder / f"member-{len(self.members)}"
        own.mkdir(exist_ok=True)
        member = subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard"],
            env=processes.environment(own),
            cwd=processes.CHECKOUT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.members.append(member)
        return member


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        for member in cluster.members:
            member.kill()
            member.wait()


def test_a_cluster_gives_the_same_bytes_and_a_killed_worker_costs_nothing(
    home: Path, tmp_path: Path, expected: str
) -> None:
    with running(tmp_path / "cluster") as dask:
        first, _ = dask.worker(), dask.worker()
        maker = processes.start(home, "make", KADO_DASK_SCHEDULER=dask.address)
        processes.lines_until(maker, "edition-step-analyse", 1)
        processes.kill(first.pid)
        assert processes.digest(maker) == expected
    found = processes.standing(home)
    assert len(found["parts"]) == SERVERS_COUNT and len(found["editions"]) == 1


def test_a_lost_scheduler_stops_the_run_and_the_next_goes_on_from_it(
    home: Path, tmp_path: Path, expected: str
) -> None:
    with running(tmp_path / "cluster") as dask:
        dask.worker()
        maker = processes.start(home, "make", KADO_DASK_SCHEDULER=dask.address)
        processes.lines_until(maker, "edition-step-analyse", 2)
        processes.kill(dask.scheduler.pid)
        processes.lines_until(maker, "")
        assert maker.wait(processes.WAIT_SECONDS) == 1
        kept = processes.standing(home)
        assert kept["editions"][0]["state"] == "making" and len(kept["parts"]) >= 2
    assert processes.digest(processes.start(home, "make", "--workers", "1")) == expected
    assert set(kept["parts"]) < set(processes.standing(home)["parts"])


def double(number: int) -> int:
    return 2 * number


@pytest.fixture
def own_lake(settings: Any, tmp_path: Path) -> None:
    settings.LAKE_URL = str(tmp_path / "lake")


def test_what_a_cluster_lacks_is_told(
    own_lake: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers with threads, another lake, other code, no workers, no scheduler: each with what to do."""
    with running(tmp_path / "cluster") as dask:
        runner = Runner(scheduler=dask.address)
        monkeypatch.setattr(cluster, "WORKERS_WAIT_SECONDS", 0)
        with pytest.raises(RunLost, match="no worker"):
            list(run_all(double, range(3), runner))
        monkeypatch.setattr(cluster, "WORKERS_WAIT_SECONDS", processes.WAIT_SECONDS)
        worker = dask.worker()
        assert sorted(run_all(double, range(20), runner)) == [2 * n for n in range(20)]
        with monkeypatch.context() as patch, pytest.raises(RunLost, match="install the same"):
            patch.setattr(cluster, "CODE_VERSION", "0+other")
            list(run_all(double, range(3), runner))
        shutil.move(tmp_path / "lake", tmp_path / "elsewhere")
        ground = cluster.Ground(str(tmp_path / "lake"), (("samples", 0),), cluster.CODE_VERSION)
        with pytest.raises(RunLost, match="does not see version 0"):
            cluster.prepare(ground)
        worker.kill()
        dask.worker("--nthreads", "2")
        with pytest.raises(RunLost, match="2 threads"):
            for _ in range(100):
                list(run_all(double, range(3), runner))
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(RunLost, match="no scheduler answers"):
        list(run_all(double, range(3), runner))


def test_without_the_package_the_setting_is_explained(
    own_lake: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RunLost, match="requirements-cluster"):
        list(run_all(double, range(3), Runner(scheduler="tcp://127.0.0.1:1")))


def test_the_cluster_is_taken_where_it_is_worth_it(settings: Any) -> None:
    settings.DASK_SCHEDULER = "tcp://127.0.0.1:1"
    assert runner_for(5000).scheduler == "tcp://127.0.0.1:1"
    assert runner_for(5) == Runner()
    assert runner_for(5000, processes=2) == Runner(2)
