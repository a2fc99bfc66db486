"""``check --fix`` does what the cures say where there is one way to do it, and leaves every other character alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Project
from hub import checks, fixing, pages, translations
from hub.problems import Problem
from spoiling import read_project
from test_metadata import drawn

CASE, TIP, PT = "docs/en/case-studies/kenya.md", "docs/en/tips/champions.md", "docs/pt/tips/champions.md"
TEXT = """---
title: A case from Kenya
summary: What was done.
kind: case-study
status: published
country: KE
years: "2013–2017"
levels: [national]
organisations: [A, B]
strategies: [training]
evidence:
  grade: A
  reason: Two papers.
law_checked: 2026-11-23
consent: {basis: published-source, date: 2026-11-23}
reviewed: 2026-11-23
review_by: 2027-05-23
---
## In brief {#in-brief}

Begin with the [tips, tips/index](../tips/index.md).

## The end {#the-end}
"""


@pytest.fixture
def project(project: Project) -> Project:
    project.write(CASE, TEXT)
    return project


def problems(project: Project) -> list[Problem]:
    return checks.run(read_project(project))


def fixed(project: Project) -> list[str]:
    """Mend the project and give what is left."""
    return [str(one) for one in fixing.fix(project.root, problems(project), lambda: problems(project))[1]]


#: What stands there, what a contributor wrote instead, and what a machine makes of that if it is not what stood there.
MENDS: dict[str, tuple[str, str, str]] = {
    "a title with a colon": ("title: A case from Kenya", "title: Kenya: a case", 'title: "Kenya: a case"'),
    "a summary that begins with a sign": ("summary: What", "summary: @What", 'summary: "@What was done."\n'),
    "a tab in front of a key": ("  grade: A", "\tgrade: A", ""),
    "years with a hyphen": ("2013–2017", "2013-2017", ""),
    "a day with slashes": ("\nreviewed: 2026-11-23", "\nreviewed: 2026/11/23", ""),
    "a country in small letters": ("country: KE", "country: ke", ""),
    "a country by its name": ("country: KE", "country: Kenya", ""),
    "a term by its label": ("[training]", "[Training]", ""),
    "a single word for a list": ("[training]", "training", ""),
    "a state with a capital": ("status: published", "status: Published", ""),
    "a grade in small letters": ("grade: A", "grade: a", ""),
    "a heading without an id": ("## The end {#the-end}", "## The end", ""),
    "a heading that is a title": ("## The end", "# The end", ""),
    "a link without .md": ("(../tips/index.md)", "(../tips/index)", ""),
    "a space without width": ("Begin", "Be\u200bgin", ""),
    "a mark of direction": ("Begin", "\u202aBegin\u202c", ""),
    "a letter in two pieces": ("Begin", "Cafe\u0301 begin", "Caf\u00e9 begin"),
}


@pytest.mark.parametrize("case", MENDS)
def test_what_is_mechanical_is_mended_and_nothing_else(project: Project, case: str) -> None:
    old, typed, meant = MENDS[case]
    project.replace(CASE, old, typed)
    assert any(one.mend and one.file == CASE for one in problems(project))
    assert fixed(project) == []
    expected = TEXT.replace(old, meant or old)
    assert (project.root / CASE).read_text(encoding="utf-8") == expected.replace("\n was done.\n", "\n")


def test_a_translation_gets_the_ids_of_the_english_page(project: Project) -> None:
    pins = translations.digests(read_project(project).pages["en", "case-studies/kenya.md"])
    whole = TEXT.replace(
        "\n---\n", f"\ntranslation: {{state: draft, from: en, sections: {json.dumps(pins)}}}\n---\n", 1
    )
    whole = whole.replace("## In brief", "## Em resumo").replace("## The end", "## O fim")
    project.write("docs/pt/case-studies/kenya.md", whole.replace(" {#the-end}", ""))
    assert fixed(project) == []
    assert (project.root / "docs/pt/case-studies/kenya.md").read_text(encoding="utf-8") == whole


def test_a_translation_gets_what_is_the_same_in_every_language(project: Project) -> None:
    whole = (project.root / PT).read_text(encoding="utf-8")
    project.replace(PT, "number: 2", "number: 3")
    assert fixed(project) == []
    assert (project.root / PT).read_text(encoding="utf-8") == whole


def test_a_picture_loses_what_it_tells(project: Project) -> None:
    project.write("docs/assets/place.jpg", "")
    project.write("docs/data/images.yml", "place.jpg: {people: false}\n")
    drawn(project.root / "docs/assets/place.jpg", place=True)
    assert fixed(project) == []


def test_a_text_from_an_editor_that_saves_utf_16(project: Project) -> None:
    (project.root / CASE).write_bytes(TEXT.encode("utf-16"))
    assert fixed(project) == []
    assert (project.root / CASE).read_text(encoding="utf-8") == TEXT


def test_line_ends_and_a_mark_at_the_beginning_stay_as_they_are(project: Project) -> None:
    file = project.root / CASE
    whole = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    file.write_bytes(whole.replace("2013–2017".encode(), b"2013-2017").replace(b"country: KE", b"country: ke"))
    assert fixed(project) == []
    assert file.read_bytes() == whole


def test_several_faults_in_one_file_and_again_is_once(project: Project) -> None:
    project.replace(CASE, "country: KE", "country: ke")
    project.replace(CASE, "2013–2017", "2013-2017")
    project.replace(CASE, "title: A case from Kenya", "title: Kenya: a case")
    project.replace(CASE, "Begin", "Be\u200bgin")
    project.replace(CASE, " {#the-end}", "")
    assert fixed(project) == []
    once = (project.root / CASE).read_text(encoding="utf-8")
    assert once == TEXT.replace("title: A case from Kenya", 'title: "Kenya: a case"')
    assert fixed(project) == []
    assert (project.root / CASE).read_text(encoding="utf-8") == once


def test_what_could_be_meant_in_two_ways_is_left_to_a_person(project: Project) -> None:
    project.replace(CASE, "\nreviewed: 2026-11-23", "\nreviewed: 01/02/2026")
    project.replace(CASE, "(../tips/index.md)", "(../tipps/index.md)")
    before = (project.root / CASE).read_bytes()
    assert len(fixed(project)) == 2
    assert (project.root / CASE).read_bytes() == before


def test_a_comment_behind_a_value_is_not_taken_into_quotes(project: Project) -> None:
    project.replace(CASE, "title: A case from Kenya", "title: Kenya: a case  # to be discussed")
    before = (project.root / CASE).read_bytes()
    assert len(fixed(project)) > 0
    assert (project.root / CASE).read_bytes() == before


def test_a_file_is_replaced_whole_or_not_at_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Path, target: Path) -> Path:
        raise OSError("no space")

    project.replace(CASE, "country: KE", "country: ke")
    before = {path: path.read_bytes() for path in (project.root / "docs").rglob("*") if path.is_file()}
    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="no space"):
        fixed(project)
    assert {path: path.read_bytes() for path in (project.root / "docs").rglob("*") if path.is_file()} == before


def test_right_to_left_languages_keep_their_marks(project: Project) -> None:
    read = read_project(project)
    page = pages.parse("---\ntitle: \u200fT\n---\n\u200fText\n", "ar", "start.md", "docs/ar/start.md", [])
    assert list(checks.characters.check_pages(read, [page])) == []
    page = pages.parse("---\ntitle: T\n---\n\u200fText\n", "en", "start.md", "docs/en/start.md", [])
    assert [one.line for one in checks.characters.check_pages(read, [page])] == [4]
