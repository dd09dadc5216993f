"""What the tests of customers' rights do in processes of their own, over a home with a database file and a lake of its own.

`python -m tests.rights.acting` takes one JSON command a line: {"home": folder, "act": function below, "point": where it kills itself, or ""},
and forks for each: a start costs more than the work. The answer is what the act gave back, or how it ended (-9: killed).
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kado.site.setup import ready

AT = datetime(2026, 11, 4, 3, tzinfo=UTC)
MONTH = "2026-10"
HOSTS = ("srv-0", "srv-1", "srv-2")
OTHER = "みどり物流"


def prepare() -> None:
    """Two customers with telemetry, records and a published edition each."""
    from django.core.management import call_command

    from kado.store import lake
    from kado.tenancy import scope
    from tests.edition import fleet

    call_command("migrate", verbosity=0)
    fleet.support_lists()
    ids = []
    with scope.everything("test"):
        for name in (fleet.CUSTOMER, OTHER):
            owner = fleet.organisation(name)
            ids += [fleet.server(owner, host).pk for host in HOSTS]
        lake.append(fleet.rows(ids), fleet.uuid5(fleet.NAMESPACE, "rights"))
        for name in (fleet.CUSTOMER, OTHER):
            _publish(_organisation(name))
        _records()


def _publish(owner: Any) -> None:
    """A published edition, made by hand: what it says does not matter here, only that it speaks of every server."""
    from dataclasses import replace

    from kado.edition import documents
    from kado.edition.inputs import gather, pack
    from kado.edition.models import Edition, EditionServer
    from kado.edition.publish import publish
    from kado.edition.whole import digest_of
    from kado.tenancy.models import Server
    from tests.press import edition_sample

    servers = list(Server.objects.filter(organisation=owner).order_by("hostname"))
    parts = []
    for made, server in zip(edition_sample.parts(), servers, strict=True):
        who = replace(made.identity, server_id=str(server.pk), hostname=server.hostname)
        parts.append(replace(made, identity=who))
    named = {"organisation_id": str(owner.pk), "revised_server_ids": (str(servers[0].pk),)}
    summary = documents.freeze(edition_sample.summary(parts, **named))
    inputs = gather(owner, MONTH, AT, None, "")
    frozen = {p.identity.server_id: documents.freeze(p) for p in parts}
    digests = {server_id: documents.sha256_of(body) for server_id, body in frozen.items()}
    edition = Edition.objects.create(
        organisation=owner,
        month=MONTH,
        zone=owner.zone,
        cut_at=inputs.cut_at,
        code_version="test",
        created_at=AT,
        made_at=AT,
        inputs=pack(inputs),
        summary=summary,
        content_sha256=digest_of(summary, digests),  # type: ignore[arg-type]
        state=Edition.State.MADE,
    )
    for made in parts:
        server_id = made.identity.server_id
        EditionServer.objects.create(
            edition=edition,
            server_id=server_id,
            state=made.state,
            severity=made.severity,
            document=frozen[server_id],
            document_sha256=digests[server_id],
        )
    publish(edition, AT, quietly=True)


def _records() -> None:
    """What gathers around a server in daily use, each with its id or its name in it."""
    import gzip

    from django.contrib.admin.models import ADDITION, LogEntry
    from django.contrib.contenttypes.models import ContentType

    from kado.delivery.models import OutboxMessage
    from kado.edition.models import FindingResponse
    from kado.entitlement.models import Consent, ImportBatch, ImportedRow, Stop
    from kado.store.models import BundleReceipt, InboxBundle
    from kado.tenancy import audit
    from kado.tenancy.models import CollectorToken, EnrolmentToken, Server, User

    owner, server = _organisation(), _server()
    admin = User.objects.filter(memberships__organisation=owner).order_by("pk").first()
    other = Server.objects.get(organisation=owner, hostname="srv-1")
    CollectorToken.objects.create(server=server, token_sha256="a" * 64, created_at=AT)
    EnrolmentToken.objects.create(
        organisation=owner, token_sha256="b" * 64, created_at=AT, expires_at=AT + timedelta(days=9)
    )
    for number, (unit, problem) in enumerate(((server, "torn"), (server, ""), (other, ""))):
        body = gzip.compress(json.dumps({"server_id": str(unit.pk)}).encode())
        bundle_id = fleet_id(f"bundle {number}")
        BundleReceipt.objects.create(
            bundle_id=bundle_id, server=unit, received_at=AT, body_sha256="c" * 64
        )
        InboxBundle.objects.create(
            bundle_id=bundle_id, server=unit, received_at=AT, body=body, problem=problem
        )
    FindingResponse.objects.create(
        organisation=owner, server=server, rule="r", severity="plan", month=MONTH, at=AT
    )
    Stop.objects.create(reason="other", organisation=owner, server=server, begins_at=AT, ends_at=AT)
    Consent.objects.create(organisation=owner, purpose="c", given_at=AT)
    OutboxMessage.objects.create(
        organisation=owner,
        key="k1",
        address="admin@example.com",
        subject="x",
        text=f"srv-0 https://example.com/{server.pk}/",
        next_attempt_at=AT + timedelta(days=400),
    )
    audit.record(AT, f"collector {server.pk}", "bundle_conflict", owner.pk, subject="x")
    audit.record(AT, "a@example.com", "server_enrolled", owner.pk, "srv-0", serial_number="S")
    audit.record(AT, "a@example.com", "server_enrolled", owner.pk, "srv-1", serial_number="T")
    batch = ImportBatch.objects.create(
        kind="contracts", file_sha256="d" * 64, uploaded_at=AT, uploaded_by="operator@example.com"
    )
    for unit in (server, other):
        row = {"number": "C", "serial_number": unit.serial_number}
        ImportedRow.objects.create(batch=batch, row_id=1, after=row)
        audit.record(AT, "x", "identity_cloned", owner.pk, unit.serial_number)
    LogEntry.objects.create(
        user=admin,
        content_type=ContentType.objects.get_for_model(Server),
        object_id=str(server.pk),
        object_repr="srv-0",
        action_flag=ADDITION,
    )


def fleet_id(name: str) -> Any:
    from tests.edition import fleet

    return fleet.uuid5(fleet.NAMESPACE, name)


def _organisation(name: str = "") -> Any:
    from kado.tenancy.models import Organisation
    from tests.edition import fleet

    return Organisation.objects.get(name=name or fleet.CUSTOMER)


def _server(host: str = "srv-0") -> Any:
    from kado.tenancy.models import Server

    return Server.objects.get(organisation=_organisation(), hostname=host)


def _administrator() -> Any:
    from kado.tenancy.models import User

    return User.objects.get(
        memberships__organisation=_organisation(), memberships__role="administrator"
    )


def ask_server() -> str:
    """Ask for srv-0 to be deleted, without waiting."""
    from kado.rights.deletions import ask

    made = ask(_organisation(), _server(), _administrator(), AT, typed="srv-0", wait=timedelta(0))
    return made.address


def ask_organisation() -> str:
    """Ask for the organisation to be deleted, without waiting."""
    from kado.rights.deletions import ask

    owner = _organisation()
    return ask(owner, None, _administrator(), AT, typed=owner.name, wait=timedelta(0)).address


def ask_export() -> int:
    from kado.rights.exports import ask

    return int(ask(_organisation(), None, _administrator(), AT).pk)


def work_later() -> dict[str, Any]:
    """The same a week later."""
    return work(AT + timedelta(days=7))


def work(at: datetime = AT) -> dict[str, Any]:
    """A round of the worker's part, and how every deletion and export stands then."""
    from kado.rights.background import work as once
    from kado.rights.models import Deletion, Export

    once(at)
    return {
        "deletions": list(Deletion.objects.values("state", "step", "problem", "counts", "certificate")),
        "exports": list(Export.objects.values("state", "file_name", "problem", "done_count", "total_count")),
    }  # fmt: skip


