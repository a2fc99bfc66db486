"""Every link leads somewhere, in every version and language."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import CHAMPIONS, START, Case, Spoil, assert_said, assert_silent, replace

CASES: dict[str, Case] = {
    "a broken link": (
        replace(START, "about/index.md", "abuot/index.md"),
        'docs/en/start.md:29 – there is no page "abuot/index.md"',
        "write about/index.md",
    ),
    "a broken anchor": (
        replace(CHAMPIONS, "partnerships.md#why", "partnerships.md#wy"),
        'champions.md:14 – there is no heading "#wy" on docs/en/tips/partnerships.md',
        "write #why",
    ),
    "a link without .md": (
        replace(START, "about/index.md", "about/"),
        '"about/" does not end in .md',
        "write about/index.md",
    ),
    "a link from the server's root": (
        replace(START, "about/index.md", "/about/index.md"),
        "breaks in other versions",
        "../tips",
    ),
    "a script as a link": (replace(START, "about/index.md", "javascript:alert(1)"), "is not an address", "https://"),
    "a picture from elsewhere": (
        replace(START, "See [the", "![x](https://example.org/x.png) [the"),
        "a picture from another site",
        "docs/assets",
    ),
    "a link to nothing": (replace(START, "about/index.md", ""), "the link has no target", "write the path of a page"),
    "a link to a file that is not there": (
        replace(START, "about/index.md", "../assets/map.pdf"),
        'there is no file "../assets/map.pdf"',
        "check its spelling",
    ),
    "an address that is none": (
        replace(START, "about/index.md", "http://[x"),
        '"http://[x" is not an address',
        "write a path to a page",
    ),
    "an address without its beginning": (
        replace(START, "about/index.md", "//example.org/"),
        '"//example.org/" is not an address',
        "or https://",
    ),
}


RIGHT: dict[str, Spoil] = {
    "a link to this page": replace(START, "about/index.md", "#first"),
    "a link to a heading": replace(START, "about/index.md", "tips/partnerships.md#why"),
    "a link to another site": replace(START, "about/index.md", "https://example.org/a"),
    "a broken link in code": replace(START, "See [the", "Type `[a](b.md)`. See [the"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
