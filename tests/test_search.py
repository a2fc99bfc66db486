"""Search as readers use it: the right page first, in their language, by keyboard and by ear."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from conftest import FIXTURE, Visit

Open = Callable[..., Visit]
QUERIES = yaml.safe_load((FIXTURE.parent / "queries.yml").read_text(encoding="utf-8"))
PREFIXES = {"en": "/", "pt": "/pt/"}


@pytest.fixture(scope="module")
def searching(browser: Browser, served: str) -> Iterator[dict[str, Page]]:
    """A page with the dialog open, in each language that has queries."""
    pages = {}
    for code, prefix in PREFIXES.items():
        page = browser.new_page()
        page.goto(served + prefix[1:])
        page.click("#search-link")
        page.wait_for_selector("#search[open]")
        pages[code] = page
    yield pages
    for page in pages.values():
        page.close()


def search(page: Page, query: str) -> list[str]:
    """The paths of the results, once the number of them has been announced."""
    page.fill("#search-input", "")
    expect(page.locator(".search-status")).to_have_text("")
    page.fill("#search-input", query)
    expect(page.locator(".search-status")).to_have_text(re.compile("[0-9“]"))
    return [
        urlsplit(link).path
        for link in page.eval_on_selector_all(".search-results .title", "links => links.map(link => link.href)")
    ]


def test_there_are_enough_queries() -> None:
    assert sum(map(len, QUERIES.values())) >= 30
    hard = {one["why"] for queries in QUERIES.values() for one in queries}
    assert {"inflected", "without diacritics", "typo"} <= hard


@pytest.mark.parametrize(
    ("code", "query", "page"),
    [(code, one["query"], one["page"]) for code, queries in QUERIES.items() for one in queries],
)
def test_the_right_page_is_among_the_first_three(searching: dict[str, Page], code: str, query: str, page: str) -> None:
    assert PREFIXES[code] + page in search(searching[code], query)[:3]


@pytest.mark.parametrize("word", ["mtetezi", "watetezi", "afisa", "maafisa", "polisi"])
def test_singular_and_plural_hit_where_no_stemmer_exists(visit: Open, fixture_served: str, word: str) -> None:
    page = visit(fixture_served + "sw/").page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    assert search(page, word)[0] == "/sw/tips/champions/"


def test_the_readers_language_comes_first_and_english_is_marked(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "pt/").page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    found = search(page, "kenya")
    assert found == ["/pt/case-studies/kenya/"], "the English text, inside the reader's language"
    assert page.locator(".search-group").inner_text() == page.evaluate(
        "document.querySelector('.search-group').textContent"
    )
    assert page.locator(".search-results > li > div[lang=en]").count() == 1
    assert (
        "Inglês" in page.locator(".search-results .from").inner_text()
        or "inglês" in page.locator(".search-results .from").inner_text()
    )
    # "partners" stands in English pages only; "reuniões" only in a Portuguese one.
    assert search(page, "reunioes") == ["/pt/tips/champions/"]
    assert page.locator(".search-group").count() == 0


def test_a_page_that_is_translated_is_not_found_again_in_english(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "pt/").page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    assert search(page, "beware") == [], "only the English text of a translated page has the word"


def test_a_language_without_pages_finds_the_english_ones_in_its_own_folder(
    searching: dict[str, Page], visit: Open, served: str
) -> None:
    page = visit(served + "zu/tips/").page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    assert search(page, "champions")[0] == "/zu/tips/champions/"


@pytest.mark.parametrize("word", ["anthropology", "aardvark", "thermometer", "onomatopoeia"])
def test_a_word_that_no_page_has_finds_nothing(searching: dict[str, Page], word: str) -> None:
    """Rather than every page that has a word which it begins with."""
    for page in searching.values():
        assert search(page, word) == []


def test_headings_are_results_too(searching: dict[str, Page]) -> None:
    page = searching["en"]
    search(page, "screenshots")
    links = page.eval_on_selector_all(".search-results ul a", "links => links.map(link => link.getAttribute('href'))")
    assert "/about/reading-safely/#cannot" in links


def test_words_of_the_interface_are_not_indexed(searching: dict[str, Page]) -> None:
    assert search(searching["en"], '"skip to content"') == []
    assert search(searching["en"], "improve this page") != search(searching["en"], "improve"), "no footer in the index"


def test_facets_narrow_down_and_count(visit: Open, served: str) -> None:
    page = visit(served).page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    all_of_them = search(page, "police")
    total = int("".join(filter(str.isdigit, page.inner_text(".search-status"))))
    assert len(all_of_them) == 5 < total, "more are shown on request"
    page.click(".search-facets summary")
    label = page.locator(".search-facets label", has_text="Case study")
    count = int("".join(filter(str.isdigit, label.inner_text())))
    label.click()
    expect(page.locator(".search-status")).to_have_text(re.compile(f"^{count} "))
    shown = page.eval_on_selector_all(".search-results .title", "links => links.map(link => link.pathname)")
    assert (len(shown), count) == (5, 20)
    assert all(path.startswith("/case-studies/") for path in shown)
    page.locator(".search-facets label", has_text="Ghana").click()
    expect(page.locator(".search-status")).to_have_text("1 page found")
    assert page.locator(".search-facets label", has_text="Mozambique").inner_text().strip().endswith("(1)"), (
        "what choosing it too would add"
    )
    page.click("text=Remove all filters")
    expect(page.locator(".search-status")).to_have_text(re.compile(f"^{total} "))


@pytest.mark.parametrize(
    ("prefix", "choice", "own", "english"),
    [("", "Lesson", 4, 0), ("pt/", "Lição", 4, 0), ("pt/", "Guia", 1, 5), ("fr/", "Leçon", 0, 4)],
)
def test_facets_work_without_a_word(visit: Open, served: str, prefix: str, choice: str, own: int, english: int) -> None:
    seen = visit(served + prefix)
    page = seen.page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    page.click(".search-facets summary")
    label = page.locator(".search-facets label", has_text=choice).first
    expect(label).to_contain_text(re.compile(r"\([1-9]\d*\)"))
    label.click()
    page.wait_for_selector(".search-results a")
    assert page.locator(".search-results > li > div:not([lang]) .title").count() == own
    assert page.locator(".search-results > li > div[lang=en] .title").count() == english
    assert page.locator(".search-group").count() == (1 if english else 0), "said above them"
    assert page.locator(".search-results p").first.inner_text(), "what the page is about"
    link = page.locator(".search-results .title").first
    assert page.request.get(str(link.evaluate("link => link.href"))).ok
    assert urlsplit(str(link.evaluate("link => link.href"))).path.startswith(f"/{prefix}")
    assert not [url for url, _ in seen.requests if "pagefind" in url], "a list needs no search"


def test_by_keyboard_to_a_result_and_back(visit: Open, served: str) -> None:
    page = visit(served + "tips/").page
    page.locator("#search-link").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#search[open]")
    assert page.evaluate("document.activeElement.id") == "search-input"
    search(page, "champions")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className") == "title"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search-input"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_selector("#search", state="hidden")
    assert page.evaluate("document.activeElement.id") == "search-link", "focus returns to where it was"
    page.keyboard.press("Enter")
    page.wait_for_selector("#search[open]")
    search(page, "ranks")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tips/ranks-and-protocol/**")


def test_a_letter_or_sign_alone_does_nothing(visit: Open, served: str) -> None:
    """Who speaks to the computer, or slips, would open it unasked (WCAG 2.1.4)."""
    seen = visit(served + "tips/")
    for key in ("/", "s", "k", "?"):
        seen.page.keyboard.press(key)
    seen.page.wait_for_timeout(300)
    assert seen.page.locator("#search").count() == 0
    assert not [url for url, _ in seen.requests if "/search/" in url]


def test_a_slash_can_still_be_typed(visit: Open, served: str) -> None:
    page = visit(served + "search.html").page
    page.wait_for_selector("#search-input")
    page.focus("#search-input")
    page.keyboard.type("24/7")
    assert page.input_value("#search-input") == "24/7"
    assert page.locator("#search[open]").count() == 0


def test_a_screen_reader_is_told_what_happens(searching: dict[str, Page]) -> None:
    page = searching["en"]
    assert page.get_attribute(".search-status", "role") == "status"
    assert page.get_attribute("#search", "aria-labelledby") == "search-title"
    assert page.evaluate("document.querySelector('#search-input').labels[0].textContent").startswith(
        "What are you looking for?"
    )
    search(page, "xylophone")
    assert page.inner_text(".search-status") == "Nothing found for “xylophone”. Try another word, or fewer letters."


@pytest.mark.parametrize(
    "part", ["search/pagefind.js*", "en/wasm*", "en/pagefind-entry*", "en/*.pf_meta", "en/index/*", "en/fragment/*"]
)
@pytest.mark.parametrize("fault", ["offline", "missing"])
def test_what_cannot_be_loaded_is_said_and_tried_again(visit: Open, served: str, part: str, fault: str) -> None:
    page = visit(served).page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    page.route(f"**/{part}", lambda route: route.abort() if fault == "offline" else route.fulfill(status=404))
    page.fill("#search-input", "champions")
    expect(page.locator(".search-status")).to_contain_text("could not be loaded")
    assert page.input_value("#search-input") == "champions"
    page.unroute_all()
    page.press("#search-input", "Enter")
    expect(page.locator(".search-results .title").first).to_have_attribute("href", "/tips/champions/")


def test_a_list_that_cannot_be_loaded_is_tried_again_too(visit: Open, served: str) -> None:
    page = visit(served).page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    page.click(".search-facets summary")
    page.route("**/search/en.pages.json", lambda route: route.abort())
    page.locator(".search-facets label", has_text="Lesson").click()
    expect(page.locator(".search-status")).to_contain_text("could not be loaded")
    page.unroute_all()
    page.locator(".search-facets label", has_text="Tip").click()
    expect(page.locator(".search-status")).to_contain_text("pages found")


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("officers", "evidence/ghana-officers/"),
        ("paralegals", "guides/paralegals/"),
        ("ranks", "case-studies/eswatini/"),
        ("laws", "guides/when-the-law-is-against-you/"),
        ("studies", "guides/publishing-safely/"),
        ("trained officers", "evidence/kyrgyzstan-training/"),
    ],
)
def test_english_endings_are_known_among_pages_of_another_language(
    searching: dict[str, Page], query: str, page: str
) -> None:
    """These pages are not translated yet; the words of a Portuguese index are cut by the rules of Portuguese."""
    search(searching["pt"], query)
    found = searching["pt"].eval_on_selector_all(
        ".search-results [lang=en] .title", "links => links.map(link => link.pathname)"
    )
    assert f"/pt/{page}" in found[:3], found


def test_words_of_the_readers_language_do_not_find_english_ones_by_chance(searching: dict[str, Page]) -> None:
    assert search(searching["pt"], "tribunais")
    assert searching["pt"].locator(".search-group").count() == 0


def test_each_language_has_its_words_and_one_bundle(site: Path) -> None:
    settings = {code: json.loads((site / f"search/{code}.json").read_text()) for code in ("en", "pt", "fr", "zu")}
    assert [group["lang"] for group in settings["pt"]["groups"]] == ["pt", "en"], "not everything is translated"
    assert [group["lang"] for group in settings["fr"]["groups"]] == ["en"], "nothing is"
    assert [settings[code]["bundle"] for code in settings] == ["search/en/", "search/pt/", "search/en/", "search/en/"]
    assert settings["fr"]["words"]["open"] != settings["en"]["words"]["open"]
    assert not (site / "search/fr").exists()
    pages = {code: sum(len(group["pages"]) for group in settings[code]["groups"]) for code in settings}
    assert len(set(pages.values())) == 1, "every language finds every page"


def test_an_index_is_the_same_each_time(project) -> None:  # type: ignore[no-untyped-def]
    def names() -> dict[str, bytes]:
        assert project.build().returncode == 0
        return {
            str(file.relative_to(project.root)): file.read_bytes()
            for file in (project.root / "site/search").rglob("*")
            if file.is_file()
        }

    assert names() == names()
