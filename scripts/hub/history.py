"""What git remembers: earlier texts of a file, files that a folder once held, and the day of the last change."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """What one commit did to a file: ``before`` and ``after`` are its paths relative to the project, the empty string
    where it did not exist; ``blob`` is git's name for its new text. ``time`` is in UTC."""

    time: datetime.datetime
    before: str
    after: str
    blob: str


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


def steps(root: Path, folder: str) -> list[Step]:
    """What commits did to the files of a folder, oldest first, in the order in which the main line took them in.

    What was merged counts when it was merged: that is when it could be published. Nothing where git does not know the
    folder or is missing, and in a shallow clone.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return []
    kinds = ("--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--find-renames", "-z", "--relative")
    words = iter(
        _git(root, "log", "--no-follow", "--no-show-signature", *kinds, "--format=%cI", "HEAD", "--", folder).split(
            "\0"
        )
    )
    made: list[Step] = []
    time = datetime.datetime.min
    for word in words:
        said = word.strip()
        if said.startswith(":"):
            _, _, _, blob, status = said.split(" ")
            path = next(words, "")
            if status[0] == "R":
                made.append(Step(time, path, next(words, ""), blob))
            else:
                made.append(Step(time, "" if status == "A" else path, "" if status == "D" else path, blob))
        elif said:
            time = datetime.datetime.fromisoformat(said).astimezone(datetime.UTC)
    return made


def files(root: Path, commit: str, folder: str) -> dict[str, str]:
    """The files of a folder as a commit holds them: by their path relative to the project, git's names for their texts.

    Nothing where git does not know the commit or is missing.
    """
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", folder)
    entries = (line.partition("\t") for line in listed.split("\0") if line)
    return {path: about.split(" ")[2] for about, _, path in entries}


def last_commit(root: Path) -> datetime.datetime | None:
    """When the commit was made that the project stands at, in UTC; None where git does not know it or is missing."""
    said = _git(root, "log", "-1", "--first-parent", "--no-show-signature", "--format=%cI", "HEAD", "--", ".").strip()
    return datetime.datetime.fromisoformat(said).astimezone(datetime.UTC) if said else None


def texts(root: Path, blobs: Iterable[str]) -> dict[str, str]:
    """The texts that git keeps under these names, each once; what it does not know is left out."""
    asked = list(dict.fromkeys(blobs))
    content = _git_bytes(root, "cat-file", "--batch", given="\n".join(asked).encode()) if asked else b""
    made: dict[str, str] = {}
    at = 0
    for name in asked:
        end = content.find(b"\n", at)
        size = content[at:end].split(b" ")[-1]
        at = end + 1
        if end >= 0 and size.isdigit():
            text = content[at : at + int(size)].decode("utf-8", errors="replace")
            made[name] = text.removeprefix("\ufeff").replace("\r\n", "\n")
            at += int(size) + 1
    return made


def _inside(folder: str, path: str) -> str:
    """A path relative to the folder; the empty string where it lies outside."""
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else ""


def _git(root: Path, *words: str) -> str:
    return _git_bytes(root, *words).decode("utf-8", errors="replace")


def _git_bytes(root: Path, *words: str, given: bytes = b"") -> bytes:
    try:
        # Names of files are shown as they are, also where they hold other letters than ASCII.
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", *words], cwd=root, input=given, capture_output=True, check=False
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
