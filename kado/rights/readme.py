"""The text that explains an export's files, in both languages."""

from collections.abc import Sequence
from datetime import datetime

from kado.language import LOCALES, has, say
from kado.rights.archive import Entry
from kado.tenancy.models import Organisation


def readme(
    organisation: Organisation, hostname: str, at: datetime, entries: Sequence[Entry]
) -> str:
    """What the archive is and what each file of it is: the customer's language first."""
    order = sorted(LOCALES, key=lambda locale: locale != organisation.locale)
    return "\n\n".join(_text(locale, organisation, hostname, at, entries) for locale in order)


def _text(
    locale: str, organisation: Organisation, hostname: str, at: datetime, entries: Sequence[Entry]
) -> str:
    name = organisation.name_in(locale)
    subject = f"{name} / {hostname}" if hostname else name
    lines = [
        say(locale, "export-readme-title", subject=subject),
        "=" * 60,
        say(locale, "export-readme-head", made_at=at),
        say(locale, "export-readme-formats"),
        say(locale, "export-readme-manifest"),
        "",
    ]
    for about, own in _by_subject(entries):
        lines.append(
            f"{_pattern(own)}  ({say(locale, 'export-readme-files', files_count=len(own))})"
        )
        lines.append(f"    {_explained(locale, about)}")
    lines += ["", say(locale, "export-readme-missing")]
    return "\n".join(lines) + "\n"


def _explained(locale: str, about: str) -> str:
    """What a kind of file is; a table nobody wrote about yet is named."""
    key = f"export-file-{about}"
    if has(locale, key):
        return say(locale, key)
    return say(locale, "export-file-other", table=about.removeprefix("records-"))


def _by_subject(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The files of each kind, in the order they were written."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.about, []).append(entry)
    return list(found.items())


def _pattern(entries: Sequence[Entry]) -> str:
    """How the files of a kind are called: their name, with * for what differs."""
    paths = [entry.path.split("/") for entry in entries]
    if len(paths) == 1:
        return entries[0].path
    parts = zip(*paths, strict=True)
    return "/".join(p[0] if len(set(p)) == 1 else "*" for p in parts)
