"""Every heading has a permanent id, the same in all languages, and the page's title is its only first-level one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hub.library import Library, Page
from hub.problems import Problem

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    for page in pages:
        yield from _headings(page)


def _headings(page: Page) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for heading in page.headings:
        if heading.level == 1:
            yield Problem(
                page.file, heading.line, "a heading with one # would be a second page title", f"write ## {heading.text}"
            )
        if heading.id is None:
            slug = re.sub(r"[^a-z0-9]+", "-", heading.text.lower()).strip("-") or "section"
            yield Problem(
                page.file,
                heading.line,
                f'the heading "{heading.text}" has no id, so links to it break in other languages',
                f"write {'#' * heading.level} {heading.text} {{#{slug}}}",
            )
        elif not _ID.fullmatch(heading.id):
            yield Problem(
                page.file,
                heading.line,
                f'the id "{heading.id}" is not made of small letters, digits and hyphens',
                "write it as in the English page",
            )
        elif heading.id in seen:
            yield Problem(
                page.file,
                heading.line,
                f'the id "{heading.id}" is used in line {seen[heading.id]} already',
                "give one of the two headings another id",
            )
        else:
            seen[heading.id] = heading.line
