"""Styles and scripts: few files, small, and no rule that nothing on the site can use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cssselect2
import pytest
import tinycss2
from lxml import html

from conftest import ROOT, Visit
from hub.site import assets
from pages import KINDS

Open = Callable[..., Visit]
STYLES = ROOT / "overrides/styles"
#: What only holds for a moment, or is no element of its own.
STATES = re.compile(
    r"::?(?:before|after|marker|backdrop|details-content|-webkit-details-marker|-webkit-search-cancel-button|hover|focus-visible|focus|target|popover-open|placeholder)(?![\w-])"
)
#: What an element holds says nothing of whether it is there.
HAS = re.compile(r":has\((?:[^()]|\([^()]*\))*\)")
#: Made by scripts: a selector with one of these is taken at its word.
SCRIPTED = {"sheet", "fill", "one-part", "ready", "chosen", "loosen", "open", "hint", "said", "summary"}
#: On sites with versions; a chart of three columns, which no page has yet; MkDocs' other name of a warning; what the
#: address of an embed may ask for.
ELSEWHERE = {"versions", "bar-2", "danger", "data-colours", "data-size"}
#: What texts may hold and none happens to hold now.
UNWRITTEN = {"h4", ".text li > p + p", ".text li > ol", ".original", '[dir="rtl"] .popup button::before'}


def alternatives(selector: str) -> Iterator[str]:
    """What stands between the commas that are in no brackets."""
    depth, at = 0, 0
    for place, sign in enumerate(selector):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            yield selector[at:place]
            at = place + 1
    yield selector[at:]


def selectors(style: str) -> Iterator[str]:
    """Every selector of a style sheet, those inside of conditions too."""

    def walk(nodes: list[Any]) -> Iterator[str]:
        for node in nodes:
            if node.type == "qualified-rule":
                yield from alternatives(tinycss2.serialize(node.prelude))
            elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports") and node.content:
                yield from walk(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))

    for selector in walk(tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)):
        yield selector.strip()


def unused(styles: list[str], pages: list[html.HtmlElement], known: set[str]) -> list[str]:
    """Selectors that match nothing on any page, apart from those with a ``known`` class, id or attribute."""
    left = {}
    for style in styles:
        for selector in selectors(style):
            if not known & set(re.findall(r"[\w-]+", selector)):
                plain = STATES.sub("", HAS.sub("", selector)).replace(":not()", "").strip()
                plain = re.sub(r"(^|[>+~])\s*(?=[>+~]|$)", r"\1*", plain)
                left[selector] = [one.test for one in cssselect2.compile_selector_list(plain.strip() or "*")]
    for page in pages:
        elements = list(cssselect2.ElementWrapper.from_html_root(page).iter_subtree())
        left = {
            selector: tests
            for selector, tests in left.items()
            if not any(test(element) for test in tests for element in elements)
        }
    return list(left)


def test_a_rule_that_nothing_uses_is_found() -> None:
    page = html.document_fromstring("<main><p class='lead'>A <a href='x'>b</a></p></main>")
    style = (
        ".lead a:hover, .gone { color: red } @media print { main > p::after { content: '' } .lead + p { margin: 0 } }"
    )
    assert unused([style], [page], set()) == [".gone", ".lead + p"]
    assert unused([style], [page], {"gone"}) == [".lead + p"]
    assert unused([".lead:not(:focus-visible), .gone:not(:hover) {}"], [page], set()) == [".gone:not(:hover)"]


def test_every_rule_is_used_by_a_page_or_a_script(site: Path, fixture_site: Path) -> None:
    """One that is not costs every reader bytes."""
    scripts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "overrides/scripts").glob("*.js"))
    assert all(re.search(rf"\b{name}\b", scripts) for name in SCRIPTED)
    names = {part for names in assets.PARTS.values() for part in names if part.endswith(".css")}
    styles = {name: (ROOT / "overrides" / name).read_text(encoding="utf-8") for name in names}
    for name in ("search", "embedding"):
        styles.pop(f"styles/{name}.css")  # all of it is made by a script
    files = [file for folder in (site, fixture_site) for file in folder.rglob("*.html")]
    languages = {"fr", "sw", "zu", "tn"}
    pages = [
        html.parse(str(file)).getroot()
        for file in files
        if not languages & set(file.parts) or file.is_relative_to(fixture_site)
    ]
    assert set(unused(list(styles.values()), pages, SCRIPTED | ELSEWHERE)) - UNWRITTEN == set()


def test_signs_stand_in_the_style() -> None:
    made = assets.make(ROOT / "overrides", {})
    later = made.contents[made.names["later.css"]].decode()
    assert later.count("data:image/svg+xml,<svg ") >= 5
    assert "url(.." not in later


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "search"])
def test_a_view_takes_five_requests_and_the_next_page_one(visit: Open, served: str, kind: str) -> None:
    """Only what a picture is on the page comes on top: the outlines of the map."""
    first = visit(served + KINDS[kind])
    pictures = [url for url, _ in first.requests if "/map." in url]
    assert len(first.requests) - len(pictures) <= 5
    assert len(pictures) <= 1
    seen = visit(served + "about/")
    seen.page.goto(served + KINDS[kind], wait_until="networkidle")
    loaded = seen.page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.transferSize).map(one => one.name)"
    )
    assert [url for url in loaded if "/map." not in url] == []