def standing() -> dict[str, Any]:
    """What is there: servers, edition parts, verification, traces of srv-0 and of the organisation."""
    from kado.edition.models import Edition, EditionServer
    from kado.edition.removal import standing as edition_standing
    from kado.edition.verify import verify
    from kado.entitlement.models import ImportedRow
    from kado.tenancy.models import AuditEntry, Organisation, Server, User

    editions = Edition.objects.order_by("organisation__name", "revision")
    own = editions.filter(organisation__name=_customer()).first()
    verified = verify(own, AT) if own and edition_standing(own).removed_count else None
    return {
        "servers": sorted(
            f"{s.organisation.name}/{s.hostname}"
            for s in Server.objects.select_related("organisation")
        ),
        "parts": EditionServer.objects.count(),
        "holds": [edition_standing(e).holds for e in editions],
        "removed": [edition_standing(e).removed_count for e in editions],
        "verified": [verified.holds, verified.removed_count] if verified else None,
        "organisations": Organisation.objects.count(),
        "imported": ImportedRow.objects.count(),
        "subjects": sorted(set(AuditEntry.objects.values_list("subject", flat=True))),
        "people": User.objects.count(),
        "audit": AuditEntry.objects.count(),
        "actions": sorted(set(AuditEntry.objects.values_list("action", flat=True))),
    }


