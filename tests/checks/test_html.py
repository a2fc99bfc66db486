"""Texts bring no HTML and no attributes that act."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import START, Case, Spoil, assert_said, assert_silent, replace

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
    "an attribute that acts": (
        replace(START, "See ", 'See <div class="a" onclick="b"> '),
        "start.md:29 – <div> may not have onclick",
        "leave it out",
    ),
}


RIGHT: dict[str, Spoil] = {
    "a key and an abbreviation": replace(START, "See ", "Press <kbd>n</kbd>. See "),
    "a class between braces": replace(START, "{#second}", "{#second .wide}"),
    "a tag in code": replace(START, "See ", "Type `<script>`. See "),
    "an address between angle brackets": replace(START, "See ", "<https://example.org/> See "),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
