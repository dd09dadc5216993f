"""The mail: one line of subject, the same in text and HTML, and nothing in it that is read as HTML."""

from html.parser import HTMLParser

import pytest

from kado.press.mail import edition_mail
from tests.press.edition_sample import HOSTILE, part, parts, summary

URL = "https://kado.example/editions/2026-10?a=1&b=2"


class Reader(HTMLParser):
    """What a person would read, and which tags there were."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_text_and_html_say_the_same(locale: str) -> None:
    made = parts()
    mail = edition_mail(summary(made), locale, URL)
    assert "\n" not in mail.subject and "架空精機デモ" in mail.subject
    spoken = "".join("".join(read(mail.html).words).split())
    for line in mail.text.splitlines():
        if line.strip() and line != URL:
            assert "".join(line.split()) in spoken, line
    assert URL in mail.text and URL.replace("&", "&amp;") in mail.html


def test_hostile_names_are_escaped() -> None:
    made = parts(first=HOSTILE)
    mail = edition_mail(summary(made, organisation_name="a\nBcc: x@example.com"), "en", URL)
    assert "\n" not in mail.subject
    assert "b" not in read(mail.html).tags and "<b>" in mail.text


def test_a_quiet_month_and_a_revision_say_so() -> None:
    made = parts()
    quiet = edition_mail(summary(made, findings=(), servers=()), "en", URL)
    assert quiet.text.startswith("No server needs action.")
    silent = summary([part(1, "a", "no_data"), part(2, "b", "fine")], findings=())
    assert "the state of one server cannot be told" in edition_mail(silent, "en", URL).text
    revised = edition_mail(summary(made, revision=2, revision_reason="late data"), "en", URL)
    assert "revised" in revised.subject and "late data" in revised.text
    assert "Demonstration" in revised.subject
