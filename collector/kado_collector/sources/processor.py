"""Processor: shares of time from /proc/stat, the load average, and what /proc/cpuinfo says of the sockets.

    cpu  4694 0 1999 119922 393 0 75 36 0 0
         user nice system idle iowait irq softirq steal guest guest_nice

`guest` is contained in `user` and is not added again. Used is everything but idle and iowait, as
psutil and most tools count; stolen time is in it and stands alone as well.
"""

from dataclasses import dataclass
from typing import Final

from kado_collector.host import Host
from kado_collector.readings import Code, Counter, Counting, Described, Gauge, Sampled, Unread
from kado_collector.sources.parsing import count, counts, meaningful

_FIELDS_COUNT: Final = 8  # user to steal; kernels before 2.6.11 have fewer


@dataclass(frozen=True, slots=True)
class Times:
    """Time since boot of all processors together, in ticks (only shares of it matter)."""

    used: int
    iowait: int
    steal: int
    total: int


def parse_stat(text: str) -> Times | None:
    """The first line of /proc/stat; None when it is not there or damaged."""
    for line in text.splitlines():
        if line.startswith("cpu "):
            ticks = counts(line.split()[1:])
            if ticks is None or len(ticks) < _FIELDS_COUNT:
                return None
            total = sum(ticks[:_FIELDS_COUNT])
            idle, iowait, steal = ticks[3], ticks[4], ticks[7]
            return Times(total - idle - iowait, iowait, steal, total)
    return None


def parse_load(text: str) -> float | None:
    """The 1-minute load of /proc/loadavg ('0.20 0.18 0.12 1/80 11206'), None when damaged."""
    words = text.split()
    try:
        load = float(words[0]) if words else -1.0
    except ValueError:
        return None
    return load if 0.0 <= load < 1e6 else None


def sample(host: Host) -> Sampled:
    times = parse_stat(host.text("/proc/stat"))
    if times is None:
        raise Unread(Code.DAMAGED, "/proc/stat: the line of all processors was not understood")
    share = Counting.SHARE
    load = parse_load(host.text("/proc/loadavg"))
    return Sampled(
        gauges=() if load is None else (Gauge("processor_load_count", "", load),),
        counters=(
            Counter("processor_used_ratio", "", times.used, share, times.total),
            Counter("processor_iowait_ratio", "", times.iowait, share, times.total),
            Counter("processor_steal_ratio", "", times.steal, share, times.total),
        ),
    )


@dataclass(frozen=True, slots=True)
class Topology:
    """The processors of a server; None is not known (ARM tells no sockets in /proc/cpuinfo)."""

    model: str | None
    sockets_count: int | None
    cores_count: int | None
    threads_count: int | None


def parse_cpuinfo(text: str) -> Topology:
    """One block per thread; a core is a pair of 'physical id' and 'core id'."""
    threads = 0
    model: str | None = None
    sockets: set[int] = set()
    cores: set[tuple[int, int]] = set()
    for block in text.split("\n\n"):
        fields = _fields(block)
        if count(fields.get("processor", "")) is None:
            continue
        threads += 1
        model = model or meaningful(fields.get("model name"))
        socket, core = count(fields.get("physical id", "")), count(fields.get("core id", ""))
        if socket is not None:
            sockets.add(socket)
            if core is not None:
                cores.add((socket, core))
    return Topology(model, len(sockets) or None, len(cores) or None, threads or None)


def _fields(block: str) -> dict[str, str]:
    rows = (line.partition(":") for line in block.splitlines())
    return {name.strip(): value.strip() for name, _, value in rows}


def describe(host: Host) -> Described:
    found = parse_cpuinfo(host.text("/proc/cpuinfo"))
    return Described(
        {
            "processor_model": found.model,
            "processor_sockets_count": found.sockets_count,
            "processor_cores_count": found.cores_count,
            "processor_threads_count": found.threads_count,
        }
    )
