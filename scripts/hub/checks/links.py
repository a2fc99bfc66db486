"""Links between pages and to places on them. Links to other sites are not followed: a build needs no network."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from hub import markup, mends, moved, suggestions
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    docs = library.root / "docs"
    files = {path.relative_to(docs).as_posix() for path in library.assets}
    for page in pages:
        for link in page.links:
            if found := _fault(library, page, link, files):
                what, cure, *better = found
                mend = _mend(page, link, better[0]) if better else None
                yield Problem(page.file, link.line, what, cure, mend)


def _fault(library: Library, page: Page, link: markup.Link, assets: set[str]) -> tuple[str, ...] | None:
    """What is wrong and its cure, and the right target where there can be no other."""
    try:
        parts = urlsplit(link.target)
    except ValueError:  # http://[x
        return f'"{link.target}" is not an address that a page may link', "write a path to a page, or https://…"
    if parts.scheme in ("http", "https", "mailto"):
        if link.is_image:
            return (
                "a picture from another site tells that site who reads this page",
                "copy it into docs/assets and link it from there",
            )
        return None
    if parts.scheme or link.target.startswith("//"):
        return f'"{link.target}" is not an address that a page may link', "write a path to a page, or https://…"
    if not link.target:
        return "the link has no target", "write the path of a page between the round brackets"
    if link.target.startswith("/"):
        return (
            f'"{link.target}" starts at the root of a server and breaks in other versions',
            "write the path from this file, as ../tips/index.md",
        )
    path = (
        posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
        if parts.path
        else page.path
    )
    if path.endswith(".md"):
        target = library.page(page.language, path)
        if target is None:
            cures = _moved(library, page, path, parts.fragment) or (_suggest(library, page, path),)
            return f'there is no page "{parts.path}"', *cures
        # What only the original has is announced in a translation, under its id.
        original = library.pages.get((library.default_language.code, path), target)
        return _anchor_fault(page, target, original, parts.fragment)
    # Pages stand one folder below docs/ (their language's), shared files beside that folder.
    shared = posixpath.normpath(posixpath.join(page.language, posixpath.dirname(page.path), unquote(parts.path)))
    if shared in assets:
        return None
    if library.page(page.language, path.rstrip("/") + ".md") or library.page(
        page.language, posixpath.join(path, "index.md")
    ):
        found = (
            path.rstrip("/") + ".md"
            if library.page(page.language, path.rstrip("/") + ".md")
            else posixpath.join(path, "index.md")
        )
        better = _relative(page, found) + (f"#{parts.fragment}" if parts.fragment else "")
        return f'"{parts.path}" does not end in .md', f"write {better}", better
    spelling = "check its spelling, or put the file into docs/assets"
    return f'there is no file "{parts.path}"', *(_moved(library, page, path, parts.fragment) or (spelling,))


def _mend(page: Page, link: markup.Link, target: str) -> Callable[[bytes], bytes]:
    """Puts another target between the link's brackets, and leaves the same word in its text alone."""
    line = page.body.split("\n")[link.line - page.body_line]
    opening = "](<" if f"](<{link.target}>" in line else "]("
    return functools.partial(mends.in_line, link.line, opening + link.target, opening + target)


def _anchor_fault(page: Page, target: Page, original: Page, anchor: str) -> tuple[str, str] | None:
    if not anchor or anchor in target.ids or anchor in original.ids:
        return None
    ids = {**target.ids, **original.ids}
    close = suggestions.nearest(anchor, ids)
    some = suggestions.one_of(f"#{identifier}" for identifier in ids)
    cure = f"write #{close}" if close else f"write {some}" if ids else "leave the part after # out"
    return f'there is no heading "#{anchor}" on {target.file}', cure


def _suggest(library: Library, page: Page, path: str) -> str:
    paths = library.paths()
    same_name = [known for known in paths if posixpath.basename(known) == posixpath.basename(path)]
    close = same_name[0] if same_name else suggestions.nearest(path, paths)
    return (
        f"write {_relative(page, close)}"
        if close
        else f"check its spelling, or write docs/{library.default_language.code}/{path} first"
    )


def _moved(library: Library, page: Page, path: str, anchor: str) -> tuple[str, ...]:
    """The cure of a link to where a page once stood, and its new target if it has one; empty if no page stood there."""
    move = moved.moves(library).get(moved.address(path))
    if move is None:
        return ()
    if move.page is None:
        return ("take the link out; that page was removed for good",)
    section = anchor if anchor in {heading.id for heading in move.page.headings} else move.section
    better = _relative(page, move.page.path) + (f"#{section}" if section else "")
    return f"write {better}", better


def _relative(page: Page, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")
