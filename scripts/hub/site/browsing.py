"""All pages that tell or teach something, by what a reader may look for: kind, country, way of working, level, evidence.

The choices are those of the search, with two more that only case studies have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hub.library import Library
from hub.pages import Page
from hub.schema import TERMS
from hub.site import related
from hub.site.bibliography import letters

#: Kinds of pages in the order in which they are listed: what was done, what to do, what is known.
KINDS = ("case-study", "guide", "tip", "lesson", "evidence")
#: Key in the address, and interface string of its name.
FACETS: Mapping[str, str] = {
    "country": "search.country",
    "strategies": "search.strategies",
    "kind": "search.kind",
    "levels": "case.levels",
    "evidence": "case.evidence",
}
_GRADES = ("A", "B", "C")


@dataclass(frozen=True)
class Entry:
    """A page as readers of a language get it, and what it belongs to: a facet's key → keys of its choices."""

    page: Page
    terms: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Choice:
    """A term with its label, and the pages it leads to, in the order of the site."""

    key: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Facet:
    """What pages may be chosen by. Terms that no page has are no choices."""

    key: str
    label: str
    choices: tuple[Choice, ...]


def facets(library: Library, code: str) -> tuple[Facet, ...]:
    """Everything there is to choose by for readers of a language: `FACETS` in their order."""
    entries = []
    for path in related.in_order(library):
        found = library.page(code, path)
        if found and found.meta.get("kind") in KINDS:
            entries.append(Entry(found, {facet: _terms(found, facet) for facet in FACETS}))
    made = []
    for facet, word in FACETS.items():
        labels = _labels(library, facet, code)
        choices = [
            Choice(key, label, tuple(entry for entry in entries if key in entry.terms[facet]))
            for key, label in labels.items()
        ]
        made.append(Facet(facet, library.word(code, word), tuple(choice for choice in choices if choice.entries)))
    return tuple(made)


def _terms(found: Page, facet: str) -> tuple[str, ...]:
    if facet != "evidence":
        return tuple(found.listed(facet))
    evidence = found.meta.get("evidence")
    return (str(evidence["grade"]),) if isinstance(evidence, Mapping) and "grade" in evidence else ()


def _labels(library: Library, facet: str, code: str) -> dict[str, str]:
    """The terms of a facet with their labels, in the order in which a reader looks for them."""
    if facet == "evidence":
        return {grade: library.word(code, "case.evidence_grade").format(grade=grade) for grade in _GRADES}
    keys = KINDS if facet == "kind" else tuple(library.vocabularies[TERMS[facet]])
    labels = {key: library.label(TERMS[facet], key, code) for key in keys}
    return dict(sorted(labels.items(), key=lambda item: letters(item[1]))) if facet == "country" else labels
