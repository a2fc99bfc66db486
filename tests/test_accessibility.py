"""axe on every kind of page, light and dark, at phone and desk width: WCAG 2.2 up to AA, and good practice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import Visit
from pages import KINDS, PREFIXES

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Open = Callable[..., Visit]


def violations(visit: Visit) -> list[str]:
    found = Axe().run(visit.page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for one in found for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", PREFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_violation(visit: Open, served: str, kind: str, code: str, scheme: str) -> None:
    assert violations(visit(served + PREFIXES[code] + KINDS[kind], color_scheme=scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_violation_on_a_phone(visit: Open, served: str, kind: str, scheme: str) -> None:
    seen = visit(served + PREFIXES["pt"] + KINDS[kind], width=360, color_scheme=scheme)
    seen.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(seen) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_no_violation_when_choices_are_used(visit: Open, served: str, width: int) -> None:
    seen = visit(served + "browse/?country=KE", width=width)
    expect(seen.page.locator(".status")).not_to_be_empty()
    assert violations(seen) == []
    seen = visit(served + "search.html", width=width)
    seen.page.fill("#search-input", "champion")
    seen.page.wait_for_selector(".search-results a")
    seen.page.click(".search-facets summary")
    seen.page.check(".search-facets input:enabled")
    expect(seen.page.locator(".search-status")).to_have_text(re.compile("found"))
    assert violations(seen) == []


#: Spaces that readers may set (WCAG 1.4.12), and letters twice as large (1.4.4).
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
LARGE = "html { font-size: 200% }"


@pytest.mark.parametrize(("style", "width"), [(SPACING, 320), (LARGE, 360)])
@pytest.mark.parametrize("kind", KINDS)
def test_larger_letters_and_spaces_lose_nothing(visit: Open, served: str, kind: str, style: str, width: int) -> None:
    for code in ("", "fr/"):
        # Readers set such styles in their browser, where no policy of a page asks.
        page = visit(served + code + KINDS[kind], width=width, bypass_csp=True).page
        page.add_style_tag(content=style)
        assert page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)") <= width
        cut = page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter((e) => getComputedStyle(e).overflowY !== 'visible' && e.clientHeight
               && !e.closest('.away, svg, .table, .horizon, select, nav.section') && e.scrollHeight > e.clientHeight + 1).map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert cut == []


def test_in_forced_colours_the_open_section_is_told_from_the_others(visit: Open, served: str) -> None:
    page = visit(served + "tips/", forced_colors="active").page
    borders = page.locator("nav.sections a").evaluate_all("all => all.map(a => getComputedStyle(a).borderBottomColor)")
    current = page.locator("nav.sections a[aria-current]").evaluate("a => getComputedStyle(a).borderBottomColor")
    assert borders.count(current) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_on_a_phone_with_everything_open(visit: Open, served: str, scheme: str) -> None:
    seen = visit(served + "pt/tips/champions/", width=360, color_scheme=scheme)
    seen.page.click("details.menu summary")
    assert violations(seen) == []
    seen.page.click(".popup button >> nth=0")
    assert violations(seen) == []
    seen.page.keyboard.press("Escape")
    seen.page.click("#search-link")
    seen.page.fill("#search-input", "esquadra")
    seen.page.wait_for_selector(".search-results a")
    seen.page.click(".search-facets summary")
    assert violations(seen) == []


def test_no_violation_in_hard_cases(visit: Open, fixture_served: str) -> None:
    for address in (
        "start/",
        "ar/tips/champions/",
        "ar/tips/partnerships/",
        "ar/",
        "about/words/",
        "ar/about/words/",
        "ar/about/glossary/",
    ):
        assert violations(visit(fixture_served + address)) == []


def test_targets_are_large_enough_for_a_thumb(visit: Open, served: str) -> None:
    """WCAG 2.5.8 asks for 24 CSS pixels; what stands outside of running text gets it everywhere.

    A box to tick is pressed by its label. Marks of footnotes and links in a sentence are as high as its line (the exception "inline").
    """
    for kind in KINDS:
        page = visit(served + KINDS[kind], width=360).page
        small = page.evaluate(
            """[...document.querySelectorAll('header a, nav a, footer a, summary, button, label, select, input:not(label input)')].filter(e => e.offsetParent)
               .map(e => [e.getBoundingClientRect().height, e.textContent.trim()]).filter(([height]) => height < 24)"""
        )
        assert small == []
