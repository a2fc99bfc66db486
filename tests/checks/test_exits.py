"""Where the exit leads: an ordinary address, said for each language."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import Case, Spoil, assert_said, assert_silent, replace

FILE = "docs/data/exit.yml"
PT = "https://pt.wikipedia.org/"
CASES: dict[str, Case] = {
    "no line for the default language": (
        replace(FILE, "en: ", "#en: "),
        "docs/data/exit.yml:1 – the exit of the pages leads nowhere",
        "write en: https://en.wikipedia.org/",
    ),
    "a language that is none": (replace(FILE, "pt: ", "xx: "), 'docs/data/exit.yml:2 – "xx" is no language', "en, pt"),
    "not safe on the way": (
        replace(FILE, PT, "http://pt.wikipedia.org/"),
        "docs/data/exit.yml:2 – the exit leads to an address that does not begin with https://",
        "write one as en: https://",
    ),
    "a script": (replace(FILE, PT, "javascript:alert(1)"), "does not begin with https://", "write one as"),
    "no address": (replace(FILE, PT, "[a, b]"), "the exit leads to an address that is none", "write one as"),
    "half an address": (
        replace(FILE, PT, "'https://[pt'"),
        "the exit leads to an address that is none",
        "write one as",
    ),
    "a search": (replace(FILE, PT, PT + "?q=x"), "holds more than a site and a page", "write one as"),
    "a password": (replace(FILE, PT, "https://me:you@pt.wikipedia.org/"), "holds more than a site", "write one as"),
    "a word of ours": (
        replace(FILE, PT, PT + "wiki/Policing"),
        "holds a word that says what a reader was reading",
        "write one as",
    ),
}
RIGHT: dict[str, Spoil] = {
    "an ordinary page": replace(FILE, PT, "https://www.example.org/weather/maputo"),
    "a language without a line": replace(FILE, "pt: ", "#pt: "),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
