"""The forms for issues: they say first what not to write, and are what their data say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from hub import cli, drafts, forms, project
from hub.library import Library

FILES = sorted((ROOT / forms.FOLDER).glob("*.*.yml"))
#: What has to be left out, in each language: names, places, telephone numbers.
LEFT_OUT = {"en": ("names", "places", "telephone"), "pt": ("nomes", "lugares", "telefone"), "fr": ("noms", "lieux", "téléphone")}  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return project.read(ROOT / "mkdocs.yml")


def read(file: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def fields(file: Path) -> dict[str, dict[str, Any]]:
    return {field["id"]: field for field in read(file)["body"] if field["type"] != "markdown"}


def test_they_are_as_their_data_say(library: Library) -> None:
    assert forms.behind(library) == [], "type: python3 scripts/hub forms"
    assert len(FILES) == 15, "five forms in three languages"


def test_github_can_read_them(tmp_path: Path) -> None:
    def said(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
        program = str(Path(sys.executable).with_name("check-jsonschema"))
        return subprocess.run(
            [program, "--builtin-schema", f"vendor.github-issue-{schema}", *map(str, files)],
            capture_output=True,
            text=True,
        )

    good = said("forms", *FILES)
    assert good.returncode == 0, good.stdout
    assert said("config", ROOT / forms.FOLDER / "config.yml").returncode == 0
    bad = tmp_path / "bad.yml"
    bad.write_text(FILES[0].read_text(encoding="utf-8").replace("type: input", "type: password"), encoding="utf-8")
    assert said("forms", bad).returncode != 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_says_first_what_to_leave_out(file: Path) -> None:
    body, code = read(file)["body"], file.stem.partition(".")[2]
    above = ""
    for part in body:
        if part["type"] != "markdown":
            break
        above += part["attributes"]["value"]
    assert all(word in above for word in LEFT_OUT[code])


def test_nobody_has_to_write_the_first_thing_that_comes_to_mind() -> None:
    assert read(ROOT / forms.FOLDER / "config.yml")["blank_issues_enabled"] is False


@pytest.mark.parametrize("code", ["en", "pt", "fr"])
def test_who_asks_for_a_withdrawal_is_asked_for_no_details(code: str) -> None:
    file = ROOT / forms.FOLDER / f"withdrawal.{code}.yml"
    assert list(fields(file)) == ["page"] and fields(file)["page"]["type"] == "input"
    assert "Report a vulnerability" in read(file)["body"][0]["attributes"]["value"]


@pytest.mark.parametrize("code", ["en", "pt", "fr"])
def test_a_story_becomes_the_headings_of_its_page(library: Library, code: str) -> None:
    asked = fields(ROOT / forms.FOLDER / f"case-study.{code}.yml")
    headings = {name for _, name, _ in drafts.SHAPES["case-study"].headings}
    texts = {name for name, field in asked.items() if field["type"] == "textarea"} - {"sources"}
    assert texts <= headings and {"problem", "what-was-done", "what-changed", "limits"} <= texts
    countries = [library.label("countries", key, code) for key in library.vocabularies["countries"]]
    assert set(asked["country"]["attributes"]["options"][:-1]) == set(countries)
    assert "validations" not in asked["credit"], "nobody has to be named"
    assert all(tick["required"] for tick in asked["consent"]["attributes"]["options"])


def test_every_language_is_asked_the_same() -> None:
    for file in FILES:
        kind, _, _ = file.stem.partition(".")
        other = fields(ROOT / forms.FOLDER / f"{kind}.en.yml")
        assert [(name, field["type"], field.get("validations")) for name, field in fields(file).items()] == [
            (name, field["type"], field.get("validations")) for name, field in other.items()
        ]


def test_a_form_has_a_label_that_is_kept(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    names = {name for name, _, _ in forms.labels(library)}
    assert {label for file in FILES for label in read(file)["labels"]} <= names
    assert cli.main(["forms", "--labels"]) == 0
    assert {line.split("\t")[0] for line in capsys.readouterr().out.splitlines()} == names


def test_what_is_behind_is_found_and_mended(library: Library, tmp_path: Path) -> None:
    import dataclasses
    import shutil

    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    moved = dataclasses.replace(library, root=tmp_path)
    folder = tmp_path / forms.FOLDER
    (folder / "case-study.pt.yml").write_text("name: by hand\n", encoding="utf-8")
    (folder / "old.en.yml").write_text("name: old\n", encoding="utf-8")
    assert forms.behind(moved) == ["case-study.pt.yml", "old.en.yml"]
    forms.write(moved)
    assert forms.behind(moved) == [] and not (folder / "old.en.yml").exists()
