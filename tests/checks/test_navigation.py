"""The navigation names every page, and nothing that is not there."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import PAGE, Case, Spoil, assert_said, assert_silent, replace, write

CASES: dict[str, Case] = {
    "a page that the navigation does not name": (
        write("docs/en/tips/lonely.md", PAGE),
        "docs/en/tips/lonely.md:1 – no reader would find this page",
        'add "- tips/lonely.md" below nav: in mkdocs.yml',
    ),
    "a navigation that names no page": (
        replace("mkdocs.yml", "tips/champions.md", "tips/champion.md"),
        'mkdocs.yml:10 – there is no page "tips/champion.md"',
        "write tips/champions.md",
    ),
    "a section without a name": (
        replace("mkdocs.yml", "- cases:", "- stories:"),
        'mkdocs.yml:11 – the section "stories" has no name',
        "nav.stories",
    ),
}


RIGHT: dict[str, Spoil] = {
    "a section inside a section": replace(
        "mkdocs.yml", "      - tips/champions.md", "      - more: [tips/champions.md]"
    ),
    "a section with nothing in it": replace("mkdocs.yml", "  - start: start.md", "  - start: start.md\n  - empty: []"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
