"""Links between pages and to places on them. Links to other sites are not followed: a build needs no network."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from hub import markup, suggestions
from hub.library import Library, Page
from hub.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    docs = library.root / "docs"
    files = {path.relative_to(docs).as_posix() for path in library.assets}
    for page in library.pages.values():
        for link in markup.links(page.body, page.body_line):
            problem = _fault(library, page, link, files)
            if problem:
                yield Problem(page.file, link.line, *problem)


def _fault(library: Library, page: Page, link: markup.Link, assets: set[str]) -> tuple[str, str] | None:
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
            return f'there is no page "{parts.path}"', _suggest(library, page, path)
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
        return f'"{parts.path}" does not end in .md', f"write {_relative(page, found)}"
    return f'there is no file "{parts.path}"', "check its spelling, or put the file into docs/assets"


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


def _relative(page: Page, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")
