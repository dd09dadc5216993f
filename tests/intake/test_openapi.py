"""The public description fits what the views do."""

from typing import Any

from django.urls import resolve

from kado.intake.problems import STATUSES
from kado.language import LOCALES, has


def intake_of(client: Any) -> dict[str, Any]:
    """The described addresses of intake; the operator's are tried in tests/operations."""
    paths = client.get("/api/openapi.json").json()["paths"]
    return {path: methods for path, methods in paths.items() if path.startswith("/intake/")}


def test_every_address_described_is_served(client: Any, db: None) -> None:
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.1")
    paths = intake_of(client)
    assert sorted(paths) == ["/intake/v1/bundles", "/intake/v1/enrolments"]
    for path, methods in paths.items():
        assert resolve(path)
        assert set(methods) == {"post"}


def test_every_status_that_can_be_answered_is_described(client: Any, db: None) -> None:
    described = {int(c) for p in intake_of(client).values() for c in p["post"]["responses"]}
    assert described == set(STATUSES.values()) | {201, 202}


def test_every_problem_has_its_texts() -> None:
    keys = [f"intake-{code}{end}" for code in STATUSES for end in ("", "-remedy")]
    assert not [(loc, k) for loc in LOCALES for k in keys if not has(loc, k)]
