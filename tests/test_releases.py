"""What a release puts on the publishing branch, and what it leaves alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, FIXTURE, ROOT, Project
from hub import releases
from hub.publishing import BRANCH, DRAFT
from pages import parse
from publishing import SITE_URL, branch, release


def mike(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """mike as it is typed in an activated environment."""
    programs = Path(sys.executable).parent
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    environment = {**ENVIRONMENT, "SITE_URL": SITE_URL, "PATH": path}
    return subprocess.run(
        [programs / "mike", *words], cwd=project.root, env=environment, capture_output=True, text=True
    )


def test_the_root_holds_what_a_host_needs(published: Path) -> None:
    assert {"index.html", "404.html", "versions.json", ".nojekyll", "2026.08", "2026.11", "latest", "dev"} <= {
        path.name for path in published.iterdir()
    }
    versions = json.loads((published / "versions.json").read_text())
    assert {entry["version"]: entry["aliases"] for entry in versions} == {
        "2026.08": [],
        "2026.11": ["latest"],
        "dev": [],
    }
    assert not (published / "latest").is_symlink()


def test_latest_is_a_copy_of_the_newest_release(published: Path) -> None:
    files = {
        str(file.relative_to(published / "2026.11")) for file in (published / "2026.11").rglob("*") if file.is_file()
    }
    assert files == {
        str(file.relative_to(published / "latest")) for file in (published / "latest").rglob("*") if file.is_file()
    }


@pytest.mark.parametrize(("version", "indexed"), [("latest", True), ("2026.08", False), ("dev", False)])
def test_only_the_newest_release_is_to_be_indexed(published: Path, version: str, indexed: bool) -> None:
    for file in (published / version).rglob("*.html"):
        if file.name == "index.html" and file.parent.name != "embed":
            robots = parse(published, str(file.relative_to(published))).xpath("//meta[@name='robots']/@content")
            assert robots == ([] if indexed else ["noindex"]), file


def test_marking_an_older_version_twice_changes_nothing(published: Path) -> None:
    page = (published / "2026.08/index.html").read_bytes()
    assert releases.superseded(page) == page
    newest = (published / "latest/index.html").read_bytes()
    assert releases.superseded(newest) != newest


def test_mike_on_a_plain_clone_gives_the_same_site_as_build(tmp_path: Path) -> None:
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    project = Project(tmp_path / "clone")
    for name in files.splitlines():
        if (ROOT / name).exists() and not name.startswith(str(FIXTURE.relative_to(ROOT))):
            target = project.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    project.start_repository()
    deployed = mike(project, "deploy", "--update-aliases", "2026.11", "latest")
    assert deployed.returncode == 0, deployed.stderr
    built = project.build(SITE_URL=SITE_URL, MIKE_DOCS_VERSION="2026.11")
    assert built.returncode == 0, built.stderr
    served = branch(project, tmp_path / "branch")
    site = project.root / "site"
    for name in ("2026.11", "latest"):
        one = {
            str(file.relative_to(served / name)): file.read_bytes()
            for file in (served / name).rglob("*")
            if file.is_file()
        }
        two = {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}
        assert one.keys() == two.keys()
        different = [key for key in one if one[key] != two[key]]
        assert not different, (one[different[0]], two[different[0]])
    assert "MkDocs" in project.git("log", "-1", "--format=%s", BRANCH), "and not with another builder"


@pytest.mark.parametrize(
    ("version", "what"),
    [("2026.13", "write year.month"), ("v1", "write year.month"), ("../x", "write year.month")],
)
def test_a_wrong_version_is_refused(project: Project, version: str, what: str) -> None:
    project.start_repository()
    result = release(project, version)
    assert result.returncode == 2
    assert what in result.stderr and len(result.stderr.strip().splitlines()) == 1


def test_a_published_version_is_never_overwritten_and_changes_are_committed_first(project: Project) -> None:
    project.start_repository()
    project.write("docs/en/tips/champions.md", (project.root / "docs/en/tips/champions.md").read_text() + "\nMore.\n")
    refused = release(project, "2026.11")
    assert refused.returncode == 2 and "git commit" in refused.stderr
    project.git("commit", "-q", "-a", "-m", "More")
    assert release(project, "2026.11").returncode == 0
    tip = project.git("rev-parse", BRANCH)
    again = release(project, "2026.11")
    assert again.returncode == 2 and "2026.11.1" in again.stderr
    assert project.git("rev-parse", BRANCH) == tip


def test_a_failed_release_leaves_the_branch_as_it_was(project: Project) -> None:
    project.start_repository()
    assert release(project, "dev").returncode == 0
    tip = project.git("rev-parse", BRANCH)
    project.replace("docs/en/start.md", "about/index.md", "about/nothing.md")
    project.git("commit", "-q", "-a", "-m", "Break")
    result = release(project, "2026.11")
    assert result.returncode == 1
    assert "about/nothing.md" in result.stderr
    assert "Traceback" not in result.stderr
    assert project.git("rev-parse", BRANCH) == tip
    assert DRAFT not in project.git("branch")
    assert not list(project.root.glob("site.*"))
