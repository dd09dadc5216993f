"""Cases of the rules on memory errors, fans, air, the BMC, vanished parts and idle memory."""

from dataclasses import replace

from kado.facts.configuration import (
    BmcEvents,
    Configuration,
    Fan,
    MemoryFaults,
    NetworkInterface,
    PcieErrors,
    Redundancy,
    SourceReport,
)
from kado.facts.server import ServerFacts
from kado.facts.verdicts import Outcome, Severity
from tests.advice.cases import UNKNOWN, VIRTUAL, Case
from tests.advice.factory import GIB, configuration, module, peers, server_facts, statistics

FINDING, CLEAR = Outcome.FINDING, Outcome.CLEAR
CANNOT, NOT = Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE
ACT, PLAN, WATCH = Severity.ACT_NOW, Severity.PLAN, Severity.WATCH
READ = (SourceReport("ras_records", True),)


def _with(**overrides: object) -> ServerFacts:
    return server_facts(configuration=configuration(**overrides))


def _errors(faults: MemoryFaults, *numbers: float, **more: object) -> ServerFacts:
    row = statistics("memory_corrected_errors_count", *numbers, instance="mc0/P0", **more)  # type: ignore[arg-type]
    return server_facts(configuration=configuration(memory_faults=(faults,)), statistics=(row,))


def _places(
    rows: int, columns: int, banks: int = 1, label: str = "P0", count: int = 40
) -> MemoryFaults:
    return MemoryFaults(label, count, 0, 20, 1, banks, rows, columns, 1)


def _logged(kind: str, recent: int, total: int = 9) -> ServerFacts:
    return _with(bmc_events=(BmcEvents(kind, "PS2 Status", recent, total),), bmc_log_used_ratio=0.2)


def _lost(**now: object) -> ServerFacts:
    return server_facts(
        configuration=configuration(fans=(Fan("FAN1", "ok"),), **now),
        previous_configuration=configuration(fans=(Fan("FAN1", "ok"), Fan("FAN2", "ok"))),
    )


def _memory(highest: float, before: float | None, size: float = 128.0 * GIB) -> ServerFacts:
    used = statistics(
        "memory_used_bytes",
        highest / 2 * size,
        highest * size,
        previous_p95=before and before * size,
    )
    return server_facts(statistics=(used, statistics("memory_total_bytes", size)))


WARM = peers(inlet_temperatures_celsius=(22.0, 23.0, 24.0))
OLD_BMC = peers(bmc_versions=("2.10", "2.20", "2.20"))
_SILENT_PORT = (
    NetworkInterface("eno1", 10_000_000_000, True, "bond0"),
    NetworkInterface("eno2", None, False, "bond0"),
)

