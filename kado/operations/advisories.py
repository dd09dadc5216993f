"""Advisory packs on the operator's site: import with preview, what each version says, which one is in use (MISSION F3)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kado import clock
from kado.advisories import files, shelf
from kado.advisories.keys import KeyUnusable
from kado.advisories.pack import PACK_LIMIT_BYTES, Entry, PackRefused
from kado.advisories.shelf import Shelved
from kado.facts.advisories import Endurance, KnownIssue, Words
from kado.language import human, say
from kado.language.human import human_date
from kado.operations.site import operations
from kado.tenancy.models import User
from kado.tenancy.text import locale_in_force

# Entries that the page of a version lists; `kado advisories show` prints all.
SHOWN_LIMIT_COUNT: Final = 500


@operations.own_page("advisories/", "advisories", title="advisories-title")
def advisories(request: HttpRequest) -> HttpResponse:
    """Every version, and the form for another; posted to, an acceptable file is kept and shown before it is used."""
    refusal = ""
    if request.method == "POST":
        try:
            digest = _keep(request, clock.now())
        except PackRefused as error:
            refusal = say(
                locale_in_force(), f"advisories-refused-{error.code}", detail=error.detail
            )
        else:
            return redirect("operations:advisories-version", digest=digest)
    now = clock.now()
    context = {
        **operations.each_context(request),
        "versions": [(one, one.expired(now)) for one in shelf.shelf()],
        "refusal": refusal,
        "keys": _keys(),
        "folder": str(settings.ADVISORY_KEYS),
    }
    return render(request, "operations/advisories/packs.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page of a version lists it. kind: the part of its text key."""

    entry_id: str
    kind: str
    about: str
    source_title: str
    source_url: str
    checked_on: date


def _line(kind: str, entry: Entry) -> Line:
    source = entry.source
    return Line(entry.id, kind, _about(entry), source.title, source.url, source.checked_on)


def _about(entry: Entry) -> str:
    locale = locale_in_force()
    if isinstance(entry, KnownIssue):
        return _words(entry.effect)
    if isinstance(entry, Endurance):
        return f"{', '.join(entry.models)}: {human(locale, entry.written_bytes, 'bytes')}"
    return f"{_words(entry.name)}: {human_date(locale, entry.security_end)}"


def _words(words: Words) -> str:
    return words.ja if locale_in_force() == "ja" else words.en


def _by(request: HttpRequest) -> str:
    """Who of the operator's staff it is: the site lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user.email


def _keep(request: HttpRequest, at: datetime) -> str:
    """The digest of the uploaded pack, kept. Raises PackRefused."""
    file = request.FILES.get("file")
    if file is None:
        raise PackRefused("not-a-pack")
    if file.size is None or file.size > PACK_LIMIT_BYTES:
        raise PackRefused("too-large", f"{file.size} > {PACK_LIMIT_BYTES} bytes")
    try:
        row = shelf.keep(file.read(), at, _by(request), force=request.POST.get("older") == "yes")
    except KeyUnusable as error:
        raise PackRefused("unknown-key", str(error)) from None
    return row.digest


def _keys() -> list[tuple[str, str, str]]:
    """(name, id, comment) of every trusted key; a damaged file shows as what is wrong with it."""
    try:
        return [(key.name, key.id, key.comment) for key in shelf.trusted_keys()]
    except KeyUnusable as error:
        return [("", "", str(error))]


@operations.own_page("advisories/<str:digest>/", "advisories-version")
def version(request: HttpRequest, digest: str) -> HttpResponse:
    """One version: what it changes against the one in use, what it says; posted to, it is put in or out of use."""
    one = next((s for s in shelf.shelf() if s.opened.digest == digest), None)
    if one is None:
        raise Http404
    if request.method == "POST":
        _act(request, one)
        return redirect("operations:advisories")
    current = shelf.in_use(one.pack.name)
    entries = list(one.pack.entries())
    context = {
        **operations.each_context(request),
        "one": one,
        "expired": one.expired(clock.now()),
        "current": current,
        "difference": shelf.difference(current.pack if current else None, one.pack),
        "pack_title": _words(one.pack.title),
        "entries": [_line(kind, entry) for kind, entry in entries[:SHOWN_LIMIT_COUNT]],
        "entries_count": len(entries),
    }
    return render(request, "operations/advisories/version.html", context)


def _act(request: HttpRequest, one: Shelved) -> None:
    """Use this version or stop using it; the shipped sample becomes a row first, so that the choice can be kept."""
    now, by = clock.now(), _by(request)
    row = one.row or shelf.keep(files.SAMPLE_FILE.read_bytes(), now, by, force=True)
    if request.POST.get("act") == "use":
        shelf.use(row, now, by)
    elif request.POST.get("act") == "stop":
        shelf.stop_using(row, now, by)
    else:
        raise Http404
