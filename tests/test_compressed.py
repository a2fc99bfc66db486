"""Compressed copies for hosts that send them: the same text as the file, and the same bytes each time."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import brotli
import pytest

from conftest import ROOT
from hub import checking, cli
from hub.site import compressed
from hub.verbs import site as verbs

READ = {".gz": gzip.decompress, ".br": brotli.decompress}


@pytest.fixture(scope="module")
def copied(fixture_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's site with copies, and a file too short for one."""
    target = tmp_path_factory.mktemp("copied") / "site"
    shutil.copytree(fixture_site, target)
    (target / "short.txt").write_text("short")
    compressed.write(target)
    return target


def test_a_copy_says_what_its_file_says_and_is_smaller(copied: Path) -> None:
    copies = [file for file in copied.rglob("*") if file.suffix in READ and file.name != "sitemap.xml.gz"]
    for file in copies:
        original = file.with_suffix("").read_bytes()
        assert READ[file.suffix](file.read_bytes()) == original, file
        assert file.stat().st_size < len(original), file
    named = {file.relative_to(copied).as_posix() for file in copies}
    for name in ("index.html", "pt/tips/champions/index.html", "api/v1/index.json", "feed.xml"):
        assert {name + ".gz", name + ".br"} <= named
    assert not {"short.txt.gz", "_headers.gz"} & named, "what is short or no page's"
    assert not list(copied.rglob("*.new"))


def test_what_does_not_get_smaller_has_no_copy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(brotli.compress((ROOT / "README.md").read_bytes()))
    made = compressed.write(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert made.files == 0


def test_copies_are_the_same_whenever_they_are_made(copied: Path, fixture_site: Path, tmp_path: Path) -> None:
    """Again over themselves, and elsewhere from a file of another age."""
    before = {file: file.read_bytes() for file in copied.rglob("*") if file.suffix in READ}
    again = tmp_path / "site"
    again.mkdir()
    for name in ("index.html", "llms.txt"):
        (again / name).write_bytes((fixture_site / name).read_bytes())
    compressed.write(again)
    for name in ("index.html.gz", "index.html.br", "llms.txt.gz", "llms.txt.br"):
        assert (again / name).read_bytes() == before[copied / name]
    header = before[copied / "index.html.gz"][:10]
    assert header == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff", "no name, no time, no system (RFC 1952)"


def test_the_verb_makes_them_only_where_it_is_told_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("word " * 999)
    monkeypatch.setattr(verbs, "ROOT", tmp_path)
    monkeypatch.setattr(verbs, "_mkdocs", lambda *words: 0)
    monkeypatch.setattr(checking, "report", lambda: 0)
    assert cli.main(["build"]) == 0
    assert not list(tmp_path.rglob("*.br"))
    assert cli.main(["build", "--compressed"]) == 0
    assert (tmp_path / "site" / "index.html.br").exists() and (tmp_path / "site" / "index.html.gz").exists()
    assert "Compressed copies of 1 file: " in capsys.readouterr().out
