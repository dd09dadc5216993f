"""Pages for everybody, signed in or not: functions, terms, collected fields, stops, and what the states mean."""

from dataclasses import replace

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kado import clock
from kado.catalogue import FUNCTIONS
from kado.catalogue.fields import CollectedField, collected_fields
from kado.entitlement.eligibility import needed_versions, version_key
from kado.entitlement.lookup import requirements
from kado.entitlement.models import CollectorRelease, Stop, SupportListEntry, TermsVersion
from kado.entitlement.terms import terms_in_force, text_sha256
from kado.language.prose import blocks_of, difference
from kado.portal.access import Permission, page
from kado.portal.language import locale
from kado.portal.present.states import STATES


@page(Permission.PUBLIC)
def functions(request: HttpRequest) -> HttpResponse:
    """Every function, the collector it needs, and both services' support lists (MISSION A7)."""
    released = [r.version for r in CollectorRelease.objects.all()]
    newest = max(released, key=version_key, default="")
    today = clock.now().date()
    needed = needed_versions(requirements(), today)
    rows = [
        (
            replace(f, collector_version=needed[f.key]),
            version_key(needed[f.key]) <= version_key(newest),
        )
        for f in FUNCTIONS
    ]
    lists = {
        service: SupportListEntry.objects.filter(service=service)
        for service in SupportListEntry.Service.values
    }
    context = {"functions": rows, "lists": lists, "newest": newest, "today": today}
    return render(request, "portal/functions.html", context)


@page(Permission.PUBLIC)
def terms(request: HttpRequest) -> HttpResponse:
    """Every version of the terms that is or will be in force (MISSION C6)."""
    at = clock.now()
    context = {"versions": TermsVersion.objects.all(), "in_force": terms_in_force(at), "at": at}
    return render(request, "portal/terms.html", context)


@page(Permission.PUBLIC)
def terms_text(request: HttpRequest, version: str) -> HttpResponse:
    """One version, or with `?against=` what it changed in another."""
    found = TermsVersion.objects.filter(version=version).first()
    if found is None:
        raise Http404
    other = TermsVersion.objects.filter(version=request.GET.get("against", "")).first()
    context = {
        "terms": found,
        "in_force": terms_in_force(clock.now()),
        "title": found.title_en if locale() == "en" else found.title_ja,
        "blocks": blocks_of(_body(found)),
        "other": other,
        "difference": difference(_body(other), _body(found)) if other else (),
        "others": TermsVersion.objects.exclude(pk=found.pk),
        "sha256": text_sha256(found),
    }
    return render(request, "portal/terms_text.html", context)


def _body(terms: TermsVersion) -> str:
    return terms.body_en if locale() == "en" else terms.body_ja


@page(Permission.PUBLIC)
def status(request: HttpRequest) -> HttpResponse:
    """What is stopped, since when and until when (MISSION D2): stops of the whole service, now, announced and past."""
    at = clock.now()
    wide = Stop.objects.filter(organisation=None, server=None)
    context = {
        "current": wide.filter(begins_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at)),
        "coming": wide.filter(begins_at__gt=at, announced_at__lte=at),
        "past": wide.filter(ends_at__lte=at)[:20],
    }
    return render(request, "portal/status.html", context)


@page(Permission.PUBLIC)
def fields(request: HttpRequest) -> HttpResponse:
    """Everything that leaves a server (MISSION E1)."""
    groups: dict[str, list[CollectedField]] = {}
    for field in collected_fields():
        groups.setdefault(field.source, []).append(field)
    context = {"groups": list(groups.items()), "fields_count": len(collected_fields())}
    return render(request, "portal/fields.html", context)


@page(Permission.PUBLIC)
def help_states(request: HttpRequest) -> HttpResponse:
    """What the states and words mean."""
    return render(request, "portal/help.html", {"states": list(STATES)})
