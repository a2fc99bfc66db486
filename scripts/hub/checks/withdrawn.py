"""A page that was taken back does not come back: by a merge, by a translation, or under the hand of who does not know."""

from __future__ import annotations

from collections.abc import Iterator

from hub import moved, withdrawn
from hub.library import Library
from hub.problems import Problem
from hub.withdrawn import CATEGORIES, FILE


def check(library: Library) -> Iterator[Problem]:
    lines = library.data_lines.get(withdrawn.NAME, {})
    for path, about in library.data.get(withdrawn.NAME, {}).items():
        if not withdrawn.read(path, about):
            yield Problem(
                FILE,
                lines.get(path, 1),
                f'the line of "{path}" cannot be read',
                f"write it as {path}: {{category: safety, date: 2026-11-24}}, with one of: {', '.join(CATEGORIES)}",
            )
    gone = {record.address for record in withdrawn.records(library)}
    for page in (*library.pages.values(), *library.unfinished.values()):
        if moved.address(page.path) in gone:
            yield Problem(
                page.file, 1, "this page was taken back and must not come back", f"remove it with: git rm {page.file}"
            )
