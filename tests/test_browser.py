"""The site as a reader meets it: with and without scripts, with a keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from conftest import Visit
from pages import KINDS, PREFIXES

Open = Callable[..., Visit]
EVERY = [(kind, code) for kind in KINDS for code in PREFIXES]


@pytest.mark.parametrize(("kind", "code"), EVERY)
def test_every_request_succeeds_and_stays_here(visit: Open, served: str, kind: str, code: str) -> None:
    seen = visit(served + PREFIXES[code] + KINDS[kind])
    seen.page.mouse.wheel(0, 5000)
    seen.page.wait_for_timeout(100)
    assert seen.failed == []
    assert seen.hosts() == {urlsplit(served).netloc}
    assert seen.complaints == []
    if kind != "search":
        assert not [url for url, _ in seen.requests if "/search/" in url or "search." in url.rsplit("/", 1)[-1]], (
            "search was not opened"
        )


def test_interaction_asks_no_other_host(visit: Open, served: str) -> None:
    seen = visit(served + "pt/case-studies/kenya/")
    seen.page.click("details.menu summary")
    seen.page.keyboard.press("Escape")
    seen.page.click("#search-link")
    seen.page.fill("#search-input", "esquadra")
    seen.page.wait_for_selector(".search-results a")
    seen.page.click(".search-facets summary")
    seen.page.check(".search-facets input:enabled")
    seen.page.wait_for_timeout(500)
    assert seen.hosts() == {urlsplit(served).netloc}
    assert seen.failed == []
    assert seen.complaints == []


def test_nothing_is_kept_on_the_phone(visit: Open, served: str) -> None:
    seen = visit(served)
    seen.page.click("#search-link")
    seen.page.fill("#search-input", "champion")
    seen.page.wait_for_selector(".search-results a")
    assert seen.page.context.cookies() == []
    kept = seen.page.evaluate("[localStorage.length, sessionStorage.length, navigator.serviceWorker.controller]")
    assert kept == [0, 0, None]


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_sticks_out_sideways(visit: Open, served: str, kind: str, width: int) -> None:
    """WCAG 1.4.10: no scrolling in two directions at 320 CSS pixels."""
    for code in ("", "tn/"):
        page = visit(served + code + KINDS[kind], width=width).page
        assert page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)") <= width
        wide = page.evaluate(
            """width => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1
               && !e.closest('.table, pre, .horizon, .away, .skip, .menu ul, svg *')).map(e => e.outerHTML.slice(0, 80))""",
            width,
        )
        assert wide == []


def test_without_scripts_a_reader_still_gets_everywhere(visit: Open, served: str) -> None:
    seen = visit(served + "tips/champions/", java_script_enabled=False)
    page = seen.page
    page.click("nav.sections a >> text=Case studies")
    page.click("details.menu summary")
    page.click("details.menu a[lang=pt]")
    assert urlsplit(page.url).path == "/pt/case-studies/"
    page.click("#search-link")
    assert urlsplit(page.url).path == "/pt/search.html"
    # What stands below a style comes a moment after the address.
    expect(page.locator("noscript p")).to_be_visible()
    assert page.locator(".index a").count() >= 27
    page.click(".index a >> nth=3")
    assert page.locator("h1").is_visible()
    assert seen.failed == []


def test_the_keyboard_reaches_everything_in_order(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "exit"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box and box["y"] >= 0, "the skip link shows when it is reached"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    stops = []
    page.goto(page.url.split("#")[0])
    page.keyboard.press("Tab")
    for _ in range(10):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"))
    assert stops[1].startswith("Working with police")
    assert stops[2] == "Search"
    assert "English" in stops[3]
    assert stops[4] == "Start here"
    page.locator("details.menu summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.menu[open]").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.lang") == "en"
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_table_that_is_too_wide_scrolls_by_keyboard(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "start/", width=320).page
    region = page.locator(".table")
    assert region.get_attribute("tabindex") == "0"
    assert region.get_attribute("aria-label") == "Table"


def test_right_to_left_pages_are_mirrored(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "ar/tips/champions/").page
    brand, search = page.locator(".brand").bounding_box(), page.locator("#search-link").bounding_box()
    assert brand and search and brand["x"] > search["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('article')).direction") == "rtl"
    page.goto(fixture_served + "ar/tips/partnerships/")
    assert page.evaluate("getComputedStyle(document.querySelector('article')).direction") == "ltr"


def test_in_print_the_list_of_tips_stands_alone(visit: Open, served: str) -> None:
    page = visit(served + "tips/").page
    page.emulate_media(media="print")
    assert page.locator(".numbered li").count() == 9
    assert page.locator(".numbered li >> nth=0").is_visible()
    for part in (".top", "nav.section", ".bottom"):
        assert not page.locator(part).is_visible()


def test_two_taps_from_home_to_what_to_do(visit: Open, served: str) -> None:
    page = visit(served, width=360).page
    page.click("nav.sections a >> text=Nine tips")
    page.click(".numbered a >> nth=1")
    assert urlsplit(page.url).path == "/tips/champions/"


def test_a_missing_page_greets_in_every_language(visit: Open, served: str) -> None:
    page = visit(served + "no/such/page/").page
    assert page.locator("h1").inner_text() == "This page does not exist"
    assert page.locator("#other-languages + ul li").count() == 5
    page.click("#other-languages + ul a[hreflang=pt]")
    assert urlsplit(page.url).path == "/pt/"


def test_each_language_has_its_404(site: Path) -> None:
    for code in ("pt", "fr", "sw", "zu", "tn"):
        assert (site / code / "404.html").exists()
