"""Contracts entered before their unit is known, and the moment at which it is (MISSION C2).

A unit is known by manufacturer, model number and serial number, whatever their case. Whoever makes or renames a server calls
`link_contracts`; a contract whose number the unit has already stays where it is, for the operator to look at.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kado.entitlement.models import SupportContract
from kado.tenancy import audit, scope
from kado.tenancy.models import Server

UnitName = tuple[str, str, str]


def unit_name(manufacturer: str, model_number: str, serial_number: str) -> UnitName:
    """What two ways of writing the same unit have in common."""
    return (
        manufacturer.strip().lower(),
        model_number.strip().lower(),
        serial_number.strip().lower(),
    )


def link_contracts(server: Server, at: datetime) -> int:
    """Give a unit the contracts that wait for it; how many there were. Audited."""
    with scope.everything("contracts that wait for a unit belong to nobody yet"):
        waiting = SupportContract.objects.filter(
            server=None,
            manufacturer__iexact=server.manufacturer,
            model_number__iexact=server.model_number,
            serial_number__iexact=server.serial_number,
        )
        own = set(SupportContract.objects.filter(server=server).values_list("number", flat=True))
        linked = [c for c in waiting if c.number not in own]
        SupportContract.objects.filter(pk__in=[c.pk for c in linked]).update(
            server=server, manufacturer="", model_number="", serial_number=""
        )
    for contract in linked:
        audit.record(
            at, "contracts", "contract_linked", server.organisation_id, subject=contract.number
        )
    return len(linked)


def server_of_unit(manufacturer: str, model_number: str, serial_number: str) -> Server | None:
    """The server that is the unit, None where it is not known yet."""
    return Server.objects.filter(
        manufacturer__iexact=manufacturer.strip(),
        model_number__iexact=model_number.strip(),
        serial_number__iexact=serial_number.strip(),
    ).first()


def servers_named(names: Iterable[UnitName]) -> dict[UnitName, UUID]:
    """Those of a few units that are known."""
    found = ((name, server_of_unit(*name)) for name in set(names))
    return {name: server.pk for name, server in found if server is not None}


def servers_by_unit() -> dict[UnitName, UUID]:
    """Every unit in scope by its name."""
    return {
        unit_name(manufacturer, model_number, serial_number): server_id
        for server_id, manufacturer, model_number, serial_number in Server.objects.values_list(
            "pk", "manufacturer", "model_number", "serial_number"
        )
    }
