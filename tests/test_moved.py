"""Pages that moved: their old addresses lead on, and none is forgotten."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Project, Visit, make_project
from hub import checks, history
from hub.localhost import serving
from pages import parse, texts
from spoiling import read_project
from test_html import check as faults_of_html
from test_html import validator  # noqa: F401  (a fixture)

MOVED = "docs/data/moved.yml"
KENYA = "docs/en/case-studies/kenya.md"
PARTNERSHIPS = "docs/en/tips/partnerships.md"


def found(project: Project) -> list[str]:
    """What the checks say with the history that git knows."""
    former = history.former_paths(project.root, "docs/en")
    return [str(problem) for problem in checks.run(replace(read_project(project), former_paths=former))]


def about_moves(project: Project) -> list[str]:
    return [line for line in found(project) if line.startswith(MOVED)]


# The file


@pytest.mark.parametrize(
    ("line", "what", "cure"),
    [
        ("tips/old: tips/championz", 'there is no page "tips/championz"', "write tips/champions"),
        ("tips/old: pt/tips/champions", 'there is no page "pt/tips/champions"', "write tips/champions without the"),
        ("tips/old: https://other.example/", "there is no page", "write the path of a page"),
        ("tips/old: ../../secret", "there is no page", "write the path of a page"),
        ("tips/champions: tips/partnerships", "the page tips/champions still exists", "remove this line, or the page"),
        ("tips/index.md: start", "the page tips/index.md still exists", "remove this line"),
        ("pt/tips/old: start", "a line holds for every language", "write tips/old: without the language"),
        ("../old: start", '"../old" is not the path of a page', "tips/old-name:"),
        ("addresses.json/old: start", "is not the path of a page", "tips/old-name:"),
        ("tips/old:", "the new path is missing", "or gone"),
        ("tips/old: [start]", "the new path is missing", "or gone"),
        ("tips/old: start#nowhere", 'there is no heading "#nowhere" on docs/en/start.md', "leave the part after # out"),
        ("tips/old: tips/partnerships#whi", 'no heading "#whi" on docs/en/tips/partnerships.md', "write #why"),
        ("tips/old: tips/sex-work", 'the word "sex"', "neutral name"),
        ("tips/old: tips/old", "leads back to this line", "a page that exists"),
    ],
)
def test_a_line_that_leads_nowhere_is_named(project: Project, line: str, what: str, cure: str) -> None:
    project.write(MOVED, f"# moves\n{line}\n")
    [problem] = about_moves(project)
    where, said, advice = problem.split(" – ", 2)
    assert (where, what in said, cure in advice) == (f"{MOVED}:2", True, True), problem


@pytest.mark.parametrize(
    "lines",
    [
        "tips/old: tips/champions",
        "old/place/of-it: case-studies/kenya",
        "tips/old: gone",
        "tips/old.md: tips/partnerships.md#why",
        "stories: case-studies",
        "tips/old: tips/newer\ntips/newer: start",
        "tips/old: tips/newer#why\ntips/newer: tips/partnerships",
        "tips/old: index",
    ],
)
def test_lines_that_lead_somewhere_are_fine(project: Project, lines: str) -> None:
    project.write(MOVED, lines + "\n")
    assert found(project) == []


def test_a_circle_is_named_where_it_runs(project: Project) -> None:
    project.write(MOVED, "a: b\nb: c\nc: a\nd: a\n")
    assert [problem.split(" – ")[0] for problem in about_moves(project)] == [f"{MOVED}:{line}" for line in (1, 2, 3)]


def test_two_spellings_of_one_page_are_one(project: Project) -> None:
    project.write(MOVED, "stories: start\nstories/index.md: tips\n")
    assert about_moves(project) == [f'{MOVED}:2 – "stories/index.md" stands here twice – keep one of the two lines']


# Links to an old address


@pytest.mark.parametrize(
    ("link", "cure"),
    [
        ("old.md", "write partnerships.md#why"),
        ("../tips/old/", "write partnerships.md#why"),
        ("../away.md", "take the link out; that page was removed for good"),
    ],
)
def test_a_link_to_an_old_address_is_told_the_new_one(project: Project, link: str, cure: str) -> None:
    project.write(MOVED, "tips/old: tips/partnerships#why\naway: gone\n")
    project.replace(PARTNERSHIPS, "Partners meet officers.", f"Partners meet [officers]({link}).")
    [problem] = found(project)
    assert problem.startswith(PARTNERSHIPS)
    assert problem.endswith(f" – {cure}")


def test_such_a_link_can_be_put_right_without_a_person(project: Project) -> None:
    project.write(MOVED, "tips/old: tips/partnerships#why\n")
    project.replace(PARTNERSHIPS, "Partners meet officers.", "Partners meet [officers](old.md).")
    [problem] = checks.run(read_project(project))
    assert problem.mend is not None
    mended = problem.mend((project.root / PARTNERSHIPS).read_bytes()).decode()
    assert "Partners meet [officers](partnerships.md#why)." in mended


def test_a_link_to_a_heading_of_a_moved_page_keeps_it(project: Project) -> None:
    project.write(MOVED, "tips/old: tips/partnerships\n")
    project.replace("docs/en/start.md", "kind: page\n---\n", "kind: page\n---\nSee [why](tips/old.md#why).\n")
    assert [line.split(" – ")[2] for line in found(project)] == ["write tips/partnerships.md#why"]


# What git remembers


@pytest.fixture
def kept(project: Project) -> Project:
    """A project with a history, in which the page on Kenya is about to go."""
    project.write("docs/en/case-studies/second.md", (project.root / KENYA).read_text().replace("title: ", "title: 2 "))
    project.replace("mkdocs.yml", "      - case-studies/kenya.md\n", "      - case-studies/second.md\n")
    project.start_repository()
    project.git("commit", "-q", "--allow-empty", "-m", "Another")
    return project


def test_nothing_is_asked_of_pages_that_stay(project: Project) -> None:
    project.start_repository()
    assert about_moves(project) == []


def test_a_page_that_was_removed_is_missed_until_there_is_a_line(kept: Project) -> None:
    (kept.root / KENYA).unlink()
    kept.git("commit", "-q", "-a", "-m", "Away")
    kept.write(MOVED, "# moves\ntips/old: start\n")
    assert about_moves(kept) == [
        f"{MOVED}:2 – the page case-studies/kenya was moved or removed"
        " – write a line case-studies/kenya: and its new path, or case-studies/kenya: gone"
    ]
    kept.write(MOVED, "case-studies/kenya: gone\n")
    assert about_moves(kept) == []


def test_the_new_path_is_named_where_git_saw_the_page_move_even_twice(kept: Project) -> None:
    (kept.root / "docs/en/stories").mkdir()
    kept.git("mv", KENYA, "docs/en/stories/kenia.md")
    kept.git("commit", "-q", "-m", "Move")
    kept.git("mv", "docs/en/stories/kenia.md", "docs/en/tips/east.md")
    kept.git("commit", "-q", "-m", "Move again")
    assert about_moves(kept) == [
        f"{MOVED}:1 – the page {old} was moved or removed – write a line {old}: tips/east"
        for old in ("case-studies/kenya", "stories/kenia")
    ]


def test_a_move_is_seen_before_it_is_committed(kept: Project) -> None:
    (kept.root / KENYA).rename(kept.root / "docs/en/tips/kenya.md")
    [problem] = about_moves(kept)
    assert problem.endswith(
        "write a line case-studies/kenya: and its new path (perhaps tips/kenya), or case-studies/kenya: gone"
    )


def test_a_page_that_came_back_is_not_missed(kept: Project) -> None:
    text = (kept.root / KENYA).read_text()
    (kept.root / KENYA).unlink()
    kept.git("commit", "-q", "-a", "-m", "Away")
    kept.write(KENYA, text)
    assert about_moves(kept) == []


def test_a_page_lost_on_a_merged_branch_is_missed_too(kept: Project) -> None:
    kept.git("checkout", "-q", "-b", "side")
    kept.write("docs/en/tips/side.md", "x")
    kept.git("add", "-A")
    kept.git("commit", "-q", "-m", "Side")
    kept.git("checkout", "-q", "main")
    kept.git("merge", "-q", "--no-ff", "--no-commit", "side")
    kept.git("rm", "-q", "-f", "docs/en/tips/side.md", KENYA)
    kept.git("commit", "-q", "-m", "Merge")
    lost = [problem.split(" – ")[1] for problem in about_moves(kept)]
    assert lost == [f"the page {old} was moved or removed" for old in ("case-studies/kenya", "tips/side")]


def test_a_shallow_clone_says_nothing(kept: Project, tmp_path: Path) -> None:
    (kept.root / KENYA).unlink()
    kept.git("commit", "-q", "-a", "-m", "Away")
    assert about_moves(kept)
    kept.git("clone", "-q", "--depth", "2", f"file://{kept.root}", str(tmp_path / "shallow"))
    assert (tmp_path / "shallow/.git/shallow").exists()
    assert about_moves(Project(tmp_path / "shallow")) == []
    assert history.former_paths(tmp_path / "shallow", "docs/en") == {}


def test_without_git_nothing_is_known(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert history.former_paths(project.root, "docs/en") == {}
    project.start_repository()
    assert "index.md" in history.former_paths(project.root, "docs/en")
    monkeypatch.setenv("PATH", "")
    assert history.former_paths(project.root, "docs/en") == {}


def test_a_project_inside_a_bigger_repository_knows_its_own_pages(kept: Project) -> None:
    inner = make_project(kept.root / "inner")
    kept.git("add", "-A")
    kept.git("commit", "-q", "-m", "Inner")
    assert history.former_paths(inner.root, "docs/en").keys() == {
        file.relative_to(inner.root / "docs/en").as_posix() for file in (inner.root / "docs/en").rglob("*.md")
    }


# The site

LINES = "tips/old: tips/older\ntips/older: tips/partnerships#why\nstories: case-studies\ndeep/down/away: gone\n"


@pytest.fixture(scope="module")
def moved_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as the version 2026.11, from a history that the moves belong to."""
    project = make_project(tmp_path_factory.mktemp("moved") / "project")
    project.start_repository()
    project.write(MOVED, LINES)
    result = project.build(SITE_URL="https://hub.example/hub/", MIKE_DOCS_VERSION="2026.11")
    assert result.returncode == 0, result.stderr
    return project.root / "site"


