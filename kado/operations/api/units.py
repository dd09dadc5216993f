"""Units as they stand today: eligible or not, what is missing, and when analysis begins (MISSION C1-C6)."""

from typing import Final
from uuid import UUID

from kado.edition.outlook import outlook_of
from kado.entitlement.lookup import eligibility_of
from kado.facts.eligibility import Eligibility
from kado.language import say
from kado.operations.api.edge import Call, Done, after_of
from kado.tenancy.models import Server

PAGE_LIMIT_COUNT: Final = 200
_FILTERS: Final = ("manufacturer", "model_number", "serial_number")


def list_units(call: Call) -> Done:
    """GET units, narrowed by manufacturer, model number or serial number, whatever their case."""
    rows = Server.objects.select_related("organisation").defer("configuration").order_by("pk")
    for name in _FILTERS:
        value = call.request.GET.get(name, "").strip()
        if value:
            rows = rows.filter(**{f"{name}__iexact": value})
    after = _uuid(after_of(call))
    if after is not None:
        rows = rows.filter(pk__gt=after)
    page = list(rows[: PAGE_LIMIT_COUNT + 1])
    shown = page[:PAGE_LIMIT_COUNT]
    found = eligibility_of(shown, call.at)
    units = [_told(server, found[server.pk], call) for server in shown]
    more = str(shown[-1].pk) if len(page) > PAGE_LIMIT_COUNT else None
    return Done({"units": units, "next": more})


def _told(server: Server, eligibility: Eligibility, call: Call) -> dict[str, object]:
    outlook = outlook_of(eligibility, server.first_arrival_at, call.at, server.organisation.zone)
    begins = eligibility.analysis_begins
    return {
        "server_id": str(server.pk),
        "organisation": server.organisation.name_in(call.locale),
        "hostname": server.hostname,
        "manufacturer": server.manufacturer,
        "model_number": server.model_number,
        "serial_number": server.serial_number,
        "collector_version": server.collector_version,
        "last_arrival_at": server.last_arrival_at,
        "eligible": eligibility.eligible,
        "functions": eligibility.functions,
        "withheld_functions": eligibility.withheld_functions,
        "eligible_from": begins.isoformat() if begins else None,
        "edition_on": outlook.edition_on.isoformat() if outlook.edition_on else None,
        "outlook": say(call.locale, outlook.key, **outlook.values),
        "missing": [
            {
                "condition": c.condition.value,
                "reason": say(call.locale, c.reason, **(c.values or {})),
                "remedy": say(call.locale, c.mend, **(c.values or {})),
            }
            for c in eligibility.conditions
            if not c.met
        ],
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
