"""Where files stand and how they are named."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import PAGE, Case, Spoil, assert_said, assert_silent, write

CASES: dict[str, Case] = {
    "a folder of an unknown language": (
        write("docs/de/start.md", PAGE),
        'docs/de/start.md:1 – "de" is not a language of this site',
        "docs/en, docs/pt",
    ),
    "a page outside of every language": (
        write("docs/start.md", PAGE),
        "docs/start.md:1 – a page must stand",
        "docs/en",
    ),
    "a name that looks like a language": (
        write("docs/en/node.js.md", PAGE),
        'docs/en/node.js.md:1 – the ending ".js.md" looks like a language',
        "rename it to docs/en/node-js.md",
    ),
    "a translation named by suffix": (
        write("docs/en/start.pt.md", PAGE),
        'docs/en/start.pt.md:1 – the ending ".pt.md"',
        "rename it to docs/pt/start.md",
    ),
    "a name with spaces": (
        write("docs/en/My Page.md", PAGE),
        "docs/en/My Page.md:1 – the file name",
        "rename it to docs/en/my-page.md",
    ),
    "an address that outs its reader": (write("docs/en/sex-work.md", PAGE), 'the word "sex"', "neutral"),
    "a translation of nothing": (
        write("docs/pt/nada.md", PAGE),
        "docs/pt/nada.md:1 – there is no docs/en/nada.md",
        "first",
    ),
    "a picture beside the pages": (
        write("docs/en/tips/map.png", ""),
        "docs/en/tips/map.png:1 – this is no page, because its name does not end in .md",
        "move it into docs/assets",
    ),
}


RIGHT: dict[str, Spoil] = {
    "a name with a hyphen and a digit": write(
        "docs/pt/tips/partnerships.md", PAGE.replace("kind: page", "kind: tip\nstatus: draft")
    ),
    "a hidden file": write("docs/en/.notes", "mine"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
