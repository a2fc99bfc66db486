"""Texts bring no HTML and no attributes that act."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import START, Case, assert_said, replace

CASES: dict[str, Case] = {
    "raw HTML": (
        replace(START, "See ", "<script>alert(1)</script> See "),
        "start.md:29 – HTML (<script>) is not allowed",
        "Markdown",
    ),
    "an event handler": (
        replace(START, "{#second}", "{#second onclick=alert(1)}"),
        '"onclick" is not allowed',
        "keep only",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
