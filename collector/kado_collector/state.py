"""The state folder: who this server is to the service, and small counts that outlive the process.

`enrolment.json` holds the token and the signing key: mode 0600 in a folder of mode 0700, never logged or shown.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from kado_collector import durable
from kado_collector.bmc import Account, account_of
from kado_collector.limits import BUNDLE_BYTES_LIMIT, RECEIPTS_COUNT_LIMIT
from kado_collector.readings import Json

_ID: Final = re.compile(r"^[0-9A-Za-z-]{8,64}$", re.ASCII)


class NotEnrolled(Exception):
    """There is no enrolment in the state folder, or it is damaged."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the service gave at enrolment. The secrets are left out of every printed form."""

    url: str
    server_id: str
    token: str = field(repr=False)
    signing_key: str = field(repr=False)
    hide_hostname: bool = False
    identity: Mapping[str, str] = field(
        default_factory=dict
    )  # named at enrolment, where firmware tells nothing

    @property
    def hidden_hostname(self) -> str | None:
        """A name from the random identifier, not from the host's name: nothing can be guessed back."""
        return f"server-{self.server_id[:8]}" if self.hide_hostname else None


def default_folder() -> Path:
    if os.name == "nt":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "kado-collector"
    if os.geteuid() == 0:
        return Path("/var/lib/kado-collector")
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "kado-collector"


@dataclass(slots=True)
class Counts:
    """What the next bundle has to tell about the past."""

    spool_dropped_count: int = 0
    bundles_refused_count: int = 0
    sent_bytes: int = 0


class State:
    """The folder. Reading never makes it; the first write does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, name: str) -> Path:
        return self.folder / name

    def _read(self, name: str) -> dict[str, Json] | None:
        try:
            with self._path(name).open("rb") as file:
                found = json.loads(file.read(BUNDLE_BYTES_LIMIT))
        except (FileNotFoundError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _write(self, name: str, document: Mapping[str, Json]) -> None:
        durable.make_folder(self.folder)
        text = json.dumps(document, ensure_ascii=False, indent=1)
        durable.write(self._path(name), text.encode("utf-8"))

    def enrolment(self) -> Enrolment:
        """Raises NotEnrolled."""
        found = self._read("enrolment.json") or {}
        texts = {name: found.get(name) for name in ("url", "server_id", "token", "signing_key")}
        whole = {name: value for name, value in texts.items() if isinstance(value, str) and value}
        if len(whole) != len(texts) or not _ID.match(whole["server_id"]):
            raise NotEnrolled(
                f"{self.folder} holds no enrolment: run 'kado-collector enrol --url URL --token TOKEN' first"
            )
        named = found.get("identity")
        rows = named.items() if isinstance(named, Mapping) else ()
        identity = {name: value for name, value in rows if isinstance(value, str)}
        return Enrolment(
            **whole, hide_hostname=found.get("hide_hostname") is True, identity=identity
        )

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        self._write("enrolment.json", asdict(enrolment))

    def bmc_account(self) -> Account | None:
        return account_of(self._read("bmc.json"))

    def keep_bmc_account(self, account: Account) -> None:
        self._write("bmc.json", asdict(account))

    def counts(self) -> Counts:
        found = self._read("counts.json") or {}
        names = Counts.__dataclass_fields__
        return Counts(
            **{n: v for n, v in found.items() if n in names and isinstance(v, int) and v >= 0}
        )

    def keep_counts(self, counts: Counts) -> None:
        self._write("counts.json", asdict(counts))

    def last_bundle(self) -> dict[str, Json] | None:
        """The last bundle with a configuration that was put up for sending; None before the first."""
        return self._read("last-bundle.json")

    def keep_last_bundle(self, document: Mapping[str, Json]) -> None:
        self._write("last-bundle.json", document)

    def marks(self) -> dict[str, Json] | None:
        return self._read("marks.json")

    def keep_marks(self, document: Mapping[str, Json]) -> None:
        self._write("marks.json", document)

    def keep_receipt(self, receipt: Mapping[str, Json]) -> None:
        """The latest receipts, newest last, for the administrator to look at."""
        found = (self._read("receipts.json") or {}).get("receipts")
        receipts: list[Json] = [*(found if isinstance(found, list) else []), receipt]
        self._write("receipts.json", {"receipts": receipts[-RECEIPTS_COUNT_LIMIT:]})
