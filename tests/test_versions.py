"""Versions on a local publishing branch, served as the host would under /hub/ and walked in a browser."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import ENVIRONMENT, FIXTURE, ROOT, Project, Visit, make_project
from hub import releases
from hub.localhost import serving
from pages import parse

Open = Callable[..., Visit]
SITE_URL = "https://hub.example/hub/"


def mike(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """mike as it is typed in an activated environment."""
    programs = Path(sys.executable).parent
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    environment = {**ENVIRONMENT, "SITE_URL": SITE_URL, "PATH": path}
    return subprocess.run(
        [programs / "mike", *words], cwd=project.root, env=environment, capture_output=True, text=True
    )


def release(project: Project, version: str) -> subprocess.CompletedProcess[str]:
    """What the verb does, without the command making an environment of its own for the copy."""
    code = "import sys; from pathlib import Path; from hub import releases\ntry: releases.release(Path('.'), sys.argv[1])\nexcept releases.CannotRelease as e: print(f'hub – {e}', file=sys.stderr); sys.exit(e.code)"
    environment = {**ENVIRONMENT, "SITE_URL": SITE_URL, "PYTHONPATH": str(project.root / "scripts")}
    return subprocess.run(
        [sys.executable, "-c", code, version], cwd=project.root, env=environment, capture_output=True, text=True
    )


def branch(project: Project, target: Path) -> Path:
    """The files of the publishing branch, as a host would serve them."""
    project.git("clone", "-q", "--branch", releases.BRANCH, str(project.root), str(target))
    shutil.rmtree(target / ".git")
    return target


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2026.08 (without the page on partnerships), then 2026.11, which is the latest, then a preview."""
    project = make_project(tmp_path_factory.mktemp("versions") / "project")
    partnerships = (project.root / "docs/en/tips/partnerships.md").read_text()
    champions = {file: file.read_text() for file in (project.root / "docs").glob("*/tips/champions.md")}
    for file, text in champions.items():
        file.write_text(re.sub(r"\[([^\]]+)\]\(partnerships\.md#why\)", r"\1", text))
    (project.root / "docs/en/tips/partnerships.md").unlink()
    project.replace("mkdocs.yml", "      - tips/partnerships.md\n", "")
    project.start_repository()
    assert (result := release(project, "2026.08")).returncode == 0, result.stderr
    project.write("docs/en/tips/partnerships.md", partnerships)
    for file, text in champions.items():
        file.write_text(text)
    project.replace(
        "mkdocs.yml", "      - tips/champions.md\n", "      - tips/partnerships.md\n      - tips/champions.md\n"
    )
    project.git("add", "-A")
    project.git("commit", "-q", "-m", "Partnerships")
    assert (result := release(project, "2026.11")).returncode == 0, result.stderr
    assert (result := release(project, "dev")).returncode == 0, result.stderr
    assert project.git("branch", "--list", "--format=%(refname:short)").split() == [releases.BRANCH, "main"]
    return branch(project, tmp_path_factory.mktemp("branch") / "files")


@pytest.fixture(scope="module")
def hub(published: Path) -> Iterator[str]:
    with serving(published, "/hub/") as address:
        yield address


def path_of(visit: Visit) -> str:
    return urlsplit(visit.page.url).path


# What lies on the branch


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
        if file.name == "index.html":
            robots = parse(published, str(file.relative_to(published))).xpath("//meta[@name='robots']/@content")
            assert robots == ([] if indexed else ["noindex"]), file


def test_marking_an_older_version_twice_changes_nothing(published: Path) -> None:
    page = (published / "2026.08/index.html").read_bytes()
    assert releases.superseded(page) == page
    newest = (published / "latest/index.html").read_bytes()
    assert releases.superseded(newest) != newest


def test_older_pages_say_so_without_scripts(published: Path, visit: Open, hub: str) -> None:
    page = visit(hub + "2026.08/pt/tips/champions/", java_script_enabled=False).page
    assert page.is_visible("#outdated")
    page.click("#outdated a")
    assert urlsplit(page.url).path == "/hub/latest/pt/tips/champions/"
    assert not page.is_visible("#outdated")


# Walking


def test_the_root_leads_to_the_newest_release(visit: Open, hub: str) -> None:
    for scripts in (True, False):
        seen = visit(hub, java_script_enabled=scripts)
        seen.page.wait_for_url("**/hub/latest/")
        assert seen.failed == []


@pytest.mark.parametrize("version", ["latest", "2026.11", "2026.08", "dev"])
@pytest.mark.parametrize(
    "address", ["", "tips/champions/", "ar/tips/", "pt/case-studies/kenya/", "404.html", "sw/search.html"]
)
def test_every_request_succeeds_and_stays_under_its_version(visit: Open, hub: str, version: str, address: str) -> None:
    seen = visit(f"{hub}{version}/{address}")
    assert seen.failed == []
    assert seen.complaints == []
    outside = [
        url for url, _ in seen.requests if f"/hub/{version}/" not in url and not url.endswith("/hub/versions.json")
    ]
    assert outside == [] or address == "404.html"


