"""System: how long the server has been up, from /proc/uptime ('747.26 1484.34': up, idle of all processors)."""

from kado_collector.host import Host
from kado_collector.readings import Code, Gauge, Sampled, Unread


def parse_uptime(text: str) -> float | None:
    """Seconds since boot, None when damaged."""
    words = text.split()
    try:
        uptime = float(words[0]) if words else -1.0
    except ValueError:
        return None
    return uptime if 0.0 <= uptime < 1e10 else None


def uptime_seconds(host: Host) -> float:
    """Raises Unread when the kernel does not tell. Also the clock between two samples of a tree."""
    found = parse_uptime(host.text("/proc/uptime"))
    if found is None:
        raise Unread(Code.DAMAGED, "/proc/uptime was not understood")
    return found


def sample(host: Host) -> Sampled:
    return Sampled((Gauge("system_uptime_seconds", "", uptime_seconds(host)),))
