"""Headings: one title, an id for each, none twice."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import START, Case, assert_said, replace

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
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
