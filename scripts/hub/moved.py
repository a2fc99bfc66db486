"""Where pages went that stood elsewhere once: ``docs/data/moved.yml``, an old path and its new one.

Pure: a library in, moves out. A page is known by its address here, so that ``tips``, ``tips/`` and ``tips/index.md``
are the same one. What the file has wrong is left out, and said by `hub.checks.moved`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hub.library import Library
from hub.pages import Page

NAME = "moved"
FILE = f"docs/data/{NAME}.yml"
#: What stands for the new path of a page that has none.
GONE = "gone"

# Addresses become folders: no part may climb out of the site, or have the name of one of its files.
_PATH = re.compile(r"\w[\w-]*+(?:/\w[\w-]*+)*+")


@dataclass(frozen=True)
class Move:
    """An old address, below the root of each language, and the page that took its place; none if it is gone for good.

    ``section`` is the id of a heading of that page, or empty.
    """

    address: str
    page: Page | None
    section: str = ""


def address(name: str) -> str:
    """The address of a page by its path, however it is written; the empty string for the home page."""
    stem = name.strip().strip("/").removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def is_path(name: str) -> bool:
    """Whether a page can have had this path."""
    return bool(_PATH.fullmatch(name.strip().strip("/").removesuffix(".md")))


def split(target: str) -> tuple[str, str]:
    """The address and the section of a new path, as ``tips/champions#why``."""
    path, _, section = target.strip().partition("#")
    return address(path), section


def pages(library: Library) -> dict[str, Page]:
    """Every page in the default language by its address."""
    return {page.address: page for page in library.in_language(library.default_language.code)}


def written(library: Library) -> dict[str, str]:
    """Old addresses and what stands behind each of them, where both can be read."""
    lines = library.data.get(NAME, {})
    return {address(old): new for old, new in lines.items() if is_path(old) and isinstance(new, str) and new.strip()}


def moves(library: Library) -> dict[str, Move]:
    """Every move that leads somewhere, by its old address; a page that moved twice leads to its last place."""
    known, there = written(library), pages(library)
    found = (follow(known, there, old) for old in known if old not in there)
    return {move.address: move for move in found if move}


def follow(known: Mapping[str, str], there: Mapping[str, Page], old: str) -> Move | None:
    """Where an old address leads in the end. None for a page that does not exist, and for a way in a circle.

    The last section that was named on the way counts, if the page has it.
    """
    at, sections = old, [""]
    seen = set()
    while at not in there:
        if at in seen or at not in known:
            return None
        seen.add(at)
        if known[at].strip() == GONE:
            return Move(old, None)
        at, section = split(known[at])
        sections.append(section)
    page = there[at]
    ids = {heading.id for heading in page.headings if heading.id} | {""}
    return Move(old, page, next((section for section in reversed(sections) if section and section in ids), ""))
