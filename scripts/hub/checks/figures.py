"""A figure has a source where it stands: a number that nobody can look up is worth less than no number.

Asked of the kinds of pages that state facts, for each paragraph, item of a list or row of a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub import figures, prose
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

KINDS = ("tip", "lesson", "case-study", "guide", "evidence")


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    for page, block in blocks(pages):
        if figures.cited(block):
            continue
        # One cure serves the whole paragraph. The figure itself is not repeated: it may be somebody's number.
        if (figure := next(figures.of_block(block, page.language), None)) is not None:
            cure = "write [^key] of its source after the sentence, or leave the figure out"
            yield Problem(page.file, figure.line, "a figure has no source beside it", cure)


def blocks(pages: Sequence[Page]) -> Iterator[tuple[Page, figures.Lines]]:
    """The blocks of the pages that state facts, without those that are too long to be looked through."""
    for page in pages:
        if page.meta.get("kind") in KINDS:
            for block in figures.blocks(page.body, page.body_line):
                if sum(len(line) + 1 for _, line in block) <= prose.LONGEST + 1:
                    yield page, block
