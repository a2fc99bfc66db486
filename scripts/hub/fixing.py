"""Puts right what is mechanical: the mends that checks hand on with their problems, file by file.

A file is replaced as a whole or not at all, so that nothing is lost when the power goes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from hub.problems import Problem

#: One mend may uncover the next; more rounds than there are kinds of mends bring nothing.
_ROUNDS = 10


def fix(root: Path, problems: list[Problem], find: Callable[[], list[Problem]]) -> tuple[list[Problem], list[Problem]]:
    """What was mended of these problems below ``root`` and what is left, after as many rounds as it takes.

    ``find`` reads everything anew and gives its problems. Raises OSError where a file cannot be written.
    """
    mended: list[Problem] = []
    for _ in range(_ROUNDS):
        done = _round(root, problems)
        if not done:
            break
        mended += done
        problems = find()
    return mended, problems


def _round(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """The problems that were mended: those whose mend changed the file."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.mend is not None:
            by_file.setdefault(problem.file, []).append(problem)
    done = []
    for file, ones in by_file.items():
        path = root / file
        if not path.is_file():  # a link to nowhere, which is a problem of its own
            continue
        data = before = path.read_bytes()
        # From the last line up: a mend may add or take out lines below it, never above.
        for problem in sorted(ones, key=lambda one: -one.line):
            assert problem.mend is not None
            new = problem.mend(data)
            if new != data:
                data = new
                done.append(problem)
        if data != before:
            _replace(path, data)
    return sorted(done)


def _replace(path: Path, data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        made = Path(file.name)
        file.write(data)
    try:
        made.chmod(path.stat().st_mode & 0o777)
        made.replace(path)
    except OSError:
        made.unlink()
        raise
