"""What git remembers: earlier texts of a file, files that a folder once held, and the day of the last change."""

from __future__ import annotations

import datetime
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


def former_paths(root: Path, folder: str) -> dict[str, str]:
    """Every Markdown file that a folder held in a commit that leads to this one, with the path it was renamed to.

    Paths are relative to the folder; the empty string stands for no known new path. Nothing where git does not know
    the folder or is missing, and in a shallow clone: what it remembers would differ from one machine to the next.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    kinds = ("--diff-filter=ADR", "--find-renames", "--name-status", "-z", "--format=", "--relative")
    words = iter(_git(root, "log", "--no-follow", "--no-show-signature", *kinds, "HEAD", "--", folder).split("\0"))
    found: dict[str, str] = {}
    # Newest first: what is said first of a path counts. A renaming names two paths, the rest one.
    for word in words:
        if status := word.strip():
            old = _inside(folder, next(words, ""))
            new = _inside(folder, next(words, "")) if status.startswith("R") else ""
            for path, renamed in ((old, new), (new, "")):
                if path.endswith(".md"):
                    found.setdefault(path, renamed)
    return found


def last_day(root: Path) -> str:
    """The day of the last commit (ISO 8601, in universal time); empty where git knows none or is missing."""
    seconds = _git(root, "log", "-1", "--no-show-signature", "--format=%ct").strip()
    return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date().isoformat() if seconds else ""


def _inside(folder: str, path: str) -> str:
    """A path relative to the folder; the empty string where it lies outside."""
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else ""


def _git(root: Path, *words: str) -> str:
    try:
        # Names of files are shown as they are, also where they hold other letters than ASCII.
        done = subprocess.run(["git", "-c", "core.quotePath=false", *words], cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else ""
