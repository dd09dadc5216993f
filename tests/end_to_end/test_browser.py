"""The served demonstration in a real Chromium: every kind of page, in both languages, on a laptop and on a phone (MISSION F4, UI).

Screenshots stay in artefacts/end_to_end/.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kado.demonstration.roster import FIRST_CUSTOMER, SECOND_CUSTOMER
from tests.conftest import CHROMIUM
from tests.end_to_end.conftest import Demonstration
from tests.end_to_end.test_main_job import newest_month

pytestmark = pytest.mark.browser
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SIZES = {"laptop": (1280, 800), "phone": (390, 844)}
ADMINISTRATORS = {
    FIRST_CUSTOMER.key: "admin@kakuu.example",
    SECOND_CUSTOMER.key: "admin@muster.example",
}
# A text key that nobody translated is shown as itself: words in lower case joined by hyphens, with one of our prefixes.
RAW_KEY = re.compile(
    r"(?<![\w./:@-])(?:rule|portal|page|state|states|edition|overview|karte|finding|forecast|metric|device|drive|eligibility|condition"
    r"|function|consent|terms|agreement|category|event|reason|wear|risk|help|mail|intake|operations|demonstration)-[a-z0-9]+(?:-[a-z0-9]+)+(?![\w.])"
)
# One server for each state of the roster (docs/demonstration.md).
KARTES = {
    "growth": "tyo-db01",
    "act-now": "tyo-file01",
    "not-eligible": "tyo-old01",
    "learning": "tyo-new01",
    "silent": "tyo-edge01",
    "wear": "tyo-mail01",
    "fine": "tyo-db02",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


class Reader:
    """Somebody at a browser, who notes every complaint of it and looks over every page opened."""

    def __init__(
        self, browser: Browser, url: str, size: str, language: str, artefacts: Path
    ) -> None:
        width, height = SIZES[size]
        self.url, self.size, self.language, self.artefacts = url, size, language, artefacts
        context = browser.new_context(viewport={"width": width, "height": height})
        context.add_cookies([{"name": "kado_language", "value": language, "url": url}])
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.at}: {error}"))
        self.page.on("console", self._listen)
        self.page.on("response", self._watch)

    @property
    def at(self) -> str:
        return self.page.url.removeprefix(self.url)

    def _listen(self, line: object) -> None:
        if line.type in ("error", "warning"):  # type: ignore[attr-defined]
            self.complaints.append(f"{self.at}: {line.text}")  # type: ignore[attr-defined]

    def _watch(self, response: object) -> None:
        if response.status >= 400 or not response.url.startswith((self.url, "data:")):  # type: ignore[attr-defined]
            self.complaints.append(f"{self.at} asked {response.url}: {response.status}")  # type: ignore[attr-defined]

    def sign_in(self, address: str, password: str) -> None:
        self.page.goto(f"{self.url}/account/login/")
        self.page.fill("input[name=login]", address)
        self.page.fill("input[name=password]", password)
        self.page.click("main button")
        self.page.wait_for_url(lambda address: "/account/" not in address)

    def look(self, path: str, name: str) -> None:
        """Open a page, draw all of it, keep its picture, and note what is wrong with it."""
        self.page.goto(self.url + path)
        for chart in self.page.locator("[data-chart]").all()[:4]:
            chart.scroll_into_view_if_needed()
        self.page.evaluate("window.scrollTo(0, 0)")
        file = f"{name}-{self.language}-{self.size}.png"
        self.page.screenshot(path=str(self.artefacts / file), full_page=True)
        root = "document.documentElement"
        overflow = self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        if overflow > 0:
            self.complaints.append(f"{self.at} ({name}) is {overflow} px too wide")
        text = self.page.inner_text("body")
        if raw := set(RAW_KEY.findall(text)):
            self.complaints.append(f"{self.at} ({name}) shows keys: {sorted(raw)}")
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.complaints.append(f"{self.at} ({name}) is not in {self.language}")
        if strange := re.findall(r"\bNone\b|\bnan\b|\{\s*\$\w+\s*\}|undefined", text):
            self.complaints.append(f"{self.at} ({name}) shows {strange}")


def pages(month: str) -> dict[str, str]:
    organisation = f"/o/{FIRST_CUSTOMER.id}/"
    ids = {plan.hostname: plan.id for plan in FIRST_CUSTOMER.servers}
    kartes = {f"karte-{n}": f"{organisation}servers/{ids[host]}/" for n, host in KARTES.items()}
    return {
        "overview": organisation,
        "servers": f"{organisation}servers/",
        **kartes,
        "editions": f"{organisation}editions/",
        "edition": f"{organisation}editions/{month}/0/",
        "services": f"{organisation}services/",
        "agreement": f"{organisation}agreement/",
        "consents": f"{organisation}consents/",
        "members": f"{organisation}members/",
        "enrolment": f"{organisation}enrolment/",
        "functions": "/functions/",
        "fields": "/fields/",
        "terms": "/terms/",
        "status": "/status/",
        "help": "/help/",
    }


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_every_page_fits_and_nothing_complains(
    size: str,
    language: str,
    browser: Browser,
    served: str,
    demonstration: Demonstration,
    artefacts: Path,
) -> None:
    reader = Reader(browser, served, size, language, artefacts)
    reader.look("/", "welcome")
    address = ADMINISTRATORS[FIRST_CUSTOMER.key]
    reader.sign_in(address, demonstration.installation.password(address))
    for name, path in pages(newest_month(FIRST_CUSTOMER.zone)).items():
        reader.look(path, name)
    assert not reader.complaints, "\n".join(reader.complaints)


def test_the_language_is_switched_on_the_page_and_stays(
    browser: Browser, served: str, demonstration: Demonstration, artefacts: Path
) -> None:
    reader = Reader(browser, served, "laptop", "ja", artefacts)
    address = ADMINISTRATORS[SECOND_CUSTOMER.key]
    reader.sign_in(address, demonstration.installation.password(address))
    before = reader.page.url
    for language in ("en", "ja", "en"):
        switch = reader.page.locator(f"button[value={language}]").first
        if switch.count():
            switch.click()
        assert reader.page.locator("html").get_attribute("lang") == language
        assert reader.page.url == before
    reader.page.reload()
    assert reader.page.locator("html").get_attribute("lang") == "en"
    assert not reader.complaints


def test_the_reseller_and_the_operator_have_pages_of_their_own(
    browser: Browser, served: str, demonstration: Demonstration, artefacts: Path
) -> None:
    reseller = Reader(browser, served, "laptop", "ja", artefacts)
    address = "reseller@mihon.example"
    reseller.sign_in(address, demonstration.installation.password(address))
    reseller.look("/", "home-reseller")
    assert FIRST_CUSTOMER.name_ja in reseller.page.inner_text("body")
    operator = Reader(browser, served, "laptop", "ja", artefacts)
    address = "operator@kado.example"
    operator.sign_in(address, demonstration.installation.password(address))
    operator.look("/", "home-operator")
    operator.look("/operations/", "operations")
    assert not reseller.complaints + operator.complaints
