"""A walk through whole pages with Tab: everything is reached in order, seen, uncovered, and left again (WCAG 2.1.1,
2.1.2, 2.4.3, 2.4.7, 2.4.11, 1.4.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from conftest import Visit
from hub.localhost import serving
from pages import KINDS, PREFIXES

Open = Callable[..., Visit]

#: Numbers everything that Tab should stop at, in the order of the document.
NUMBER = """() => {
  const stops = [...document.querySelectorAll(
    'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]')].filter((e) =>
    e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && !(e.closest('details:not([open])') && !e.matches('details > summary'))
    // Of radio buttons with one name, Tab stops at the chosen one.
    && !(e.type === 'radio' && !e.checked));
  stops.forEach((e, at) => { e.stop = at });
  return stops.map((e) => e.outerHTML.slice(0, 100));
}"""

#: What somebody sees of the element that has the focus.
SEEN = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((n) => n / 255).map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const inside = parseFloat(style.outlineOffset) < 0;
  let ground = 'rgb(255, 255, 255)';
  for (let up = inside ? e : e.parentElement; up; up = up.parentElement) {
    const own = getComputedStyle(up).backgroundColor;
    if (!/, 0\\)$|transparent/.test(own)) { ground = own; break }
  }
  const [a, b] = [light(style.outlineColor), light(ground)];
  const box = [...e.getClientRects()].find((r) => r.width > 0 && r.height > 0) ?? e.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height, innerHeight) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    stop: e.stop ?? null, html: e.outerHTML.slice(0, 120),
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05),
    onScreen: x >= 0 && x <= innerWidth && y >= 0 && y <= innerHeight,
    covered: !top || !(e.contains(top) || top.contains(e)) ? (top?.outerHTML ?? 'nothing').slice(0, 80) : '',
  };
}"""


def faults(seen: dict[str, Any]) -> list[str]:
    made = []
    if seen["ring"] < 2:
        made.append(f"no ring: {seen['html']}")
    elif seen["contrast"] < 3:
        made.append(f"a ring of {seen['contrast']:.1f}:1 only: {seen['html']}")
    if not seen["onScreen"]:
        made.append(f"not on the screen: {seen['html']}")
    elif seen["covered"]:
        made.append(f"covered by {seen['covered']}: {seen['html']}")
    return made


def walk(page: Page) -> list[str]:
    """What is wrong on the way through a page; empty if nothing."""
    stops = page.evaluate(NUMBER)
    made, order = [], []
    for _ in stops:
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen["stop"] is None:
            made.append(f"after {len(order)} of {len(stops)} stops: {seen['html'][:60]}")
            break
        order.append(seen["stop"])
        made += faults(seen)
    if order != list(range(len(stops))):
        wrong = next((at for at, stop in enumerate(order) if stop != at), len(order))
        made.append(f"instead of {stops[wrong] if wrong < len(stops) else 'the end'}: {order[wrong : wrong + 3]}")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.stop") == len(stops) - 1:
        made.append("the last stop lets nobody go")
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_tab_goes_through_the_whole_page(visit: Open, served: str, kind: str) -> None:
    """In the dark on a phone and in the light at a desk in turn, so that each of the two is walked on half the pages."""
    at = list(KINDS).index(kind)
    look = {"width": 360, "color_scheme": "dark"} if at % 2 else {"width": 1280, "color_scheme": "light"}
    assert walk(visit(served + KINDS[kind], reduced_motion="reduce", **look).page) == []


@pytest.mark.parametrize("kind", ["home", "tips overview", "case study", "404"])
@pytest.mark.parametrize("code", ["pt", "sw"])
def test_so_it_does_in_other_languages(visit: Open, served: str, kind: str, code: str) -> None:
    width = 1280 if code == "pt" else 360
    assert walk(visit(served + PREFIXES[code] + KINDS[kind], width=width, reduced_motion="reduce").page) == []


