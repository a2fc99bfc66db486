"""The text of a contributed file, whoever saved it with what."""

from __future__ import annotations

from pathlib import Path

from hub import mends
from hub.problems import Problem


def read(path: Path, name: str, faults: list[Problem]) -> str:
    """The text of a file with ``\\n`` at the end of each line; ``name`` is the file as shown to people.

    What is wrong is added to ``faults``; a file that cannot be opened is empty, and what is no UTF-8 becomes ``\\ufffd``.
    """
    try:
        content = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    except OSError:
        cure = "put the file itself here in place of a link, and let everybody read it"
        faults.append(Problem(name, 1, "the file cannot be opened", cure))
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what, cure = "the file is not saved as UTF-8", "save it again with the encoding UTF-8"
        faults.append(Problem(name, line, what, cure, mends.recoded if error.start < 2 else None))
        return content.decode("utf-8", errors="replace").removeprefix("\ufeff")
