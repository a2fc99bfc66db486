"""Contributed text is hostile: whatever stands in the files, the checks neither raise nor hold anybody up."""

from __future__ import annotations

import pytest

from conftest import ROOT, Project
from hub import checks
from spoiling import found, insert, read_project

HOSTILE = ("`", "` ``", "[^", "[](", "[](<", "<!--", "[a [b] ", "{#a", "## {", " ", "![", "a@", "a.", "1 ", "12-", "Aa ", "A.", "AB ",
           "(", "+27", "\u200b1", "\u202e", "| ", "- [ ] ", "!!! ", ". ", "://", "°1'", "a (", "Da de ", "*", ":a", "\x00", "ا ")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_neither_raises_nor_holds_up(project: Project, piece: str) -> None:
    for size in (19_000, 200_000):
        insert(piece * (size // len(piece)))(project)
        read = read_project(project)
        checks.run(read)  # a pattern that looks back and back would take hours
        project.write("docs/en/tips/partnerships.md", (ROOT / "tests/fixture/docs/en/tips/partnerships.md").read_text())


@pytest.mark.parametrize("name", ["wording", "proper_names", "public_people", "public_contacts", "images"])
@pytest.mark.parametrize(
    "text", ["a: [1, {b: [null]}]", "terms: {en: [1], pt: x}", "abbreviations: [A]\nunderstood: 3", "- a", "1: 2", ""]
)
def test_data_of_any_shape_raise_nothing(project: Project, name: str, text: str) -> None:
    project.write(f"docs/data/{name}.yml", text)
    found(project)
