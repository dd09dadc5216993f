"""Facts of recorded hardware, read by the collector's own parsers where KADO_REAL_DATA points: 2,051 DMI dumps, IPMI sensors of 146 nodes, Redfish trees, DIMM logs.

Each gives a part of a configuration only, so most rules cannot tell; what is said must hold.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
from kado_collector.host import RecordedHost
from kado_collector.sources import cooling, memory, power, ras_records, redfish
from kado_collector.sources.dmi import parse

from kado.facts.configuration import Configuration
from kado.facts.server import ServerFacts
from tests.advice.factory import identity, server_facts


def facts_of(fields: dict[str, Any]) -> ServerFacts:
    """A server of which nothing is known but these fields of its configuration."""
    return server_facts(
        configuration=msgspec.convert(fields, Configuration),
        identity=identity(os_name="", os_version=""), previous_configuration=None, statistics=(), forecasts=(), devices=(), device_risks=(),
        wear_forecasts=(), events=(), peers=None, warranty_end=None, newest_collector_version="",
    )  # fmt: skip


def dmi_servers(root: Path) -> Iterator[tuple[str, ServerFacts]]:
    """Memory modules and power supplies of real servers (linux-hardware.org)."""
    with gzip.open(root / "dmidecode_servers/dmidecode.jsonl.gz", "rt") as file:
        for line in file:
            row = json.loads(line)
            tables = parse(row["text"])
            devices = [t for kind, t in tables if kind == 17]
            supplies = [t for kind, t in tables if kind == 39]
            sockets = sum(kind == 4 and "Populated" in t.get("Status", "") for kind, t in tables)
            yield (
                row["path"],
                facts_of(
                    {
                        "virtualisation": "",
                        "processor_sockets_count": sockets or None,
                        "memory_modules": [memory.module(t) for t in devices],
                        "power_supplies": [power.supply(t, n) for n, t in enumerate(supplies, 1)],
                    }
                ),
            )


def ipmi_nodes(root: Path) -> Iterator[tuple[str, ServerFacts]]:
    """Fans and air of cluster nodes on the day of a site's shutdown: most of them are off (Harvard FASRC)."""
    with gzip.open(root / "ipmi_harvard/sdr_snapshots.jsonl.gz", "rt") as file:
        for line in file:
            row = json.loads(line)
            text = "\n".join(
                f"{w[0]} | 00h | {w[2]} | 0.0 | {w[1]}"
                for w in ([p.strip() for p in x.split("|")] for x in row["text"].splitlines())
                if len(w) == 3
            )
            fields = {
                "virtualisation": "",
                "fans": cooling.parse_fans(text),
                "redundancies": cooling.parse_redundancies(text),
                "inlet_temperature_celsius": cooling.parse_inlet(text),
            }
            yield row["host"], facts_of(fields)


def redfish_trees(root: Path) -> Iterator[tuple[str, ServerFacts]]:
    """Whole trees of BMCs, as far as they lie below redfish/v1."""
    for tree in sorted((root / "redfish_mockups").iterdir()):
        if (tree / "redfish/v1/index.json").exists():
            found = redfish.describe(RecordedHost(tree))
            yield tree.name, facts_of({"virtualisation": "", **found.fields})


def dimm_logs(root: Path) -> Iterator[tuple[str, ServerFacts]]:
    """Corrected errors of single modules, each as rasdaemon would have recorded them (SmartMem)."""
    rows: dict[str, list[tuple[str, str, int, str]]] = defaultdict(list)
    for r in pq.read_table(root / "smartmem_dimm/ce_logs.parquet").to_pylist():
        detail = (
            f"rank:{r['RankId']} BankGroup:{r['BankgroupId']} Bank:{r['BankId']}"
            f" Row:{r['RowId']} Column:{r['ColumnId']}"
        )
        rows[r["sn_name"]].append((r["sn_name"], "Corrected", 1, detail.replace(".0", "")))
    for name, errors in rows.items():
        yield (
            name,
            facts_of({"virtualisation": "", "memory_faults": ras_records.memory_faults(errors)}),
        )
