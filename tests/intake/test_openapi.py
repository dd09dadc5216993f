"""The public description fits what the views do."""

from typing import Any

from django.urls import resolve

from kado.intake.problems import STATUSES
from kado.language import LOCALES, has


def test_every_address_described_is_served(client: Any, db: None) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert sorted(document["paths"]) == ["/intake/v1/bundles", "/intake/v1/enrolments"]
    for path, methods in document["paths"].items():
        assert resolve(path)
        assert set(methods) == {"post"}


def test_every_status_that_can_be_answered_is_described(client: Any, db: None) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    described = {int(c) for p in paths.values() for c in p["post"]["responses"]}
    assert described == set(STATUSES.values()) | {201, 202}


def test_every_problem_has_its_texts() -> None:
    keys = [f"intake-{code}{end}" for code in STATUSES for end in ("", "-remedy")]
    assert not [(loc, k) for loc in LOCALES for k in keys if not has(loc, k)]
