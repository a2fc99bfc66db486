"""The list of everything that the hub cites, as readers of one language see it."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from hub import citations, glossary
from hub.citations import Source
from hub.library import Library
from hub.pages import Page


@dataclass(frozen=True)
class Entry:
    """A source, its reference as HTML in the reader's language, and the pages that cite it, by title."""

    key: str
    reference: str
    pages: tuple[Page, ...]


def entries(library: Library, code: str) -> list[Entry]:
    """Every source that some page cites, once, in alphabetical order of what its reference starts with.

    A page counts as its reader gets it: the translation where there is one, else the text that stands in for it.
    """
    citing: dict[str, list[Page]] = {}
    for path in library.paths():
        page = library.page(code, path)
        for key in citations.cited(page.body) if page else ():
            if page and key in library.sources:
                citing.setdefault(key, []).append(page)
    page = library.page_of_list(glossary.NAME)
    if page and (own := library.page(code, page.path)):
        for key in dict.fromkeys(key for term in glossary.read(library).values() for key in term.cited()):
            if key in library.sources and own not in citing.get(key, []):
                citing.setdefault(key, []).append(own)
    word = functools.partial(library.word, code)
    sources = sorted((library.sources[key] for key in citing), key=_order)
    return [
        Entry(
            source.key,
            citations.reference(source, word, code),
            tuple(sorted(citing[source.key], key=lambda page: letters(str(page.meta.get("title", ""))))),
        )
        for source in sources
    ]


def _order(source: Source) -> tuple[str, str, str, str]:
    author = letters(source.authors[0]) if source.authors else letters(source.title)
    return author, source.date, letters(source.title), source.key


def letters(text: str) -> str:
    """Without case, accents and signs, which no reader looks for a name by."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", plain.casefold()).strip()
