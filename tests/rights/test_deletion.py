"""Deletion (MISSION E5): everything of a server or an organisation goes, also from raw files; killed anywhere it goes on; restored, it goes again."""

import json
import shutil
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

from kado.rights.certificate import holds
from kado.store.erasing import traces
from tests.edition import fleet
from tests.rights.acting import HOSTS, OTHER
from tests.rights.conftest import Act, copy_of

KILLED = -9
SERVER = fleet.server_id(fleet.CUSTOMER, "srv-0")
ORGANISATION = fleet.uuid5(fleet.NAMESPACE, fleet.CUSTOMER)
STEPS = ("tokens", "inbox", "lake", "archives", "editions", "messages", "trails", "rows")


def raw_traces(home: Path, *ids: UUID) -> list[str]:
    """Every file below the home that still holds an id; the tombstone is looked at like every other."""
    return traces([str(i) for i in ids], [home])


def of_other() -> list[str]:
    return [f"{OTHER}/{host}" for host in HOSTS]


def assert_server_gone(home: Path, act: Act) -> None:
    now = act("standing")
    assert now["servers"] == sorted(
        [*of_other(), f"{fleet.CUSTOMER}/srv-1", f"{fleet.CUSTOMER}/srv-2"]
    )
    assert now["parts"] == 5
    assert now["holds"] == [True, True] and sorted(now["removed"]) == [0, 1]
    assert now["verified"] == [True, 1]
    assert raw_traces(home, SERVER) == []
    assert now["imported"] == 1
    named = [x for x in now["subjects"] if "srv-0" in x]
    assert named in ([], ["srv-0"]), "but for the entry that says it was deleted"
    assert b"srv-0 https" not in (home / "kado.sqlite3").read_bytes()


def test_a_server_is_deleted_with_everything(home: Path, act: Act) -> None:
    assert raw_traces(home, SERVER)
    act("ask_server")
    done = act("work")["deletions"][0]
    assert (done["state"], done["problem"]) == ("done", "")
    assert_server_gone(home, act)
    counts = done["counts"]
    assert counts["samples"] > 30_000 and counts["devices"] > 200 and counts["configurations"] == 1
    assert counts["inbox"] == 2 and counts["edition-parts"] == 1 and counts["contracts"] == 1
    certificate = done["certificate"]
    assert certificate["counts"] == counts and certificate["scan"]["found_count"] == 0
    assert certificate["scan"]["tables_count"] > 20 and certificate["scan"]["files_count"] > 5
    assert holds(certificate, certificate["public_key"])
    for change in ({"hostname": "srv-1"}, {"counts": {}}, {"signature": "00" * 64}):
        assert not holds({**certificate, **change}, certificate["public_key"])
    [tombstone] = (home / "deletions").glob("*.json")
    assert json.loads(tombstone.read_text())["certificate"] == certificate


def test_what_is_left_of_an_edition_is_still_proven(home: Path, act: Act) -> None:
    act("ask_server")
    act("work")
    act("damage_edition")
    now = act("standing")
    assert sorted(now["holds"]) == [False, True] and now["verified"] == [False, 1]


def test_an_organisation_is_deleted_with_everything_and_others_keep_theirs(
    home: Path, act: Act
) -> None:
    before = act("standing")
    act("ask_organisation")
    done = act("work")["deletions"][0]
    assert (done["state"], done["problem"]) == ("done", "")
    now = act("standing")
    assert now["servers"] == of_other() and now["organisations"] == before["organisations"] - 1
    assert now["people"] == before["people"] - 2
    assert now["parts"] == 3 and now["holds"] == [True]
    assert done["counts"]["people"] == 2 and done["counts"]["editions"] == 1
    own = [fleet.server_id(fleet.CUSTOMER, host) for host in HOSTS]
    assert raw_traces(home, ORGANISATION, *own) == []
    theirs = [fleet.server_id(OTHER, host) for host in HOSTS]
    assert raw_traces(home, *theirs)


