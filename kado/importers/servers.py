"""The servers of an import: found by host name or unit, made where there are none; described by an optional servers.csv."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from kado import clock
from kado.entitlement.waiting import link_contracts
from kado.importers.report import ImportRefused, ImportReport
from kado.tenancy.models import Organisation, Server

SERVERS_LIMIT_COUNT: Final = 100_000
# column -> the longest text it may hold
COLUMNS: Final = {
    "hostname": 255,
    "manufacturer": 120,
    "model_number": 120,
    "serial_number": 120,
    "os_name": 60,
    "os_version": 60,
    "role": 60,
    "warranty_end": 10,
}


@dataclass(slots=True)
class Servers:
    """The organisation's servers by host name. described: rows of servers.csv by host name."""

    organisation: Organisation
    report: ImportReport
    described: dict[str, dict[str, str]] = field(default_factory=dict)
    _known: dict[str, UUID] = field(default_factory=dict)

    def id_of(self, hostname: str) -> UUID:
        """The server called `hostname`, made on its first mention. Raises ImportRefused where its unit is another customer's."""
        if hostname not in self._known:
            self._known[hostname] = self._find(hostname)
        return self._known[hostname]

    def _find(self, hostname: str) -> UUID:
        fields = self.described.get(hostname, {})
        own = Server.objects.filter(organisation=self.organisation)
        known = own.filter(hostname=hostname).first() or self._unit(fields)
        if known is None:
            self.report.servers_new.append(hostname)
            made = Server.objects.create(
                organisation=self.organisation, **_whole(hostname, self.organisation, fields)
            )
            link_contracts(made, clock.now())
            return made.pk
        self.report.servers_known.append(hostname)
        if fields:
            own.filter(pk=known.pk).update(**_values(fields))
        return known.pk

    def _unit(self, fields: dict[str, str]) -> Server | None:
        """The server with the unit's manufacturer, model and serial number, None where they are not given or it is new."""
        unit = {k: fields.get(k, "") for k in ("manufacturer", "model_number", "serial_number")}
        if not unit["serial_number"]:
            return None
        known = Server.objects.filter(**unit).first()
        if known is not None and known.organisation_id != self.organisation.pk:
            name = " ".join(unit.values())
            raise ImportRefused(f"the unit {name} belongs to another customer: check servers.csv")
        return known


def read_servers(path: Path) -> tuple[dict[str, dict[str, str]], list[str]]:
    """The rows of servers.csv by host name, and the columns that are not known. Raises ImportRefused."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        names = list(rows.fieldnames or [])
        if "hostname" not in names:
            raise ImportRefused(f"{path} has no column 'hostname': see docs/importing.md")
        found: dict[str, dict[str, str]] = {}
        for row in rows:
            if len(found) >= SERVERS_LIMIT_COUNT:
                raise ImportRefused(f"{path} has more than {SERVERS_LIMIT_COUNT} servers")
            fields = {
                k: (row.get(k) or "").strip()[:limit] for k, limit in COLUMNS.items() if row.get(k)
            }
            found[fields.get("hostname", "")] = fields
    found.pop("", None)
    return found, [n for n in names if n not in COLUMNS]


def _values(fields: dict[str, str]) -> dict[str, str | date]:
    """What is written into a server's row. Raises ImportRefused for a date that is none."""
    values: dict[str, str | date] = dict(fields)
    if "warranty_end" in fields:
        try:
            values["warranty_end"] = date.fromisoformat(fields["warranty_end"])
        except ValueError:
            raise ImportRefused(
                f"servers.csv: warranty_end of {fields['hostname']} is {fields['warranty_end']!r}: write YYYY-MM-DD"
            ) from None
    return values


def _whole(
    hostname: str, organisation: Organisation, fields: dict[str, str]
) -> dict[str, str | date]:
    """A new server's row. Without a serial number the unit is known by organisation and host name, so that it cannot meet another's."""
    unknown = {
        "hostname": hostname,
        "manufacturer": "",
        "model_number": "",
        "serial_number": f"import:{organisation.pk}:{hostname}"[:120],
    }
    return {**unknown, **_values(fields)}
