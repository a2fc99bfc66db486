"""``mkdocs.yml`` is read without MkDocs, and a broken one is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from conftest import ROOT, Project
from hub import cli, project

GOOD = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_languages_and_navigation_are_those_that_mkdocs_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    read = project.read(ROOT / "mkdocs.yml")
    seen = load_config(str(ROOT / "mkdocs.yml"))
    listed = [(one.locale, one.name, bool(one.default)) for one in seen.plugins["i18n"].config.languages]
    assert [(one.code, one.name, one.default) for one in read.languages] == listed
    paths = [path for section in read.sections for path in (section.children or (section.path,))]
    assert [section for one in seen.nav if isinstance(one, dict) for section in one] == [
        one.key for one in read.sections
    ]
    assert len(paths) > 50


def test_pages_that_git_remembers_come_along(project: Project) -> None:
    from hub.project import read

    project.start_repository()
    project.git("mv", "docs/en/start.md", "docs/en/begin.md")
    project.git("commit", "-q", "-m", "Moved")
    assert "start.md" in read(project.root / "mkdocs.yml").former_paths


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("plugins:", "plugins: ["), "mkdocs.yml:"),
        (GOOD.replace(", default: true", ""), "list of languages is missing"),
        (GOOD.replace("languages:", "tongues:"), "list of languages is missing"),
        ("", "list of languages is missing"),
        ("- a\n- b\n", "list of languages is missing"),
    ],
)
def test_a_broken_one_is_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(project.CannotRead) as caught:
        project.read(tmp_path / "mkdocs.yml")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_text_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(project.CannotRead, match="cannot be opened – restore it"):
        project.read(tmp_path / "mkdocs.yml")
    (tmp_path / "mkdocs.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(project.CannotRead, match="not saved as UTF-8"):
        project.read(tmp_path / "mkdocs.yml")


def test_the_command_gives_the_line_and_the_code_of_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("hub.checking.ROOT", tmp_path)
    assert cli.main(["check"]) == 2
    assert (
        capsys.readouterr().err
        == "hub – mkdocs.yml cannot be opened – restore it; git checkout mkdocs.yml brings back the last one\n"
    )