@pytest.mark.parametrize("address", ["start/", "ar/", "ar/tips/champions/", "ar/about/words/"])
def test_tab_goes_through_hard_cases(visit: Open, fixture_served: str, address: str) -> None:
    assert walk(visit(fixture_served + address, reduced_motion="reduce").page) == []


def test_a_walk_finds_what_is_wrong(visit: Open, served: str) -> None:
    """A ring taken away, a link turned about, one behind a bar, one that lets nobody go."""
    page = visit(served + "about/reading-safely/", reduced_motion="reduce").page
    page.evaluate(
        """() => {
        const [one, two, three] = document.querySelectorAll('.brand, .links a');
        const style = new CSSStyleSheet(); document.adoptedStyleSheets = [style];
        style.insertRule('.bare:focus-visible { outline: none }'); style.insertRule('.pale:focus-visible { outline-color: #fff }');
        style.insertRule('.bar-above { position: fixed; inset: 0; z-index: 99 }');
        one.classList.add('bare'); two.classList.add('pale');
        three.addEventListener('focus', () => { const bar = document.createElement('div'); bar.className = 'bar-above'; document.body.append(bar) });
        document.querySelector('.to-top a').addEventListener('keydown', (event) => event.preventDefault());
        }"""
    )
    said = " ".join(walk(page))
    for fault in ("no ring", "a ring of 1.", "covered by", "lets nobody go"):
        assert fault in said, said
    page.evaluate("document.querySelector('.links a').tabIndex = 1")
    assert "instead of" in " ".join(walk(page))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_menu_of_languages_opens_closes_and_gives_the_focus_back(visit: Open, served: str, width: int) -> None:
    page = visit(served + "pt/tips/champions/", width=width, reduced_motion="reduce").page
    summary = page.locator(".tools details.menu summary")
    summary.focus()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        assert page.locator(".tools details[open]").count() == 1
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        assert faults(seen) == []
        assert page.evaluate("document.activeElement.closest('details') !== null")
        page.keyboard.press("Escape")
        assert page.locator(".tools details[open]").count() == 0
        assert summary.evaluate("e => e === document.activeElement")


def test_so_does_the_menu_of_versions(visit: Open, published: Any) -> None:
    with serving(published) as address:
        page = visit(address + "latest/", width=360, reduced_motion="reduce").page
        summary = page.locator("#versions summary")
        summary.focus()
        page.keyboard.press("Enter")
        for _ in range(page.locator("#versions li a").count()):
            page.keyboard.press("Tab")
            assert faults(page.evaluate(SEEN)) == []
        page.keyboard.press("Escape")
        assert page.locator("#versions[open]").count() == 0
        assert summary.evaluate("e => e === document.activeElement")


def test_tab_stays_in_the_open_search_and_escape_leads_back(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/", width=360, reduced_motion="reduce").page
    page.locator("#search-link").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#search[open]")
    page.keyboard.type("champion")
    page.wait_for_selector(".search-results a")
    page.locator(".search-facets summary").focus()
    page.keyboard.press("Enter")
    page.locator("#search-input").focus()
    stops = page.locator("#search :is(a, button, input:enabled, summary):visible").count()
    assert stops > 10
    # The way out, the cross and the field itself lie behind.
    for _ in range(stops - 4):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        assert faults(seen) == []
        assert page.evaluate("document.activeElement.closest('#search') !== null")
    page.keyboard.press("Escape")
    assert page.locator("#search[open]").count() == 0
    assert page.evaluate("document.activeElement.id") == "search-link"


def test_what_a_menu_or_an_explanation_says_is_not_behind_its_own_border(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/", reduced_motion="reduce").page
    button = page.locator(".popup button").first
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert faults(page.evaluate(SEEN)) == []
    assert page.evaluate("document.activeElement.closest('[popover]') !== null")
    page.keyboard.press("Escape")
    assert button.evaluate("e => e === document.activeElement")
