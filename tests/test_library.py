"""What cannot be read is named with its line, and the rest is read all the same."""

from __future__ import annotations

import pytest

from conftest import Project
from hub import mappings
from spoiling import PAGE, START, Case, assert_said, replace, write

CASES: dict[str, Case] = {
    **{
        f"not YAML: {line[:20]!r}": (
            replace(START, "kind: page", line),
            f"start.md:{number} – this is not valid YAML ({why})",
            cure,
        )
        for number, why, line, cure in (
            (4, "there is a colon inside a value", "kind: page: no", "quotes"),
            (4, "there is a tab where spaces belong", "\tkind: page", "write one"),
            (4, "a value begins with a sign that means something else here", "kind: @page", "quotes"),
            (5, "a bracket is opened and not closed", "list: [a\nkind: page", "write one"),
            (4, "there is a backslash between double quotes", 'kind: "\\q"', "write one"),
            (4, "a value begins with an exclamation mark", "kind: !!python/name:os.system", "quotes"),
            (4, "a * at the beginning stands for another value", "kind: *page", "quotes"),
            (4, "a number this long", f"kind: {'9' * 5000}", "quotes"),
            (4, "there is a character that nobody can see", 'kind: "\\x1b[2J"', "remove that character"),
            (4, "there is a character that nobody can see", 'kind: "\\ud800"', "remove that character"),
            (4, "there is a character that nobody can see", "kind: a\x07", "remove that character"),
        )
    },
    "front matter that is a list": (write(START, "---\n- a\n---\n"), "start.md:2 – a list of keys", 'write one "key'),
    "more than can be read": (
        replace(START, "kind: page", f"kind: {'a' * mappings.LONGEST}"),
        "start.md:2 – there is too much here to be read",
        "shorten it",
    ),
    "a missing file of data": (
        lambda project: (project.root / "docs/data/levels.yml").unlink(),
        "docs/data/levels.yml:1 – this file is missing",
        "restore it",
    ),
    "a missing file of strings": (
        lambda project: (project.root / "overrides/strings/pt.yml").unlink(),
        "overrides/strings/pt.yml:1 – this file is missing",
        "copy the one of another language",
    ),
    "a page that cannot be opened": (
        lambda project: (project.root / "docs/en/tips/gone.md").symlink_to("nowhere"),
        "docs/en/tips/gone.md:1 – the file cannot be opened",
        "put the file itself here",
    ),
    "a page that is a link in a circle": (
        lambda project: (project.root / "docs/en/tips/round.md").symlink_to("round.md"),
        "docs/en/tips/round.md:1 – the file cannot be opened",
        "put the file itself here",
    ),
    "a folder with the name of a page": (
        lambda project: (project.root / "docs/pt/tips/partnerships.md").mkdir(),
        "docs/pt/tips/partnerships.md:1 – this is a folder with the name of a page",
        "rename it without .md",
    ),
    "a name that nobody can read": (
        write("docs/en/tips/a\u202e\nb.md", PAGE),
        "docs/en/tips/a b.md:1 – the file name holds a character that nobody can see",
        "rename it",
    ),
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
