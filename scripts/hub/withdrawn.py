"""Pages that were taken back: ``docs/data/withdrawn.yml``, the path of a page, why, and when.

Pure: a library in, records out. What the file has wrong is left out, and said by `hub.checks.withdrawn`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hub import moved
from hub.library import Library

NAME = "withdrawn"
FILE = f"docs/data/{NAME}.yml"
#: Why a page may be taken back. No more than that is ever said; ``withdrawn.<category>`` are the words of the interface.
CATEGORIES = ("safety", "consent", "error", "law")


@dataclass(frozen=True)
class Record:
    """``address`` is the page's, below the root of each language."""

    address: str
    category: str
    date: datetime.date


def records(library: Library) -> list[Record]:
    """Every page that was taken back, as the file lists them."""
    lines = library.data.get(NAME, {})
    return [made for path, about in lines.items() if (made := read(path, about))]


def read(path: str, about: Any) -> Record | None:
    """A line of the file; None where it cannot be read."""
    if not isinstance(about, Mapping) or about.get("category") not in CATEGORIES or not moved.is_path(path):
        return None
    try:
        date = datetime.date.fromisoformat(str(about.get("date")))
    except ValueError:
        return None
    return Record(moved.address(path), str(about["category"]), date)


def line(path: str, category: str, date: datetime.date) -> str:
    """What the file says of a page."""
    return f"{path}: {{category: {category}, date: {date.isoformat()}}}\n"
