"""Faults in front matter are told with the line of their key."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import CHAMPIONS, KENYA, START, Case, assert_said, replace, write

CASES: dict[str, Case] = {
    "no summary": (
        replace(CHAMPIONS, "summary: Officers who influence others.\n", ""),
        'champions.md:1 – "summary" is missing',
        "summary:",
    ),
    "an unknown term": (
        replace(CHAMPIONS, "[champions]", "[championz]"),
        'docs/en/tips/champions.md:6 – strategies "championz" is not a known term',
        'write "champions"',
    ),
    "a misspelt key": (
        replace(CHAMPIONS, "search_terms:", "serch_terms:"),
        'docs/en/tips/champions.md:7 – "serch_terms" is not a known key',
        "write search_terms:",
    ),
    "a key inside another": (
        replace(KENYA, "evidence: {grade: A,", "evidence:\n  grade: A\n  reason: R.\nconsent: {by: me,"),
        'kenya.md:13 – consent holds "by"',
        "remove it",
    ),
    "front matter with nothing in it": (write(START, "---\n---\nText\n"), 'start.md:1 – "title" is missing', "title:"),
    "a published case study with little in it": (
        replace(KENYA, "country: KE", "country: KE\nstatus: published"),
        'kenya.md:1 – "consent" is missing, which a published page needs',
        "write consent: {basis: published-source, date:",
    ),
    "a country by its name": (
        replace("docs/en/case-studies/kenya.md", "country: KE", "country: Quénia"),
        'kenya.md:5 – country "Quénia" is not a known term',
        'write "KE"',
    ),
    "a list that does not exist": (
        replace("docs/en/about/sources.md", "list: sources", "list: [sorces]"),
        'docs/en/about/sources.md:5 – "list" is not a list that the site can add',
        "write list: sources",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
