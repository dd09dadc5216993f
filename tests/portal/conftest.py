"""The sample world, made once a file inside a transaction that is rolled back, and people who look at it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from kado import clock
from kado.tenancy import scope
from kado.tenancy.models import User
from tests.portal.sample import World, fill

PEOPLE = ("owner", "mate", "reseller", "operator", "stranger", "nobody")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(PASSWORD_HASHERS=fast), scope.everything("test"):
            made = fill(clock.now())
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _world(world: World, db: None) -> None:
    """Every test of this folder has the world and may use the database."""


def client_of(name: str, language: str = "ja") -> Client:
    """A browser with somebody signed in; '' for nobody at all."""
    client = Client(headers={"accept-language": language})
    client.cookies["kado_language"] = language
    if name:
        client.force_login(
            User.objects.get(email=f"{name}@example.com"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
    return client
