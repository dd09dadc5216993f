"""Every metric: its key (ends in its base unit), kind, source, how a day becomes one value, and its names.

Only ratios of 0-1 are called ratio. `capacity` names the metric that bounds this one, or '1' for a ratio.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class MetricKind(StrEnum):
    """The resource a metric belongs to."""

    PROCESSOR = "cpu"
    MEMORY = "memory"
    DISK = "disk"
    NETWORK = "network"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. statistics: the daily values forecast from it, () where none is.

    limits_from: (metric, ratio): it is forecast only while that metric of the same instance comes to this share of its capacity, for
    what is far from any limit tells nobody anything. behaves_like: the kind whose past its forecasts are calibrated with, where
    that is not its own: a busy share moves like a processor's, not like a file system that fills.
    """

    key: str
    unit: str
    kind: MetricKind
    source: str
    name_ja: str
    name_en: str
    instance: str = ""  # what an instance is: 'mount', 'device', 'interface', 'sensor' or ''
    capacity: str = ""
    statistics: tuple[str, ...] = ()
    limits_from: tuple[str, float] | None = None
    behaves_like: str = ""


P, M, D, N, S = (
    MetricKind.PROCESSOR,
    MetricKind.MEMORY,
    MetricKind.DISK,
    MetricKind.NETWORK,
    MetricKind.SYSTEM,
)

# fmt: off
METRICS: Final[tuple[Metric, ...]] = (
    Metric("processor_used_ratio", "ratio", P, "processor", "プロセッサ使用率", "Processor use", capacity="1", statistics=("mean", "peak")),
    Metric("processor_iowait_ratio", "ratio", P, "processor", "プロセッサの入出力待ち率", "Processor waiting for I/O", capacity="1"),
    Metric("processor_steal_ratio", "ratio", P, "processor", "プロセッサのスチール率", "Processor steal", capacity="1"),
    Metric("processor_load_count", "count", P, "processor", "ロードアベレージ（1分）", "Load average (1 min)"),
    Metric("memory_used_bytes", "bytes", M, "memory", "メモリ使用量", "Memory used", capacity="memory_total_bytes", statistics=("mean",)),
    Metric("memory_total_bytes", "bytes", M, "memory", "メモリ容量", "Memory capacity"),
    Metric("swap_used_bytes", "bytes", M, "memory", "スワップ使用量", "Swap used", capacity="swap_total_bytes", statistics=("mean",), limits_from=("swap_used_bytes", 0.05)),
    Metric("swap_total_bytes", "bytes", M, "memory", "スワップ容量", "Swap capacity"),
    Metric("filesystem_used_bytes", "bytes", D, "filesystems", "ファイルシステム使用量", "File system used", instance="mount", capacity="filesystem_total_bytes", statistics=("max",)),
    Metric("filesystem_total_bytes", "bytes", D, "filesystems", "ファイルシステム容量", "File system capacity", instance="mount"),
    Metric("filesystem_inodes_used_ratio", "ratio", D, "filesystems", "iノード使用率", "Inodes used", instance="mount", capacity="1", statistics=("max",), limits_from=("filesystem_inodes_used_ratio", 0.5)),
    Metric("disk_read_bytes_per_second", "bytes_per_second", D, "disks", "ディスク読み込み速度", "Disk reads", instance="device", statistics=("mean",), limits_from=("disk_busy_ratio", 0.5), behaves_like="other"),
    Metric("disk_written_bytes_per_second", "bytes_per_second", D, "disks", "ディスク書き込み速度", "Disk writes", instance="device", statistics=("mean",), limits_from=("disk_busy_ratio", 0.5), behaves_like="other"),
    Metric("disk_busy_ratio", "ratio", D, "disks", "ディスク稼働率", "Disk busy", instance="device", capacity="1", statistics=("mean", "peak"), limits_from=("disk_busy_ratio", 0.5), behaves_like="cpu"),
    Metric("network_received_bytes_per_second", "bytes_per_second", N, "network", "ネットワーク受信速度", "Network received", instance="interface"),
    Metric("network_sent_bytes_per_second", "bytes_per_second", N, "network", "ネットワーク送信速度", "Network sent", instance="interface"),
    Metric("network_errors_count", "count", N, "network", "ネットワークエラー数", "Network errors", instance="interface"),
    Metric("system_uptime_seconds", "seconds", S, "system", "連続稼働時間", "Uptime"),
    Metric("sensor_temperature_celsius", "celsius", S, "sensors", "温度", "Temperature", instance="sensor"),
    Metric("fan_speed_rpm", "rpm", S, "sensors", "ファン回転数", "Fan speed", instance="sensor"),
    Metric("memory_corrected_errors_count", "count", M, "memory_errors", "メモリの訂正可能エラー数", "Corrected memory errors", instance="sensor"),
    Metric("memory_uncorrected_errors_count", "count", M, "memory_errors", "メモリの訂正不能エラー数", "Uncorrectable memory errors", instance="sensor"),
)
# fmt: on

_BY_KEY: Final = {m.key: m for m in METRICS}


def metric(key: str) -> Metric:
    """The metric called `key`. Raises KeyError naming the key where there is none."""
    try:
        return _BY_KEY[key]
    except KeyError:
        raise KeyError(f"no metric is called {key!r}: see docs/metrics.md") from None


def is_metric(key: str) -> bool:
    """Whether the catalogue has a metric called `key`."""
    return key in _BY_KEY