@pytest.fixture(scope="module")
def without_moves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("still") / "project")
    result = project.build(SITE_URL="https://hub.example/hub/", MIKE_DOCS_VERSION="2026.11")
    assert result.returncode == 0, result.stderr
    return project.root / "site"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tips/old/", "../../tips/partnerships/#why"),
        ("tips/older/", "../../tips/partnerships/#why"),
        ("pt/tips/old/", "../../../pt/tips/partnerships/#why"),
        ("sw/stories/", "../../sw/case-studies/"),
        ("stories/", "../case-studies/"),
    ],
)
def test_an_old_address_leads_on_without_javascript(moved_site: Path, old: str, new: str) -> None:
    root = parse(moved_site, old)
    assert root.xpath("//noscript/meta[@http-equiv='refresh']/@content") == [f"0; url={new}"]
    assert root.xpath("//a/@href") == [new]
    assert (moved_site / old / new.partition("#")[0] / "index.html").exists()
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert root.get("lang") == (old.split("/")[0] if old.startswith(("pt/", "sw/")) else "en")


def test_search_engines_are_told_the_new_address(moved_site: Path) -> None:
    for old, canonical in (
        ("tips/old/", "tips/partnerships/"),
        ("sw/stories/", "case-studies/"),
        ("pt/tips/old/", "tips/partnerships/"),
    ):
        [link] = parse(moved_site, old).xpath("//link[@rel='canonical']/@href")
        assert link == f"https://hub.example/hub/latest/{canonical}"


