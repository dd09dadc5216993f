"""Bringing in a bundle carried by hand: the body a collector would have sent, with its signature in a first line."""

from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from kado.importers.report import ImportRefused
from kado.store.bundle import (
    BODY_LIMIT_BYTES,
    FORMAT,
    BundleMalformed,
    BundleNotValid,
    BundleTooLarge,
    unpack,
)
from kado.store.bundle_rows import read
from kado.store.inbox import Accepted, BundleConflict, accept
from kado.tenancy.models import CollectorToken, Server
from kado.tenancy.tokens import signature_holds, signing_key

HEAD_LIMIT_BYTES: Final = 256


def import_bundle(path: Path, at: datetime) -> Accepted:
    """Accept the bundle of a file into the inbox. Raises ImportRefused: not a bundle, server not enrolled, signature wrong."""
    with path.open("rb") as file:
        head = file.readline(HEAD_LIMIT_BYTES)
        body = file.read(BODY_LIMIT_BYTES + 1)
    server_id, signature = _head(path, head)
    server = Server.objects.filter(pk=server_id).first()
    if server is None:
        raise ImportRefused(f"{path}: the server {server_id} is not enrolled here")
    keys = CollectorToken.objects.filter(server=server, revoked_at=None)
    numbers = keys.values_list("key_number", flat=True)
    if not any(signature_holds(body, signing_key(server.pk, n), signature) for n in numbers):
        raise ImportRefused(
            f"{path}: the signature does not belong to the content; carry the file again, or enrol the server again"
        )
    try:
        bundle = read(unpack(body), at)
        if bundle.server_id != server.pk:
            raise ImportRefused(f"{path}: the bundle names another server than its first line")
        return accept(server, body, bundle, at)
    except (BundleMalformed, BundleNotValid, BundleTooLarge, BundleConflict) as error:
        raise ImportRefused(f"{path}: {error}") from None


def _head(path: Path, head: bytes) -> tuple[UUID, str]:
    """The server and the signature of the first line: `kado.bundle/1 <server_id> v1=<hex>`."""
    try:
        words = head.decode("ascii").split()
        if len(words) == 3 and words[0] == FORMAT and head.endswith(b"\n"):
            return UUID(words[1]), words[2]
    except ValueError:
        pass
    raise ImportRefused(f"{path} is no bundle: its first line is not '{FORMAT} <server> v1=<hex>'")
