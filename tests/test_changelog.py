"""What readers and programs are told that a version brought."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Project
from hub import changelog, project
from hub.changelog import Entry, Item, Replaced
from publishing import copy_of, release_made, write_page

MORE = "In a survey of 40 officers, 12 said that they had changed their minds about the work of night patrols.\n"


@pytest.fixture(scope="module")
def told(small: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Entry]:
    """The second version of a hub in which one of everything happened."""
    hub = copy_of(small, tmp_path_factory.mktemp("told") / "project")
    for name in ("old", "left", "taken", "typo", "moving"):
        write_page(hub, f"en/{name}.md", f"Nothing special about {name} pages.")
    hub.git("add", "-A")
    hub.git("commit", "-q", "-m", "More pages")
    first = release_made(hub, "2026.08", small.root / "site")
    assert "English (10), Português (1)" in first.news

    write_page(hub, "en/new.md")
    write_page(hub, "en/draft.md", more="")
    hub.replace("docs/en/draft.md", "status: published", "status: draft")
    write_page(hub, "pt/old.md", "Uma página sobre os tempos antigos.")
    write_page(hub, "en/old.md", MORE)
    hub.replace("docs/en/typo.md", "special", "spezial")
    (hub.root / "docs/en/left.md").unlink()
    (hub.root / "docs/en/taken.md").unlink()
    (hub.root / "docs/en/places").mkdir()
    (hub.root / "docs/en/moving.md").rename(hub.root / "docs/en/places/moving.md")
    hub.write("docs/data/moved.yml", "moving: places/moving\nleft: gone\n")
    hub.write("docs/data/withdrawn.yml", "taken: {date: 2026-11-24, category: safety}\n")
    hub.replace("docs/pt/words.md", "state: draft", "state: reviewed")
    hub.git("add", "-A")
    hub.git("commit", "-q", "-m", "Everything at once")
    release_made(hub, "2026.11", small.root / "site")
    data = hub.git("show", "gh-pages:changelog.json")
    return hub, changelog.read(data.encode())[0]


def test_everything_that_happened_is_told_once(told: tuple[Project, Entry]) -> None:
    _, entry = told
    assert entry.since == "2026.08"
    assert [(item.what, item.address, item.note) for item in entry.items] == [
        ("new", "new/", ""),
        ("changed", "old/", ""),
        ("moved", "places/moving/", "moving/"),
        ("translated", "pt/old/", ""),
        ("translation reviewed", "pt/words/", ""),
        ("removed", "left/", ""),
        ("withdrawn", "", "safety"),
    ]


def test_people_read_it_with_links_to_what_stands_there_now(told: tuple[Project, Entry]) -> None:
    hub, entry = told
    text = hub.git("show", "gh-pages:CHANGELOG.md")
    assert text.index("## 2026.11") < text.index("## 2026.08")
    assert "- [The page en/old](https://hub.example/hub/latest/old/)\n" in text
    assert "- [The page en/moving](https://hub.example/hub/latest/places/moving/), before at moving/" in text
    assert "- Português: [Palavras](https://hub.example/hub/latest/pt/words/)\n" in text
    assert "- 1 page (safety)\n" in text
    assert "taken" not in text.replace("Pages taken back", "") and "draft" not in text and "typo" not in text
    message = hub.git("tag", "--list", "--format=%(contents)", "2026.11")
    assert message.startswith("Version 2026.11\n") and changelog.told(entry).strip() in message


def test_an_entry_is_read_as_it_was_written() -> None:
    items = (Item("new", "a/", "A"), Item("withdrawn", note="error"))
    entry = Entry("2026.11", "2026-11-24", "c0ffee", "https://hub.example/", "", True, "2026.08", {"English": 2}, items)
    assert changelog.read(changelog.written([entry]).encode()) == [entry]
    # A later hub may say more.
    data = json.loads(changelog.written([entry]))
    data["versions"][0]["weight"] = 7
    assert changelog.read(json.dumps(data).encode()) == [entry]
    assert changelog.read(b"") == []


def test_titles_and_reasons_are_text_and_no_markup() -> None:
    items = (Item("new", "a/", "A [title](http://bad.example) <b>*"),)
    replaced = (Replaced("2026-12-03", "A number\n\n# was wrong"),)
    entry = Entry("2026.11", "2026-11-24", "", "https://hub.example/", since="2026.08", items=items, replaced=replaced)
    text = changelog.text([entry])
    assert r"[A \[title\](http://bad.example) \<b\>\*](https://hub.example/latest/a/)" in text
    assert r"Replaced on 3 December 2026: A number \# was wrong" in text


def test_a_page_can_be_taken_out_of_what_was_told() -> None:
    items = (
        Item("new", "a/", "A"),
        Item("moved", "b/", "B", note="a/"),
        Item("translated", "pt/a/", "A"),
        Item("new", "c/"),
    )
    entry = Entry("2026.11", "2026-11-24", "", "https://hub.example/", since="2026.08", items=items)
    assert [item.address for item in changelog.without(entry, ["a/", "pt/a/"]).items] == ["c/"]


def test_nothing_is_told_of_edits_that_say_the_same(small: Project, tmp_path: Path) -> None:
    hub = copy_of(small, tmp_path / "project")
    before = hub.git("rev-parse", "HEAD").strip()
    hub.replace("docs/en/words.md", "Say who you are. Say", "Say **who** you are;\nsay")
    assert list(changelog.items(project.read(hub.root / "mkdocs.yml"), before)) == []
    entry = Entry("2026.11", "2026-11-24", "", "https://hub.example/", since="2026.08")
    assert changelog.told(entry) == "No page says anything else than in 2026.08.\n"
