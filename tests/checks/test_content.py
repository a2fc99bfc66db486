"""Headings: one title, an id for each, none twice."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import START, Case, Spoil, assert_said, assert_silent, replace

CASES: dict[str, Case] = {
    "a second title": (
        replace(START, "## First {#first}", "# First {#first}"),
        "start.md:12 – a heading with one #",
        "write ## First",
    ),
    "a heading without an id": (
        replace(START, "## First {#first}", "## First steps"),
        'docs/en/start.md:12 – the heading "First steps" has no id',
        "write ## First steps {#first-steps}",
    ),
    "an id used twice": (
        replace(START, "{#second}", "{#first}"),
        'start.md:27 – the id "first" is used in line 12',
        "another id",
    ),
    "an id with a capital letter": (
        replace(START, "{#second}", "{#Second}"),
        'start.md:27 – the id "Second" is not made of small letters',
        "write it as in the English page",
    ),
}


RIGHT: dict[str, Spoil] = {
    "the same heading twice, with two ids": replace(START, "{#second}", "{#first-again}"),
    "a # that is no heading": replace(START, "See [the", "#1 is See [the"),
    "a heading in code": replace(START, "See [the", "```\n# A\n```\n\nSee [the"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
