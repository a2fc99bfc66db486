"""Starting a page: what is written, where it goes, and that a mistake leaves everything as it was."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ENVIRONMENT, FIXTURE, ROOT, Project
from hub import checks, drafts, library, nav, schema

VERB = [sys.executable, "-c", "import sys; sys.path.insert(0, 'scripts'); from hub import cli; sys.exit(cli.main(sys.argv[1:]))", "new"]  # fmt: skip


def new(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    command = [*VERB, *words]
    return subprocess.run(
        command, cwd=project.root, env=ENVIRONMENT, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def read(project: Project) -> library.Library:
    languages = [library.Language(code, code, code == "en") for code in ("en", "pt", "ar", "sw")]
    config = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))
    return library.read(
        project.root, project.root / "docs", project.root / "overrides/strings", languages, config["nav"]
    )


def everything(project: Project) -> dict[str, bytes]:
    files = [project.root / "mkdocs.yml", *(project.root / "docs").rglob("*")]
    return {path.as_posix(): path.read_bytes() if path.is_file() else b"" for path in files}


GIVEN = {"title": "Kenya: “a first” & 'new' step", "summary": "How it began: well."}


@pytest.mark.parametrize("kind", drafts.SHAPES)
def test_a_new_page_of_each_kind_is_without_problems(project: Project, kind: str) -> None:
    given = GIVEN | ({"country": "KE"} if kind == "case-study" else {})
    first = drafts.start(read(project), kind, given)
    second = drafts.start(read(project), kind, {**given, "title": "Another"})
    made = read(project)
    assert checks.run(made) == []
    page = made.pages["en", first.relative_to(project.root / "docs/en").as_posix()]
    assert page.meta["title"] == GIVEN["title"] and page.meta["status"] == "draft" and page.meta["kind"] == kind
    assert [heading.id for heading in page.headings] == [heading[1] for heading in drafts.SHAPES[kind].headings]
    assert all(key in page.meta_lines for key in schema.PUBLISHED[kind]), "what is still to be filled in stands there"
    [section] = [section for section in made.sections if page.path in section.children]
    assert section.children[-2:] == (page.path, second.relative_to(project.root / "docs/en").as_posix())


def test_drafts_of_every_kind_can_be_built(project: Project) -> None:
    for kind in drafts.SHAPES:
        drafts.start(read(project), kind, GIVEN | ({"country": "KE"} if kind == "case-study" else {}))
    result = project.build()
    assert result.returncode == 0, result.stderr
    page = (project.root / "site/case-studies/kenya-a-first-new-step/index.html").read_text(encoding="utf-8")
    assert "None" not in page


def test_a_tip_without_a_drawing_can_be_built(project: Project) -> None:
    project.replace("docs/en/tips/partnerships.md", "number: 1", "number: 44")
    assert project.build().returncode == 0
    assert 'class="plate"' not in (project.root / "site/tips/partnerships/index.html").read_text(encoding="utf-8")


def test_the_headings_are_those_of_the_pages_there_are() -> None:
    """So that links to a section hold whichever page of a kind they lead to."""
    for kind, path in (
        ("tip", "tips/champions"),
        ("lesson", "lessons/first-steps"),
        ("case-study", "case-studies/kenya"),
    ):
        text = (ROOT / f"docs/en/{path}.md").read_text(encoding="utf-8")
        written = re.findall(r"^## (.*?) \{#(.*?)\}", text, re.MULTILINE)
        assert written == [heading[:2] for heading in drafts.SHAPES[kind].headings]


def test_the_verb_says_where_the_page_is_and_what_comes_next(project: Project) -> None:
    before = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    result = new(project, "case-study", "Kenya: HIV and police", "--summary", "S.", "--country", "KE")
    assert result.returncode == 0, result.stderr
    path = "docs/en/case-studies/kenya-and-police.md"  # an address must not out its reader
    assert result.stdout.splitlines() == [path, f"Write your text there, then type: python3 scripts/hub check {path}"]
    after = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert after == before.replace("kenya.md\n", "kenya.md\n      - case-studies/kenya-and-police.md\n")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["tip"], 'title and summary are missing – add: "The title" --summary "What the reader gets"'),
        (["case-study", "A", "--country", "KE"], 'summary is missing – add: --summary "What the reader gets"'),
        (["case-study", "A", "--summary", "S"], "country is missing – add: --country KE"),
        (
            ["case-study", "A", "--summary", "S", "--country", "Quénia"],
            'country "Quénia" is not a known term – write "KE"',
        ),
        (["case-study", "A", "--summary", "S", "--country", "Uganda"], 'write "UG", and add UG: with its name'),
        (["tip", "A", "--summary", "S", "--country", "KE"], '"country" does not belong on a page of the kind tip'),
        (["tip", "Champions", "--summary", "S"], "docs/en/tips/champions.md is there already – choose another title"),
        (["tip", "t" * 80, "--summary", "S"], '"title" has 80 characters; 70 are the most – shorten it by 10'),
        (["tip", "ابحث عن حلفاء", "--summary", "S"], "the title makes no discreet address – add --slug"),
        (["page", "A", "--summary", "S", "--section", "tipps"], 'there is no section "tipps" – write tips'),
    ],
)
def test_a_mistake_is_one_line_and_leaves_everything_as_it_was(project: Project, words: list[str], line: str) -> None:
    before = everything(project)
    result = new(project, *words)
    assert result.returncode == 2 and result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1 and line in result.stderr, result.stderr
    assert everything(project) == before


def test_a_name_cannot_lead_out_of_its_folder(project: Project) -> None:
    made = drafts.start(read(project), "tip", GIVEN, slug="../../../out/hiv")
    assert made == project.root / "docs/en/tips/out.md"


def test_on_a_terminal_it_asks_and_asks_again(project: Project) -> None:
    ours, theirs = pty.openpty()
    command = [*VERB, "case-study"]
    with subprocess.Popen(
        command, cwd=project.root, env=ENVIRONMENT, stdin=theirs, stdout=subprocess.PIPE, text=True
    ) as process:
        os.write(ours, b"A title\nA summary.\nKenia\nKE\n")
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert 'country "Kenia" is not a known term – write "KE"' in out
    assert (project.root / "docs/en/case-studies/a-title.md").exists()


def test_a_navigation_that_cannot_be_written_takes_the_page_back(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(project)
    write = Path.write_text

    def full(path: Path, *words: object, **options: object) -> int:
        if path.name == "mkdocs.yml":
            raise OSError(28, "No space left on device")
        return write(path, *words, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(drafts.CannotStart, match="nothing was written"):
        drafts.start(read(project), "evidence", GIVEN)
    assert everything(project) == before


# The text of mkdocs.yml

NAV = "a: 1 # one\nnav:\n  - index.md\n  - tips: # ours\n    - tips/a.md # first\n    # between\n\n  - about:\n      - about/index.md"


def test_a_page_goes_to_the_end_of_its_section_and_comments_stay() -> None:
    assert nav.with_pages(NAV, "tips", ["tips/b.md"]) == NAV.replace("# first\n", "# first\n    - tips/b.md\n")
    assert nav.with_pages(NAV, "about", ["about/b.md"]) == NAV + "\n      - about/b.md"


def test_a_new_section_stands_before_the_last_one() -> None:
    made = nav.with_pages(NAV, "evidence", ["evidence/index.md", "evidence/a.md"])
    keys = [next(iter(item)) for item in yaml.safe_load(made)["nav"][1:]]
    assert keys == ["tips", "evidence", "about"]
    assert set(NAV.splitlines()) <= set(made.splitlines())


def test_other_line_ends_and_lists_in_brackets_stay_what_they_are() -> None:
    windows = NAV.replace("\n", "\r\n")
    made = nav.with_pages(windows, "tips", ["tips/b.md"])
    assert made == nav.with_pages(NAV, "tips", ["tips/b.md"]).replace("\n", "\r\n")
    assert nav.with_pages("nav:\n- t: [t/a.md, t/b.md]\n", "t", ["t/c.md"]) == "nav:\n- t: [t/a.md, t/b.md, t/c.md]\n"


@pytest.mark.parametrize("text", ["a: 1\n", "nav: [a.md]\n", "nav:\n", "nav:\n  - tips: tips/a.md\n"])
def test_a_navigation_in_another_form_is_left_alone(text: str) -> None:
    with pytest.raises(nav.CannotAdd, match=r" – write "):
        nav.with_pages(text, "tips", ["tips/b.md"])


def test_the_real_navigation_takes_a_page_in_every_section() -> None:
    for file in (ROOT / "mkdocs.yml", FIXTURE / "mkdocs.yml"):
        text = file.read_text(encoding="utf-8")
        made = nav.with_pages(text, "about", ["about/new.md"])
        assert [line for line in made.splitlines() if line not in text.splitlines()] == ["      - about/new.md"]
