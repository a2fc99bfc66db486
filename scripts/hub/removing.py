"""Takes a page out of the sources: its files, its place in the navigation, and the links that lead to it.

Pure but for reading files: what is to be written is given back, and nothing is written here.
"""

from __future__ import annotations

import datetime
import functools
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hub import moved, withdrawn
from hub.library import Library
from hub.pages import Page

#: A link to a page, and not a picture: its words, and where it leads.
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+?\.md)(?:#[\w:.-]*)?\)")


def remove(
    library: Library, path: str, category: str, date: datetime.date, instead: Mapping[str, str]
) -> dict[Path, str | None]:
    """What the files are to hold once a page is gone, by their place; None for those that go.

    ``path`` is the page's as in ``tips/champions.md``; ``instead`` stands in each language for a title in a text.
    """
    its = {page.language: page for page in (*library.pages.values(), *library.unfinished.values()) if page.path == path}
    made: dict[Path, str | None] = {library.root / page.file: None for page in its.values()}
    titles = {" ".join(str(page.meta.get("title", "")).casefold().split()) for page in its.values()} - {""}
    for page in (*library.pages.values(), *library.unfinished.values()):
        if page.path != path:
            _add(made, library.root / page.file, functools.partial(_unlinked, page, path, titles, instead))
    name = re.escape(path)
    _add(made, library.root / "mkdocs.yml", lambda text: re.sub(rf"(?m)^[ \t]+- {name}[ \t]*\r?\n", "", text))
    _add(
        made,
        library.root / "docs/data/budgets.yml",
        lambda text: re.sub(rf"(?m)^[ \t]+{name}:.*\r?\n", "", text),
    )
    known = {address for address in former(library, path) if address != moved.address(path)}
    _add(made, library.root / moved.FILE, lambda text: "".join(_kept_moves(text, known)))
    lines = "".join(
        withdrawn.line(address.rstrip("/"), category, date) for address in sorted({moved.address(path), *known})
    )
    file = library.root / withdrawn.FILE
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    made[file] = before + ("\n" if before and not before.endswith("\n") else "") + lines
    return made


def former(library: Library, path: str) -> set[str]:
    """The address of a page, and those that lead to it because it stood there once."""
    address, known = moved.address(path), moved.written(library)
    found = {address}
    while more := {old for old, new in known.items() if moved.split(new)[0] in found} - found:
        found |= more
    return found


def _add(made: dict[Path, str | None], file: Path, change: Callable[[str], str]) -> None:
    if file.exists():
        before = file.read_bytes().decode("utf-8")
        after = change(before)
        if after != before:
            made[file] = after


def _unlinked(page: Page, path: str, titles: set[str], instead: Mapping[str, str], text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), found[2]))
        if target != path:
            return found[0]
        named = " ".join(found[1].casefold().split())
        return instead[page.language] if any(title in named for title in titles) else found[1]

    return _LINK.sub(plain, text)


def _kept_moves(text: str, gone: set[str]) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        old = line.partition(":")[0].strip().strip("\"'")
        if line.lstrip().startswith("#") or moved.address(old) not in gone:
            yield line