@pytest.mark.parametrize(
    "point", [f"{side}{step}" for step in STEPS for side in "-+"] + ["scan", "certificate"]
)
def test_killed_anywhere_it_goes_on(point: str, home: Path, act: Act) -> None:
    act("ask_server")
    assert act("work", point) == KILLED
    done = act("work")["deletions"][0]
    assert (done["state"], done["problem"]) == ("done", "")
    assert done["counts"]["samples"] > 30_000, "counted before anything went"
    assert_server_gone(home, act)


@pytest.mark.parametrize("point", ["+lake", "+rows", "scan"])
def test_an_organisation_too_goes_on(point: str, home: Path, act: Act) -> None:
    act("ask_organisation")
    assert act("work", point) == KILLED
    assert act("work")["deletions"][0]["state"] == "done"
    assert raw_traces(home, ORGANISATION, SERVER) == []


def restore(backup: Path, home: Path) -> None:
    """Database and lake as they were when the copy was made."""
    shutil.rmtree(home / "lake")
    for path in home.glob("kado.sqlite3*"):
        path.unlink()
    copy_of(backup, home)


def test_what_a_restored_backup_brings_back_is_deleted_again(
    home: Path, act: Act, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    copy_of(home, backup)
    act("ask_server")
    act("work")
    restore(backup, home)
    assert raw_traces(home, SERVER)
    assert act("reapply") == {"servers": 1, "organisations": 0}
    assert_server_gone(home, act)
    assert act("reapply") == {"servers": 0, "organisations": 0}


def test_a_worker_that_starts_over_a_restored_backup_cleanses_it(
    home: Path, act: Act, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    copy_of(home, backup)
    act("ask_server")
    act("work")
    restore(backup, home)
    act("start")
    assert_server_gone(home, act)


def test_a_lake_restored_by_itself_is_cleansed_too(home: Path, act: Act, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    copy_of(home, backup)
    act("ask_organisation")
    act("work")
    shutil.rmtree(home / "lake")
    shutil.copytree(backup / "lake", home / "lake")
    assert act("reapply") == {"servers": 3, "organisations": 0}
    assert raw_traces(home, ORGANISATION, SERVER) == []


def test_a_restored_organisation_is_deleted_again(home: Path, act: Act, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    copy_of(home, backup)
    act("ask_organisation")
    act("work")
    for path in home.glob("kado.sqlite3*"):
        path.unlink()
    copy_of(backup, home)
    assert act("reapply")["organisations"] == 1
    assert act("standing")["servers"] == of_other()
    assert raw_traces(home, ORGANISATION, SERVER) == []


def test_something_left_keeps_the_certificate_back(home: Path, act: Act) -> None:
    act("ask_server")
    forgotten = home / "lake" / "samples" / "notes.txt"
    forgotten.write_text(f"seen {SERVER}")
    waits = act("work")["deletions"][0]
    assert waits["state"] == "doing" and "notes.txt" in waits["problem"]
    assert waits["certificate"] is None
    forgotten.unlink()
    assert act("work")["deletions"][0]["state"] == "done"


def test_pages_that_sqlite_keeps_for_later_are_seen_by_the_scan(home: Path, act: Act) -> None:
    act("ask_server")
    waits = act("work", "unpurged")["deletions"][0]
    assert waits["state"] == "doing" and "kado.sqlite3" in waits["problem"]
    assert act("work")["deletions"][0]["state"] == "done"


def test_bundles_being_digested_hold_a_deletion_up(home: Path, act: Act) -> None:
    act("ask_server")
    with sqlite3.connect(home / "kado.sqlite3") as database:
        database.execute("UPDATE store_inboxbundle SET batch_id = bundle_id")
    waits = act("work")["deletions"][0]
    assert waits["state"] == "doing" and waits["step"] == "inbox"
    with sqlite3.connect(home / "kado.sqlite3") as database:
        database.execute("UPDATE store_inboxbundle SET batch_id = NULL")
    assert act("work")["deletions"][0]["state"] == "done"


def test_exports_that_hold_a_deleted_server_go(home: Path, act: Act) -> None:
    act("ask_export")
    made = act("work")["exports"][0]
    assert made["state"] == "ready" and list((home / "exports").glob("*.zip"))
    act("ask_server")
    assert act("work")["exports"][0]["state"] == "gone"
    assert not list((home / "exports").glob("*.zip"))
