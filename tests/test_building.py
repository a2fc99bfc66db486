"""Bad input stops a build with one line, and leaves the last good site as it was."""

from __future__ import annotations

import pytest

from checks import test_files, test_links, test_strings
from conftest import Project

CASES = {
    case: concern.CASES[case]
    for concern, case in (
        (test_files, "a folder of an unknown language"),
        (test_files, "a name that looks like a language"),
        (test_strings, "a missing interface string"),
        (test_links, "a broken link"),
        (test_links, "a broken anchor"),
    )
}


@pytest.mark.parametrize("case", CASES)
def test_the_build_stops_and_leaves_nothing(project: Project, case: str) -> None:
    spoil, what, cure = CASES[case]
    spoil(project)
    result = project.build()
    assert result.returncode == 1
    assert what in result.stderr and cure in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(project.root.glob("site*"))


def test_a_failed_build_keeps_the_last_good_site(project: Project) -> None:
    assert project.build().returncode == 0
    before = (project.root / "site/index.html").read_bytes()
    CASES["a broken link"][0](project)
    assert project.build().returncode == 1
    assert (project.root / "site/index.html").read_bytes() == before
    assert [path.name for path in project.root.glob("site*")] == ["site"]


def test_a_fault_met_late_leaves_nothing_either(project: Project) -> None:
    """Templates are rendered language by language: this one breaks when most of the site is written."""
    project.replace(
        "overrides/partials/footer.html",
        "</footer>",
        "{% if view.language.code == 'sw' %}{{ view.get('no.md') }}{% endif %}</footer>",
    )
    result = project.build()
    assert result.returncode == 1
    assert not list(project.root.glob("site*"))
