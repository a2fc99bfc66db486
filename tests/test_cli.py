"""The verbs as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT
from hub import cli
from hub.problems import Problem

FAULTS = [Problem("docs/en/a.md", 3, "one, 100% wrong", "write it"), Problem("docs/pt/tips/b.md", 1, "two", "cure")]


@pytest.fixture(autouse=True)
def faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.checks.run", lambda library, concerns, step: [one for one in FAULTS if concerns(one.file)])


def test_check_says_one_line_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == ["docs/en/a.md:3 – one, 100% wrong – write it", "docs/pt/tips/b.md:1 – two – cure"]
    assert said.err.strip() == "2 problems found."


def test_check_can_be_asked_about_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(ROOT / "docs/pt/tips")]) == 1
    assert capsys.readouterr().out.splitlines() == ["docs/pt/tips/b.md:1 – two – cure"]
    assert cli.main(["check", str(ROOT / "docs/en/tips")]) == 0


def test_check_of_nothing_is_wrong_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["check", str(tmp_path / "no.md")]) == 2
    assert "there is no file or folder" in capsys.readouterr().err


def test_check_speaks_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0] == {
        "file": "docs/en/a.md",
        "line": 3,
        "what": "one, 100% wrong",
        "cure": "write it",
        "mechanical": False,
    }
    assert cli.main(["check", "--format", "github"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "::error file=docs/en/a.md,line=3::one, 100%25 wrong – write it"
