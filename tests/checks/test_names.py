"""People are not named who did not ask for it."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import CHAMPIONS, Case, assert_said, insert, replace, write

CASES: dict[str, Case] = {
    "a person's name": (
        insert("They told Mary Wanjiru of it."),
        "partnerships.md:8 – what looks like a person's name stands here (from character 35 on)",
        "public_people.yml",
    ),
    "a name at the beginning of a sentence": (insert("Mary Wanjiru told it."), "a person's name", "public_people.yml"),
    "a name with an initial": (insert("They told M. Wanjiru."), "a person's name", "leave the name out"),
    "a name with particles": (insert("They told Maria da Silva."), "a person's name", "leave the name out"),
    "a name after a title": (insert("They told inspector Otieno."), "a person's name", "leave the name out"),
    "a name in a summary": (
        replace(CHAMPIONS, "Officers who influence others.", "Officers like Mary Wanjiru."),
        "champions.md:3 – what looks like a person's name",
        "leave the name out",
    ),
    "a public person without a reason": (
        write("docs/data/public_people.yml", "Ada Lamp:\n"),
        "docs/data/public_people.yml:1 – this person has no reason",
        "public role",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
