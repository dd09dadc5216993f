"""The server hangs on one network path (A3), or a bond has lost all but one of its members.

Looks at the interfaces that are up and the bonds they belong to. Several interfaces without a bond may be one network or
several: then the verdict is "cannot tell". Not applicable on a virtual machine.
"""

from typing import Final

from kado.advice.hardware import is_virtual
from kado.advice.making import Mend, Urgency, cannot_tell, clear, finding, not_applicable
from kado.facts.configuration import Configuration, NetworkInterface
from kado.facts.verdicts import Category, Evidence, InsightKind, Severity, Verdict

KEY: Final = "single_network_path"
CATEGORY: Final = Category.PROTECTION
KIND: Final = InsightKind.OTHER
REFERENCES: Final[tuple[str, ...]] = ("https://docs.kernel.org/networking/bonding.html",)
MEND: Final = Mend(change_risk=2, effort="hours")


def check(configuration: Configuration | None) -> tuple[Verdict, ...]:
    if is_virtual(configuration):
        return (not_applicable(KEY, "virtual_machine"),)
    interfaces = configuration.network_interfaces if configuration else ()
    bonds = sorted({i.bond for i in interfaces if i.bond})
    members = [i for i in interfaces if i.name not in bonds]  # the bond itself is no path
    up = [i for i in members if i.up]
    if not up:
        return (cannot_tell(KEY, "network_interfaces"),)
    if bonds:
        return tuple(_bond(bond, members) for bond in bonds)
    if len(up) > 1:
        return (cannot_tell(KEY, "bonding"),)
    return (_finding(up[0].name, "single", 1),)


def _bond(bond: str, interfaces: list[NetworkInterface]) -> Verdict:
    members = [i for i in interfaces if i.bond == bond]
    up = [i for i in members if i.up]
    if len(up) > 1:
        return clear(KEY, bond, members_count=len(up))
    return _finding(bond, "bond", len(members))


def _finding(subject: str, kind: str, members_count: int) -> Verdict:
    lost = kind == "bond" and members_count > 1
    return finding(
        KEY,
        subject,
        Urgency(Severity.PLAN if lost else Severity.WATCH, 3 if lost else 1, 3),
        MEND,
        values={"kind": "bond_lost" if lost else "single", "members_count": members_count},
        evidence=(Evidence("network_paths_up_count", members_count, 1, "configuration"),),
    )
