"""Before there is an edition: what is held is shown, what comes is dated, and every page leads on (MISSION A5, C5, D1)."""

from datetime import timedelta

import msgspec
import pytest
from django.urls import reverse

from kado import clock
from kado.entitlement.models import TermsAgreement, TermsVersion
from kado.facts.configuration import Configuration, Drive, SourceReport
from kado.language import say
from kado.tenancy import scope
from kado.tenancy.models import Server
from tests.portal.conftest import client_of
from tests.portal.sample import World
from tests.portal.sample_facts import server_id
from tests.portal.test_portal_access import address
from tests.portal.test_portal_pages import body, plain

HELD = Configuration(
    os_name="debian",
    memory_bytes=25_276_510_208,
    drives=(Drive("/dev/vda", serial="DRIVE1", capacity_bytes=275 * 10**9),),
    sources=(
        SourceReport("processor", True),
        SourceReport("power", True, code="not_applicable", problem="a virtual machine has none"),
        SourceReport("identity", False, code="not_there", problem="no maker", remedy="--maker"),
        SourceReport("drives", False, code="not_installed", problem="smartctl is not installed"),
        SourceReport("newer", False, code="newer_code", problem="something else"),
    ),
)
KARTE = server_id("other-01")


@pytest.fixture(autouse=True)
def _agreed(world: World) -> None:
    with scope.everything("test"):
        TermsAgreement.objects.create(
            organisation_id=world.other, terms=TermsVersion.objects.first(), agreed_at=clock.now()
        )


def arrived(**more: object) -> None:
    """The only server of the other organisation has sent for the first time."""
    at = clock.now()
    with scope.everything("test"):
        Server.objects.filter(pk=KARTE).update(
            enrolled_at=at - timedelta(hours=1),
            first_arrival_at=at,
            last_arrival_at=at,
            configuration=msgspec.to_builtins(HELD),
            configuration_at=at,
            **more,
        )


def karte(world: World, language: str) -> str:
    url = reverse("karte", args=[world.other, KARTE])
    return plain(body("stranger", url, language))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_held_is_shown_with_what_could_not_be_read(world: World, language: str) -> None:
    arrived()
    page = karte(world, language)
    assert "⟦" not in page
    assert "25.3 GB" in page and "DRIVE1" in page
    assert "smartctl is not installed" not in page and "--maker" not in page
    told = (
        "source-code-not-installed", "source-code-not-installed-remedy", "source-identity-not-there",
        "source-code-unknown", "source-code-not-applicable", "condition-contract-name", "first-forecast-due",
    )  # fmt: skip
    assert [key for key in told if say(language, key) not in page] == []


def test_what_is_held_in_a_form_of_another_version_breaks_nothing(world: World) -> None:
    arrived()
    with scope.everything("test"):
        Server.objects.filter(pk=KARTE).update(configuration={"memory_bytes": "much"})
    assert say("en", "condition-contract-name") in karte(world, "en")


def test_a_server_that_never_sent_is_told_what_to_do(world: World) -> None:
    assert "kado-collector once" in karte(world, "en")
    page = plain(body("stranger", address("overview", world.other)))
    assert "nothing has arrived" in page


def test_overview_and_list_lead_to_the_karte(world: World) -> None:
    arrived()
    url = reverse("karte", args=[world.other, KARTE])
    for name in ("overview", "servers"):
        page = body("stranger", address(name, world.other))
        assert url in page and "is due on" in page


def test_staff_find_their_own_web(world: World) -> None:
    page = str(client_of("operator", "en").get("/").content.decode())
    assert page.count('href="/operations/"') >= 2
    assert "/operations/" not in body("owner", address("overview", world.customer))
