"""This machine as the first server: an organisation of its own, enrolled and collected for real through the intake."""

import hashlib
import json
import os
import platform
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
from django.conf import settings

from kado import clock
from kado.facts.configuration import SourceReport
from kado.language import say
from kado.tenancy import scope
from kado.tenancy.models import EnrolmentToken, Membership, Organisation, User
from kado.tenancy.tokens import new_token, sha256_of

TOKEN_LIFETIME = timedelta(hours=1)
SAMPLED_SECONDS = "1"  # somebody waits for it; the collector that stays samples every minute


def local_zone() -> str:
    """The IANA zone of this machine: TZ, /etc/timezone or the target of /etc/localtime; UTC where none tells."""
    given = os.environ.get("TZ", "").lstrip(":")
    if given:
        return given
    named = Path("/etc/timezone")
    if named.is_file():
        return named.read_text().strip() or "UTC"
    target = str(Path("/etc/localtime").resolve())
    return target.split("zoneinfo/", 1)[1] if "zoneinfo/" in target else "UTC"


def ensure_owner(operator_email: str) -> Organisation:
    """The organisation that owns this installation's own servers; the operator's account administers it."""
    organisation, _ = Organisation.objects.get_or_create(
        kind=Organisation.Kind.CUSTOMER,
        name=say("ja", "up-owner-name"),
        is_demonstration=False,
        defaults={"name_en": say("en", "up-owner-name"), "zone": local_zone()},
    )
    user = User.objects.filter(email=operator_email).first()
    if user:
        Membership.objects.get_or_create(
            user=user, organisation=organisation, defaults={"role": Membership.Role.ADMINISTRATOR}
        )
    return organisation


def collector_state() -> Path:
    """Where this machine's collector keeps its state and spool."""
    return Path(settings.KADO_HOME) / "collector"


def collector_command(*arguments: str) -> list[str]:
    """The collector as a command of this environment."""
    return [sys.executable, "-m", "kado_collector", *arguments, "--state", str(collector_state())]


def enrol(organisation: Organisation, url: str) -> bool:
    """Enrol this machine once; False when it is enrolled already. Raises CalledProcessError with what the collector said."""
    if _enrolment_path().exists():
        _send_to(url)
        return False
    token, at = new_token("enrol"), clock.now()
    with scope.everything("enrolling this machine"):
        EnrolmentToken.objects.create(
            organisation=organisation,
            token_sha256=sha256_of(token),
            label="this machine",
            created_at=at,
            expires_at=at + TOKEN_LIFETIME,
            uses_left_count=1,
        )
    command = collector_command("enrol", "--url", url, "--token", token)
    try:
        _run(command)
    except subprocess.CalledProcessError as error:
        if "identity-missing" not in error.stderr:
            raise
        _run([*command, *_invented_identity()])
    return True


def _enrolment_path() -> Path:
    return collector_state() / "enrolment.json"


def _send_to(url: str) -> None:
    """Let this machine's collector send to `url`: the service may be on another port than the last time."""
    enrolment = json.loads(_enrolment_path().read_text(encoding="utf-8"))
    if enrolment["url"] == url:
        return
    fresh = _enrolment_path().with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({**enrolment, "url": url}, file)
    fresh.replace(_enrolment_path())


def _invented_identity() -> list[str]:
    """What tells a machine apart whose firmware names neither maker nor serial number: virtual machines mostly."""
    machine_id = Path("/etc/machine-id")
    seed = machine_id.read_text() if machine_id.is_file() else platform.node()
    serial = hashlib.sha256(seed.strip().encode()).hexdigest()[:16]
    return [
        "--manufacturer",
        "unnamed",
        "--model-number",
        platform.machine(),
        "--serial-number",
        serial,
    ]


def collect_once() -> str:
    """Collect and send one bundle; what the collector printed."""
    return _run(collector_command("once", "--seconds", SAMPLED_SECONDS))


def unread() -> list[SourceReport]:
    """What could not be read of this machine for the bundle sent last."""
    path = collector_state() / "last-bundle.json"
    if not path.is_file():
        return []
    sources = json.loads(path.read_text(encoding="utf-8")).get("sources", [])
    return [s for s in msgspec.convert(sources, list[SourceReport]) if not s.ok]


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, command[:4], done.stdout, done.stderr)
    return done.stdout
