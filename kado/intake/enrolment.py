"""Enrolment: a unit presents an enrolment token and what it is, and gets its identity and secrets, shown once (MISSION C1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from msgspec import Meta, Struct

from kado.entitlement.models import Stop
from kado.entitlement.waiting import link_contracts
from kado.intake.authentication import check_not_stopped
from kado.intake.misuse import suspect
from kado.intake.problems import Problem
from kado.store.models import BundleReceipt
from kado.tenancy import audit
from kado.tenancy.models import CollectorToken, EnrolmentToken, Organisation, Server
from kado.tenancy.tokens import new_token, sha256_of, signing_key

_Name = Annotated[str, Meta(max_length=120)] | None

# What firmware says when nobody filled a serial number in: many machines share each of these.
# Source: DMI strings seen on server and white-box boards (dmidecode records, fwupd's and Debian's lists). Version 1, 2026-11-23.
PLACEHOLDERS: Final = frozenset(
    {
        "0", "00000000", "0123456789", "123456789", "1234567890", "default string", "empty", "invalid", "n/a", "na", "none", "null",
        "not applicable", "not available", "not specified", "o.e.m.", "oem", "serial number", "system serial number",
        "to be filled by o.e.m.", "to be filled by oem", "unknown", "unspecified", "xxxxxxxx",
    }
)  # fmt: skip


class EnrolmentRequest(Struct):
    """The body of an enrolment; unknown keys are ignored."""

    enrolment_token: Annotated[str, Meta(max_length=200)]
    manufacturer: _Name = None
    model_number: _Name = None
    serial_number: _Name = None
    hostname: Annotated[str, Meta(max_length=255)] | None = None


class _InUse(Exception):
    """The unit is another customer's, or a collector sends for it already."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the collector keeps; the token is nowhere else."""

    server_id: str
    token: str
    signing_key: str


def enrol(asked: EnrolmentRequest, at: datetime) -> tuple[Enrolled, list[Stop]]:
    """Enrol a unit; what is stopped for it. Raises Problem: token not good, identity missing or shared, unit enrolled already."""
    token = _token(asked.enrolment_token, at)
    stops = check_not_stopped(at, token.organisation, None)
    unit = _unit(asked)
    try:
        with transaction.atomic():
            _use(token)
            server = _server(token.organisation, unit, asked.hostname, at)
            link_contracts(server, at)
            secret, key_number = _new_secret(server, at)
    except (IntegrityError, _InUse):  # an IntegrityError: the same unit enrolled at the same moment
        actor = f"enrolment token {token}"
        suspect(at, "identity_cloned", token.organisation_id, unit["serial_number"], actor)
        raise Problem("unit-enrolled") from None
    audit.record(
        at,
        f"enrolment token {token}",
        "server_enrolled",
        token.organisation_id,
        server.hostname,
        serial_number=server.serial_number,
    )
    return Enrolled(str(server.pk), secret, signing_key(server.pk, key_number)), stops


def _token(text: str, at: datetime) -> EnrolmentToken:
    found = (
        EnrolmentToken.objects.select_related("organisation")
        .filter(
            token_sha256=sha256_of(text), revoked_at=None, expires_at__gt=at, uses_left_count__gt=0
        )
        .first()
    )
    if found is None:
        raise Problem("enrolment-token")
    return found


def _use(token: EnrolmentToken) -> None:
    left = EnrolmentToken.objects.filter(pk=token.pk, uses_left_count__gt=0)
    if not left.update(uses_left_count=F("uses_left_count") - 1):
        raise Problem("enrolment-token")


def _unit(asked: EnrolmentRequest) -> dict[str, str]:
    """Manufacturer, model number and serial number, all there and the serial number the unit's own."""
    unit = {}
    for name in ("manufacturer", "model_number", "serial_number"):
        unit[name] = (getattr(asked, name) or "").strip()
        if not unit[name]:
            raise Problem("identity-missing", {"field": name})
    if unit["serial_number"].lower() in PLACEHOLDERS:
        raise Problem("identity-placeholder", {"serial_number": unit["serial_number"]})
    return unit


def _server(
    organisation: Organisation, unit: dict[str, str], hostname: str | None, at: datetime
) -> Server:
    """The unit's row: made, or taken over where no collector has sent for it (an import, an answer that was lost on its way)."""
    name = (hostname or unit["serial_number"]).strip()
    known = Server.objects.filter(**unit).first()
    if known is None:
        return Server.objects.create(
            organisation=organisation, hostname=name, enrolled_at=at, **unit
        )
    if known.organisation_id != organisation.pk or _is_in_use(known):
        raise _InUse
    Server.objects.filter(pk=known.pk).update(hostname=name, enrolled_at=at)
    known.hostname = name
    return known


def _is_in_use(server: Server) -> bool:
    """Whether a collector that may still send has sent for this unit."""
    tokens = CollectorToken.objects.filter(server=server, revoked_at=None)
    return tokens.exists() and BundleReceipt.objects.filter(server=server).exists()


def _new_secret(server: Server, at: datetime) -> tuple[str, int]:
    """A fresh token and key for the unit; those before it stop working."""
    tokens = CollectorToken.objects.filter(server=server)
    newest = tokens.aggregate(number=Max("key_number"))["number"] or 0
    tokens.filter(revoked_at=None).update(revoked_at=at)
    secret = new_token("collector")
    CollectorToken.objects.create(
        server=server, token_sha256=sha256_of(secret), key_number=newest + 1, created_at=at
    )
    return secret, newest + 1


def decode(body: bytes) -> EnrolmentRequest:
    """The request's body. Raises Problem."""
    try:
        return msgspec.json.decode(body, type=EnrolmentRequest)
    except msgspec.ValidationError as error:
        raise Problem("not-valid", detail=str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("malformed", detail=str(error)) from None