def _customer() -> str:
    from tests.edition import fleet

    return fleet.CUSTOMER


def reapply() -> dict[str, int]:
    from kado.rights.reapply import reapply as again

    done = again(AT)
    return {"servers": done.servers_count, "organisations": done.organisations_count}


def start() -> None:
    """What a worker does first."""
    from kado.rights.background import at_start

    at_start(AT)


def damage_edition() -> None:
    """Change what is left of a published edition behind everybody's back."""
    from kado.edition.documents import freeze, thaw_summary
    from kado.edition.models import Edition

    edition = Edition.objects.get(organisation=_organisation())
    summary = thaw_summary(bytes(edition.summary or b""))
    changed = freeze(
        type(summary)(**{f: getattr(summary, f) for f in summary.__slots__} | {"health_score": 1})
    )
    Edition.objects.filter(pk=edition.pk).update(summary=changed)


ACTS: dict[str, Callable[[], Any]] = {
    f.__name__: f
    for f in (
        ask_server,
        ask_organisation,
        ask_export,
        work,
        work_later,
        standing,
        reapply,
        start,
        damage_edition,
    )
}


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    """Make this process die before ('-name') or after ('+name') a step of a deletion, or in the middle of an export."""
    from kado.rights import deletions, export_parts, exports, reapply, steps

    if point == "certificate":
        deletions._close = die
    elif point == "scan":
        deletions.look_again = die
        reapply.look_again = die
    elif point == "unpurged":
        reapply.purge_free_pages = lambda: None
    elif point == "export":
        export_parts.add_edition = die
    elif point == "export row":
        exports._digest = die
    else:
        armed = []
        for name, step in steps.STEPS:
            armed.append((name, die if point == f"-{name}" else step))
            if point == f"+{name}":
                armed.append(("die", die))
        deletions.STEPS = tuple(armed)


def act(command: dict[str, str]) -> Any:
    """Run one act over a home, in the operator's scope."""
    from django.conf import settings
    from django.db import connection

    from kado.tenancy import scope

    home = Path(command["home"])
    settings.KADO_HOME = home
    settings.LAKE_URL = str(home / "lake")
    connection.settings_dict["NAME"] = str(home / "kado.sqlite3")
    if command["point"]:
        arm(command["point"])
    with scope.everything("test"):
        return ACTS[command["act"]]()


def main() -> None:
    ready()
    import kado.edition.verify
    import kado.rights.background  # noqa: F401 - loaded before the fork

    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            answer = json.dumps(act(json.loads(line)), default=str)
            os.write(writing, answer.encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(said if ended == 0 else json.dumps(ended), flush=True)


if __name__ == "__main__":
    main()
