"""The portal's addresses. An organisation's pages all begin with its id, so that a link says whose page it is."""

from django.urls import URLPattern, URLResolver, include, path

from kado.portal.routes import contacts, rights
from kado.portal.views import (
    agreement,
    consents,
    downloads,
    editions,
    findings,
    home,
    karte,
    members,
    overview,
    preferences,
    public,
    servers,
    services,
)

_organisation: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("servers/", servers.servers, name="servers"),
    path("servers/<uuid:server_id>/", karte.karte, name="karte"),
    path("editions/", editions.editions, name="editions"),
    path("editions/<str:month>/<int:revision>/", editions.edition, name="edition"),
    path(
        "editions/<str:month>/<int:revision>/servers/<uuid:server_id>/",
        karte.karte_of_edition,
        name="karte-of-edition",
    ),
    path(
        "editions/<str:month>/<int:revision>/document.<str:kind>",
        downloads.document,
        name="document",
    ),
    path("findings/acknowledge/", findings.acknowledge, name="acknowledge"),
    path("findings/set-aside/", findings.set_aside, name="set-aside"),
    path("findings/reopen/", findings.reopen_finding, name="reopen-finding"),
    path("services/", services.services, name="services"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("agreement/agree/", agreement.agree_to_terms, name="agree"),
    path("consents/", consents.consents, name="consents"),
    path("consents/<str:purpose>/", consents.change_consent, name="change-consent"),
    path("members/", members.members, name="members"),
    path("enrolment/", members.enrolment, name="enrolment"),
    path("enrolment/<int:token_id>/revoke/", members.revoke_token, name="revoke-token"),
    *contacts.organisation,
    *rights.organisation,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("functions/", public.functions, name="functions"),
    path("terms/", public.terms, name="terms"),
    path("terms/<str:version>/", public.terms_text, name="terms-text"),
    path("status/", public.status, name="status"),
    path("fields/", public.fields, name="fields"),
    path("help/", public.help_states, name="help"),
    path("preferences/language/", preferences.language, name="language"),
    path("preferences/theme/", preferences.theme, name="theme"),
    *contacts.signed_in,
    *rights.signed_in,
    path("o/<uuid:organisation_id>/", include(_organisation)),
]
