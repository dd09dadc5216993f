"""The list of servers: searched, sorted, and never reading more of 5,000 servers than it shows."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.portal.conftest import client_of
from tests.portal.sample import World
from tests.portal.sample_facts import fleet
from tests.portal.test_portal_access import address
from tests.portal.test_portal_pages import body


def listed(world: World, query: str) -> list[str]:
    page = body("owner", address("servers", world.customer) + query)
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page)


def test_sorting_and_searching(world: World) -> None:
    names = sorted(p.identity.hostname for p in fleet())
    assert listed(world, "?sort=hostname") == names
    assert sorted(listed(world, "")) == names
    silent = {p.identity.hostname for p in fleet() if p.state == "no_data"}
    assert listed(world, "?sort=arrival")[0] in silent
    assert listed(world, "?q=DB-0") == ["db-01"]
    assert listed(world, "?q=nothing-of-the-kind") == []


def test_no_list_reads_the_configurations(world: World) -> None:
    """They are most of what is held of a server; reading 5,000 of them took four fifths of the list's time."""
    client = client_of("owner")
    for name in ("servers", "overview", "services"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address(name, world.customer)).status_code == 200
        assert not [q for q in queries if '"configuration",' in q["sql"]], name