def test_the_words_are_the_readers(moved_site: Path) -> None:
    root = parse(moved_site, "ar/tips/old/")
    assert root.get("dir") == "rtl"
    [line] = texts(root, "//p")
    assert line.startswith("ع This page has moved. Read it here:")
    [link] = root.xpath("//a")
    assert (link.get("lang"), link.get("dir")) == ("en", "ltr"), "the page is not translated yet"
    assert texts(parse(moved_site, "pt/stories/"), "//p")[0].startswith("Esta página mudou de lugar.")


def test_a_page_that_is_gone_says_so_and_leads_home(moved_site: Path) -> None:
    root = parse(moved_site, "pt/deep/down/away/")
    assert texts(root, "//h1") == ["Esta página já não existe"]
    assert texts(root, "//title")[0].startswith("Esta página já não existe")
    assert "../../../../pt/" in root.xpath("//article//a/@href")
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert root.xpath("//meta[@http-equiv='refresh']") == []
    menu = root.xpath("//header//details//a/@href")
    assert all((moved_site / "pt/deep/down/away" / link / "index.html").exists() for link in menu), menu


def test_what_other_sites_show_leads_on_too(moved_site: Path) -> None:
    for old, new in (
        ("tips/old/", "../../../tips/partnerships/embed/"),
        ("sw/stories/", "../../../sw/case-studies/embed/"),
    ):
        root = parse(moved_site, f"{old}embed/")
        assert root.xpath("//noscript/meta[@http-equiv='refresh']/@content") == [f"0; url={new}"]
        assert (moved_site / old / "embed" / new / "index.html").exists()
        told = json.loads((moved_site / old / "oembed.json").read_text())
        assert told["title"] == parse(moved_site, f"{old}embed/{new}").findtext(".//h1")
    gone = parse(moved_site, "pt/deep/down/away/embed/")
    assert texts(gone, "//p")[0].startswith("Esta página já não existe.")
    assert not (moved_site / "pt/deep/down/away/oembed.json").exists()


