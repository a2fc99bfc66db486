"""What a person is told when something is wrong: one line that says where, what, and what to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a contributed file.

    ``file`` is relative to the project, ``line`` counts from 1, ``what`` says what is wrong,
    ``cure`` starts with a verb and says what to write. ``mend`` does it where that is mechanical: from the bytes of
    the file to its new bytes (see `mends`).
    """

    file: str
    line: int
    what: str
    cure: str
    mend: Callable[[bytes], bytes] | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line} – {self.what} – {self.cure}"


def shown(path: Path, root: Path) -> str:
    """A path as a person types it: relative to the project where it lies inside, with forward slashes."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
