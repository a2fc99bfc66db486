"""What a search costs a reader's phone: nothing before it is opened, little for the first, less for the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

FIRST, NEXT = 150_000, 60_000
#: One word, two words, and words of untranslated pages, in this order in a visit.
VISITS = {
    "en": [("", "paralegal", "police training", "peer educators"), ("", "police training", "emergency", "stations")],
    "pt": [
        ("pt/", "paralegal", "formação polícia", "educadores de pares"),
        ("pt/", "formação polícia", "reuniões semanais", "kenya police"),
        ("pt/", "sex workers", "trained officers", "Karnataka"),
    ],
    "fr": [("fr/", "paralegal", "police training", "peer educators"), ("sw/", "peer educators", "polisi", "sources")],
}


@dataclass
class Weighed:
    """A cold browser, and the bytes that came over the wire since last asked, headers counted."""

    page: Page
    loaded: list[float] = field(default_factory=list)

    def take(self) -> int:
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(400)
        taken = int(sum(self.loaded))
        self.loaded.clear()
        return taken


@contextmanager
def cold(browser: Browser, address: str) -> Iterator[Weighed]:
    context = browser.new_context()
    page = context.new_page()
    made = Weighed(page)
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        made.loaded.append(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    yield made
    context.close()


def look_for(weighed: Weighed, query: str) -> None:
    page = weighed.page
    page.fill("#search-input", query)
    page.press("#search-input", "Enter")
    expect(page.locator(".search-status")).not_to_have_text(re.compile("…$"))
    expect(page.locator(".search-results a").first).to_be_visible()


@pytest.mark.parametrize("visit", [visit for visits in VISITS.values() for visit in visits], ids="/".join)
def test_a_search_costs_little(browser: Browser, served: str, visit: tuple[str, ...]) -> None:
    prefix, first, *later = visit
    with cold(browser, f"{served}{prefix}case-studies/kenya/") as weighed:
        weighed.take()
        weighed.page.click("#search-link")
        look_for(weighed, first)
        assert 0 < weighed.take() <= FIRST, first
        for query in later:
            look_for(weighed, query)
            assert weighed.take() <= NEXT, query
        look_for(weighed, first)
        assert weighed.take() == 0, "what is there is not fetched again"


def test_nothing_of_pagefind_comes_before_two_letters(browser: Browser, served: str) -> None:
    with cold(browser, served) as weighed:
        weighed.take()
        weighed.page.click("#search-link")
        weighed.page.fill("#search-input", "p")
        assert weighed.take() <= 10_000, "the dialog, its words and what there is to choose by"
        weighed.page.click(".search-facets summary")
        weighed.page.check(".search-facets input:enabled")
        expect(weighed.page.locator(".search-results a").first).to_be_visible()
        assert weighed.take() <= 10_000, "the list of pages"


def test_who_types_slowly_pays_for_few_words_on_the_way(browser: Browser, served: str) -> None:
    with cold(browser, served) as weighed:
        weighed.take()
        weighed.page.click("#search-link")
        weighed.page.locator("#search-input").press_sequentially("police training", delay=200)
        expect(weighed.page.locator(".search-status")).to_contain_text("found")
        assert weighed.take() <= FIRST


def test_a_bundle_has_one_program_and_the_site_one_loader(site: Path) -> None:
    for code in ("en", "pt"):
        assert [file.name for file in (site / "search" / code).glob("wasm*")] == [f"wasm.{code}.pagefind"]
    assert [str(file.relative_to(site)) for file in site.rglob("pagefind.js")] == ["search/pagefind.js"]
