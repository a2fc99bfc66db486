"""The verbs for translators: what is left to do, a page begun, and a page brought up to date."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from conftest import ENVIRONMENT, Project
from hub import checks, translating, translations
from spoiling import read_project


def hub(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from hub import cli; sys.exit(cli.main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=project.root,
        env={**ENVIRONMENT, "PYTHONPATH": "scripts"},
        capture_output=True,
        text=True,
    )


def test_a_new_section_is_one_thing_to_do_and_a_comma_is_none(project: Project) -> None:
    project.write("docs/en/about/index.md", (project.root / "docs/en/about/index.md").read_text() + "\nOne, two.\n")
    for code in ("pt", "sw"):
        text = "---\ntitle: T\nsummary: S.\nkind: page\n---\nUm.\n"
        project.write(f"docs/{code}/about/index.md", text)
        assert hub(project, "translate", code, "about", "--done").returncode == 0
    before = hub(project, "status").stdout
    project.replace("docs/en/tips/champions.md", "## Why {#why}", "## Who {#who}\n\nOfficers.\n\n## Why {#why}")
    project.replace("docs/en/about/index.md", "One, two.", "One two.")
    result = hub(project, "status")
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("new #who") == 3, "pt, ar and sw have the page"
    assert result.stdout.replace("new #who, ", "").count("#") == before.count("#")
    assert "stale" not in result.stdout
    assert hub(project, "check").returncode == 0, "to be behind is no fault"


def test_a_page_is_begun_finished_and_brought_up_to_date(project: Project) -> None:
    project.start_repository()
    assert hub(project, "translate", "sw", "tips/partnerships").returncode == 0
    file = project.root / "docs/sw/tips/partnerships.md"
    assert "<!--" in file.read_text() and "status: draft" in file.read_text()
    assert hub(project, "check").returncode == 0, "work in progress is no fault"
    assert "begun; finish docs/sw/tips/partnerships.md" in hub(project, "status", "sw").stdout
    assert checks.run(read_project(project)) == []

    text = re.sub(r"<!--.*?-->\n", "", file.read_text(), flags=re.DOTALL).replace("…", "Kichwa")
    text = re.sub(r"(\{#[\w-]+\})", r"\1\n\nMaandishi.", text).replace("status: draft", "status: published")
    text = re.sub(r"(title|summary):$", r"\1: Neno", text, flags=re.MULTILINE)
    file.write_text(re.sub(r"\n---\n", "\n---\nMaandishi.\n", text, count=1))
    assert hub(project, "check").stdout.startswith("No problems"), hub(project, "check").stdout
    assert "up to date" in hub(project, "translate", "sw", "tips/partnerships").stdout

    english = project.root / "docs/en/tips/partnerships.md"
    english.write_text(english.read_text() + "\nThree new words.\n")
    shown = hub(project, "translate", "sw", "tips/partnerships").stdout
    assert "{+" in shown and "Three new words." in shown and "--done" in shown
    assert "Kichwa" not in shown
    before = file.read_text()
    assert hub(project, "translate", "sw", "tips/partnerships", "--done").returncode == 0
    assert file.read_text().partition("\n---\n")[2] == before.partition("\n---\n")[2]
    assert "up to date" in hub(project, "translate", "sw", "tips/partnerships").stdout


def test_only_the_named_section_is_noted(project: Project) -> None:
    project.replace("docs/en/tips/champions.md", "Find them.", "Find them all.")
    project.replace("docs/en/tips/champions.md", "need people", "need officers")
    translating.finish(read_project(project), "pt", "tips/champions", ["why"])
    books = read_project(project)
    late = translations.behind(books.pages["en", "tips/champions.md"], books.pages["pt", "tips/champions.md"])
    assert [one.id for one in late] == ["", "how", "watch-out"]


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (["xx", "tips/champions"], "write one of: pt, ar, sw"),
        (["pt", "tips/champion"], "write tips/champions"),
        (["pt", "../../etc/passwd"], "write"),
        (["pt", "tips/champions", "--done", "hwo"], "write some of: top why"),
        (["sw", "start", "--done"], "type: python3 scripts/hub translate sw start"),
    ],
)
def test_a_mistyped_word_is_answered_in_one_line(project: Project, words: list[str], cure: str) -> None:
    result = hub(project, "translate", *words)
    assert result.returncode == 2
    assert cure in result.stderr and result.stderr.count("\n") == 1
