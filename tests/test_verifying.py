"""Anybody can find out whether a published version is what its tag gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Project
from hub import cli, verifying
from hub.publishing import BRANCH, CannotPublish
from publishing import copy_of, release, release_made


def tamper(hub: Project, changed: dict[str, str | None]) -> None:
    """Write files of the publishing branch by hand, or remove them."""
    hub.git("worktree", "add", "-q", "tampering", BRANCH)
    place = Project(hub.root / "tampering")
    for path, text in changed.items():
        if text is None:
            (place.root / path).unlink()
        else:
            place.write(path, text)
    place.git("add", "-A")
    place.git("commit", "-q", "-m", "By hand")
    hub.git("worktree", "remove", "--force", "tampering")


def test_versions_are_compared_with_what_their_tags_give(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = copy_of(small, tmp_path / "hub")
    made = release(hub, "2026.10", REPO_URL="https://github.com/example/hub")
    assert made.returncode == 0, made.stderr
    # Whoever looks knows neither where the site stands nor what came after the tag.
    monkeypatch.delenv("SITE_URL", raising=False)
    hub.write("docs/en/words.md", (hub.root / "docs/en/words.md").read_text() + "\nOne more word.\n")
    hub.git("commit", "-q", "-a", "-m", "Word")
    same = verifying.verify(hub.root, "2026.10")
    assert same.differences == [] and same.files > 200, "the alias is compared too"
    release_made(hub, "2026.11", small.root / "site")
    tamper(hub, {"2026.10/words/index.html": "Pay here.", "2026.10/extra.js": "1", "2026.10/llms.txt": None})
    other = verifying.verify(hub.root, "2026.10")
    assert other.files == same.files // 2, "the alias belongs to the newest version now"
    assert other.differences == [
        "2026.10/extra.js – is on the branch, but not what the tag gives",
        "2026.10/llms.txt – is missing on the branch",
        "2026.10/words/index.html – differs",
    ], "and nothing else, though its pages were marked as older ones"
    assert hub.git("worktree", "list").count("\n") == 1 and not (hub.root / ".git/hub-release").exists()


def test_what_cannot_be_compared_is_said_in_a_line(small: Project, tmp_path: Path) -> None:
    hub = copy_of(small, tmp_path / "hub")
    for expected in ("nothing is published yet", "2026.11 can be compared"):
        with pytest.raises(CannotPublish, match=expected):
            verifying.verify(hub.root, "2026.10")
        if expected.startswith("nothing"):
            release_made(hub, "2026.11", small.root / "site")
    hub.git("tag", "-d", "2026.11")
    with pytest.raises(CannotPublish, match="git fetch --tags"):
        verifying.verify(hub.root, "2026.11")
    hub.write("docs/en/words.md", "Not a page")
    hub.git("commit", "-q", "-a", "-m", "Broken")
    hub.git("tag", "2026.11")
    with pytest.raises(CannotPublish, match="was moved"):
        verifying.verify(hub.root, "2026.11")
    release_made(hub, "2026.12", small.root / "site")
    with pytest.raises(CannotPublish, match="cannot be built"):
        verifying.verify(hub.root, "2026.12")
    tamper(hub, {"changelog.json": "{}"})
    with pytest.raises(CannotPublish, match="earlier commit"):
        verifying.verify(hub.root, "2026.12")


def test_differences_are_shown_and_counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(verifying, "verify", lambda root, version: verifying.Verified([], 7))
    assert cli.main(["release", "--verify", "2026.11"]) == 0
    assert capsys.readouterr().out == "2026.11 is the same as what its tag gives, 7 files.\n"
    monkeypatch.setattr(verifying, "verify", lambda root, version: verifying.Verified(["a – differs"], 7))
    assert cli.main(["release", "2026.11", "--verify"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("a – differs\n", "1 difference in 7 files.\n")
