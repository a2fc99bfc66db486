"""Every heading has a permanent id, the same in all languages, and the page's title is its only first-level one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from hub import mends
from hub.library import Library
from hub.markup import Heading
from hub.pages import Page
from hub.problems import Problem

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    default = library.default_language.code
    for page in pages:
        original = library.pages.get((default, page.path)) if page.language != default else None
        yield from _headings(page, original)


def _headings(page: Page, original: Page | None) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    wanted = _wanted(page, original)
    taken = {heading.id for heading in page.headings}
    raw = page.body.split("\n")
    for heading in page.headings:
        line = raw[heading.line - page.body_line]
        if heading.level == 1:
            cure = f"write ## {heading.text}"
            mend = functools.partial(mends.lines, [(heading.line, line, f"#{line}")])
            yield Problem(page.file, heading.line, "a heading with one # would be a second page title", cure, mend)
        if heading.id is None:
            identifier = wanted.get(heading) or _slug(heading.text)
            new = f"{line.rstrip().rstrip('#').rstrip()} {{#{identifier}}}"
            sure = heading.level > 1 and identifier not in taken and (original is None or heading in wanted)
            yield Problem(
                page.file,
                heading.line,
                f'the heading "{heading.text}" has no id, so links to it break in other languages',
                f"write {'#' * heading.level} {heading.text} {{#{identifier}}}",
                functools.partial(mends.lines, [(heading.line, line, new)]) if sure else None,
            )
            taken.add(identifier)
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


def _wanted(page: Page, original: Page | None) -> dict[Heading, str]:
    """The ids that a translation's headings should have, where its headings stand as those of the original do."""
    if original is None:
        return {}
    if [heading.level for heading in page.headings] != [heading.level for heading in original.headings]:
        return {}
    pairs = list(zip(page.headings, original.headings, strict=True))
    if any(own.id not in (None, other.id) for own, other in pairs):
        return {}
    return {own: other.id for own, other in pairs if other.id}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"
