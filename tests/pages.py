"""One page of every kind, and how to read a built one."""

from __future__ import annotations

from pathlib import Path

from lxml import html

#: Every kind of page there is, by what it looks like.
KINDS = {
    "home": "",
    "page": "start/",
    "tips overview": "tips/",
    "tip": "tips/champions/",
    "lessons overview": "lessons/",
    "lesson": "lessons/first-steps/",
    "cases overview": "case-studies/",
    "case study": "case-studies/south-africa/",
    "guide": "guides/lobbying/",
    "about": "about/reading-safely/",
    "with code": "about/contribute/",
    "sources": "about/sources/",
    "glossary": "about/glossary/",
    "browse": "browse/",
    "data": "about/data/",
    "guide with papers": "guides/first-meeting/",
    "404": "404.html",
    "search": "search.html",
}
#: English, a translation, and a language that falls back.
PREFIXES = {"en": "", "pt": "pt/", "sw": "sw/"}


def parse(site: Path, address: str) -> html.HtmlElement:
    file = site / address
    return html.parse(str(file / "index.html" if file.is_dir() else file)).getroot()


def texts(root: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.xpath(path)]
