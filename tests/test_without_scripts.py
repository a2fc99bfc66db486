"""Each page is whole without scripts: the same words, nothing that waits, nothing that does nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from playwright.sync_api import Page

from conftest import ROOT, Visit
from pages import KINDS, PREFIXES

Open = Callable[..., Visit]
#: What scripts put beside a text, or put in the place of what is there without them.
MADE_BY_SCRIPTS = ".paper-tools, .paper-from, .filters, #search-here, #choices"
REPLACED = ".scripted-away, noscript"

EMPTY = """() => [...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() && !e.closest('svg, table')
  && e.offsetHeight > 0 && !e.textContent.trim() && !e.querySelector('svg, img, input')
  && !e.matches('img, input, br, hr, select, .box, [aria-hidden=true], button[aria-label], pre *')).map((e) => e.outerHTML.slice(0, 80))"""


def words(page: Page, without: str) -> list[str]:
    """The words that are shown, in order; the rest of the page without those parts."""
    return str(
        page.evaluate(
            """(without) => { for (const e of document.querySelectorAll(without)) e.remove(); return document.body.innerText }""",
            without,
        )
    ).split()


@pytest.mark.parametrize("code", ["en", "sw"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_words_are_the_same(visit: Open, served: str, kind: str, code: str) -> None:
    address = served + PREFIXES[code] + KINDS[kind]
    plain, scripted = visit(address, java_script_enabled=False).page, visit(address, locale=code).page
    assert plain.evaluate(EMPTY) == []
    strings = yaml.safe_load((ROOT / f"overrides/strings/{code}.yml").read_text(encoding="utf-8"))
    assert strings["search.loading"] not in plain.locator("body").inner_text()
    left = words(plain, f"{REPLACED}, .filters")
    assert left == words(scripted, f"{MADE_BY_SCRIPTS}, .scripted-away")
    assert len(left) > 40


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_shown_that_only_scripts_could_work(visit: Open, served: str, kind: str) -> None:
    page = visit(served + KINDS[kind], java_script_enabled=False).page
    dead = page.locator("button:not([popovertarget]), input, select").locator("visible=true")
    assert dead.count() == 0
