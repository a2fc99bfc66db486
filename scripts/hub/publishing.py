"""The branch that a host serves, and how it is changed: in one step, or not at all.

What is to be published is prepared on a draft of the branch, and the branch is moved to it when it is complete.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mike import git_utils

BRANCH = "gh-pages"
DRAFT = "hub-release-in-progress"


class CannotPublish(Exception):
    """One line: what is wrong – what to type. ``code`` is the command's exit code."""

    def __init__(self, text: str, code: int = 2) -> None:
        super().__init__(text)
        self.code = code


def tip(branch: str) -> str | None:
    """The newest commit of a branch; None where there is no such branch."""
    try:
        return str(git_utils.get_latest_commit(branch))
    except git_utils.GitError:
        return None


def read(path: str, branch: str = DRAFT) -> bytes:
    """A file of a branch; nothing where it has none, as versions of earlier years."""
    try:
        return bytes(git_utils.read_file(branch, path))
    except git_utils.GitError:
        return b""


def prepare() -> None:
    """Take over the branch as it is at origin, where this clone has none. Raises `CannotPublish` if git lacks a name."""
    for key, example in (("user.name", "A name for commits"), ("user.email", "name@example.org")):
        try:
            git_utils.get_config(key)
        except git_utils.GitError:
            raise CannotPublish(f'git does not know who publishes – type: git config {key} "{example}"') from None
    if not tip(BRANCH) and tip(f"origin/{BRANCH}"):
        git_utils.update_ref(BRANCH, git_utils.get_latest_commit(f"origin/{BRANCH}"))


@contextmanager
def drafting() -> Iterator[None]:
    """A copy of the branch, named `DRAFT`, to commit to; it becomes the branch if all goes well, and is gone afterwards.

    Raises `CannotPublish` for what git refuses.
    """
    if start := tip(BRANCH):
        git_utils.update_ref(DRAFT, start)
    try:
        yield
        git_utils.update_ref(BRANCH, git_utils.get_latest_commit(DRAFT))
    except git_utils.GitError as error:
        raise CannotPublish(f"git said: {_last_line(error)} – nothing was published") from None
    finally:
        if tip(DRAFT):
            git_utils.delete_branch(DRAFT)


def push() -> None:
    """Send the branch to origin. Raises `CannotPublish`."""
    try:
        git_utils.push_branch("origin", BRANCH)
    except git_utils.GitError as error:
        raise CannotPublish(
            f"the branch could not be sent ({_last_line(error)}) – type: git push origin {BRANCH}"
        ) from None


def uncommitted() -> bool:
    """Whether the working folder holds changes that are not committed."""
    return bool(subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True).stdout.strip())


@contextmanager
def inside(root: Path) -> Iterator[None]:
    """mike and git work in the current folder."""
    before = Path.cwd()
    os.chdir(root)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # mike calls "mkdocs" by name: it must be the one beside this Python.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    try:
        yield
    finally:
        os.chdir(before)


def _last_line(error: Exception) -> str:
    return str(error).splitlines()[-1].strip()
