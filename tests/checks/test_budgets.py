"""What pages may weigh is said in whole numbers, of pages that exist, and with a reason where it is more."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import Case, Spoil, assert_said, assert_silent, replace

FILE = "docs/data/budgets.yml"
GENERAL = "default: {html: 8000, blocking: 14000, first_view: 30000, requests: 5}\n"
KINDS, PAGES = "kinds:\n", "pages:\n"


def _without_file(project: Project) -> None:
    (project.root / FILE).unlink()


CASES: dict[str, Case] = {
    "no file": (_without_file, f"{FILE}:1 – this file is missing", "write into it default: {html: 8000"),
    "no general limits": (replace(FILE, "default:", "defualt:"), '"defualt" is not a known key', "write default:"),
    "a limit is missing": (
        replace(FILE, "html: 8000, ", ""),
        f'{FILE}:7 – the limit "html" of "default" is missing',
        "write html: and a whole number of bytes, as 8000",
    ),
    "a limit in words": (
        replace(FILE, "html: 8000", "html: 8 KB"),
        'the limit "html" of "default" is "8 KB", not a whole number above 0',
        "a whole number of bytes",
    ),
    "a limit of nothing": (
        replace(FILE, "requests: 5", "requests: 0"),
        'the limit "requests" of "default" is "0"',
        "a whole number of answers",
    ),
    "a limit that is true": (replace(FILE, "html: 8000", "html: true"), "not a whole number above 0", "as 8000"),
    "a limit with another name": (
        replace(FILE, PAGES, PAGES + "  tips/champions.md: {htm: 9000, reason: R}\n"),
        '"htm" of "tips/champions.md" is not a known key',
        "write html:",
    ),
    "more without a reason": (
        replace(FILE, PAGES, PAGES + "  tips/champions.md: {html: 9000}\n"),
        '"tips/champions.md" may weigh more than others and does not say why',
        "write reason:",
    ),
    "an empty reason": (
        replace(FILE, PAGES, PAGES + "  tips/champions.md: {html: 9000, reason: ' '}\n"),
        "does not say why",
        "write reason:",
    ),
    "a number where limits belong": (
        replace(FILE, PAGES, PAGES + "  tips/champions.md: 9000\n"),
        '"tips/champions.md" of "pages" holds no limits',
        "write after it limits, as {html: 9000}",
    ),
    "a list where limits belong": (
        lambda project: project.write(FILE, GENERAL + "kinds: [tip]\n"),
        f'{FILE}:2 – "kinds" holds no limits',
        "write after it limits",
    ),
    "a name that is a number": (
        replace(FILE, PAGES, PAGES + "  404: {html: 9000, reason: R}\n"),
        '"404" is no name',
        "put quotes around it",
    ),
    "a page that does not exist": (
        replace(FILE, PAGES, PAGES + "  tips/champion.md: {html: 9000, reason: R}\n"),
        'there is no page "tips/champion.md"',
        "write tips/champions.md:",
    ),
    "a kind that does not exist": (
        replace(FILE, KINDS, KINDS + "  tips: {html: 9000}\n"),
        'there is no kind "tips"',
        "write tip:",
    ),
}
RIGHT: dict[str, Spoil] = {
    "a page with its reason": replace(
        FILE, PAGES, PAGES + '  tips/champions.md: {html: 9000, blocking: 15000, reason: "Everybody prints it"}\n'
    ),
    "a kind and a document": replace(FILE, KINDS, KINDS + "  tip: {html: 9000}\n  404.html: {requests: 3}\n"),
    "nothing but general limits": lambda project: project.write(FILE, GENERAL),
    "a heading with nothing below it": lambda project: project.write(FILE, GENERAL + "kinds:\npages:\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
