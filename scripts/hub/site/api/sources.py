"""The works that published pages cite, for reference managers: as CSL-JSON and as BibTeX.

A work that is not linked on the pages, because it names people who were arrested or harmed or because only copies held by
others are known, is not linked here either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hub import citations, glossary
from hub.changes import is_published
from hub.citations import Source
from hub.library import Library
from hub.site.api import models, pages

#: BibTeX's and BibLaTeX's kinds of entries, and those of CSL 1.0.2.
_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "jurisdiction": "legal_case",
    "mastersthesis": "thesis",
    "online": "webpage",
    "phdthesis": "thesis",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
}
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "container_title": ("journal", "booktitle"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "publisher_place": ("address", "location"),
    "volume": ("volume",),
    "page": ("pages", "eid"),
    "genre": ("howpublished",),
    "note": ("note",),
    "language": ("langid", "language"),
    "ISBN": ("isbn",),
}
#: Fields that say something about our work and not about the work cited, and those that lead to it.
_OURS = ("keywords", "keyword", "nolink")
_LINKS = ("url", "urldate", "doi")


def cited(library: Library) -> list[Source]:
    """Every source that a published page cites, in any language, by key."""
    published = [page for page in library.pages.values() if is_published(page)]
    keys = {key for page in published for key in pages.cited(library, page)}
    if library.page_of_list(glossary.NAME):
        keys |= {key for term in glossary.read(library).values() for key in term.cited()}
    return [library.sources[key] for key in sorted(keys & library.sources.keys())]


def csl(library: Library) -> models.Sources:
    """CSL-JSON is a list of works and nothing around it: programs read it as it is."""
    return models.Sources([_item(source) for source in cited(library)])


def bibtex(library: Library) -> str:
    """The entries as they stand in ``sources.bib``, without what is ours."""
    return "\n".join(_entry(source) for source in cited(library))


def _entry(source: Source) -> str:
    left_out = _OURS + (_LINKS if source.unlinked else ())
    fields = "".join(
        f"  {name} = {{{_balanced(text)}}},\n" for name, text in sorted(source.entry.items()) if name not in left_out
    )
    return f"@{source.kind}{{{source.key},\n{fields}}}\n"


def _balanced(text: str) -> str:
    """A value that cannot end its entry, whatever a contributor wrote."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    return " ".join((text if depth == 0 else re.sub(r"[{}]", "", text)).split())


def _item(source: Source) -> models.CslItem:
    entry = source.entry
    known: dict[str, Any] = {}
    for key, fields in _TEXTS.items():
        if text := next((citations.plain(entry[name]) for name in fields if entry.get(name)), ""):
            known[key] = text
    if number := citations.plain(entry.get("number", "")):
        known["issue" if source.kind == "article" else "number"] = number
    if source.date:
        known["issued"] = _date(source.date)
    if authors := list(_authors(entry.get("author", ""))):
        known["author"] = authors
    if not source.unlinked:
        known |= {"DOI": source.doi or None, "URL": source.address or None}
        known["accessed"] = _date(citations.plain(entry["urldate"])) if entry.get("urldate") else None
    kind = _TYPES.get(source.kind, "document")
    return models.CslItem(id=source.key, type=kind, title=source.title, **known)  # type: ignore[arg-type]


def _date(date: str) -> models.CslDate:
    """ISO 8601 as far as it is known; what is no such date stays as it is written."""
    parts = date.split("-")
    if len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts):
        return models.CslDate(date_parts=[[int(part) for part in parts]])
    return models.CslDate(literal=date)


def _authors(written: str) -> Iterator[models.CslName]:
    """A name in braces is an organisation's, ``Decker, Michele R.`` and ``Decker`` are a person's."""
    for name in " ".join(written.split()).split(" and "):
        family, _, given = (citations.plain(part) for part in name.partition(","))
        if name.startswith("{") or (" " in family and not given):
            yield models.CslName(literal=citations.plain(name))
        elif family and family != "others":
            yield models.CslName(family=family, given=given or None)