def test_both_kinds_of_page_are_valid(moved_site: Path, validator: list[str]) -> None:  # noqa: F811
    files = [
        moved_site / address / "index.html"
        for address in ("tips/old", "ar/tips/old", "deep/down/away", "tips/old/embed", "deep/down/away/embed")
    ]
    assert faults_of_html(validator, files) == []


def test_no_list_of_the_site_names_an_old_address(moved_site: Path, without_moves: Path) -> None:
    assert (moved_site / "sitemap.xml").read_bytes() == (without_moves / "sitemap.xml").read_bytes()
    one, two = (
        {file.name for file in (site / "search").rglob("*") if file.is_file()} for site in (moved_site, without_moves)
    )
    assert one == two
    addresses = json.loads((moved_site / "addresses.json").read_text())
    assert addresses["pages"] == json.loads((without_moves / "addresses.json").read_text())["pages"]
    for file in moved_site.rglob("index.html"):
        lists = parse(moved_site, str(file.relative_to(moved_site))).xpath("//nav//a/@href")
        assert not [link for link in lists if link.endswith(("old/", "older/", "stories/", "away/"))], file


def test_other_versions_learn_where_a_page_went(moved_site: Path) -> None:
    assert json.loads((moved_site / "addresses.json").read_text())["moved"] == {
        "tips/old/": "tips/partnerships/#why",
        "tips/older/": "tips/partnerships/#why",
        "stories/": "case-studies/",
    }


@pytest.mark.parametrize(
    ("opened", "scripts", "arrived"),
    [
        ("tips/old/", False, "tips/partnerships/#why"),
        ("tips/old/", True, "tips/partnerships/#why"),
        ("pt/tips/old/#content", True, "pt/tips/partnerships/#content"),
        ("pt/stories/#fn:1", True, "pt/case-studies/#fn:1"),
    ],
)
def test_a_reader_arrives(
    moved_site: Path, visit: Callable[..., Visit], opened: str, scripts: bool, arrived: str
) -> None:
    with serving(moved_site, "/hub/latest/") as address:
        made = visit(address + opened, java_script_enabled=scripts)
        made.page.wait_for_url(address + arrived)
        assert made.page.locator("h1").is_visible()
        missing = {url.split("/")[-1] for url, status in made.failed if status == 404}
        assert missing <= {"versions.json"}, "only published sites have that"


def test_a_switch_of_version_lands_where_the_page_went(
    moved_site: Path, without_moves: Path, tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    shutil.copytree(moved_site, tmp_path / "latest")
    shutil.copytree(without_moves, tmp_path / "2026.11")
    old = tmp_path / "2026.11/start/index.html"  # as if it stood where a page of this version had its address
    old.write_text(old.read_text().replace('data-page="start/"', 'data-page="tips/old/"'))
    versions = [
        {"version": name, "title": name, "aliases": aliases}
        for name, aliases in (("2027.01", ["latest"]), ("2026.11", []))
    ]
    (tmp_path / "versions.json").write_text(json.dumps(versions))
    with serving(tmp_path, "/hub/") as address:
        made = visit(f"{address}2026.11/start/")
        made.page.locator("#outdated a").first.click()
        made.page.wait_for_url(f"{address}latest/tips/partnerships/#why")
