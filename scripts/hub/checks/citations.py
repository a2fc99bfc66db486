"""Every footnote mark names a source that exists; every source is used, by a page or by the glossary, and says where and when it appeared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub import citations, glossary, suggestions
from hub.citations import Source
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

_FILE = "docs/data/sources.bib"


def check(library: Library) -> Iterator[Problem]:
    used = {key for term in glossary.read(library).values() for key in term.cited()}
    for page in library.pages.values():
        used |= citations.cited(page.body, page.body_line).keys()
    for source in library.sources.values():
        for what, cure in _faults(source, source.key in used):
            yield Problem(_FILE, source.line, what, cure)


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    for page in pages:
        for key, line in citations.cited(page.body, page.body_line).items():
            if key not in library.sources:
                close = suggestions.nearest(key, library.sources)
                cure = f"write [^{close}]" if close else f"add the source to {_FILE} under that key"
                yield Problem(page.file, line, f'the source "{key}" is not in {_FILE}', cure)


def _faults(source: Source, used: bool) -> Iterator[tuple[str, str]]:
    name = f'the source "{source.key}"'
    if not used and not source.reserved:
        yield (
            f'no page cites "{source.key}"',
            f"cite it with [^{source.key}], remove it, or write keywords = {{reserve}} to keep it for a page to come",
        )
    if not source.container and not source.publisher:
        yield f"{name} does not say who published it", "write publisher = {…}, or journal = {…} for an article"
    if not source.date and not source.undated:
        yield f"{name} has no date", "write year = {…} or date = {…}, or pubstate = {undated} if the work shows none"
    elif source.date and source.undated:
        yield f"{name} has a date and says that it has none", "remove pubstate = {undated}, or the date"
    if not source.address and not source.unlinked:
        yield (
            f"{name} has no address",
            "write url = {https://…} or doi = {…}, or nolink = {…} and why there is none to give",
        )
    elif source.address and source.unlinked:
        yield f"{name} has an address and says that it has none", "remove nolink = {…}, or the address"