@pytest.mark.parametrize("address", ["", "tips/champions/", "tips/partnerships/"])
def test_switching_language_stays_on_the_page_and_in_the_version(visit: Open, hub: str, address: str) -> None:
    for version in ("2026.11", "latest", "dev"):
        seen = visit(f"{hub}{version}/{address}")
        for code in ("ar", "sw", "pt"):
            seen.page.click(".tools details.menu summary")
            seen.page.click(f".tools details.menu a[lang={code}]")
            assert path_of(seen) == f"/hub/{version}/{code}/{address}"
        seen.page.click(".tools details.menu summary")
        seen.page.click(".tools details.menu a[lang=en]")
        assert path_of(seen) == f"/hub/{version}/{address}"


def test_switching_language_on_a_404_stays_in_the_version(visit: Open, hub: str) -> None:
    seen = visit(f"{hub}2026.08/404.html")
    seen.page.click(".tools details.menu summary")
    seen.page.click(".tools details.menu a[lang=pt]")
    assert path_of(seen) == "/hub/2026.08/pt/404.html"
    seen.page.click(".brand")
    assert path_of(seen) == "/hub/2026.08/pt/"


def test_a_missing_page_anywhere_gets_a_page_that_works(visit: Open, hub: str) -> None:
    seen = visit(f"{hub}2026.08/pt/no/such/page/")
    assert "This page does not exist" in seen.page.locator("h1").inner_text()
    assert [status for url, status in seen.requests if status >= 400] == [404], "only the page itself"
    seen.page.click("#other-languages + ul a[hreflang=pt]")
    assert path_of(seen).endswith("/pt/")
    assert seen.page.locator("h1").is_visible()


@pytest.mark.parametrize(
    ("start", "version", "end"),
    [
        ("2026.11/pt/tips/champions/", "2026.08", "2026.08/pt/tips/champions/"),
        ("latest/ar/tips/champions/", "2026.08", "2026.08/ar/tips/champions/"),
        ("latest/ar/case-studies/kenya/", "2026.08", "2026.08/ar/case-studies/kenya/"),
        ("2026.08/sw/", "2026.11", "latest/sw/"),
        ("2026.08/tips/champions/", "dev", "dev/tips/champions/"),
        ("latest/ar/tips/partnerships/", "2026.08", "2026.08/ar/"),
        ("latest/tips/partnerships/", "2026.08", "2026.08/"),
    ],
)
def test_switching_version_lands_on_the_same_page_or_that_languages_home(
    visit: Open, hub: str, start: str, version: str, end: str
) -> None:
    seen = visit(hub + start)
    seen.page.click("#versions summary")
    seen.page.locator("#versions a", has_text=version).click()
    seen.page.wait_for_url(f"**/hub/{end}")
    assert seen.failed == []


def test_the_menu_marks_where_the_reader_is(visit: Open, hub: str) -> None:
    page = visit(hub + "latest/tips/").page
    page.click("#versions summary")
    assert page.locator("#versions a").count() == 3
    assert page.locator("#versions a[aria-current]").inner_text().startswith("2026.11")


@pytest.mark.parametrize(
    ("address", "shown", "text"),
    [
        ("2026.08/pt/tips/champions/", "#outdated", "2026.08"),
        ("2026.08/ar/", "#outdated", "ع You are reading version 2026.08"),
        ("dev/tips/", "#preview", "preview"),
    ],
)
def test_older_and_coming_versions_say_so_in_the_readers_language(
    visit: Open, hub: str, address: str, shown: str, text: str
) -> None:
    page = visit(hub + address).page
    assert text in page.locator(shown).inner_text()
    page.click(f"{shown} a")
    page.wait_for_url("**/hub/latest/**")
    assert urlsplit(page.url).path.removeprefix("/hub/latest/") == address.split("/", 1)[1]


def test_the_newest_version_has_no_notice(visit: Open, hub: str) -> None:
    for version in ("latest", "2026.11"):
        assert not visit(f"{hub}{version}/tips/").page.is_visible("#outdated")


def test_search_stays_in_version_and_language(visit: Open, hub: str) -> None:
    page = visit(hub + "2026.08/pt/tips/").page
    page.keyboard.press("/")
    page.fill("#search-input", "esquadra")
    page.click(".search-results a >> nth=0")
    page.wait_for_url("**/hub/2026.08/pt/tips/champions/**")
    page.goto(hub + "dev/ar/")
    page.keyboard.press("/")
    page.fill("#search-input", "zebrawood")
    page.click(".search-results a >> nth=0")
    page.wait_for_url("**/hub/dev/ar/start/**")


# Publishing


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
        different = [key for key in one if one[key] != two[key] and not key.endswith(".gz")]
        assert not different, (one[different[0]], two[different[0]])
    assert "MkDocs" in project.git("log", "-1", "--format=%s", releases.BRANCH), "and not with another builder"


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
    tip = project.git("rev-parse", releases.BRANCH)
    again = release(project, "2026.11")
    assert again.returncode == 2 and "2026.11.1" in again.stderr
    assert project.git("rev-parse", releases.BRANCH) == tip


def test_a_failed_release_leaves_the_branch_as_it_was(project: Project) -> None:
    project.start_repository()
    assert release(project, "dev").returncode == 0
    tip = project.git("rev-parse", releases.BRANCH)
    project.replace("docs/en/start.md", "about/index.md", "about/nothing.md")
    project.git("commit", "-q", "-a", "-m", "Break")
    result = release(project, "2026.11")
    assert result.returncode == 1
    assert "about/nothing.md" in result.stderr
    assert "Traceback" not in result.stderr
    assert project.git("rev-parse", releases.BRANCH) == tip
    assert releases._DRAFT not in project.git("branch")
    assert not list(project.root.glob("site.*"))
