"""What cannot be read is named with its line, and the rest is read all the same."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import START, Case, assert_said, replace, write

CASES: dict[str, Case] = {
    "no front matter": (write(START, "Text\n"), "docs/en/start.md:1 – the page has no front matter", "---"),
    "broken front matter": (
        replace(START, "kind: page", "kind: page: no"),
        "docs/en/start.md:4 – this is not valid YAML",
        "quotes",
    ),
    "a key that stands twice": (
        replace(START, "kind: page", "kind: page\nkind: tip"),
        'docs/en/start.md:5 – "kind" stands here twice',
        "keep one",
    ),
    "a term without any label": (
        replace("docs/data/levels.yml", "{en: National, pt: Nacional, ar: وطني, sw: Kitaifa}", "National"),
        'docs/data/levels.yml:1 – "national" has no labels',
        "en: and its label",
    ),
    "a file in another encoding": (
        lambda project: (project.root / START).write_bytes(b"---\ntitle: caf\xe9\nsummary: S\nkind: page\n---\n"),  # type: ignore[dict-item]
        "docs/en/start.md:2 – the file is not saved as UTF-8",
        "UTF-8",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
