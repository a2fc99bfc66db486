"""What a page tells programs about itself: schema.org terms as JSON-LD, and the tags that reference managers read.

Only where the text is in its own language: a fallback names the page that holds the text as its canonical one, and that
one speaks for both. No person is named: the hub writes as itself.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from hub import glossary
from hub.pages import Page
from hub.site import citing, licence
from hub.site.page import View

_KINDS = {"tip": "Article", "lesson": "Article", "case-study": "Article", "evidence": "Article", "guide": "HowTo"}
#: Media types of the open data, by the ends of their names.
_FORMATS = {
    "json": "application/json",
    "geojson": "application/geo+json",
    "bib": "application/x-bibtex",
    "txt": "text/plain",
    "xml": "application/atom+xml",
}
#: A step as the guides write it: a number, and what to do in bold letters.
_STEP = re.compile(r"^\d+\. \*\*(.+?)\*\*", re.MULTILINE)
_STEPS = "steps"


@dataclass(frozen=True)
class Structured:
    """``data`` is JSON-LD that may stand in a script element as it is; ``citation`` are names and contents of tags."""

    data: str
    citation: tuple[tuple[str, str], ...]


def of_page(view: View) -> Structured | None:
    """For the head of one page; None where there is nothing to say."""
    if view.entry is None or view.is_fallback or not view.is_indexed:
        return None
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": _graph(view, view.entry)},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    # A title may hold what would end the element (HTML, "Restrictions for contents of script elements").
    return Structured(text.replace("<", "\\u003c"), tuple(_citation(view, view.entry).items()))


def _graph(view: View, page: Page) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = []
    common = {
        "name": page.meta["title"],
        "inLanguage": page.language,
        "url": view.canonical,
        "license": licence.ADDRESS,
    }
    if kind := _KINDS.get(page.meta["kind"]):
        hub = {"@type": "Organization", "name": view.t("site.name"), "url": view.home_address}
        article = {"@type": kind, **common, "author": hub}
        if kind == "Article":
            article["headline"] = article.pop("name")
        else:
            article["step"] = [{"@type": "HowToStep", "text": step} for step in steps(page)]
        if page.meta.get("reviewed"):
            article["dateModified"] = page.meta["reviewed"]
        graph.append(article)
    elif page.meta.get("list") == glossary.NAME:
        terms = [
            {"@type": "DefinedTerm", "name": entry.title, "url": f"{view.canonical}#{entry.name}"}
            for entry in view.glossary.entries
            if entry.title_language == page.language
        ]
        graph.append({"@type": "DefinedTermSet", **common, "hasDefinedTerm": terms})
    elif page.meta.get("list") == "data":
        files = [
            {
                "@type": "DataDownload",
                "contentUrl": view.addresses.canonical_base + address,
                "encodingFormat": _FORMATS[address.rpartition(".")[2]],
            }
            for address in view.data_files
        ]
        graph.append({"@type": "Dataset", **common, "description": page.meta["summary"], "distribution": files})
    if crumbs := _crumbs(view, page):
        graph.append({"@type": "BreadcrumbList", "itemListElement": crumbs})
    return graph or [{"@type": "WebPage", **common}]


def steps(page: Page) -> list[str]:
    """What a guide says to do, in order: its numbered steps, or where it has none the headings of its parts."""
    lines = page.body.split("\n")
    start = next((heading for heading in page.headings if heading.id == _STEPS), None)
    if start is None:
        return [heading.text for heading in page.headings if heading.level == 2]
    after = [heading for heading in page.headings if heading.line > start.line and heading.level <= start.level]
    end = after[0].line - page.body_line if after else len(lines)
    section = "\n".join(lines[start.line - page.body_line : end])
    return [found[1].rstrip(",.:;") for found in _STEP.finditer(section)] or [start.text]


def _crumbs(view: View, page: Page) -> list[dict[str, Any]]:
    """The way from the home page (schema.org, "BreadcrumbList"); none for the home page itself."""
    if page.path == "index.md":
        return []
    way = [(view.t("site.name"), view.home_address)]
    if view.section and view.section.path != page.path:
        way.append((view.t(f"nav.{view.section.key}"), view.absolute(view.section.path)))
    way.append((page.meta["title"], view.canonical))
    return [
        {"@type": "ListItem", "position": number, "name": name, "item": address}
        for number, (name, address) in enumerate(way, start=1)
    ]


def _citation(view: View, page: Page) -> dict[str, str]:
    """Tags in the form that Google Scholar describes and Zotero reads; for pages that others cite."""
    if page.meta["kind"] not in citing.KINDS:
        return {}
    made = {
        "title": str(page.meta["title"]),
        "author": view.t("site.name"),
        "language": page.language,
        "public_url": view.canonical,
    }
    if page.meta.get("reviewed"):
        made["publication_date"] = str(page.meta["reviewed"]).replace("-", "/")
    return made
