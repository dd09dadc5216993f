"""Thresholds: every number a rule compares with, as a table with source and date (habit 14 of the house's style).

A row belongs to a rule (its key) or to several (a name in `SHARED`). Where the source is 'Kado (judgement)', no standard gives the number: it is
our choice, its reason stands in `why`, and it changes only with `RULES_VERSION`.
"""

from dataclasses import dataclass
from typing import Final

SET_ON: Final = "2026-11-23"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number. `name` ends in its base unit; `set_on` is the day it was last looked at."""

    rule: str
    name: str
    value: float
    source: str
    why: str
    set_on: str = SET_ON


KADO: Final = "Kado (judgement)"
SHARED: Final = ("health", "certainty", "urgency", "growth")

# fmt: off
THRESHOLDS: Final[tuple[Threshold, ...]] = (
    Threshold("health", "told_ratio", 0.5, KADO, "half of the rules that apply: with less the score would tell of what was looked at, not of the server"),
    Threshold("health", "categories_ratio", 0.5, KADO, "half of the categories: with less there is no whole to score"),
    Threshold("certainty", "likely_probability", 0.8, "docs: words for certainty", "below it nothing is called likely"),
    Threshold("certainty", "possible_probability", 0.5, "docs: words for certainty", "below it nothing is said: more often wrong than right"),
    Threshold("certainty", "nearly_certain_probability", 0.95, KADO, "the top step of likelihood"),
    Threshold("urgency", "act_now_days", 30, "Windows System Insights: warning within 30 days", "one edition ahead is the last that can still warn"),
    Threshold("urgency", "plan_days", 90, KADO, "a quarter: the usual time to order, approve and fit hardware"),
    Threshold("growth", "window_days", 28, KADO, "four whole weeks: weekday cycles and a monthly rotation cancel out"),
    Threshold("growth", "least_ratio", 0.003, KADO, "less growth than this share of the capacity in 28 days does not reach a limit within the horizon"),
    Threshold("growth", "noise_multiple", 1.0, KADO, "medians of 28 noisy days differ by a third of the noise (three times that is growth), those of a saw-tooth by less than its noise"),
    Threshold("growth", "fall_ratio", 0.05, KADO, "a fall of this share of the capacity within a day is a clean-up"),
    Threshold("growth", "falls_count", 2, KADO, "one clean-up was somebody's deed; two are a habit"),
    Threshold("filesystem_full", "growing_ratio", 0.90, KADO, "the forecast's own threshold: beyond it there is no date left to give"),
    Threshold("filesystem_full", "plan_ratio", 0.95, "mke2fs(8): 5 % of the blocks are reserved for root by default (-m)", "ordinary programs cannot write beyond it"),
    Threshold("filesystem_full", "act_now_ratio", 0.98, KADO, "a day's log can fill the rest"),
    Threshold("memory_full", "growing_ratio", 0.90, KADO, "the forecast's own threshold: beyond it there is no date left to give"),
    Threshold("memory_full", "plan_ratio", 0.95, KADO, "nothing is left for the file cache"),
    Threshold("memory_full", "act_now_ratio", 0.98, KADO, "the kernel begins to kill programs"),
    Threshold("filesystem_inodes", "plan_ratio", 0.9, KADO, "new files fail at 100 %, whatever space is left"),
    Threshold("filesystem_inodes", "act_now_ratio", 0.97, KADO, "new files fail at 100 %, whatever space is left"),
    Threshold("filesystem_growth_changed", "recent_days", 14, KADO, "two whole weeks of the new pace"),
    Threshold("filesystem_growth_changed", "former_days", 56, KADO, "eight whole weeks of the old pace"),
    Threshold("filesystem_growth_changed", "multiple", 3, KADO, "three times its own pace is a change and no fluctuation"),
    Threshold("filesystem_growth_changed", "least_ratio", 0.02, KADO, "of capacity in the recent days; less is no trouble"),
    Threshold("memory_leak", "cycles_count", 2, KADO, "once is chance"),
    Threshold("memory_leak", "segment_days", 7, KADO, "a shorter run between restarts shows a start, not a leak"),
    Threshold("memory_leak", "rise_ratio", 0.10, KADO, "of capacity between two restarts"),
    Threshold("memory_leak", "rising_share_ratio", 0.6, KADO, "share of days on which the use rose"),
    Threshold("swap_in_use", "swap_ratio", 0.25, KADO, "a little swap is normal; a quarter is not idle pages alone"),
    Threshold("swap_in_use", "memory_ratio", 0.90, KADO, "swap matters when the memory is full as well"),
    Threshold("processor_overloaded", "p95_ratio", 0.90, KADO, "36 hours of a month above it"),
    Threshold("processor_overloaded", "mean_ratio", 0.70, "M/M/1 queue: response time is 1/(1 - use) times the service time, 3.3 times at 70 % (Kleinrock, Queueing Systems, 1975)", "no room for a peak"),
    Threshold("processor_idle", "p95_ratio", 0.05, "between Azure Advisor (shut down: 95th percentile below 3 %) and AWS Trusted Advisor (low use: 10 % or less)", "for 95 % of two months"),
    Threshold("processor_idle", "maximum_ratio", 0.30, KADO, "no peak that would need the machine"),
    Threshold("processor_idle", "days_count", 25, KADO, "the whole month has to be seen"),
    Threshold("peaks_never_fall", "ratio", 0.80, KADO, "the busiest hour of every single day"),
    Threshold("peaks_never_fall", "days", 28, KADO, "four weekends included"),
    Threshold("iowait_high", "p95_ratio", 0.20, KADO, "a fifth of the processor waits for storage"),
    Threshold("steal_high", "p95_ratio", 0.10, KADO, "a tenth of the processor is given to others by the host"),
    Threshold("disk_busy", "p95_ratio", 0.90, KADO, "36 hours of a month with no idle moment"),
    Threshold("drive_link_errors", "least_count", 10, KADO, "new interface errors within the readings; one or two come with any hot plug"),
    Threshold("drive_old", "hdd_seconds", 5 * 365 * 86_400, "Backblaze drive statistics: rates rise after the fifth year", "five years"),
    Threshold("drive_old", "ssd_seconds", 7 * 365 * 86_400, KADO, "SSDs age by writes first; seven years is beyond any warranty"),
    Threshold("drive_hot", "hdd_celsius", 60, "data sheets of enterprise hard disks (Seagate Exos, Toshiba MG, WD Ultrastar): 5 to 60 °C while operating", "case temperature"),
    Threshold("drive_hot", "ssd_celsius", 70, "data sheets of SATA SSDs (Samsung PM883, Micron 5300, Intel D3-S4510): 0 to 70 °C while operating", "case temperature"),
    Threshold("drive_hot", "nvme_celsius", 75, KADO, "composite temperature; NVM Express gives each drive its own warning temperature (WCTEMP), by which nvme_warning goes; most name 70 to 80 °C"),
    Threshold("drive_silent", "days", 7, "NetApp: loss of signal after 7 days", "since the drive's last reading"),
    Threshold("ssd_spare_low", "watch_ratio", 0.5, KADO, "half of the spare blocks are used"),
    Threshold("ssd_spare_low", "plan_ratio", 0.2, KADO, "above every vendor's own threshold (usually 10 %)"),
    Threshold("ssd_wear", "horizon_days", 365, KADO, "a year ahead: the next budget"),
    Threshold("temperature_above_past", "watch_celsius", 5, KADO, "mean of the month against the month before"),
    Threshold("temperature_above_past", "plan_celsius", 10, "Arrhenius rule of thumb: the life of electrolytic capacitors halves with 10 °C more (makers' data sheets)", "no season does that within a month in a cooled room"),
    Threshold("temperature_above_past", "least_celsius", 40, KADO, "below it a rise does no harm"),
    Threshold("network_errors", "p95_count", 1, KADO, "errors in more than one interval of twenty"),
    Threshold("memory_corrected_errors", "p95_count", 1, KADO, "errors in more than one interval of twenty: a standing fault, no stray ray. Schroeder et al. (SIGMETRICS 2009): 8 % of modules correct errors in a year, most of them hard faults that come again; Dell (2022) calls single ones no reason to replace"),
    Threshold("memory_corrected_errors", "burst_count", 100, KADO, "in one interval"),
    Threshold("memory_corrected_errors", "rise_multiple", 10, KADO, "ten times the month before: Schroeder et al. (SIGMETRICS 2009) find errors of a month strongly correlated with those of the next, so counts of one order are the same fault"),
    Threshold("memory_corrected_errors", "located_count", 4, KADO, "fewer places show no pattern; of the six open SmartMem modules (WWW'25 sample) the two that failed with four places or more had errors on several rows, the three without a failure on one row each"),
    Threshold("fan_speed_above_past", "rise_ratio", 0.25, KADO, "fans follow heat: air flow grows with speed, so a quarter more is a lot more heat or resistance"),
    Threshold("fan_speed_above_past", "fall_ratio", 0.35, KADO, "a cooler season lowers speeds by less than a third"),
    Threshold("inlet_temperature_high", "recommended_celsius", 27, "ASHRAE TC 9.9 thermal guidelines, 5th edition (2021), table 2.1: recommended 18 to 27 °C", "named in the text; a single reading above it is within what is allowed and no finding: 22 of 94 nodes of a site whose cooling was being worked on read 28 °C (Harvard FASRC, 2025-06-03)"),
    Threshold("inlet_temperature_high", "watch_celsius", 32, "ASHRAE TC 9.9 thermal guidelines, 5th edition (2021), table 2.1: class A1 allowable 15 to 32 °C", "the air at the intake, dry bulb"),
    Threshold("inlet_temperature_high", "plan_celsius", 35, "ASHRAE TC 9.9 thermal guidelines, 5th edition (2021), table 2.1: class A2 allowable 10 to 35 °C", "most servers are built for class A2 or wider"),
    Threshold("temperature_above_sisters", "above_celsius", 6, KADO, "rows of a room differ by a few degrees; six are a place of its own"),
    Threshold("bmc_events", "recurring_count", 3, KADO, "one may be a maintenance, two a coincidence"),
    Threshold("bmc_log_full", "watch_ratio", 0.80, KADO, "still room to write what comes until the next maintenance; IPMI 2.0 table 42-3 knows \"SEL almost full\" and gives no number"),
    Threshold("bmc_log_full", "plan_ratio", 0.95, KADO, "a failing module fills the rest in a day"),
    Threshold("bmc_clock_off", "offset_seconds", 300, KADO, "five minutes: entries of two logs no longer pair up; Kerberos draws its line there too (RFC 4120 suggests 5 minutes)"),
    Threshold("pcie_errors", "corrected_count", 100, KADO, "in 31 days; single corrected errors are part of the link's design (PCI Express base specification, AER)"),
    Threshold("memory_idle", "highest_ratio", 0.20, "AWS Compute Optimizer: over-provisioned where a smaller size still has room", "a fifth at its very highest in two months"),
    Threshold("memory_idle", "least_bytes", 16 * 1024**3, KADO, "on small machines nothing is gained"),
    Threshold("memory_idle", "days_count", 25, KADO, "the whole month has to be seen"),
    Threshold("clock", "offset_seconds", 1.0, KADO, "logs of several machines no longer sort"),
    Threshold("reboots", "watch_count", 3, KADO, "in the month: monthly updates need one or two"),
    Threshold("reboots", "plan_count", 6, KADO, "in the month"),
    Threshold("memory_module_lost", "share_ratio", 0.02, KADO, "firmware may take this much more or less after an update"),
    Threshold("sisters", "least_count", 3, KADO, "fewer sisters show no custom"),
    Threshold("sisters", "majority_ratio", 0.6, KADO, "what most sisters have is the custom"),
    Threshold("contract_ends_soon", "plan_days", 90, KADO, "a quarter: the usual time of a renewal"),
    Threshold("contract_ends_soon", "act_now_days", 30, KADO, "one edition ahead"),
    Threshold("warranty_ends_soon", "days", 90, KADO, "a quarter"),
    Threshold("ssd_wear_disagrees", "difference_ratio", 0.25, KADO, "ratings are for a mix of writes that real loads miss by some tenths; a quarter of the life is beyond that"),
    Threshold("known_firmware_issue", "act_now_days", 90, KADO, "a quarter: firmware needs a maintenance window on every drive of an array"),
    Threshold("server_end_of_support", "plan_days", 365, KADO, "replacing a server takes up to a year"),
    Threshold("os_end_of_support", "plan_days", 365, KADO, "moving a server to a new release takes up to a year"),
    Threshold("data_gap", "present_ratio", 0.95, KADO, "a day and a half of the month missing"),
    Threshold("data_gap", "gap_hours", 24, KADO, "a whole day unseen"),
    Threshold("silent_server", "watch_hours", 26, "Red Hat Insights: fresh within 26 hours", "a daily report and slack"),
    Threshold("silent_server", "plan_hours", 7 * 24, "NetApp: loss of signal after 7 days", ""),
)
# fmt: on

_VALUES: Final = {(row.rule, row.name): row.value for row in THRESHOLDS}


def threshold(rule: str, name: str) -> float:
    """The value of a row. Raises KeyError naming it where there is none."""
    try:
        return _VALUES[rule, name]
    except KeyError:
        raise KeyError(
            f"no threshold {name!r} of {rule!r}: see kado/advice/thresholds.py"
        ) from None
