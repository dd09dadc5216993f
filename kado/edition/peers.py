"""Servers of the same model in the same organisation: what comparisons within a customer are made with. Never across customers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kado.edition.inputs import EditionInputs, ServerInput
from kado.edition.isolate import isolated
from kado.entitlement.gate import Permit
from kado.facts.server import Peers, ServerIdentity
from kado.store import telemetry


@dataclass(frozen=True, slots=True)
class PeerRow:
    """What is compared of one server; None is not known."""

    server_id: str
    model_number: str
    bios_version: str | None
    os_version: str | None
    memory_bytes: int | None
    bmc_version: str | None = None
    inlet_temperature_celsius: float | None = None


def read_peers(
    inputs: EditionInputs, permit: Permit, servers: Sequence[ServerInput]
) -> list[PeerRow]:
    """The rows of some servers, from their newest configurations before the cut; none for one that cannot be read."""
    return isolated(partial(_read, inputs, permit), servers, lambda server, error: [])


def _read(inputs: EditionInputs, permit: Permit, servers: Sequence[ServerInput]) -> list[PeerRow]:
    refs = [inputs.ref(s) for s in servers]
    read = telemetry.newest_configurations(permit, inputs.lake_versions, refs, inputs.cut_at)
    rows = []
    for server in servers:
        newest = read.get(str(server.server_id))
        if newest:
            rows.append(
                PeerRow(
                    str(server.server_id),
                    server.identity.model_number,
                    newest.bios_version,
                    newest.os_version,
                    newest.memory_bytes,
                    newest.bmc_firmware_version,
                    newest.inlet_temperature_celsius,
                )
            )
    return rows


def by_model(rows: Iterable[PeerRow]) -> dict[str, tuple[PeerRow, ...]]:
    """The rows of each model, in order of server."""
    found: dict[str, list[PeerRow]] = {}
    for row in sorted(rows, key=lambda r: r.server_id):
        found.setdefault(row.model_number, []).append(row)
    return {model: tuple(own) for model, own in found.items()}


def peers_of(identity: ServerIdentity, models: Mapping[str, tuple[PeerRow, ...]]) -> Peers | None:
    """The other servers of its model; None where there is none. What is not known of one is left out."""
    others = [r for r in models.get(identity.model_number, ()) if r.server_id != identity.server_id]
    if not others:
        return None
    return Peers(
        server_ids=tuple(r.server_id for r in others),
        bios_versions=tuple(r.bios_version for r in others if r.bios_version),
        os_versions=tuple(r.os_version for r in others if r.os_version),
        memory_bytes=tuple(r.memory_bytes for r in others if r.memory_bytes),
        bmc_versions=tuple(r.bmc_version for r in others if r.bmc_version),
        inlet_temperatures_celsius=tuple(
            r.inlet_temperature_celsius for r in others if r.inlet_temperature_celsius is not None
        ),
    )
