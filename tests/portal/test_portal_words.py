"""Every value that a page writes as a word has one in both languages: a value added elsewhere must not break a page."""

import pytest

from kado.catalogue import FUNCTIONS
from kado.catalogue.fields import collected_fields
from kado.edition.models import Edition
from kado.entitlement.gate import Purpose
from kado.entitlement.models import Stop, SupportListEntry
from kado.facts.devices import DriveKind, RiskVerdict, VendorVerdict
from kado.facts.forecasts import ForecastState
from kado.facts.series import EventKind
from kado.facts.verdicts import Category, Severity
from kado.language import LOCALES, has
from kado.portal.present.states import FORECAST_STATES, STATES
from kado.portal.services import CONTRACT_TONES
from kado.portal.views.servers import SORTS
from kado.tenancy.models import Membership, Organisation

WORDS = {
    # the states of arrays and power supplies, and what stands behind a source that could not be read (docs/wire-format.md)
    "evidence-value-": [
        *("optimal", "degraded", "rebuilding", "failed", "ok", "absent"),
        *(
            "not_there",
            "not_applicable",
            "not_allowed",
            "not_installed",
            "timed_out",
            "damaged",
            "too_many",
        ),
    ],
    "state-": [*STATES, *FORECAST_STATES, *ForecastState, *Severity],
    "category-": list(Category),
    "effort-": ["minutes", "hours", "days"],
    "change-": ["new", "worse", "better", "resolved"],
    "stop-reason-": Stop.Reason.values,
    "support-list-": SupportListEntry.Service.values,
    "edition-state-": [Edition.State.PUBLISHED, Edition.State.SUPERSEDED],
    "function-text-": [f.key for f in FUNCTIONS],
    "source-": sorted({f.source for f in collected_fields()}),
    "drive-kind-": list(DriveKind),
    "vendor-verdict-": list(VendorVerdict),
    "risk-": list(RiskVerdict),
    "wear-": ["forecast", "learning", "not_applicable", "no_data", "worn_out"],
    "contract-state-": list(CONTRACT_TONES),
    "organisation-kind-": Organisation.Kind.values,
    "role-": Membership.Role.values,
    "sort-": list(SORTS),
    "purpose-": list(Purpose),
    "purpose-text-": list(Purpose),
    "statistic-": ["mean", "peak", "max"],
}


@pytest.mark.parametrize("prefix", sorted(WORDS))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_value_has_a_word(prefix: str, locale: str) -> None:
    keys = [prefix + str(value).replace("_", "-") for value in WORDS[prefix]]
    assert not [key for key in keys if not has(locale, key)]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_event_has_a_word(locale: str) -> None:
    assert not [k for k in EventKind if not has(locale, f"event-{k}")]
