"""What every page knows: who reads it, in which language, in whose name, and what is stopped right now."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from kado import clock
from kado.entitlement.models import Stop
from kado.portal.access import access_of_request
from kado.portal.language import locale
from kado.portal.preferences import theme_of
from kado.tenancy.models import Organisation


def portal(request: HttpRequest) -> dict[str, object]:
    """The context of every template. Organisations come from the access worked out for the request."""
    access = access_of_request(request)
    organisation: Organisation | None = getattr(request, "organisation", None)
    return {
        "locale": locale(),
        "theme": theme_of(request),
        "organisation": organisation,
        "organisations": organisations_of(request),
        "is_administrator": organisation is not None and organisation.pk in access.administered_ids,
        "zone": organisation.zone if organisation else _operator_zone(),
        "stops": list(stops_in_force(organisation)),
        "operator_name": (
            settings.OPERATOR_NAME_EN if locale() == "en" else settings.OPERATOR_NAME_JA
        ),
        "section": request.resolver_match.url_name if request.resolver_match else "",
    }


def organisations_of(request: HttpRequest) -> list[Organisation]:
    """The organisations that the person may read, customers first. The operator's own has no servers: its web is /operations/."""
    ids = access_of_request(request).organisation_ids
    found = Organisation.objects.filter(pk__in=ids) if ids else Organisation.objects.none()
    found = found.exclude(kind=Organisation.Kind.OPERATOR)
    return sorted(found, key=lambda o: (o.kind != Organisation.Kind.CUSTOMER, o.name))


def stops_in_force(organisation: Organisation | None) -> QuerySet[Stop]:
    """The stops that concern everybody, or the organisation looked at (MISSION D2)."""
    at = clock.now()
    wide = Q(organisation=None, server=None)
    if organisation is not None:
        wide |= Q(organisation=organisation) | Q(server__organisation=organisation)
    return Stop.objects.filter(wide, begins_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at))


def _operator_zone() -> str:
    """Where no organisation is looked at, instants are shown in the operator's zone."""
    operator = Organisation.objects.filter(kind=Organisation.Kind.OPERATOR).first()
    return operator.zone if operator else "UTC"
