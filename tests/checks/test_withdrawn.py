"""A page that was taken back does not come back, whoever brings it."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import Case, assert_said, write

FILE = "docs/data/withdrawn.yml"
LINE = "tips/partnerships: {{category: {}, date: {}}}\n"
CASES: dict[str, Case] = {
    "it is there again": (
        write(FILE, LINE.format("safety", "2026-11-24")),
        "docs/en/tips/partnerships.md:1 – this page was taken back and must not come back",
        "git rm docs/en/tips/partnerships.md",
    ),
    "a reason of one's own": (
        write(FILE, LINE.format("gossip", "2026-11-24")),
        'docs/data/withdrawn.yml:1 – the line of "tips/partnerships" cannot be read',
        "one of: safety, consent, error, law",
    ),
    "no day": (write(FILE, LINE.format("safety", "soon")), "cannot be read", "date: 2026-11-24"),
    "only a path": (write(FILE, "tips/partnerships:\n"), "cannot be read", "category: safety"),
    "a path that climbs": (
        write(FILE, '"../outside": {category: law, date: 2026-11-24}\n'),
        "cannot be read",
        "category: safety",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_said(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
