"""axe on every kind of page, light and dark, at phone and desk width: WCAG 2.2 up to AA, and good practice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

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
    """WCAG 2.5.8 asks for 24 CSS pixels; what stands outside of running text gets it everywhere."""
    for kind in ("home", "tip", "tips overview", "case study"):
        page = visit(served + KINDS[kind], width=360).page
        small = page.evaluate(
            """[...document.querySelectorAll('header a, nav a, footer a, summary, button')].filter(e => e.offsetParent)
               .map(e => [e.getBoundingClientRect().height, e.textContent.trim()]).filter(([height]) => height < 24)"""
        )
        assert small == []
