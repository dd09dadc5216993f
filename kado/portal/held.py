"""What is held of servers before there is an edition: the configuration that arrived last, and when the first edition is due."""

from datetime import date, datetime

import msgspec
from django.db.models import Min

from kado.edition.coming import first_edition_on
from kado.facts.configuration import Configuration
from kado.tenancy.models import Organisation, Server


def configuration_of(server: Server) -> Configuration | None:
    """None where none has arrived, or where what is held was written in a form of another version: the next one comes within a day."""
    try:
        return msgspec.convert(server.configuration, Configuration | None)
    except msgspec.ValidationError:
        return None


def first_edition_of(organisation: Organisation, at: datetime) -> date | None:
    """The day from which the organisation's first edition can be made; None while nothing has arrived from any server."""
    servers = Server.objects.filter(organisation=organisation)
    since = servers.aggregate(since=Min("first_arrival_at"))["since"]
    return first_edition_on(since, at, organisation.zone) if since else None
