"""A translation says what it was made from, and is whole when readers get it."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import CHAMPIONS, Case, assert_said, replace

CASES: dict[str, Case] = {
    "a translation of no known text": (
        replace("docs/pt/tips/champions.md", ', sections: {"": 50fc097d, why: 1a12f212}', ""),
        "docs/pt/tips/champions.md:8 – the page does not say which English text it was made from",
        "python3 scripts/hub translate pt tips/champions --done",
    ),
    "a pin of no section": (
        replace("docs/pt/tips/champions.md", "why: 1a12f212", "why: 1a12f212, how: 1a12f212"),
        'docs/pt/tips/champions.md:8 – "sections" names "how"',
        'remove "how"',
    ),
    "a translated section without a pin": (
        replace("docs/pt/tips/champions.md", ", why: 1a12f212", ""),
        'docs/pt/tips/champions.md:12 – "sections" does not name "why"',
        "python3 scripts/hub translate pt tips/champions --done why",
    ),
    "a translated heading with another id": (
        replace("docs/pt/tips/champions.md", "{#why}", "{#porque}\n\nText.\n\n## How {#hwo}"),
        'the heading has the id "hwo", which the English page does not have',
        "write how",
    ),
    "a translated section without a text": (
        replace(
            "docs/pt/tips/champions.md",
            "Porque as [parcerias](partnerships.md#why) precisam de pessoas e de reuniões.",
            "<!-- Because -->",
        ),
        'docs/pt/tips/champions.md:12 – the section "why" is not translated yet',
        "status: draft",
    ),
    "a review by nobody": (
        replace("docs/pt/index.md", ", by: editor", ""),
        "docs/pt/index.md:6 – the translation is said to be reviewed, but not by whom",
        "write by:",
    ),
    "an unknown state of a translation": (
        replace("docs/pt/index.md", "state: reviewed", "state: final"),
        'docs/pt/index.md:6 – the state "final"',
        "write state: draft",
    ),
    "a safety-critical section that does not exist": (
        replace(CHAMPIONS, "[watch-out]", "[whatch-out]"),
        'docs/en/tips/champions.md:8 – safety_critical names "whatch-out"',
        "write watch-out",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
