"""Earlier texts of a file, from git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path


def earlier_texts(root: Path, file: str) -> Iterator[str]:
    """The committed texts of a file, newest first; none where git does not know it or is missing.

    ``file`` is relative to ``root``. Follows the file through renames.
    """
    listed = _git(root, "log", "--follow", "--format=%x00%H", "--name-only", "--", file)
    for commit in listed.split("\0")[1:]:
        name, _, path = commit.strip().partition("\n")
        if text := _git(root, "show", f"{name}:{path.strip()}"):
            yield text.removeprefix("\ufeff").replace("\r\n", "\n")


def _git(root: Path, *words: str) -> str:
    try:
        # Names of files are shown as they are, also where they hold other letters than ASCII.
        done = subprocess.run(["git", "-c", "core.quotePath=false", *words], cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else ""
