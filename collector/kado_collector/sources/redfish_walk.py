"""Following links of a BMC's Redfish tree, and reading single values of a resource: what the Redfish sources share."""

import time
from dataclasses import dataclass, field

from kado_collector.host import Host
from kado_collector.limits import BMC_TOTAL_SECONDS_LIMIT, NAMES_IN_FOLDER_LIMIT
from kado_collector.readings import Absent, Code, Json, Trouble, Unread
from kado_collector.sources.parsing import meaningful


@dataclass(slots=True)
class Walk:
    """Follows links. A resource that is missing or damaged is {}; a refusal or a time-out ends the walk. Both are told."""

    host: Host
    start_seconds: float
    troubles: list[Trouble] = field(default_factory=list)
    ended: bool = False

    def get(self, link: Json) -> dict[str, Json]:
        path = link.get("@odata.id") if isinstance(link, dict) else None
        if not isinstance(path, str) or self.ended:
            return {}
        if time.monotonic() - self.start_seconds > BMC_TOTAL_SECONDS_LIMIT:
            problem = (
                f"the BMC needed more than {BMC_TOTAL_SECONDS_LIMIT:g} s; the rest was not read"
            )
            return self.told(Trouble(Code.TIMED_OUT, problem))
        try:
            return self.host.bmc(path)
        except Absent:
            return {}
        except Unread as unread:
            return self.told(unread.trouble)

    def told(self, trouble: Trouble) -> dict[str, Json]:
        self.troubles.append(trouble)
        self.ended = trouble.code is not Code.DAMAGED
        return {}

    def each(self, links: Json) -> list[dict[str, Json]]:
        rows = links if isinstance(links, list) else []
        found = [self.get(link) for link in rows[:NAMES_IN_FOLDER_LIMIT]]
        return [row for row in found if row]

    def members(self, link: Json) -> list[dict[str, Json]]:
        return self.each(self.get(link).get("Members"))


def text_of(row: dict[str, Json], *names: str) -> str | None:
    values = (row.get(name) for name in names)
    found = (meaningful(value) for value in values if isinstance(value, str))
    return next((value for value in found if value), None)


def name_of(row: dict[str, Json], *names: str) -> str:
    """What a resource is called; '0' is a name here, and a serial number nobody wrote elsewhere."""
    values = (row.get(name) for name in names)
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")


def number_of(row: dict[str, Json], name: str) -> int | None:
    value = row.get(name)
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return int(value) if whole and isinstance(value, int | float) else None


def status_of(row: dict[str, Json], name: str) -> str | None:
    status = row.get("Status")
    value = status.get(name) if isinstance(status, dict) else None
    return value if isinstance(value, str) else None
