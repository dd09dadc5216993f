"""Who is in the demonstration: two customers, a reseller and the operator. All names are invented and say that they are."""

from typing import Final

from kado.demonstration.plan import OrganisationPlan
from kado.demonstration.roster_berlin import BERLIN
from kado.demonstration.roster_tokyo import TOKYO

FIRST_CUSTOMER: Final = OrganisationPlan(
    "kakuu", "customer", "架空精機デモ", "Kakuu Precision Demo", "Asia/Tokyo", "JP", "ja", TOKYO
)
SECOND_CUSTOMER: Final = OrganisationPlan(
    "muster",
    "customer",
    "Muster Logistik Demo",
    "Muster Logistik Demo",
    "Europe/Berlin",
    "DE",
    "en",
    BERLIN,
)
RESELLER: Final = OrganisationPlan(
    "mihon",
    "reseller",
    "見本システム販売デモ",
    "Mihon Systems Sales Demo",
    "Asia/Tokyo",
    "JP",
    "ja",
)
OPERATOR: Final = OrganisationPlan(
    "operator", "operator", "運営デモ", "Operator Demo", "Asia/Tokyo", "JP", "ja"
)
CUSTOMERS: Final = (FIRST_CUSTOMER, SECOND_CUSTOMER)
ORGANISATIONS: Final = (*CUSTOMERS, RESELLER, OPERATOR)