HARDWARE_CASES: tuple[Case, ...] = (
    Case("memory_corrected_errors", FINDING, _errors(_places(1, 1), 0.5, 2.0, 9.0), "mc0/P0", PLAN),
    Case(
        "memory_corrected_errors", FINDING, _errors(_places(9, 1), 0.01, 0.1, 3.0), "mc0/P0", PLAN
    ),
    Case(
        "memory_corrected_errors",
        FINDING,
        _errors(_places(1, 9), 0.2, 0.5, 3.0, previous_mean=0.01),
        "mc0/P0",
        WATCH,
    ),
    Case("memory_corrected_errors", CLEAR, _errors(_places(1, 9), 0.01, 0.1, 3.0), "mc0/P0"),
    Case(
        "memory_corrected_errors",
        FINDING,
        _with(memory_faults=(_places(7, 5, 3, "DIMM_C1"),)),
        "DIMM_C1",
        PLAN,
    ),
    Case(
        "memory_corrected_errors",
        FINDING,
        _with(memory_faults=(_places(1, 1, 1, "DIMM_C1", 4000),)),
        "DIMM_C1",
        WATCH,
    ),
    Case(
        "memory_corrected_errors",
        CLEAR,
        _with(memory_faults=(_places(1, 1, 1, "DIMM_C1"),)),
        "DIMM_C1",
    ),
    Case(
        "memory_uncorrected_errors",
        FINDING,
        _with(memory_faults=(MemoryFaults("DIMM_C1", 0, 2),)),
        "DIMM_C1",
        ACT,
    ),
    Case(
        "memory_uncorrected_errors",
        CLEAR,
        _with(memory_faults=(MemoryFaults("DIMM_C1", 3),)),
        "DIMM_C1",
    ),
    Case(
        "redundancy_lost", FINDING, _with(redundancies=(Redundancy("fans", "lost"),)), "fans", PLAN
    ),
    Case(
        "redundancy_lost",
        FINDING,
        _with(
            redundancies=(
                Redundancy("power_supplies", "full"),
                Redundancy("power_supplies", "degraded"),
            )
        ),
        "power_supplies",
        WATCH,
    ),
    Case("redundancy_lost", CLEAR, _with(redundancies=(Redundancy("fans", "full"),)), "fans"),
    Case("redundancy_lost", CANNOT, UNKNOWN, missing="redundancy_sensors"),
    Case("redundancy_lost", NOT, VIRTUAL),
    Case(
        "fan_failed",
        FINDING,
        _with(fans=(Fan("FAN1", "ok"), Fan("FAN2", "failed", 300))),
        "FAN2",
        ACT,
    ),
    Case("fan_failed", FINDING, _with(fans=(Fan("FAN1", "degraded"),)), "FAN1", PLAN),
    Case("fan_failed", CLEAR, _with(fans=(Fan("FAN1", "ok", 5000),)), "FAN1"),
    Case("fan_failed", CANNOT, _with(fans=(Fan("FAN1", "humming"),)), "FAN1", missing="fan_state"),
    # A machine that is off: every fan stands still (Harvard FASRC, 2025-06-03).
    Case("fan_failed", CANNOT, _with(fans=(Fan("FAN1", "failed"), Fan("FAN2", "failed")))),
    Case("fan_failed", NOT, VIRTUAL),
    Case(
        "fan_speed_above_past",
        FINDING,
        server_facts(
            statistics=(statistics("fan_speed_rpm", 9000.0, instance="FAN1", previous_mean=6000.0),)
        ),
        "FAN1",
        WATCH,
    ),
    Case(
        "fan_speed_above_past",
        FINDING,
        server_facts(
            statistics=(statistics("fan_speed_rpm", 3000.0, instance="FAN1", previous_mean=6000.0),)
        ),
        "FAN1",
        WATCH,
    ),
    Case(
        "fan_speed_above_past",
        CLEAR,
        server_facts(
            statistics=(statistics("fan_speed_rpm", 6300.0, instance="FAN1", previous_mean=6000.0),)
        ),
        "FAN1",
    ),
    Case(
        "fan_speed_above_past",
        CANNOT,
        server_facts(statistics=(statistics("fan_speed_rpm", 6300.0, instance="FAN1"),)),
        "FAN1",
        missing="month_before",
    ),
    Case("fan_speed_above_past", NOT, VIRTUAL),
    Case("inlet_temperature_high", FINDING, _with(inlet_temperature_celsius=36.0), "", PLAN),
    Case("inlet_temperature_high", FINDING, _with(inlet_temperature_celsius=33.0), "", WATCH),
    Case("inlet_temperature_high", CLEAR, _with(inlet_temperature_celsius=24.0)),
    Case("inlet_temperature_high", CANNOT, UNKNOWN),
    Case("inlet_temperature_high", NOT, VIRTUAL),
    Case(
        "temperature_above_sisters",
        FINDING,
        server_facts(configuration=configuration(inlet_temperature_celsius=30.0), peers=WARM),
        "",
        WATCH,
    ),
    Case(
        "temperature_above_sisters",
        CLEAR,
        server_facts(configuration=configuration(inlet_temperature_celsius=25.0), peers=WARM),
    ),
    Case("temperature_above_sisters", CANNOT, server_facts(peers=WARM), missing="inlet_sensor"),
    Case("temperature_above_sisters", NOT, server_facts(peers=None), missing="sisters"),
    *(
        Case("bmc_events", FINDING, _logged(kind, recent), kind, severity)
        for kind, recent, severity in (
            ("memory_uncorrected", 1, ACT),
            ("thermal_trip", 1, ACT),
            ("processor", 1, PLAN),
            ("power_supply_failed", 1, PLAN),
            ("power_lost", 3, PLAN),
            ("temperature_critical", 4, PLAN),
            ("fan_failed", 3, PLAN),
            ("pcie", 5, PLAN),
            ("watchdog", 3, PLAN),
            ("redundancy_lost", 3, WATCH),
            ("memory_corrected", 8, WATCH),
        )
    ),
    Case("bmc_events", CLEAR, _logged("power_lost", 1)),
    Case("bmc_events", CLEAR, _logged("memory_uncorrected", 0)),
    # The kernel has counted them too: the rules on memory errors speak.
    Case(
        "bmc_events",
        CLEAR,
        _with(
            bmc_events=(BmcEvents("memory_corrected", "DIMM_A1", 9, 9),),
            bmc_log_used_ratio=0.2,
            memory_faults=(_places(1, 1),),
        ),
    ),
    Case("bmc_events", CANNOT, UNKNOWN, missing="bmc_log"),
    Case("bmc_events", NOT, VIRTUAL),
    Case("bmc_log_full", FINDING, _with(bmc_log_used_ratio=1.0), "", PLAN),
    Case("bmc_log_full", FINDING, _with(bmc_log_used_ratio=0.85), "", WATCH),
    Case("bmc_log_full", CLEAR, _with(bmc_log_used_ratio=0.3)),
    Case("bmc_log_full", CANNOT, UNKNOWN),
    Case("bmc_log_full", NOT, VIRTUAL),
    Case("bmc_clock_off", FINDING, _with(bmc_clock_offset_seconds=-86_400.0 * 900), "", WATCH),
    Case("bmc_clock_off", FINDING, _with(bmc_clock_offset_seconds=420.0), "", WATCH),
    Case("bmc_clock_off", CLEAR, _with(bmc_clock_offset_seconds=2.0)),
    Case("bmc_clock_off", CANNOT, UNKNOWN),
    Case("bmc_clock_off", NOT, VIRTUAL),
    Case("bmc_flash_failing", FINDING, _with(bmc_flash_state="failed"), "", PLAN),
    Case("bmc_flash_failing", FINDING, _with(bmc_flash_state="degraded"), "", WATCH),
    Case("bmc_flash_failing", CLEAR, _with(bmc_flash_state="ok")),
    Case("bmc_flash_failing", CANNOT, _with(bmc_firmware_version=None)),
    Case("bmc_flash_failing", NOT, server_facts()),
    Case("part_vanished", FINDING, _lost(), "FAN2", PLAN),
    Case(
        "part_vanished",
        FINDING,
        _with(memory_modules=tuple(module(f"P{i}") for i in range(7))),
        "P7",
        PLAN,
    ),
    Case("part_vanished", FINDING, _with(network_interfaces=_SILENT_PORT), "eno2", WATCH),
    # What could not be read at all has not vanished.
    Case("part_vanished", CLEAR, _with(power_supplies=(), memory_modules=())),
    Case("part_vanished", CANNOT, server_facts(previous_configuration=None)),
    Case("part_vanished", NOT, VIRTUAL),
    Case(
        "pcie_errors",
        FINDING,
        _with(pcie_errors=(PcieErrors("0000:18:00.0", 4, 1),)),
        "0000:18:00.0",
        PLAN,
    ),
    Case(
        "pcie_errors",
        FINDING,
        _with(pcie_errors=(PcieErrors("0000:18:00.0", 4000, 0),)),
        "0000:18:00.0",
        WATCH,
    ),
    Case(
        "pcie_errors", CLEAR, _with(pcie_errors=(PcieErrors("0000:18:00.0", 3, 0),)), "0000:18:00.0"
    ),
    Case("pcie_errors", CLEAR, _with(sources=READ)),
    Case("pcie_errors", CANNOT, UNKNOWN),
    Case("pcie_errors", NOT, VIRTUAL),
    Case(
        "memory_population",
        FINDING,
        _with(
            memory_modules=tuple(
                module(f"P{p}-DIMM{s}") for p in (1, 2) for s in ("A1", "A2", "B1")
            )
        ),
        "",
        WATCH,
    ),
    Case(
        "memory_population",
        CLEAR,
        _with(
            memory_modules=tuple(
                module(f"P{p}-DIMM{s}") for p in (1, 2) for s in ("A1", "B1", "C1")
            )
        ),
    ),
    Case("memory_idle", FINDING, _memory(0.1, 0.1), "", WATCH),
    Case("memory_idle", CLEAR, _memory(0.5, 0.1)),
    Case(
        "memory_idle",
        CLEAR,
        replace(
            _memory(0.1, 0.1),
            statistics=(
                *_memory(0.1, 0.1).statistics,
                statistics("processor_used_ratio", 0.01, 0.02, 0.2),
            ),
        ),
    ),
    Case("memory_idle", CLEAR, _memory(0.1, 0.1, 4.0 * GIB)),
    Case("memory_idle", CANNOT, _memory(0.1, None), missing="two_months"),
    Case("bmc_firmware_behind_sisters", FINDING, server_facts(peers=OLD_BMC), "", WATCH),
    Case(
        "bmc_firmware_behind_sisters",
        CLEAR,
        server_facts(configuration=configuration(bmc_firmware_version="2.20"), peers=OLD_BMC),
    ),
    Case(
        "bmc_firmware_behind_sisters",
        CANNOT,
        server_facts(configuration=Configuration(virtualisation=""), peers=OLD_BMC),
    ),
    Case("bmc_firmware_behind_sisters", NOT, replace(VIRTUAL, peers=OLD_BMC)),
)
