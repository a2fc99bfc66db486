"""What every page must have to be built: front matter that the site reads, and headings with permanent ids."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from hub.library import Library, Page
from hub.problems import Problem

REQUIRED = {
    "title": "write title: and the page's name",
    "summary": "write summary: and one sentence that says what the reader gets",
}
#: Front matter keys whose values come from a vocabulary in ``docs/data/``.
TERMS = {"kind": "kinds", "country": "countries", "strategies": "strategies", "levels": "levels"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check(library: Library) -> Iterator[Problem]:
    for page in library.pages.values():
        yield from _front_matter(library, page)
        yield from _headings(page)


def _front_matter(library: Library, page: Page) -> Iterator[Problem]:
    if not page.meta:
        return  # already a fault of its own
    for key, cure in REQUIRED.items():
        if not str(page.meta.get(key) or "").strip():
            yield Problem(page.file, page.line_of(key), f'"{key}" is missing', cure)
    if "kind" not in page.meta:
        yield Problem(
            page.file, 1, '"kind" is missing', f"write kind: and one of {', '.join(library.vocabularies['kinds'])}"
        )
    for key, vocabulary in TERMS.items():
        terms = library.vocabularies[vocabulary]
        for value in page.listed(key):
            if value not in terms:
                near = _nearest(library, vocabulary, value)
                cure = (
                    f'write "{near}"'
                    if near
                    else f"write one of {', '.join(terms)}, or add it to docs/data/{vocabulary}.yml"
                )
                yield Problem(page.file, page.line_of(key), f'{key} "{value}" is not a known term', cure)


def _nearest(library: Library, vocabulary: str, value: str) -> str | None:
    """The term that a person meant: by its key, or by its label in any language."""
    terms = library.vocabularies[vocabulary]
    spellings = {label.lower(): key for key, labels in terms.items() for label in labels.values()}
    spellings |= {key.lower(): key for key in terms}
    close = difflib.get_close_matches(value.lower(), spellings, n=1, cutoff=0.6)
    return spellings[close[0]] if close else None


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
