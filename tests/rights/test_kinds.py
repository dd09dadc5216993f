"""Every table of an organisation is shown and exported, or said why not (MISSION E5)."""

import pytest
from django.apps import apps
from django.db.models import QuerySet

from kado.language import LOCALES, has
from kado.rights.kinds import ELSEWHERE, KINDS, tenant_models, unlisted

SECRETS = ("token_sha256", "password", "body_html", "secret")


def test_no_table_of_an_organisation_is_forgotten() -> None:
    """A new table needs a line in kado/rights/kinds.py; until then it is exported by its columns all the same."""
    assert [k.model for k in unlisted()] == []
    named = {k.model for k in KINDS} | set(ELSEWHERE)
    assert {m._meta.label for m in tenant_models()} <= named
    assert all(apps.get_model(name) for name in named)


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.key)
def test_a_kind_can_be_read_and_has_its_words(kind: object, db: None) -> None:
    from uuid import uuid4

    from kado.rights.kinds import Kind
    from kado.tenancy import scope

    assert isinstance(kind, Kind)
    with scope.everything("test"):
        rows: QuerySet[object] = kind.rows(uuid4(), uuid4())
        assert list(rows.values_list(*kind.columns)) == []
        assert list(kind.rows(uuid4()).order_by("pk").values_list(*kind.columns)) == []
    assert not [c for c in kind.columns if any(s in c for s in SECRETS)]
    for locale in LOCALES:
        for key in (f"held-{kind.key}", f"kept-{kind.kept}", f"export-file-records-{kind.key}"):
            assert has(locale, key), key


def test_a_table_nobody_listed_is_taken_with_its_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    shorter = tuple(k for k in KINDS if k.key != "answers")
    monkeypatch.setattr("kado.rights.kinds.KINDS", shorter)
    [found] = unlisted()
    assert found.model == "edition.FindingResponse" and "note" in found.columns
    assert (found.path, found.server_path) == ("organisation_id", "server_id")
