"""A translation says what the English page says."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import Case, assert_said, replace

CASES: dict[str, Case] = {
    "a translation with a heading at another level": (
        replace("docs/pt/tips/champions.md", "## Porquê {#why}", "### Porquê {#why}"),
        "docs/pt/tips/champions.md:12 – the headings are not those of docs/en/tips/champions.md",
        "keep the heading ## … {#why} here (line 12 there)",
    ),
    "a translation without a link": (
        replace("docs/sw/tips/champions.md", "[ushirikiano](partnerships.md#why)", "ushirikiano"),
        'docs/sw/tips/champions.md:12 – section "#why" lacks the link to partnerships.md#why',
        "add it as in line 14 of docs/en/tips/champions.md",
    ),
    "a translation that cites less": (
        replace("docs/sw/tips/champions.md", "[^spoken][^lamp2015]", "[^spoken]"),
        "docs/sw/tips/champions.md:10 – the text above the first heading lacks the mark [^lamp2015]",
        "add it as in line 10 of docs/en/tips/champions.md",
    ),
    "a translation with a box of its own": (
        replace(
            "docs/sw/tips/champions.md", "unahitaji watu.", 'unahitaji watu.\n\n!!! warning "Angalia"\n    Angalia.'
        ),
        'section "#why" has a box "warning", which docs/en/tips/champions.md has not',
        "leave it out",
    ),
    "a translation with other facts": (
        replace("docs/sw/tips/champions.md", "number: 2", "number: 3"),
        'docs/sw/tips/champions.md:5 – "number" is not the same as in docs/en/tips/champions.md',
        "write number: 2",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
