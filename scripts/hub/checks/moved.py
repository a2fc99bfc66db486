"""Page addresses are promises: a page that moved or was removed leaves a line in ``docs/data/moved.yml``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hub import moved, withdrawn
from hub.checks.files import TELLING
from hub.library import Library
from hub.moved import FILE, GONE
from hub.pages import Page
from hub.problems import Problem
from hub.suggestions import nearest


def check(library: Library) -> Iterator[Problem]:
    lines, known, there = library.data_lines.get(moved.NAME, {}), moved.written(library), moved.pages(library)
    seen: set[str] = set()
    for old, new in library.data.get(moved.NAME, {}).items():
        place = moved.address(old)
        if place in seen:
            fault: tuple[str, str] | None = (f'"{old}" stands here twice', "keep one of the two lines")
        else:
            fault = _old_fault(library, there, old) or _new_fault(library, known, there, place, new)
        seen.add(place)
        if fault:
            yield Problem(FILE, lines.get(old, 1), *fault)
    # What was taken back says so itself.
    seen |= {record.address for record in withdrawn.records(library)}
    yield from _lost(library, there, seen, max(lines.values(), default=1))


def _old_fault(library: Library, there: Mapping[str, Page], old: str) -> tuple[str, str] | None:
    if not moved.is_path(old):
        return f'"{old}" is not the path of a page', "write the old path before the colon, as tips/old-name:"
    language, _, rest = old.strip("/").partition("/")
    if rest and language in {language.code for language in library.languages}:
        return "a line holds for every language", f"write {rest}: without the language"
    if moved.address(old) in there:
        return f"the page {old} still exists", "remove this line, or the page"
    return None


def _new_fault(
    library: Library, known: Mapping[str, str], there: Mapping[str, Page], old: str, new: Any
) -> tuple[str, str] | None:
    if not isinstance(new, str) or not new.strip():
        return "the new path is missing", f"write it after the colon, as tips/new-name, or {GONE}"
    if new.strip() == GONE:
        return None
    target, section = moved.split(new)
    for word in TELLING:
        if word in re.split(r"[-/#]", new.lower()):
            return f'the address would hold the word "{word}", which can out a reader', "choose a neutral name"
    if target not in there and target not in known:
        return f'there is no page "{new.partition("#")[0]}"', _suggested(library, there, target)
    if old in _way(known, there, target):
        return f'"{new}" leads back to this line in a circle', f"write the path of a page that exists, or {GONE}"
    move = moved.follow(known, there, target)
    if section and move and move.page and section not in (ids := [one.id for one in move.page.headings if one.id]):
        close = nearest(section, ids)
        cure = f"write #{close}" if close else "leave the part after # out"
        return f'there is no heading "#{section}" on {move.page.file}', cure
    return None


def _way(known: Mapping[str, str], there: Mapping[str, Page], at: str) -> list[str]:
    """The old addresses that one passes from here on."""
    passed: list[str] = []
    while at not in there and at in known and at not in passed:
        passed.append(at)
        at, _ = moved.split(known[at])
    return passed


def _suggested(library: Library, there: Mapping[str, Page], target: str) -> str:
    language, _, rest = target.partition("/")
    if rest in there and language in {language.code for language in library.languages}:
        return f"write {_name(rest)} without the language"
    close = _alike(target, there)
    return f"write {_name(close)}" if close else f"write the path of a page, as tips/champions, or {GONE}"


def _lost(library: Library, there: Mapping[str, Page], noted: set[str], line: int) -> Iterator[Problem]:
    """Pages that stood in the default language's folder once, according to git, and left no trace."""
    once = {moved.address(path): moved.address(new) if new else "" for path, new in library.former_paths.items()}
    lost = [old for old in sorted(once) if old not in there and old not in noted and moved.is_path(old)]
    fresh = [new for new in there if new not in once]
    for old in lost:
        new, seen = once[old], {old}
        while new and new not in there and new not in seen:
            seen.add(new)
            new = once.get(new, "")
        name = _name(old)
        if new in there and new:
            cure = f"write a line {name}: {_name(new)}"
        elif likely := _alike(old, fresh) or (fresh[0] if len(fresh) == len(lost) == 1 else ""):
            cure = f"write a line {name}: and its new path (perhaps {_name(likely)}), or {name}: {GONE}"
        else:
            cure = f"write a line {name}: and its new path, or {name}: {GONE}"
        yield Problem(FILE, line, f"the page {name} was moved or removed", cure)


def _alike(old: str, addresses: Iterable[str]) -> str:
    """The address that most looks like another one: the same name in another folder, else a close one."""
    every = [one for one in addresses if one]
    same = [one for one in every if posixpath.basename(_name(one)) == posixpath.basename(_name(old))]
    return same[0] if same else nearest(old, every) or ""


def _name(place: str) -> str:
    """An address as a person writes it in the file."""
    return place.removesuffix("/") or "index"
