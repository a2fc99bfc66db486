"""Pages in a browser that knows little, as on a cheap phone or behind a proxy that saves data: no scripts, no custom
properties, no grid, no logical properties, no newer selectors, no menus that fold. They must be read and used all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from conftest import Visit
from pages import KINDS, PREFIXES

Open = Callable[..., Visit]

_SELECTOR = re.compile(
    r":(?:where|is|has|focus-visible|popover-open|not\([^)]*[ ,])|::(?:marker|backdrop|details-content)"
)
_VALUE = re.compile(r"var\(|\b(?:clamp|min|max|fit-content)\(|grid|-content\b|cqi|dvh|\bclip$|inline-(?:start|end)")
_PROPERTY = re.compile(
    r"(?:inset|grid|gap|column-gap|aspect-ratio|container|place|accent-color|color-scheme|text-wrap|clip-path)"
    r"|.*-(?:inline|block)(?:-|$)|position-|inline-size|--"
)


def old(css: str) -> str:
    """A stylesheet as such a browser reads it: what it does not know is dropped, a declaration or a rule at a time."""
    made, at = [], 0
    while at < len(css):
        opening = css.find("{", at)
        if opening < 0:
            break
        head, depth, end = css[at:opening].strip(), 1, opening + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        body, at = css[opening + 1 : end - 1], end
        if head.startswith("@media") and not re.search("scripting|forced|print|prefers", head):
            made.append(f"{head}{{{old(body)}}}")
        elif not head.startswith("@") and not _SELECTOR.search(head):
            kept = [one for one in body.split(";") if one and known(one)]
            made.append(f"{head}{{{';'.join(kept)}}}")
    return "".join(made)


def known(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    return not _PROPERTY.match(name.strip()) and not _VALUE.search(value)


def plain(html: str) -> str:
    """Neither ``<details>`` nor popovers mean anything to such a browser."""
    return re.sub(r"(</?)(?:details|summary)\b", r"\1x-fold", html).replace(" popover ", " ")


@pytest.fixture
def see(visit: Open, served: str, site: Path) -> Callable[[str], Page]:
    def answer(route: Route) -> None:
        file = site / urlsplit(route.request.url).path.strip("/")
        if file.suffix == ".css":
            route.fulfill(body=old(file.read_text(encoding="utf-8")), content_type="text/css")
        elif file.is_dir() or file.suffix == ".html":
            html = (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")
            route.fulfill(body=plain(html), content_type="text/html; charset=utf-8")
        else:
            route.continue_()

    def opened(address: str) -> Page:
        page = visit("about:blank", width=320, java_script_enabled=False).page
        page.route(f"{served}**", answer)
        page.goto(served + address)
        return page

    return opened


#: Lines of text that lie over one another, and what is not dark on light.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  const lines = [];
  for (let node; (node = walker.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || !e.checkVisibility() || e.closest('.away, .skip, svg, script, style, noscript, sup')) continue;
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) if (r.width > 1) lines.push([r.left, r.top + scrollY, r.right, r.bottom + scrollY, node.data.trim().slice(0, 40)]);
  }
  return lines;
}"""
#: The way out is light on dark, by system colours that are as old as such browsers.
LIGHT = """() => [...document.querySelectorAll('body *:not(.exit, .exit *)')].filter((e) => e.checkVisibility() && e.textContent.trim()).filter((e) => {
  const style = getComputedStyle(e), light = (c) => { const [r, g, b, a = 1] = c.match(/[\\d.]+/g).map(Number); return a ? (3 * r + 6 * g + b) / 10 : 255 };
  return light(style.color) > 120 || light(style.backgroundColor) < 200;
}).map((e) => e.outerHTML.slice(0, 80))"""


def over_one_another(lines: list[list[float]]) -> list[tuple[object, object]]:
    lines = sorted(lines, key=lambda line: line[1])
    made = []
    for at, (left, top, right, bottom, text) in enumerate(lines):
        for other in lines[at + 1 :]:
            if other[1] > bottom - 6:
                break
            if other[0] < right - 3 and other[2] > left + 3 and min(bottom, other[3]) - max(top, other[1]) > 8:
                made.append((text, other[4]))
    return made


@pytest.mark.parametrize("code", PREFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_read(see: Callable[[str], Page], kind: str, code: str) -> None:
    page = see(PREFIXES[code] + KINDS[kind])
    assert over_one_another(page.evaluate(TEXTS)) == []
    assert page.evaluate(LIGHT) == []
    assert page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)") <= 320
    large = page.evaluate(
        """() => [...document.querySelectorAll('svg')].filter((e) => e.checkVisibility() && !e.closest('.horizon, .chart, .map'))
           .map((e) => [e.getBoundingClientRect().height, e.parentElement.outerHTML.slice(0, 60)]).filter(([high]) => high > 72)"""
    )
    assert large == []
    assert page.locator(".map svg").locator("visible=true").count() == 0, "numbers in the wrong countries"


def test_its_menus_are_lists_of_links(see: Callable[[str], Page]) -> None:
    page = see("tips/champions/")
    link = page.get_by_role("link", name="Português", exact=True)
    assert link.is_visible()
    link.click()
    assert page.url.endswith("/pt/tips/champions/")
    page.get_by_role("link", name="Estudos de caso").first.click()
    assert page.url.endswith("/pt/case-studies/")


def test_the_bars_of_a_chart_are_drawn(see: Callable[[str], Page]) -> None:
    page = see("case-studies/south-africa/")
    drawn = page.locator(".chart rect").evaluate_all(
        "all => all.map(e => [getComputedStyle(e).stroke, getComputedStyle(e).fill])"
    )
    assert drawn and all(stroke != "none" or fill != "none" for stroke, fill in drawn)


def test_the_rewriting_leaves_what_such_a_browser_knows() -> None:
    css = "a{color:red;color:var(--x)}@media (min-width:1px){b{margin:0;inset:0}}:root{--x:1}@supports (x:y){i{color:red}}c:has(d){e:f}"
    assert old(css) == "a{color:red}@media (min-width:1px){b{margin:0}}:root{}"
