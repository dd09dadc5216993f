"""How long a month's edition takes over a large generated fleet, and how much memory: real `make` and `publish`, phase by phase.

    python benchmarks/edition_scale.py --servers 500,1000,2000 --workers 2
    python benchmarks/edition_scale.py --servers 10000 --workers 2      # the goal: 10 minutes, 2 GB a process, two cores

Everything is generated into temporary homes (`--home` keeps it); what exactly is said in the output and in benchmarks/edition_fleet.py. Per fleet
about 2.5 MB a server on the disk. Times of phases are processor time of one process over the first servers, made again without a pool.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

# Named limits of the goal: 10,000 servers x 30 series x 13 months.
GOAL_SECONDS: Final = 600
GOAL_SERVERS: Final = 10_000
GOAL_PROCESS_MIB: Final = 2048
GOAL_CORES: Final = 2
GOAL_SERVER_MS: Final = 1000 * GOAL_SECONDS * GOAL_CORES / GOAL_SERVERS
PHASE_SERVERS: Final = 128
# phase -> the functions whose own processor time (without that of inner phases) counts for it
PHASES: Final = {
    "peers": ("kado.edition.run._peers",),
    "calibration": ("kado.edition.make.calibrate",),
    "read samples": ("kado.store.telemetry.daily_series", "kado.store.telemetry.hours_present"),
    "read documents": ("kado.store.telemetry.device_documents", "kado.store.telemetry.configurations"),
    "series": (
        "kado.edition.series.batch_of", "kado.edition.series.month_statistics", "kado.edition.series.machine_events",
        "kado.edition.series.all_events", "kado.edition.series.by_server",
    ),
    "forecast": ("kado.edition.analyse.forecast_batch", "kado.edition.analyse.series_forecasts"),
    "report card": ("kado.edition.report_card.past_of", "kado.edition.analyse._earlier", "kado.edition.run._earlier_documents"),
    "device health": ("kado.edition.drives.histories", "kado.device_health.risk.assess", "kado.device_health.wear.remaining_life"),
    "rules": ("kado.advice.engine.evaluate", "kado.edition.assemble.analysed_part"),
    "freeze": ("kado.edition.analyse.rounded", "kado.edition.analyse.freeze_and_digest"),
    "store": ("kado.edition.make._store",),
    "summary": ("kado.edition.make.summarise_stored",),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--servers", default="500,1000,2000", help="sizes of the fleets, with commas between"
    )
    parser.add_argument("--series", type=int, default=30)
    parser.add_argument("--drives", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--raw-months",
        action="store_true",
        help="raw rows for all thirteen months and no daily figures",
    )
    parser.add_argument(
        "--home",
        type=Path,
        help="where the homes are made and kept; made before, they are used again",
    )
    parser.add_argument("--quick", action="store_true", help="one small fleet")
    parser.add_argument(
        "--step", choices=("templates", "fleet", "make", "phases"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.step:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kado.site.settings")
        import django

        django.setup()
        {"templates": templates, "fleet": fleet, "make": make, "phases": phases}[options.step](
            options
        )
        return
    with tempfile.TemporaryDirectory(prefix="kado-bench-") as folder:
        run(options, options.home or Path(folder))


def run(options: argparse.Namespace, root: Path) -> None:
    """Each step in a process of its own, so that no step's memory counts for another."""
    sizes = [64] if options.quick else [int(n) for n in options.servers.split(",")]
    print(explained(options), flush=True)
    if not (root / "templates").exists():
        step("templates", root / "templates", sizes[0], options)
    for size in sizes:
        home = root / f"fleet-{size}"
        if not home.exists():
            shutil.copytree(root / "templates", home)
            step("fleet", home, size, options)
        step("make", home, size, options)
        step("phases", home, size, options)
        if not options.home:
            shutil.rmtree(home)


def explained(options: argparse.Namespace) -> str:
    earlier = (
        "thirteen months of hourly raw rows"
        if options.raw_months
        else "the newest month as hourly raw rows, the earlier months as daily figures as earlier editions leave them"
    )
    return (
        f"generated: {options.series} series a server, {earlier}; {options.drives} drive(s) and one configuration a server with a document a day; "
        f"copies of 32 template servers whose twelve earlier editions were really made; on {os.cpu_count()} cores. "
        f"Goal: {GOAL_SERVERS} servers in {GOAL_SECONDS} s on {GOAL_CORES} cores ({GOAL_SERVER_MS:.0f} ms of processor time a server), {GOAL_PROCESS_MIB} MiB a process."
    )


def step(name: str, home: Path, size: int, options: argparse.Namespace) -> None:
    flags = [
        f"--series={options.series}",
        f"--drives={options.drives}",
        f"--workers={options.workers}",
    ]
    flags += ["--raw-months"] if options.raw_months else []
    command = [sys.executable, __file__, *flags, f"--servers={size}", "--step", name]
    environment = {
        **os.environ,
        "KADO_HOME": str(home),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }
    subprocess.run(command, env=environment, check=True)


def plan_of(options: argparse.Namespace) -> Any:
    from benchmarks.edition_fleet import FleetPlan

    return FleetPlan(
        "fleet", int(options.servers), options.series, options.drives, options.raw_months
    )


