"""What becomes of Markdown's HTML: marks of sources that lead there and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import markdown
from lxml import html
from playwright.sync_api import expect

from conftest import Visit
from hub.site import content
from pages import parse

WORDS = {
    "sources.title": "Sources",
    "sources.back": "Back",
    "sources.mark": "Source {number}",
    "content.table": "Table",
}
TEXT = """
One.[^aster2015] Two.[^lamp-sw:x] One again.[^aster2015]

- In a list.[^lamp-sw:x]

[^aster2015]: Aster.

[^lamp-sw:x]: Lamp.
"""


def finished(text: str) -> html.HtmlElement:
    made = markdown.markdown(text, extensions=["footnotes"])
    return html.fromstring(f"<div>{content.finish(made, WORDS.__getitem__)}</div>")


def test_each_mark_leads_to_its_source_and_each_source_back_to_its_first_mark() -> None:
    root = finished(TEXT)
    listed = {f"#{item.get('id')}": item for item in root.xpath("//section[@class='sources']/ol/li")}
    assert [item.text.strip(" \u00a0") for item in listed.values()] == ["Aster.", "Lamp."]
    marks = root.xpath("//sup/a")
    assert [mark.text for mark in marks] == ["1", "2", "1", "2"]
    for mark in marks:
        assert listed[mark.get("href")] is not None
        assert mark.get("aria-label") == f"Source {mark.text}"
    named = [f"#{name}" for name in root.xpath("//sup/@id")]
    assert [sup.find("a").text for sup in root.xpath("//sup[@id]")] == ["1", "2"]
    assert [item.xpath("./a[@class='back']/@href") for item in listed.values()] == [[name] for name in named]


def test_their_names_are_short_and_no_headings() -> None:
    names = finished(TEXT).xpath("//sup/@id | //li/@id")
    assert names and all(re.fullmatch(r"[ms]:\d+", name) for name in names)


def test_marks_on_real_pages_lead_there_and_back(site: Path) -> None:
    for address in ("case-studies/kenya/", "pt/case-studies/south-africa/", "about/law/", "sw/guides/lobbying/"):
        root = parse(site, address)
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        marks = {f"#{sup.get('id')}": sup.xpath("./a/@href")[0] for sup in root.xpath("//sup[a/@class='mark'][@id]")}
        sources = {
            f"#{item.get('id')}": item.xpath(".//a[@class='back']/@href")
            for item in root.xpath("//section[@class='sources']/ol/li")
        }
        assert len(marks) > 5
        assert set(root.xpath("//sup/a[@class='mark']/@href")) == set(sources)
        assert {back: source for source, backs in sources.items() for back in backs} == marks


def test_the_way_back_leads_to_the_mark_that_was_followed(visit: Callable[..., Visit], served: str) -> None:
    page = visit(served + "case-studies/kenya/", width=360).page
    marks = page.locator('.mark[href="#s:1"]')
    back = page.locator('[id="s:1"] .back')
    for nth in (5, 2):
        marks.nth(nth).click()
        back.click()
        assert marks.nth(nth).evaluate("mark => mark.parentNode.matches(':target')")
        assert page.locator('[id="m:1"]').count() == 1


def test_without_scripts_the_way_back_leads_to_the_first_mark(visit: Callable[..., Visit], served: str) -> None:
    page = visit(served + "case-studies/kenya/", java_script_enabled=False).page
    page.locator('.mark[href="#s:1"]').nth(5).click()
    page.locator('[id="s:1"] .back').click()
    assert page.url.endswith("#m:1")
    expect(page.locator('.mark[href="#s:1"]').first).to_be_in_viewport()
