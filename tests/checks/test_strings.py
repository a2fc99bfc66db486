"""Every language has every word of the interface and a label for every term."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import Case, Spoil, assert_said, assert_silent, replace

CASES: dict[str, Case] = {
    "a missing interface string": (
        replace("overrides/strings/pt.yml", "nav.top: ", "#nav.top: "),
        'overrides/strings/pt.yml:1 – the interface string "nav.top" is missing',
        "Back to top",
    ),
    "an interface string with another placeholder": (
        replace("overrides/strings/en.yml", "nav.top: Back to top", 'nav.top: "Back {where}"'),
        "overrides/strings/pt.yml",
        "keep {where}",
    ),
    "a term without a label": (
        replace("docs/data/levels.yml", ", sw: Kitaifa", ""),
        'docs/data/levels.yml:1 – "national" has no label in sw',
        "write sw:",
    ),
    "an interface string that is used nowhere": (
        replace("overrides/strings/pt.yml", "nav.top: ", "nav.tpo: x\nnav.top: "),
        'the interface string "nav.tpo" is used nowhere',
        "remove it, or add it to overrides/strings/en.yml too",
    ),
}


RIGHT: dict[str, Spoil] = {
    "a string in other words": replace("overrides/strings/sw.yml", "nav.top: ", "nav.top: Tena "),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
