"""How the publishing branch changes with each version: what is refused, replaced, sent, and what stays of old versions."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree
from lxml import html as lxml_html

from conftest import Project
from hub import checks, cli, publishing, releases, workspace
from hub.problems import Problem
from hub.publishing import BRANCH, DRAFT, CannotPublish
from publishing import branch, copy_of, release_made


@pytest.fixture
def hub(small: Project, tmp_path: Path) -> Project:
    return copy_of(small, tmp_path / "hub")


@pytest.fixture
def site(small: Project) -> Path:
    return small.root / "site"


def edit(hub: Project, word: str) -> str:
    """A commit more; its name."""
    hub.write("docs/en/words.md", (hub.root / "docs/en/words.md").read_text() + f"\n{word}\n")
    hub.git("commit", "-q", "-a", "-m", word)
    return hub.git("rev-parse", "HEAD").strip()


def refused(hub: Project, site: Path, version: str, **options: str | bool) -> str:
    """Why a release is refused, in one line; nothing has changed."""
    before = hub.git("for-each-ref")
    with pytest.raises(CannotPublish) as why:
        release_made(hub, version, site, **options)
    assert hub.git("for-each-ref") == before
    assert "\n" not in str(why.value)
    return str(why.value)


def test_old_versions_leave_a_page_at_each_address(hub: Project, site: Path, tmp_path: Path) -> None:
    # A page that the newest version lacks.
    older = tmp_path / "older"
    shutil.copytree(site, older)
    shutil.copytree(site / "pt/words", older / "pt/gone")
    release_made(hub, "2026.09", older)
    release_made(hub, "2026.10", site)
    release_made(hub, "2026.11", site)
    files = branch(hub, tmp_path / "files")
    assert [entry["version"] for entry in json.loads((files / "versions.json").read_text())] == ["2026.11", "2026.10"]
    assert {entry["version"] for entry in json.loads((files / "changelog.json").read_text())["versions"]} == {"2026.09", "2026.10", "2026.11"}  # fmt: skip
    left = {file.relative_to(files / "2026.09").as_posix() for file in (files / "2026.09").rglob("*") if file.is_file()}
    assert left == {file.relative_to(older).as_posix() for file in older.rglob("*.html")}
    leads = {}
    for name in left:
        page = lxml_html.parse(str(files / "2026.09" / name)).getroot()
        [refresh] = page.xpath("//meta[@http-equiv='refresh']/@content")
        target = urljoin(f"https://hub.example/2026.09/{name.removesuffix('index.html')}", refresh.partition("url=")[2])
        leads[name] = target.removeprefix("https://hub.example/")
        place = files / leads[name]
        assert (place / "index.html" if place.is_dir() else place).is_file(), leads[name]
    assert leads["index.html"] == "latest/"
    assert leads["pt/words/index.html"] == "latest/pt/words/"
    assert leads["pt/words/embed/index.html"] == "latest/pt/words/embed/"
    assert leads["pt/gone/index.html"] == "latest/pt/"
    assert leads["pt/search.html"] == "latest/pt/search.html"
    # What other sites have in their pages stays for good.
    assert list((files / "embed").glob("embed.*.js"))
    assert "stays as it is" in refused(hub, site, "2026.09")


def test_a_version_can_be_replaced_with_a_reason(hub: Project, site: Path, tmp_path: Path) -> None:
    first = hub.git("rev-parse", "HEAD").strip()
    release_made(hub, "2026.10", site)
    release_made(hub, "2026.11", site)
    tag = hub.git("rev-parse", "refs/tags/2026.10")
    second = edit(hub, "A better word.")
    better = tmp_path / "better"
    shutil.copytree(site, better)
    (better / "new.txt").write_text("new")
    done = release_made(hub, "2026.10", better, replace="The second word was wrong")
    assert "The second word was wrong" in done.news
    assert hub.git("rev-parse", "2026.10^{commit}").strip() == second
    assert hub.git("rev-parse", "refs/tags/2026.10-replaced-1") == tag
    assert hub.git("rev-parse", "2026.10-replaced-1^{commit}").strip() == first
    assert done.send.endswith("+refs/tags/2026.10-replaced-1 +refs/tags/2026.10"), "origin has another tag of that name"
    third = release_made(hub, "2026.10", site, replace="And the first one")
    assert "The second word was wrong" in third.news and "And the first one" in third.news
    assert hub.git("rev-parse", "2026.10-replaced-2^{commit}").strip() == second
    files = branch(hub, tmp_path / "files")
    assert not (files / "2026.10/new.txt").exists()
    # It is not the newest one, and stays marked as such.
    assert b"noindex" in (files / "2026.10/index.html").read_bytes()
    assert b"noindex" not in (files / "latest/index.html").read_bytes()
    assert json.loads((files / "versions.json").read_text())[0]["aliases"] == ["latest"]
    told = json.loads((files / "changelog.json").read_text())["versions"]
    assert [entry["version"] for entry in told] == ["2026.11", "2026.10"]
    assert [one["reason"] for one in told[1]["replaced"]] == ["The second word was wrong", "And the first one"]


def test_what_cannot_be_right_is_refused(hub: Project, site: Path, tmp_path: Path) -> None:
    assert "without --replace" in refused(hub, site, "2026.11", replace="No reason")
    release_made(hub, "2026.11", site)
    assert "2026.11.1" in refused(hub, site, "2026.11")
    assert "2026.11.1" in refused(hub, site, "2026.10"), "latest would be older than what is there"
    hub.git("tag", "2026.12")
    edit(hub, "A word.")
    assert "git tag -d 2026.12" in refused(hub, site, "2026.12")
    hub.git("tag", "-f", "2026.12")
    release_made(hub, "2026.12", site)
    assert hub.git("cat-file", "-t", "2026.12").strip() == "tag", "a tag that was set by hand is told what changed"
    hub.replace("mkdocs.yml", "{keep: 2}", "{keep: none}")
    assert "keep: 12" in refused(hub, site, "2027.01")
    hub.write("mkdocs.yml", "plugins: [nothing]\nsite_name: x\n")
    assert "git diff mkdocs.yml" in refused(hub, site, "2027.01")
    hub.git("checkout", "mkdocs.yml")
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", hub.root.as_uri(), shallow], check=True)
    assert "git fetch --unshallow" in refused(Project(shallow), site, "2027.01")


@pytest.mark.parametrize("words", [["--replace"], ["--reason", "Why"], ["--replace", "--reason", " "]])
def test_replacing_takes_a_reason(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["release", "2026.11", *words]) == 2
    assert "--reason" in capsys.readouterr().err


def test_nothing_is_published_before_the_texts_are_right(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Problem("docs/en/tips/champions.md", 1, "it is wrong", "write it right")
    monkeypatch.setattr(checks, "run", lambda *_: [wrong])
    monkeypatch.setattr(releases, "release", lambda *_, **__: pytest.fail("was published"))
    assert cli.main(["release", "2026.11"]) == 1
    assert "write it right" in capsys.readouterr().out


def test_one_release_at_a_time(hub: Project, site: Path) -> None:
    with publishing.inside(hub.root), workspace.alone():
        assert "another release" in refused(hub, site, "2026.11")
    release_made(hub, "2026.11", site)


def test_what_a_killed_release_left_is_cleared_away(hub: Project, site: Path) -> None:
    git = hub.root / ".git"
    hub.git("branch", DRAFT)
    for name in (f"refs/heads/{BRANCH}.lock", "refs/tags/2026.11.lock", "packed-refs.lock", "fast_import_crash_7"):
        (git / name).touch()
    (git / "hub-release/tmp7").mkdir(parents=True)
    (git / "hub-release/tmp7/half.html").touch()
    release_made(hub, "2026.11", site)
    assert hub.git("branch", "--list", DRAFT) == "" and not (git / "hub-release").exists()
    assert [*git.rglob("*.lock"), *git.glob("fast_import_crash_*")] == [git / "hub-release.lock"]


def test_branch_and_tag_are_sent_together_or_not_at_all(hub: Project, site: Path, tmp_path: Path) -> None:
    origin = Project(tmp_path / "origin.git")
    hub.git("init", "-q", "--bare", str(origin.root))
    hub.git("remote", "add", "origin", str(origin.root))
    hub.git("push", "-q", "origin", "main")
    hook = origin.root / "hooks/update"
    hook.write_text("#!/bin/sh\ncase $1 in refs/tags/*) exit 1;; esac\n")
    hook.chmod(0o755)
    with pytest.raises(CannotPublish, match=r"git push --atomic origin gh-pages refs/tags/2026\.11"):
        release_made(hub, "2026.11", site, push=True)
    assert origin.git("for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]
    hook.unlink()
    hub.git("push", "--atomic", "origin", BRANCH, "refs/tags/2026.11")
    release_made(hub, "2026.12", site, push=True)
    for name in (f"refs/heads/{BRANCH}", "refs/tags/2026.11", "refs/tags/2026.12"):
        assert origin.git("rev-parse", name) == hub.git("rev-parse", name)
    # Who has an older branch goes on from origin's; who went another way is told.
    other = Project(tmp_path / "other")
    hub.git("clone", "-q", "-b", "main", str(origin.root), str(other.root))
    other.git("config", "user.name", "Test")
    other.git("config", "user.email", "test@example.org")
    other.git("branch", BRANCH, f"origin/{BRANCH}~1")
    release_made(other, "2027.01", site)
    assert other.git("merge-base", BRANCH, f"origin/{BRANCH}") == other.git("rev-parse", f"origin/{BRANCH}")
    other.git("branch", "-f", BRANCH, "main")
    assert f"git branch -f {BRANCH} origin/{BRANCH}" in refused(other, site, "2027.02")


def test_git_is_left_to_pack_versions_together(hub: Project, site: Path) -> None:
    release_made(hub, "2026.11", site)
    # What is packed as it comes is never compared again: twelve versions of the hub weighed 112 MB, and 21 otherwise.
    assert "packs: 0" in hub.git("count-objects", "-v")


def test_a_site_that_names_this_computer_is_not_sent(hub: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    with pytest.raises(CannotPublish, match="SITE_URL=https://"):
        releases.release(hub.root, "2026.11", push=True)


def test_editions_are_made_by_the_project_that_is_built(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda words, **more: None if "mkdocs" in words else run(words, **more))
    project = Project(tmp_path / "older")
    place = ("2026.11", "https://hub.example/", "")
    with pytest.raises(CannotPublish, match="without --editions"):
        releases.build(project.root, tmp_path, *place, editions=True)
    project.write("scripts/hub/__init__.py", "")
    project.write("scripts/hub/site/__init__.py", "")
    project.write(
        "scripts/hub/site/editions/__init__.py",
        "class CannotMake(Exception): ...\n"
        "def make(site):\n"
        "    if (site / 'made').exists():\n        raise CannotMake('they are there')\n"
        "    (site / 'made').touch()\n",
    )
    releases.build(project.root, tmp_path, *place, editions=True)
    assert (tmp_path / "made").exists()
    with pytest.raises(subprocess.CalledProcessError):
        releases.build(project.root, tmp_path, *place, editions=True)
    assert capfd.readouterr().err == "hub – they are there\n"


def test_hosts_and_robots_find_their_files_at_the_root(published: Path) -> None:
    robots = (published / "robots.txt").read_text().splitlines()
    assert robots[:2] == ["User-agent: *", "Allow: /"]
    assert robots[-1] == "Sitemap: https://hub.example/hub/sitemap.xml"
    index = etree.parse(published / "sitemap.xml")
    places = index.xpath("//*[local-name()='loc']/text()")
    assert places == ["https://hub.example/hub/latest/sitemap.xml"]
    listed = etree.parse(published / "latest/sitemap.xml").xpath("//*[local-name()='loc']/text()")
    assert listed and all(one.startswith("https://hub.example/hub/latest/") for one in listed)
    for address in listed:
        assert (published / address.removeprefix("https://hub.example/hub/") / "index.html").is_file()
    changes = (published / "CHANGELOG.md").read_text()
    assert "https://hub.example/hub/latest/tips/partnerships/" in changes and "## 2026.08" in changes


def test_a_preview_is_not_told_of(hub: Project, site: Path, tmp_path: Path) -> None:
    done = release_made(hub, "dev", site)
    assert done.news == "" and "tags" not in done.send
    files = branch(hub, tmp_path / "files")
    assert hub.git("tag") == ""
    assert not (files / "sitemap.xml").exists() and not (files / "changelog.json").exists()
    assert "Sitemap" not in (files / "robots.txt").read_text()
