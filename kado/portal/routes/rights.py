"""Addresses of the pages about customers' rights (MISSION E5)."""

from django.urls import URLPattern, URLResolver, path

from kado.portal.views import consents, rights

organisation: list[URLPattern | URLResolver] = [
    path("consents/<str:purpose>/preview/", consents.preview_consent, name="preview-consent"),
    path("your-data/", rights.your_data, name="your-data"),
    path("your-data/count/", rights.count_held, name="count-held"),
    path("your-data/servers/", rights.held_servers, name="held-servers"),
    path("your-data/servers/<uuid:server_id>/", rights.held_server, name="held-server"),
    path("your-data/uses/", rights.data_uses, name="data-uses"),
    path("your-data/audit/", rights.audit_trail, name="audit-trail"),
    path("your-data/exports/", rights.export_page, name="exports"),
    path("your-data/exports/<int:export_id>/", rights.fetch_export, name="fetch-export"),
    path("your-data/deletion/", rights.ask_deletion, name="ask-deletion"),
    path(
        "your-data/deletion/<int:deletion_id>/take-back/",
        rights.take_back,
        name="take-back-deletion",
    ),
]
signed_in: list[URLPattern | URLResolver] = [
    path("deletions/<str:address>/", rights.deletion_page, name="deletion"),
    path(
        "deletions/<str:address>/certificate.json",
        rights.certificate_file,
        name="deletion-certificate",
    ),
]
