"""Where a release is put together: one at a time, in a folder of its own, and after one that was killed as after any other.

Work may end at any moment, by a power cut as well. What it leaves is found by the next one, which holds a lock that the
system lets go of when a program ends, and so knows that nobody needs it any more.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from hub.publishing import BRANCH, DRAFT, CannotPublish, tip

_FOLDER = "hub-release"
_LOCK = "hub-release.lock"
#: git holds the lock of a branch or tag for an instant: one that outlasts this many seconds was left by one that is gone.
_INSTANT = 1.0
_GIT_LOCKS = ("packed-refs.lock", f"refs/heads/{BRANCH}.lock", f"refs/heads/{DRAFT}.lock", "refs/tags/20*.lock")


@contextmanager
def alone() -> Iterator[Path]:
    """An empty folder to work in, in the current repository; gone afterwards, as is what earlier work has left.

    Raises `CannotPublish` where somebody else is at work, or where there is no repository.
    """
    git = _git_folder()
    with (git / _LOCK).open("a") as lock:
        try:
            _hold(lock)
        except OSError:
            raise CannotPublish("another release is at work in this folder – wait until it has ended") from None
        _clean(git)
        folder = git / _FOLDER
        folder.mkdir(exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=folder))
        try:
            yield place
        finally:
            _empty(folder)


def _git_folder() -> Path:
    said = subprocess.run(["git", "rev-parse", "--git-common-dir"], capture_output=True, text=True)
    if said.returncode:
        raise CannotPublish("this folder is not in a git repository, and versions are kept in one – type: git init")
    return Path(said.stdout.strip()).resolve()


def _hold(lock: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _clean(git: Path) -> None:
    """Remove what was left. The published branch and the tags are never half-made, so there is nothing to put right."""
    if held := _locks(git):
        time.sleep(_INSTANT)
        for lock in held & _locks(git):
            lock[0].unlink(missing_ok=True)
    if tip(DRAFT):
        subprocess.run(["git", "update-ref", "-d", f"refs/heads/{DRAFT}"], capture_output=True)
    for report in git.glob("fast_import_crash_*"):
        report.unlink(missing_ok=True)
    _empty(git / _FOLDER)


def _locks(git: Path) -> set[tuple[Path, int]]:
    """Each with the time of its making, so that another one in its place is told apart."""
    return {(lock, lock.stat().st_mtime_ns) for pattern in _GIT_LOCKS for lock in git.glob(pattern)}


def _empty(folder: Path) -> None:
    """A build of a killed release may still write there for a moment: what cannot go now goes the next time."""
    shutil.rmtree(folder, ignore_errors=True)
    # Looks for the folders of other checkouts that are gone.
    subprocess.run(["git", "worktree", "prune"], capture_output=True)
