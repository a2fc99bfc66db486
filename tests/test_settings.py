"""Settings on the page about safe reading: for now, or remembered below one key, or forgotten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from conftest import Visit

Open = Callable[..., Visit]
SETTINGS = "about/reading-safely/"
DARK, LIGHT = "rgb(28, 23, 20)", "rgb(250, 246, 239)"


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def kept(page: Page) -> list[str]:
    return list(page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"))


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label(name, exact=True).check()


@pytest.mark.parametrize(("phone", "choice", "shown"), [("light", "Dark", DARK), ("dark", "Light", LIGHT)])
def test_colours_are_the_readers_choice(visit: Open, served: str, phone: str, choice: str, shown: str) -> None:
    page = visit(served + SETTINGS, color_scheme=phone).page
    before = ground(page)
    choose(page, choice)
    assert ground(page) == shown != before
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == choice.lower()
    choose(page, "As on the phone")
    assert ground(page) == before


def test_text_grows_and_the_tab_tells_nothing(visit: Open, served: str) -> None:
    page = visit(served + SETTINGS).page
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1 ~ p')).fontSize)")
    choose(page, "Larger text", "Hide the subject of the page in the tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1 ~ p')).fontSize)") >= size * 1.2
    assert page.title() == "Notes"
    page.get_by_label("Hide the subject of the page in the tab").uncheck()
    assert page.title().startswith("Reading safely")


def test_nothing_is_stored_or_carried_on_unless_asked(visit: Open, served: str) -> None:
    page = visit(served + SETTINGS, color_scheme="light").page
    choose(page, "Dark", "Larger text", "Hide the subject of the page in the tab")
    assert kept(page) == []
    page.goto(served + "tips/champions/")
    assert ground(page) == LIGHT
    assert page.title().startswith("Find champions")
    assert page.context.cookies() == []


def test_what_is_remembered_holds_on_every_page_and_forgetting_leaves_nothing(visit: Open, served: str) -> None:
    page = visit(served + SETTINGS, color_scheme="light").page
    choose(page, "Remember on this phone", "Dark", "Larger text", "Hide the subject of the page in the tab")
    assert kept(page) == ["view"]
    assert "sex" not in page.evaluate("localStorage.getItem('view')")
    page.goto(served + "pt/tips/champions/")
    assert ground(page) == DARK
    assert page.title() == "Notes"
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.goto(served + SETTINGS)
    assert page.get_by_label("Remember on this phone").is_checked()
    assert page.get_by_label("Dark", exact=True).is_checked()
    page.get_by_role("button", name="Forget these choices").click()
    assert page.locator("#choices [role=status]").inner_text() == "Forgotten. These choices are no longer stored."
    assert kept(page) == []
    assert ground(page) == LIGHT
    assert not page.get_by_label("Remember on this phone").is_checked()
    page.goto(served + "tips/champions/")
    assert page.title().startswith("Find champions")


def test_unticking_takes_the_trace_away(visit: Open, served: str) -> None:
    page = visit(served + SETTINGS).page
    choose(page, "Dark", "Remember on this phone")
    assert kept(page) == ["view"]
    page.get_by_label("Remember on this phone").uncheck()
    assert kept(page) == []
    assert page.get_by_label("Dark", exact=True).is_checked()


def test_a_browser_that_stores_nothing_says_so(visit: Open, served: str) -> None:
    page = visit(served + SETTINGS).page
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    page.get_by_label("Remember on this phone").click()
    assert "could not store" in page.locator("#choices [role=status]").inner_text()
    assert not page.get_by_label("Remember on this phone").is_checked()


@pytest.mark.parametrize("stored", ["{", "null", "[]", '"x"', '{"colours": {}, "tab": 5}'])
def test_a_spoiled_entry_breaks_no_page(visit: Open, served: str, stored: str) -> None:
    seen = visit(served + "404.html")
    seen.page.evaluate("stored => localStorage.setItem('view', stored)", stored)
    seen.complaints.clear()
    seen.open(served + SETTINGS)
    assert seen.complaints == []
    assert seen.page.locator("#choices").is_visible()
    assert seen.page.locator(".exit").get_attribute("title")


def test_they_stand_below_the_words_about_them_and_need_scripts(visit: Open, served: str) -> None:
    page = visit(served + SETTINGS).page
    heads = page.evaluate("[...document.querySelectorAll('h2, #choices')].map(e => e.id)")
    assert heads.index("choices") == heads.index("settings") + 1
    page = visit(served + SETTINGS, java_script_enabled=False).page
    assert not page.locator("#choices").is_visible()


def test_other_pages_do_not_fetch_them(visit: Open, served: str) -> None:
    assert not [url for url, _ in visit(served + "tips/champions/").requests if "settings" in url]
