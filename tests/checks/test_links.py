"""Every link leads somewhere, in every version and language."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import CHAMPIONS, START, Case, assert_said, replace

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
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
