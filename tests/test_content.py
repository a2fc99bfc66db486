"""What becomes of Markdown's HTML: marks of sources that lead there and back."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
from lxml import html

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


def test_each_mark_leads_to_its_source_and_each_source_back_to_its_marks() -> None:
    root = finished(TEXT)
    listed = {f"#{item.get('id')}": item for item in root.xpath("//section[@class='sources']/ol/li")}
    assert [item.text.strip(" \u00a0") for item in listed.values()] == ["Aster.", "Lamp."]
    marks = {f"#{sup.get('id')}": sup.find("a") for sup in root.xpath("//sup")}
    assert [mark.text for mark in marks.values()] == ["1", "2", "1", "2"]
    for address, mark in marks.items():
        source = listed[mark.get("href")]
        assert mark.get("aria-label") == f"Source {mark.text}"
        assert address in source.xpath("./a[@class='back']/@href")
    assert sum(len(item.xpath("./a[@class='back']")) for item in listed.values()) == len(marks)


def test_their_names_are_short_and_no_headings() -> None:
    names = finished(TEXT).xpath("//sup/@id | //li/@id")
    assert names and all(re.fullmatch(r"[ms]:\d+", name) for name in names)


def test_marks_on_real_pages_lead_there_and_back(site: Path) -> None:
    for address in ("case-studies/kenya/", "pt/case-studies/south-africa/", "about/law/", "sw/guides/lobbying/"):
        root = parse(site, address)
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        marks = {f"#{sup.get('id')}": sup.xpath("./a/@href")[0] for sup in root.xpath("//sup[a/@class='mark']")}
        sources = {
            f"#{item.get('id')}": item.xpath(".//a[@class='back']/@href")
            for item in root.xpath("//section[@class='sources']/ol/li")
        }
        assert len(marks) > 5
        assert set(marks.values()) == set(sources)
        assert {back: source for source, backs in sources.items() for back in backs} == marks
