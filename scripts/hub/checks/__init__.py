"""Every check, one module a concern. Each yields a `Problem` for a fault and knows nothing of how it is shown.

A concern asks each page by itself (``check_pages``), the hub as a whole (``check``), or both.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence

from hub.checks import (
    budgets,
    characters,
    charts,
    citations,
    claims,
    content,
    embed_news,
    exits,
    figures,
    files,
    front_matter,
    glossary,
    html,
    language,
    links,
    moved,
    names,
    navigation,
    parity,
    pictures,
    privacy,
    spelling,
    strings,
    translations,
    withdrawn,
    wording,
)
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem, shown

#: Where pages stand.
OF_PLACES: tuple[Callable[[Library], Iterator[Problem]], ...] = (files.check, navigation.check)
#: What pages share: data, strings of the interface, pictures.
OF_SHARED: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    strings.check,
    glossary.check,
    exits.check,
    embed_news.check,
    citations.check,
    claims.check,
    moved.check,
    withdrawn.check,
    privacy.check,
    names.check,
    pictures.check,
    charts.check,
    budgets.check,
    language.check,
    spelling.check,
)
OF_PAGES: tuple[Callable[[Library, Sequence[Page]], Iterator[Problem]], ...] = (
    front_matter.check_pages,
    characters.check_pages,
    content.check_pages,
    html.check_pages,
    citations.check_pages,
    figures.check_pages,
    claims.check_pages,
    links.check_pages,
    charts.check_pages,
    privacy.check_pages,
    names.check_pages,
    wording.check_pages,
    language.check_pages,
    spelling.check_pages,
    translations.check_pages,
    parity.check_pages,
)
#: Pages that are handed to a process at a time; fewer altogether are not worth a second process.
_AT_ONCE = 100


def run(
    library: Library,
    concerns: Callable[[str], bool] = lambda _: True,
    step: Callable[[int], None] = lambda _: None,
) -> list[Problem]:
    """All problems of the contributed files that ``concerns`` (a file, as shown to people) is true of, in their order.

    ``step`` is told each time how many more pages have been looked at.
    """
    # A page beside its translations: what was found out about it is still at hand when they are compared with it.
    pages = sorted((page for page in library.pages.values() if concerns(page.file)), key=lambda page: page.path)
    found = {problem for problem in library.faults if concerns(problem.file)}
    # Whoever asks about a page shall not wait for the rest.
    shared = OF_SHARED if any(map(concerns, _shared_files(library))) else ()
    for check in (*OF_PLACES, *shared):
        found.update(problem for problem in check(library) if concerns(problem.file))
    for looked_at, problems in _of_pages(library, pages):
        found.update(problems)
        step(looked_at)
    return sorted(found)


def _shared_files(library: Library) -> Iterator[str]:
    yield from (strings.file for strings in library.strings.values())
    yield from (f"docs/data/{name}.yml" for name in (*library.vocabularies, *library.data))
    yield "docs/data/sources.bib"
    yield from (shown(path, library.root) for path in library.assets)


def _of_pages(library: Library, pages: list[Page]) -> Iterator[tuple[int, list[Problem]]]:
    """The problems of the pages, some pages at a time, each time with their number."""
    chunks = [pages[at : at + _AT_ONCE] for at in range(0, len(pages), _AT_ONCE)]
    cores = min(len(chunks), os.cpu_count() or 1)
    # A library is too much to be sent to another process; a fork of this one has it already. Where there is none
    # (Windows), one process does it all.
    if cores > 1 and "fork" in multiprocessing.get_all_start_methods():
        global _shared
        _shared = library, chunks
        with multiprocessing.get_context("fork").Pool(cores, _begun) as pool:
            yield from pool.imap_unordered(_of_shared, range(len(chunks)))
        return
    for chunk in chunks:
        yield len(chunk), _of_chunk(library, chunk)


_shared: tuple[Library, list[list[Page]]]


def _begun() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that a person started


def _of_shared(number: int) -> tuple[int, list[Problem]]:
    library, chunks = _shared
    return len(chunks[number]), _of_chunk(library, chunks[number])


def _of_chunk(library: Library, pages: Sequence[Page]) -> list[Problem]:
    return [problem for check in OF_PAGES for problem in check(library, pages)]
