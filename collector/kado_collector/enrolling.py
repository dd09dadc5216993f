"""Enrolment: the server names itself once, with a token from the service, and gets its own secrets."""

import http.client
import json
from collections.abc import Mapping

from kado_collector import sending
from kado_collector.allowlist import ENROLMENT, Filter
from kado_collector.host import Host
from kado_collector.readings import Json
from kado_collector.registry import described
from kado_collector.state import Enrolment

IDENTITY: tuple[str, ...] = ("manufacturer", "model_number", "serial_number")


class EnrolmentFailed(Exception):
    """The service did not enrol this server; the message says why and what to do."""


def own_identity(host: Host) -> dict[str, Json]:
    """Maker, model, serial number and host name as the server tells them."""
    describe = dict(described(host.platform))["identity"]
    fields = describe(host).fields
    return {name: fields.get(name) for name in (*IDENTITY, "hostname")}


def enrol(
    url: str, token: str, own: Mapping[str, Json], named: Mapping[str, str], hide_hostname: bool
) -> Enrolment:
    """Asks the service once. own: from the server, named: given by hand, which wins. Raises EnrolmentFailed."""
    request: dict[str, Json] = {"enrolment_token": token, **own, **named}
    if hide_hostname:
        request["hostname"] = None
    body = json.dumps(Filter().part(request, ENROLMENT), ensure_ascii=False).encode("utf-8")
    try:
        answer = sending.post(url + sending.ENROLMENTS, body, {"Content-Type": "application/json"})
    except (OSError, http.client.HTTPException) as error:
        raise EnrolmentFailed(f"the service could not be reached: {error}") from None
    if answer.status not in (200, 201):
        raise EnrolmentFailed(f"the service answered {answer.status}: {sending.message(answer)}")
    return enrolment_of(url, answer.document, named, hide_hostname)


def enrolment_of(
    url: str, document: Mapping[str, Json], named: Mapping[str, str], hide_hostname: bool
) -> Enrolment:
    """The service's answer as an enrolment. Raises EnrolmentFailed where something is missing."""
    given = {name: document.get(name) for name in ("server_id", "token", "signing_key")}
    whole = {name: value for name, value in given.items() if isinstance(value, str) and value}
    missing = sorted(given.keys() - whole.keys())
    if missing:
        raise EnrolmentFailed(f"the service's answer has no {', '.join(missing)}")
    return Enrolment(url=url, hide_hostname=hide_hostname, identity=dict(named), **whole)