def templates(options: argparse.Namespace) -> None:
    """The template servers with all their months raw, and their twelve earlier editions, made and published."""
    from dataclasses import replace

    from django.core.management import call_command

    from benchmarks import edition_fleet as generated
    from kado.edition import calendar
    from kado.edition.make import Work
    from kado.edition.make import make as make_edition
    from kado.edition.publish import publish

    started = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    plan = replace(
        generated.templates(),
        series_count=options.series,
        drives_count=options.drives,
        raw_months=True,
    )
    organisation = generated.register(plan)
    generated.fill(plan, 1)
    for month in generated.EARLIER_MONTHS:
        at = calendar.makeable_from(month, generated.ZONE)
        publish(make_edition(organisation, month, at, Work(1)), at, quietly=True)
    print(
        f"templates: {plan.servers_count} servers and their earlier editions made in {time.monotonic() - started:.0f} s",
        flush=True,
    )


def fleet(options: argparse.Namespace) -> None:
    from benchmarks import edition_fleet as generated
    from kado.tenancy.models import Organisation

    started = time.monotonic()
    plan = plan_of(options)
    organisation = generated.register(plan)
    generated.fill(plan, options.workers)
    if not plan.raw_months:
        generated.roll_up(plan, organisation.pk, Organisation.objects.get(name="templates").pk)
    generated.copy_earlier(plan, organisation)
    print(
        f"{plan.servers_count} servers generated in {time.monotonic() - started:.0f} s", flush=True
    )


def make(options: argparse.Namespace) -> None:
    """The edition, made and published as the worker does it."""
    from benchmarks import edition_fleet as generated
    from kado.edition import calendar
    from kado.edition.make import Work
    from kado.edition.make import make as make_edition
    from kado.edition.models import Edition
    from kado.edition.publish import publish
    from kado.tenancy import scope
    from kado.tenancy.models import Organisation

    organisation, size = Organisation.objects.get(name="fleet"), int(options.servers)
    with scope.everything("benchmark: made once more"):
        Edition.objects.filter(organisation=organisation, month=generated.MONTH).delete()
    at = calendar.makeable_from(generated.MONTH, generated.ZONE)
    started, used = time.monotonic(), processor_seconds()
    edition = make_edition(organisation, generated.MONTH, at, Work(options.workers))
    publish(edition, at, quietly=True)
    took, used = time.monotonic() - started, processor_seconds() - used
    own, worker = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    with scope.everything("benchmark"):
        documents = edition.server_parts.count()
    figures = {
        "servers": size, "workers": options.workers, "wall_seconds": round(took, 1), "processor_seconds": round(used, 1),
        "ms_a_server": round(1000 * used / size, 1), "ms_a_series": round(1000 * used / size / options.series, 2),
        "main_mib": round(own), "worker_mib": round(worker), "parts": documents, "digest": edition.content_sha256[:16],
    }  # fmt: skip
    print(json.dumps(figures), flush=True)
    print(
        f"goal: {1000 * used / size / GOAL_SERVER_MS:.0%} of the processor time, {max(own, worker) / GOAL_PROCESS_MIB:.0%} of the memory",
        flush=True,
    )


def phases(options: argparse.Namespace) -> None:
    """Where the processor time goes: the same edition of the first servers alone, made in this process, functions of each phase timed."""
    from benchmarks import edition_fleet as generated
    from kado.edition import calendar
    from kado.edition import make as making
    from kado.tenancy import scope
    from kado.tenancy.models import Organisation

    clock = Phases()
    for phase, names in PHASES.items():
        for name in names:
            clock.watch(phase, name)
    organisation = Organisation.objects.get(name="fleet")
    with scope.within([organisation.pk], "benchmark"):
        partial_edition, count = generated.first_servers(organisation, PHASE_SERVERS)
        make_edition = clock.timed("rest", making.make)
        make_edition(
            organisation,
            generated.MONTH,
            calendar.makeable_from(generated.MONTH, generated.ZONE),
            making.Work(1),
        )
        making.discard(partial_edition)
    total = sum(clock.seconds.values())
    print(f"phases over {count} servers, {1000 * total / count:.1f} ms of processor time a server:")
    for phase, seconds in clock.seconds.most_common():
        print(f"  {phase:<16} {1000 * seconds / count:7.2f} ms  {seconds / total:6.1%}", flush=True)


class Phases:
    """Exclusive processor time of named functions, wrapped in place."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._stack: list[str] = []
        self._since = 0.0

    def watch(self, phase: str, name: str) -> None:
        from importlib import import_module

        place, _, function = name.rpartition(".")
        module = import_module(place)
        setattr(module, function, self.timed(phase, getattr(module, function)))

    def timed(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            self._switch(phase)
            try:
                return function(*args, **kwargs)
            finally:
                self._switch(None)

        return wrapped

    def _switch(self, phase: str | None) -> None:
        now = time.process_time()
        if self._stack:
            self.seconds[self._stack[-1]] += now - self._since
        if phase is None:
            self._stack.pop()
        else:
            self._stack.append(phase)
        self._since = now


def processor_seconds() -> float:
    """Processor time of this process and of the workers that have ended: what other programs on the machine do not change."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
