"""The branch that a host serves, and how it is changed: in one step, or not at all.

What is to be published is prepared on a draft of the branch, and the branch is moved to it when it is complete.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
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


def files(folder: str, branch: str = DRAFT) -> Iterator[git_utils.FileInfo]:
    """All files of a folder of a branch, by their paths from its root; of all its folders if none is named.

    One call for all: mike's own way asks git several times a file.
    """
    listed = _git("ls-tree", "-r", "-z", "--full-tree", branch, "--", *([f"{folder}/"] if folder else [])).split(b"\0")
    entries = [(about.split(), path.decode()) for about, _, path in (line.partition(b"\t") for line in listed if line)]
    content, at = _git("cat-file", "--batch", given=b"\n".join(about[2] for about, _ in entries)), 0
    for about, path in entries:
        end = content.index(b"\n", at)
        size = int(content[at:end].split()[-1])
        yield git_utils.FileInfo(path, content[end + 1 : end + 1 + size], int(about[0], 8))
        at = end + size + 2


def prepare() -> None:
    """Take over the branch as it was last seen at origin, where this clone's is older. Raises `CannotPublish` if it went
    another way than origin's, and if git lacks a name."""
    for key, example in (("user.name", "A name for commits"), ("user.email", "name@example.org")):
        try:
            git_utils.get_config(key)
        except git_utils.GitError:
            raise CannotPublish(f'git does not know who publishes – type: git config {key} "{example}"') from None
    try:
        git_utils.update_from_upstream("origin", BRANCH)
    except git_utils.GitError:
        raise CannotPublish(
            f"{BRANCH} here holds what {BRANCH} at origin does not, and the other way round – "
            f"to go on from origin's, type: git branch -f {BRANCH} origin/{BRANCH}"
        ) from None


@contextmanager
def drafting() -> Iterator[dict[str, str]]:
    """A copy of the branch, named `DRAFT`, to commit to; it becomes the branch if all goes well, and is gone afterwards.

    Gives a place to name what else shall change in the same instant: the full names of tags and branches, each with
    the object that it shall stand for. Raises `CannotPublish` for what git refuses; nothing has changed then.
    """
    start = tip(BRANCH)
    if start:
        git_utils.update_ref(DRAFT, start)
    also: dict[str, str] = {}
    try:
        with _unpacked():
            yield also
        _move({**also, f"refs/heads/{BRANCH}": git_utils.get_latest_commit(DRAFT)}, start)
    except git_utils.GitError as error:
        raise CannotPublish(f"git said: {_last_line(error)} – nothing was published") from None
    finally:
        if tip(DRAFT):
            _git("update-ref", "-d", f"refs/heads/{DRAFT}")


def forget() -> None:
    """Let the draft stand alone, without the commits before it. Raises `GitError`."""
    done = _git("commit-tree", f"{DRAFT}^{{tree}}", "-m", "Versions").decode().strip()
    git_utils.update_ref(DRAFT, done)


@contextmanager
def _unpacked() -> Iterator[None]:
    """Let git keep each object that mike commits by itself, until it packs them for a push or in its own time.

    What it packs as it comes it hardly compares, not even later: a version, which differs from others in little more
    than its number, would weigh four times as much on the branch.
    """
    count = os.environ.get("GIT_CONFIG_COUNT", "0")
    setting = {f"GIT_CONFIG_KEY_{count}": "fastimport.unpackLimit", f"GIT_CONFIG_VALUE_{count}": "1000000"}
    os.environ.update(setting, GIT_CONFIG_COUNT=str(int(count) + 1))
    try:
        yield
    finally:
        os.environ["GIT_CONFIG_COUNT"] = count
        for name in setting:
            del os.environ[name]


def _move(refs: Mapping[str, str], start: str | None) -> None:
    """All of them or none, and only if the branch is still where the work started. Raises `GitError`."""
    # A text that ends before "commit", because its writer was killed, changes nothing.
    lines = ["start"]
    for name, new in refs.items():
        if name != f"refs/heads/{BRANCH}":
            lines.append(f"update {name} {new}")
        else:
            lines.append(f"update {name} {new} {start}" if start else f"create {name} {new}")
    text = "\n".join([*lines, "prepare", "commit", ""])
    done = subprocess.run(["git", "update-ref", "--stdin"], input=text, capture_output=True, text=True)
    if done.returncode:
        raise git_utils.GitError(f"the branch {BRANCH} could not be changed", done.stderr)


def tag(name: str, commit: str, message: str) -> str:
    """An annotated tag, which nothing refers to by its name yet: the name of the object. Raises `CannotPublish`."""
    tagger = subprocess.run(["git", "var", "GIT_COMMITTER_IDENT"], capture_output=True, text=True).stdout.strip()
    text = f"object {commit}\ntype commit\ntag {name}\ntagger {tagger}\n\n{message.strip()}\n"
    done = subprocess.run(["git", "mktag"], input=text.encode(), capture_output=True)
    if done.returncode:
        raise CannotPublish(f"git said: {done.stderr.decode(errors='replace').strip()} – nothing was published")
    return done.stdout.decode().strip()


def push_command(tags: Iterable[str] = (), over: bool = False) -> list[str]:
    """What sends the branch and tags to origin, all or nothing; ``over`` if tags there may stand for something else."""
    return ["git", "push", "--atomic", "origin", BRANCH, *(f"+{name}" if over else name for name in tags)]


def push(command: list[str]) -> None:
    """Run what `push_command` gave. Raises `CannotPublish`."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        said = next((line for line in done.stderr.splitlines() if "rejected" in line or "fatal" in line), done.stderr)
        raise CannotPublish(
            f"it is published here, but could not be sent ({' '.join(said.split())}) – type: {' '.join(command)}"
        )


def uncommitted() -> bool:
    """Whether the working folder holds changes that are not committed."""
    # Without a lock on git's index, which would outlast a run that is killed.
    return bool(_git("--no-optional-locks", "status", "--porcelain").strip())


def is_shallow() -> bool:
    """Whether this clone lacks the older commits, from which pages tell their dates."""
    return _git("rev-parse", "--is-shallow-repository").strip() == b"true"


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


def _git(*words: str, given: bytes = b"") -> bytes:
    return subprocess.run(["git", *words], input=given, capture_output=True).stdout


def _last_line(error: Exception) -> str:
    return str(error).splitlines()[-1].strip()
