"""Words that respect people and that everyone understands."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import Case, assert_said, insert, replace

CASES: dict[str, Case] = {
    "a word to avoid": (
        insert("They met Prostitutes."),
        'partnerships.md:8 – "prostitutes" is a word to avoid',
        "write sex worker",
    ),
    "a word to avoid in a translation": (
        replace("docs/pt/tips/champions.md", "precisam de pessoas e de reuniões.", "Prostitutas."),
        'docs/pt/tips/champions.md:14 – "prostitutas" is a word to avoid',
        "write trabalhadora de sexo",
    ),
    "a short form that is not explained": (
        insert("The SAPS came."),
        'partnerships.md:8 – "SAPS" is not explained',
        'write "South African Police Service (SAPS)" here',
    ),
    "an unknown short form": (insert("The XYZ came."), '"XYZ" is not explained', 'its long form and "(XYZ)"'),
    "a sentence that is too long": (
        insert("They " + "walk and " * 20 + "rest."),
        "partnerships.md:8 – a sentence here has 42 words",
        "make two of it",
    ),
    "a text that is too hard": (
        insert("Organisational responsibilities necessitate interdisciplinary collaboration. " * 25),
        "partnerships.md:8 – this page reads like a text for school year",
        "shorter words",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
