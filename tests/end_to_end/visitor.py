"""Somebody at a browser without scripts: cookies, forms, redirects that are seen, and pages as text."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser

UNREAD_ELEMENTS = {"script", "style", "template", "head"}


@dataclass(frozen=True)
class Page:
    status: int
    address: str
    headers: dict[str, str]
    body: bytes

    @property
    def source(self) -> str:
        return self.body.decode()

    @property
    def text(self) -> str:
        """What a person reads."""
        return text_of(self.source)

    def field(self, name: str) -> str:
        """The value of a hidden field."""
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.source)
        assert found, f"{self.address} has no field {name}"
        return found[1]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unread += tag in UNREAD_ELEMENTS

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD_ELEMENTS

    def handle_data(self, data: str) -> None:
        if not self._unread and data.strip():
            self.words.append(data.strip())


def text_of(source: str) -> str:
    parser = _Text()
    parser.feed(source)
    return " ".join(parser.words)


class _SeeRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Visitor:
    """One browser. Redirects are returned, not followed."""

    def __init__(self, url: str, language: str = "en") -> None:
        self.url, self.language = url, language
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies),
            urllib.request.ProxyHandler({}),
            _SeeRedirects(),
        )

    def get(self, path: str) -> Page:
        return self._ask(path, None)

    def post(self, path: str, **fields: str) -> Page:
        """A form of the page at `path`, with the token against forgery that the page gives."""
        token = next((c.value for c in self.cookies if c.name == "csrftoken"), "") or ""
        return self._ask(path, urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}))

    def sign_in(self, address: str, password: str) -> Page:
        """The answer to the sign-in form: a redirect where it was taken."""
        self.get("/account/login/")
        return self.post("/account/login/", login=address, password=password)

    def follow(self, path: str) -> Page:
        """The page at the end of the redirects."""
        for _ in range(5):
            page = self.get(path)
            if page.status not in (301, 302):
                return page
            path = page.headers["location"]
        raise AssertionError(f"{path} redirects for ever")

    def _ask(self, path: str, form: str | None) -> Page:
        address = urllib.parse.urljoin(self.url, path)
        request = urllib.request.Request(address, data=form.encode() if form is not None else None)
        request.add_header("Accept-Language", self.language)
        request.add_header("Referer", address)
        try:
            with self._opener.open(request, timeout=60) as answer:
                return Page(answer.status, address, _lower(answer.headers), answer.read())
        except urllib.error.HTTPError as answer:
            with answer:
                return Page(answer.code, address, _lower(answer.headers), answer.read())


def _lower(headers: object) -> dict[str, str]:
    return {k.lower(): v for k, v in headers.items()}  # type: ignore[attr-defined]
