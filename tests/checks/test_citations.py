"""Every mark has its source, every source its data."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import CHAMPIONS, SOURCES, Case, Spoil, assert_said, assert_silent, replace

CASES: dict[str, Case] = {
    "an unknown source": (
        replace(CHAMPIONS, "[^spoken]", "[^spokn]"),
        'champions.md:10 – the source "spokn" is not in docs/data/sources.bib',
        "write [^spoken]",
    ),
    "a source that no page cites": (
        replace(SOURCES, "  keywords = {reserve},\n", ""),
        'docs/data/sources.bib:26 – no page cites "later"',
        "[^later], remove it, or write keywords = {reserve}",
    ),
    "a source without a publisher": (
        replace(SOURCES, "  publisher = {Voices},\n", ""),
        'docs/data/sources.bib:12 – the source "spoken" does not say who published it',
        "publisher = {…}",
    ),
    "a source without a date": (
        replace(SOURCES, "  pubstate = {undated},\n", ""),
        'docs/data/sources.bib:12 – the source "spoken" has no date',
        "pubstate = {undated}",
    ),
    "a source with a date and none": (
        replace(SOURCES, "pubstate = {undated}", "pubstate = {undated}, year = {2001}"),
        'the source "spoken" has a date and says that it has none',
        "remove",
    ),
    "a source without an address": (
        replace(SOURCES, "  nolink = {never written down},\n", ""),
        'docs/data/sources.bib:12 – the source "spoken" has no address',
        "nolink = {…}",
    ),
    "a source with an address and none": (
        replace(SOURCES, "nolink = {never", "doi = {10.1/y}, nolink = {never"),
        'the source "spoken" has an address and says that it has none',
        "remove",
    ),
    "an abbreviation that grows": (
        replace(SOURCES, "@misc{spoken", "@string{a = {" + "x" * 300 + "}}\n@string{b = a # a}\n@misc{spoken"),
        "docs/data/sources.bib:13 – this abbreviation is too long",
        "write its text",
    ),
    "no bibliography": (
        lambda project: (project.root / SOURCES).unlink(),
        "docs/data/sources.bib:1 – this file is missing",
        "restore it",
    ),
    "an entry that is never closed": (
        replace(SOURCES, "title = {A talk}", "title = {A talk"),
        'sources.bib:12 – the entry "spoken" cannot be read',
        "check its braces",
    ),
}


RIGHT: dict[str, Spoil] = {
    "an abbreviation": replace(
        SOURCES, "@misc{spoken,", "@string{v = {Voices}}\n@misc{spoken,\n  organization = v # { and more},"
    ),
    "a mark in code": replace(CHAMPIONS, "Find them.", "Find them, as `[^this]`."),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearly_a_fault_is_none(project: Project, case: str) -> None:
    assert_silent(project, RIGHT[case])
