"""The pages in a real browser: no script fails, nothing overflows a phone, charts are drawn, switches work. Screenshots stay in artefacts/."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from kado import clock
from kado.tenancy import scope
from tests.conftest import CHROMIUM
from tests.portal.sample import PASSWORD, World, fill
from tests.portal.sample_facts import MONTH, server_id

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts"
SIZES = {"laptop": (1280, 900), "phone": (360, 780), "wall": (2560, 1440)}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright runs a loop in this thread; Django then takes every query for one made inside async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def world(transactional_db: None) -> World:
    with scope.everything("test"):
        return fill(clock.now())


class Reader:
    """Somebody at a browser, who notes every complaint of it."""

    def __init__(
        self, browser: Browser, address: str, size: str, language: str, theme: str
    ) -> None:
        width, height = SIZES[size]
        self.address, self.size, self.language, self.theme = address, size, language, theme
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height}
        )
        self.context.add_cookies(
            [
                {"name": "kado_language", "value": language, "url": address},
                {"name": "kado_theme", "value": theme, "url": address},
            ]
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda line: self.complaints.append(line.text) if line.type == "error" else None,
        )
        self.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:"))
                else self.complaints.append(f"asked {request.url}")
            ),
        )

    def sign_in(self, name: str) -> None:
        self.open("/account/login/")
        self.page.fill("input[name=login]", f"{name}@example.com")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_url(re.compile(r"/$"))

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def keep(self, name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        file = f"{name}-{self.language}-{self.theme}-{self.size}.png"
        self.page.screenshot(path=str(ARTEFACTS / file), full_page=True)

    def overflow(self) -> int:
        """How many pixels the page is wider than the window."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    def widest(self) -> list[str]:
        """What reaches beyond the window: tag, class and what it stands in."""
        return list(
            self.page.evaluate(
                """[...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .filter(e => { for (let p = e.parentElement; p; p = p.parentElement)
                    if (getComputedStyle(p).overflowX !== 'visible') return false; return true; })
                .slice(0, 8).map(e => `${e.tagName}.${e.getAttribute('class')} in ${e.parentElement.outerHTML.slice(0, 120)}`)"""
            )
        )


def pages(world: World) -> dict[str, str]:
    organisation = f"/o/{world.customer}/"
    return {
        "overview": organisation,
        "servers": f"{organisation}servers/",
        "karte": f"{organisation}servers/{server_id('db-01')}/",
        "karte-learning": f"{organisation}servers/{server_id('new-01')}/",
        "edition": f"{organisation}editions/{MONTH}/0/",
        "services": f"{organisation}services/",
        "consents": f"{organisation}consents/",
        "enrolment": f"{organisation}enrolment/",
        "functions": "/functions/",
        "fields": "/fields/",
    }


@pytest.mark.parametrize(
    ("size", "language", "theme"),
    [
        ("laptop", "ja", "light"),
        ("phone", "ja", "light"),
        ("phone", "en", "dark"),
        ("wall", "en", "light"),
    ],
)
def test_pages_fit_and_no_script_complains(
    size: str, language: str, theme: str, browser: Browser, live_server: LiveServer, world: World
) -> None:
    reader = Reader(browser, live_server.url, size, language, theme)
    reader.sign_in("owner")
    few = ("overview", "servers", "karte") if size == "wall" else tuple(pages(world))
    for name, path in ((n, pages(world)[n]) for n in few):
        reader.open(path)
        assert reader.overflow() <= 0, (
            f"{name} is {reader.overflow()} px too wide: {reader.widest()}"
        )
        reader.keep(name)
    assert not reader.complaints


def test_charts_are_drawn_and_earlier_forecasts_laid_over(
    browser: Browser, live_server: LiveServer, world: World
) -> None:
    reader = Reader(browser, live_server.url, "laptop", "en", "light")
    reader.sign_in("mate")
    reader.open(pages(world)["karte"])
    chart = reader.page.locator("[data-chart]").first
    chart.scroll_into_view_if_needed()
    chart.locator("svg").wait_for()
    before = chart.locator("svg path").count()
    button = reader.page.locator("[data-past]").first
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert chart.locator("svg path").count() > before
    reader.page.locator("details summary", has_text="Figures").first.click()
    assert reader.page.get_by_text("High (90%)").first.is_visible()
    assert not reader.complaints


def test_what_if_bends_the_forecast_and_gives_it_back(
    browser: Browser, live_server: LiveServer, world: World
) -> None:
    reader = Reader(browser, live_server.url, "laptop", "en", "light")
    reader.sign_in("mate")
    reader.open(pages(world)["karte"])
    block = reader.page.locator(".what-if").filter(has_text="Add capacity").first
    block.locator("summary").click()
    said = block.locator("output")
    published = said.inner_text()
    assert published.startswith("The forecast as published.")
    block.locator("[name=growth]").fill("4")
    assert said.inner_text().startswith("Estimate")
    faster = said.inner_text()
    assert faster.split("\n")[1:] != published.split("\n")[1:]
    block.locator("[name=capacity]").fill("90000")
    relieved = said.inner_text()
    assert "not expected" in relieved and relieved != faster
    block.get_by_role("button", name="Back to the forecast").click()
    reader.page.wait_for_function(
        "(was) => document.querySelector('.what-if[open] output').innerText === was", arg=published
    )
    assert not reader.complaints


def test_language_and_theme_switch_and_stay(
    browser: Browser, live_server: LiveServer, world: World
) -> None:
    reader = Reader(browser, live_server.url, "phone", "ja", "system")
    reader.open("/functions/")
    reader.page.click("button[value=en]")
    assert reader.page.locator("html").get_attribute("lang") == "en"
    assert reader.page.url.endswith("/functions/")
    reader.page.click("details.menu.end summary")
    reader.page.click("button[value=dark]")
    assert reader.page.locator("html").get_attribute("data-theme") == "dark"
    assert not reader.complaints


def test_the_list_is_filtered_from_the_keyboard(
    browser: Browser, live_server: LiveServer, world: World
) -> None:
    reader = Reader(browser, live_server.url, "laptop", "en", "light")
    reader.sign_in("owner")
    reader.open(pages(world)["servers"])
    reader.page.focus("#q")
    reader.page.keyboard.type("web")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("q=web"))
    assert reader.page.locator("tbody tr").count() == 1
    reader.page.go_back()
    assert reader.page.locator("tbody tr").count() > 1
