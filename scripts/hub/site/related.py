"""Where a reader goes on from a page: pages on the same ways of working, of other kinds first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from hub.library import Library
from hub.pages import Page

MOST = 4
#: For each kind of page, what helps its reader next. A tip is best shown by a case; who read a case wants to know
#: what to do, and whether it went the same way in another country.
NEXT: Mapping[str, tuple[str, ...]] = {
    "tip": ("case-study", "lesson", "evidence", "guide", "tip"),
    "lesson": ("case-study", "tip", "guide", "evidence", "lesson"),
    "guide": ("tip", "case-study", "lesson", "evidence", "guide"),
    "case-study": ("tip", "case-study", "lesson", "evidence", "guide"),
    "evidence": ("tip", "case-study", "lesson", "guide", "evidence"),
}


def pages(library: Library, code: str, path: str) -> list[Page]:
    """Up to `MOST` pages for readers of a language, best first, as they get them; none for other kinds of page.

    A page counts by the ways of working (``strategies``) that it shares with this one, of pages that share as
    many the one that is about little else comes first, then the order of the site decides. One of each kind comes first, then the second ones. What the text links to, or stands
    before or after it in its section, is a tap away already and is left out.
    """
    page = library.page(code, path)
    kinds = NEXT.get(str(page.meta.get("kind")), ()) if page else ()
    if page is None or not kinds:
        return []
    near = {path, *_linked(page), *_beside(library, path)}
    others = [library.page(code, other) for other in in_order(library) if other not in near]
    ranked = sorted(
        ((_shared(page, other), other) for other in others if other and _helps(page, other)),
        key=lambda pair: (-pair[0], len(pair[1].listed("strategies"))),
    )
    rows = [[other for shared, other in ranked if shared and other.meta.get("kind") == kind] for kind in kinds]
    rounds = (row[number] for number in range(MOST) for row in rows if number < len(row))
    return [other for other, _ in zip(rounds, range(MOST), strict=False)]


def _shared(page: Page, other: Page) -> int:
    return len(set(page.listed("strategies")) & set(other.listed("strategies")))


def _helps(page: Page, other: Page) -> bool:
    """A second case of the same country would only be more of it."""
    both_cases = page.meta.get("kind") == other.meta.get("kind") == "case-study"
    return not (both_cases and set(page.listed("country")) & set(other.listed("country")))


def in_order(library: Library) -> Iterator[str]:
    """Every page's path once, as the navigation has them."""
    listed = [path for section in library.sections for path in (section.children or (section.path,))]
    yield from dict.fromkeys((*listed, *library.paths()))


def _beside(library: Library, path: str) -> set[str]:
    order = next((section.children for section in library.sections if path in section.children), ())
    return {other for at, other in enumerate(order) if path in order[max(0, at - 1) : at + 2]}


def _linked(page: Page) -> Iterator[str]:
    for link in page.links:
        parts = urlsplit(link.target)
        if parts.path.endswith(".md") and not parts.scheme:
            yield normpath(join(dirname(page.path), parts.path))
