"""What a person is told when something is wrong: one line that says where, what, and what to write."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

#: Characters of a message's part: what is quoted from a file may be as long as the file.
_LONGEST = 400


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a contributed file.

    ``file`` is relative to the project, ``line`` counts from 1, ``what`` says what is wrong,
    ``cure`` starts with a verb and says what to write; whatever of the file they quote, they are one line each.
    ``mend`` does it where that is mechanical: from the bytes of the file to its new bytes (see `mends`).
    """

    file: str
    line: int
    what: str
    cure: str
    mend: Callable[[bytes], bytes] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.file.isprintable():
            object.__setattr__(self, "file", one_line(self.file))
        # The dash parts what is wrong from the cure.
        object.__setattr__(self, "what", one_line(self.what, _LONGEST).replace(" – ", " - "))
        object.__setattr__(self, "cure", one_line(self.cure, _LONGEST))

    def __str__(self) -> str:
        return f"{self.file}:{self.line} – {self.what} – {self.cure}"


def one_line(text: str, longest: int | None = None) -> str:
    """A contributed text on one line, without what cannot be seen or could steer a terminal; cut where it is too long."""
    if longest and len(text) > 2 * longest:
        text = text[: 2 * longest]
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    text = " ".join(text.split())
    return text if not longest or len(text) <= longest else f"{text[: longest - 1]}…"


def shown(path: Path, root: Path) -> str:
    """A path as a person types it: relative to the project where it lies inside, with forward slashes."""
    for way in (os.path.abspath, os.path.realpath):  # first as it is named: a link may lead anywhere
        try:
            return Path(way(path)).relative_to(way(root)).as_posix()
        except ValueError:
            continue
    return path.as_posix()
