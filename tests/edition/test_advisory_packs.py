"""An edition says by which advisory packs it was made, and comes out the same when other packs are in use by then (MISSION B3)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kado.advisories import files, keys, shelf
from kado.edition import documents
from kado.edition.make import Work, inputs_of, make
from kado.edition.verify import verify
from kado.tenancy.models import Organisation, Server
from tests.advisories.test_packs import SOURCE, WORDS, content, signed

AT = datetime(2026, 11, 4, 3, tzinfo=UTC)
INLINE = Work(workers=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def key(tmp_path: Path, settings: Any) -> Path:
    settings.ADVISORY_KEYS = tmp_path / "trusted"
    settings.ADVISORY_KEYS.mkdir()
    keys.generate(tmp_path / "maker", "Maker")
    (tmp_path / "maker.pub").rename(settings.ADVISORY_KEYS / "maker.pub")
    return tmp_path / "maker"


def test_the_edition_names_its_packs_and_is_proved_with_what_they_said(
    customer: Organisation, servers: list[Server], key: Path
) -> None:
    edition = make(customer, "2026-10", AT, INLINE)
    assert edition.summary is not None
    versions = documents.thaw_summary(bytes(edition.summary)).pack_versions
    assert [(v.name, v.digest) for v in versions] == [("kado-public", files.sample().digest)]
    end = {
        "id": "debian-early",
        "name": WORDS,
        "os_name": "debian",
        "version": "12",
        "support_end": "2020-01-01",
        "security_end": "2020-01-01",
        "source": SOURCE,
    }
    row = shelf.keep(signed(content(ends_of_support=[end]), key), AT, "test")
    shelf.use(row, AT, "test")
    shelf.stop_using(shelf.keep(files.SAMPLE_FILE.read_bytes(), AT, "test"), AT, "test")
    assert [p.name for p in shelf.advisories().packs] == ["maker"]
    assert verify(edition, AT, INLINE).holds
    assert inputs_of(edition).advisories.packs == versions
