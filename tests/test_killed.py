"""A release that is killed at any moment has published all or nothing, and the next one goes on as if it had not been."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mike import commands

from conftest import ENVIRONMENT, Project
from hub import publishing
from hub.publishing import BRANCH, DRAFT
from publishing import SITE_URL, copy_of, release_made

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system has no groups of processes to kill")

#: Read by every Python of a release: counts what touches git or its folder, and at a number kills all of them, with git.
COUNTING = """
import os, sys
def count(event, words):
    if event == "open":
        counts = isinstance(words[0], str) and "hub-release/" in words[0] and words[2] & (os.O_WRONLY | os.O_RDWR)
    else:
        counts = event in ("subprocess.Popen", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")
    if counts:
        counter = os.open(os.environ["COUNTER"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(counter, b".")
        if os.fstat(counter).st_size >= int(os.environ["KILLED_AT"]):
            os.killpg(0, 9)
        os.close(counter)
sys.addaudithook(count)
"""
#: Starts releases without loading everything again for each. Of what is asked for, a line each: the project, the site
#: that is there already (so that most of what is done is done with git) or nothing, the counter, and the number.
MOTHER = """
import os, sys
from pathlib import Path
from conftest import Project
from hub import releases
from publishing import release_made
for line in sys.stdin:
    root, site, os.environ["COUNTER"], os.environ["KILLED_AT"] = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child:
        print(os.waitpid(child, 0)[1], flush=True)
        continue
    os.setsid()
    os.dup2(2, 1)
    try:
        exec(sys.argv[1])
        if site:
            release_made(Project(Path(root)), "2026.11", Path(site))
        else:
            releases.release(Path(root), "2026.11")
    except BaseException as problem:
        print(problem, file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)
"""
Kill = Callable[[Project, str, int], int]


@pytest.fixture(scope="module")
def before(small: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two versions are published, as many as stay, and the next is to come."""
    project = copy_of(small, tmp_path_factory.mktemp("before") / "project")
    for version in ("2026.09", "2026.10"):
        release_made(project, version, small.root / "site")
    project.write("docs/en/words.md", (project.root / "docs/en/words.md").read_text() + "\nSay it once more.\n")
    project.git("commit", "-q", "-a", "-m", "Words")
    return project


@pytest.fixture(scope="module")
def kill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kill]:
    """Runs a release until it has done so much; gives how much it did."""
    tools = tmp_path_factory.mktemp("tools")
    (tools / "sitecustomize.py").write_text(
        "import os\nif 'COUNTER' in os.environ:\n    exec(os.environ['COUNTING'])\n"
    )
    path = os.pathsep.join([str(tools), *sys.path])
    variables = {**ENVIRONMENT, "SITE_URL": SITE_URL, "PYTHONPATH": path, "COUNTING": COUNTING}
    # What is said goes to a file: a pipe would wait for whoever still holds its other end.
    with (tools / "said").open("w+") as said:
        command = [sys.executable, "-c", MOTHER, COUNTING]
        with subprocess.Popen(
            command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
        ) as mother:
            assert mother.stdin and mother.stdout

            def run(project: Project, site: str, at: int) -> int:
                assert mother.stdin and mother.stdout
                counter = project.root.parent / "counter"
                print(project.root, site, counter, at, sep="\t", file=mother.stdin, flush=True)
                status = int(mother.stdout.readline() or 1)
                done = counter.stat().st_size if counter.exists() else 0
                assert status == (signal.SIGKILL if done >= at else 0), (tools / "said").read_text()
                return done

            yield run
            mother.stdin.close()


def published(project: Project) -> list[str]:
    """The versions, by all that tells of them: what mike lists, the folders, the changelog; every one has its tag."""
    names = project.git("ls-tree", "--name-only", BRANCH, "--", "latest", "2026.10", "2026.11", "2026.12").split()
    with publishing.inside(project.root):
        listed = {str(entry.version): list(entry.aliases) for entry in commands.list_versions(BRANCH)}
    told = [entry["version"] for entry in json.loads(project.git("show", f"{BRANCH}:changelog.json"))["versions"]]
    assert told == sorted(told, reverse=True) == project.git("tag", "--sort=-refname").split()
    assert set(names) - {"latest"} == set(told) - {"2026.09"}
    assert sorted(listed, reverse=True) == told[:2]
    assert listed[told[0]] == ["latest"]
    return told


def left(project: Project) -> list[str]:
    git = project.root / ".git"
    files = [file for file in git.rglob("*") if file.suffix in (".lock", ".keep") and file.name != "hub-release.lock"]
    files += [
        *git.glob("fast_import_crash_*"),
        *git.glob("hub-release"),
        *git.glob("worktrees/*"),
        *project.root.glob("site*"),
    ]
    return [file.name for file in files] + project.git("branch", "--list", DRAFT).split()


def check(kill: Kill, before: Project, made: str, at: int, site: Path, place: Path) -> list[str]:
    """Kill a release, look at what it left, and release once more."""
    project = copy_of(before, place / "project")
    old = project.git("rev-parse", BRANCH)
    assert kill(project, made, at) >= at
    now = published(project)
    assert "2026.11" in now or project.git("rev-parse", BRANCH) == old
    project.git("fsck", "--full", "--strict", "--no-dangling")
    release_made(project, "2026.12" if "2026.11" in now else "2026.11", site)
    assert published(project)[1:] == now
    assert left(project) == []
    shutil.rmtree(place)
    return now


def test_all_or_nothing_with_git(kill: Kill, before: Project, small: Project, tmp_path: Path) -> None:
    site = small.root / "site"
    everything = kill(copy_of(before, tmp_path / "measured"), str(site), 10**9)
    # The first moment and the last one too.
    points = [1 + round(one * (everything - 1) / 15) for one in range(16)]
    assert len(set(points)) == 16
    seen = [check(kill, before, str(site), at, site, tmp_path / str(at)) for at in points]
    assert [len(now) for now in seen] == sorted(len(now) for now in seen), "once there, a version stays"
    assert {len(now) for now in seen} == {2, 3}


@pytest.mark.parametrize("at", [60, 120, 180, 240])
def test_all_or_nothing_while_it_is_built(kill: Kill, before: Project, small: Project, tmp_path: Path, at: int) -> None:
    assert check(kill, before, "", at, small.root / "site", tmp_path / "one") == ["2026.10", "2026.09"]
