"""Three customers in Tokyo, Berlin and Los Angeles with three servers each, and thirteen months of what their collectors would send."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import pyarrow as pa
import pyarrow.compute as pc

from kado.entitlement.models import TermsVersion
from kado.store import lake
from kado.store.schemas import LakeRows
from kado.tenancy import scope
from kado.tenancy.models import Membership, Organisation, Server, User
from tests.edition import fleet

BEGIN = datetime(2025, 10, 1, tzinfo=UTC)
END = datetime(2026, 11, 1, 12, tzinfo=UTC)
HOSTS = ("one", "two", "three")


@dataclass(frozen=True)
class Customer:
    """One customer of the year. locale: in which its people read."""

    name: str
    name_en: str
    zone: str
    country: str
    locale: str

    @property
    def id(self) -> UUID:
        return uuid5(fleet.NAMESPACE, self.name)

    @property
    def administrator(self) -> str:
        return f"admin@{self.name_en.split()[0].lower()}.example"


TOKYO = Customer("架空東京", "Tokyo sample", "Asia/Tokyo", "JP", "ja")
BERLIN = Customer("Muster Berlin", "Berlin sample", "Europe/Berlin", "DE", "en")
ANGELES = Customer("Sample Los Angeles", "Angeles sample", "America/Los_Angeles", "US", "en")
CUSTOMERS = (TOKYO, BERLIN, ANGELES)


def build() -> None:
    """Customers, people, terms, lists, servers and contracts, as of the first day."""
    fleet.support_lists()
    TermsVersion.objects.create(
        version="2023-06-26",
        effective_from=datetime(2023, 6, 26, tzinfo=UTC),
        title_ja="サーバ稼働分析サービス 利用規約",
        title_en="Terms of the server operation analysis service",
        body_ja="# 利用規約\n\n第1条 本サービスを提供します。\n",
        body_en="# Terms\n\n1. We provide the service.\n",
    )
    User.objects.create_superuser("operator@kado.example", locale="en")
    for number, customer in enumerate(CUSTOMERS):
        owner = Organisation.objects.create(
            id=customer.id,
            kind=Organisation.Kind.CUSTOMER,
            name=customer.name,
            name_en=customer.name_en,
            zone=customer.zone,
            country=customer.country,
            locale=customer.locale,
        )
        person = User.objects.create_user(customer.administrator, locale=customer.locale)
        role = Membership.Role.ADMINISTRATOR
        Membership.objects.create(user=person, organisation=owner, role=role)
        for host in HOSTS:
            ends = date(2026, 4, 30) if (number, host) == (2, "three") else date(2030, 3, 31)
            times = {"enrolled_at": BEGIN, "first_arrival_at": BEGIN, "last_arrival_at": BEGIN}
            fleet.server(owner, f"{owner.zone[-3:].lower()}-{host}", ends, **times)


def server_of(customer: Customer, host: str) -> Server:
    with scope.everything("year"):
        name = f"{customer.zone[-3:].lower()}-{host}"
        return Server.objects.get(organisation_id=customer.id, hostname=name)


class Collectors:
    """What the collectors measured and have not sent. A collector that cannot send keeps it and sends it later."""

    def __init__(self) -> None:
        hours = fleet.hourly(BEGIN, END)
        self._unsent: dict[UUID, pa.Table] = {}
        for number, customer in enumerate(CUSTOMERS):
            for place, host in enumerate(HOSTS):
                server = server_of(customer, host)
                rows = fleet.samples(server.pk, 3 * number + place, hours, filling=host == "two")
                self._unsent[server.pk] = rows
        self._batches_count = 0

    def send(self, at: datetime, silent: frozenset[UUID] = frozenset()) -> None:
        """Everything measured before `at` arrives now, but for the servers that are silent."""
        arriving, heard = [], {}
        for server_id, rows in self._unsent.items():
            if server_id in silent:
                continue
            over = pc.less_equal(rows["observed_at"], pa.scalar(at - timedelta(hours=1)))
            due = rows.filter(over)
            if due.num_rows:
                self._unsent[server_id] = rows.filter(pc.invert(over))
                arriving.append(_received(due, at))
                heard[server_id] = at
        if not arriving:
            return
        self._batches_count += 1
        first = self._batches_count == 1
        configurations = [self._configuration(s) for s in heard] if first else []
        empty = fleet.configurations(UUID(int=0), ())
        rows = LakeRows(
            samples=pa.concat_tables(arriving),
            configurations=pa.concat_tables([empty, *configurations]),
        )
        lake.append(rows, uuid5(fleet.NAMESPACE, f"year {self._batches_count}"))
        with scope.everything("year"):
            Server.objects.filter(pk__in=heard).update(last_arrival_at=at)

    def _configuration(self, server_id: UUID) -> pa.Table:
        return fleet.configurations(server_id, [(BEGIN, fleet.configuration())])


def _received(rows: pa.Table, at: datetime) -> pa.Table:
    received = pa.array([at] * rows.num_rows, rows.schema.field("received_at").type)
    return rows.set_column(rows.schema.get_field_index("received_at"), "received_at", received)
