"""The offer of the language that a browser prefers: once, in that language, and only of what is really translated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import Visit
from pages import parse

Open = Callable[..., Visit]
TIP = "tips/champions/"


def prefer(seen: Visit, *languages: str) -> Visit:
    """The same reader with these languages in the browser's settings, in a new tab."""
    context = seen.page.context
    context.add_init_script(
        f"Object.defineProperty(Navigator.prototype, 'languages', {{get: () => {list(languages)!r}}});"
    )
    seen.page = context.new_page()
    return seen


def offered(seen: Visit, address: str) -> Page:
    return seen.open(address).page


def test_it_is_offered_in_the_language_itself(visit: Open, served: str) -> None:
    page = offered(prefer(visit(served + "404.html"), "af-ZA", "pt-BR", "en"), served + TIP)
    hint = page.locator(".hint")
    assert (hint.get_attribute("lang"), hint.get_attribute("dir")) == ("pt", "ltr")
    assert hint.locator("a").inner_text() == "Ler esta página em português"
    assert page.evaluate("document.querySelector('main').firstElementChild.className") == "notice hint"
    hint.locator("a").click()
    page.wait_for_url(served + "pt/" + TIP)
    page.wait_for_load_state("networkidle")
    assert page.locator(".hint").count() == 0


@pytest.mark.parametrize(
    ("languages", "address"),
    [
        (("en-GB", "pt"), TIP),  # it is in the best language already
        (("sw", "en"), TIP),  # there it falls back to English
        (("de", "es"), TIP),  # no languages of the site
        (("sw", "pt"), "sw/" + TIP),  # chosen, though the text is English
        (("pt", "en"), "case-studies/vancouver/"),  # not translated
    ],
)
def test_otherwise_nothing_is_said_or_fetched(
    visit: Open, served: str, site: Path, languages: tuple[str, ...], address: str
) -> None:
    if "vancouver" in address:
        assert parse(site, "pt/" + address).xpath("//aside[@id='fallback']"), "else this asks nothing"
    seen = prefer(visit(served + "404.html"), *languages)
    wanted: list[str] = []
    seen.page.on("request", lambda request: wanted.append(request.url))
    assert offered(seen, served + address).locator(".hint").count() == 0
    assert not [url for url in wanted if "/words/" in url]


def test_only_on_the_first_page_of_a_visit(visit: Open, served: str) -> None:
    seen = prefer(visit(served + "404.html"), "pt")
    assert offered(seen, served + TIP).locator(".hint").count() == 1
    assert offered(seen, served + "tips/partnerships/").locator(".hint").count() == 0


def test_browsers_without_a_list_of_the_visit_ask_the_history(visit: Open, served: str) -> None:
    seen = prefer(visit(served + "404.html"), "pt")
    seen.page.context.add_init_script("Object.defineProperty(window, 'navigation', {value: undefined})")
    page = offered(seen, served + TIP)
    assert page.evaluate("history.length") > 1
    assert page.locator(".hint").count() == 0, "somebody came from elsewhere: it cannot be known"


def test_it_moves_nothing_and_closes(visit: Open, served: str) -> None:
    seen = prefer(visit(served + "404.html", width=360), "pt")
    seen.page.add_init_script(
        """window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) window.shift += one.value })
           .observe({type: 'layout-shift', buffered: true})"""
    )
    page = offered(seen, served + TIP)
    page.wait_for_selector(".hint")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for part in ("a", "button"):
        box = page.locator(f".hint {part}").bounding_box()
        assert box and box["height"] >= 44
    page.get_by_role("button", name="Fechar").click()
    assert page.locator(".hint").count() == 0
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_each_language_has_its_words(fixture_site: Path, site: Path) -> None:
    arabic = json.loads((fixture_site / "words/ar.json").read_text(encoding="utf-8"))
    assert arabic["direction"] == "rtl"
    assert arabic["read"].startswith("ع")
    for code in ("en", "pt", "fr", "sw", "zu", "tn"):
        assert json.loads((site / f"words/{code}.json").read_text(encoding="utf-8"))["close"]
