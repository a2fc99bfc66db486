"""Which pages are told of as new or changed, and which edits are not worth anybody's time."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ENVIRONMENT, FIXTURE, Project
from hub import changes, project
from hub.changes import Changes, altered

TIP = "docs/en/tips/champions.md"
FRONT = """---
title: Find champions
summary: Officers who influence others.
kind: tip
safety_critical: [danger]
{more}---
"""
BODY = """Ask one officer who others follow. Do it before the month ends.[^lamp2015]

## Why {#why}

In a survey, 12 of 40 officers said that a colleague had changed their mind about the work of night patrols.

## Danger {#danger}

Call a lawyer before you go to the station alone.
"""
#: What is done to the text, and the sections that are then told of; None where nothing is.
EDITS: dict[str, tuple[Callable[[str], str], tuple[str, ...] | None]] = {
    "nothing": (lambda text: text, None),
    "another number": (lambda text: text.replace("12 of 40", "13 of 40"), ("why",)),
    "two numbers that changed places": (lambda text: text.replace("12 of 40", "40 of 12"), ("why",)),
    "a number that is gone": (lambda text: text.replace("12 of 40", "some"), ("why",)),
    "one word where safety depends on it": (lambda text: text.replace("alone", "together"), ("danger",)),
    "a word that says the opposite there": (lambda text: text.replace("lawyer before", "lawyer after"), ("danger",)),
    "a spelling mistake put right there": (lambda text: text.replace("station", "sttaion"), None),
    "one other word elsewhere": (lambda text: text.replace("night", "foot"), None),
    "a new sentence": (
        lambda text: text.replace("patrols.", "patrols. Ask them again after the new commander has come to the district."),
        ("why",),
    ),
    "a new section": (
        lambda text: text + "\n## After {#after}\n\nWrite down what each of you promised to do, and when.\n",
        ("after",),
    ),
    "a section less": (lambda text: text[: text.index("## Danger")], ()),
    "other white space and punctuation": (lambda text: text.replace(". ", " ;\n").replace("-", "–"), None),
    "bold letters and capitals": (lambda text: text.replace("one officer", "**One Officer**"), None),
    "sections in another order": (
        lambda text: text[: text.index("## Why")] + text[text.index("## Danger") :] + "\n" + text[text.index("## Why") : text.index("## Danger")],
        None,
    ),
    "another id of a section": (lambda text: text.replace("{#why}", "{#reason}"), None),
    "a link that leads elsewhere": (lambda text: text.replace("a lawyer", "[a lawyer](a.md)"), None),
    "a comment": (lambda text: text + "\n<!-- Who reads this? Somebody should ask the twelve of them again soon. -->\n", None),
}  # fmt: skip


@dataclass(frozen=True)
class Hub:
    """A project whose history is written a day at a time."""

    project: Project

    def commit(self, time: str) -> None:
        environment = {**ENVIRONMENT, "GIT_COMMITTER_DATE": time, "GIT_AUTHOR_DATE": time}
        for words in (["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "Texts"]):
            subprocess.run(["git", *words], cwd=self.project.root, env=environment, check=True)

    def write(self, body: str, time: str, more: str = "", path: str = TIP) -> None:
        self.project.write(path, FRONT.format(more=more) + body)
        self.commit(time)

    def read(self) -> Changes:
        return changes.read(project.read(self.project.root / "mkdocs.yml"))

    def told(self, path: str = TIP) -> list[tuple[str, str, tuple[str, ...]]]:
        """What there is to tell of a page: the day, what happened, where."""
        return [
            (str(one.time.date()), one.what.value, one.sections) for one in self.read().listed if one.page.file == path
        ]


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """The fixture's texts in an empty repository."""
    made = Project(tmp_path / "project")
    shutil.copytree(FIXTURE / "docs", made.root / "docs")
    shutil.copytree(Path(__file__).parents[1] / "overrides/strings", made.root / "overrides/strings")
    shutil.copy(FIXTURE.parents[1] / "mkdocs.yml", made.root / "hub.yml")
    shutil.copy(FIXTURE / "mkdocs.yml", made.root / "mkdocs.yml")
    made.git("init", "-q", "-b", "main")
    for key, value in (("name", "Test"), ("email", "test@example.org")):
        made.git("config", f"user.{key}", value)
    made.git("config", "commit.gpgsign", "false")
    return Hub(made)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_told_of_or_not(hub: Hub, edit: str) -> None:
    change, sections = EDITS[edit]
    hub.write(BODY, "2026-03-01T10:00:00Z")
    hub.write(change(BODY), "2026-03-09T10:00:00Z")
    changed = [] if sections is None else [("2026-03-09", "changed", sections)]
    assert hub.told() == [*changed, ("2026-03-01", "new", ())]


def test_small_edits_add_up(hub: Hub) -> None:
    body = BODY
    hub.write(body, "2026-03-01T10:00:00Z")
    words = ["Ask", "others", "follow", "month", "survey", "colleague", "mind", "night"]
    for day, word in enumerate(words, start=2):
        body = body.replace(word, f"{word} Zebrawood")
        hub.write(body, f"2026-03-{day:02}T10:00:00Z")
        if day >= 8:
            assert hub.told()[:-1] == ([("2026-03-09", "changed", ("", "why"))] if day == 9 else []), word
    hub.write(body.replace("Ask Zebrawood", "Ask"), "2026-03-20T10:00:00Z")
    assert len(hub.told()) == 2, "counted from the text that was told of last"


def test_a_day_is_one_change_and_its_end_counts(hub: Hub) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z")
    hub.write(BODY.replace("12", "13"), "2026-03-02T08:00:00Z")
    hub.write(BODY.replace("12", "14"), "2026-03-02T23:30:00+02:00")
    assert hub.told()[:-1] == [("2026-03-02", "changed", ("why",))]
    hub.write(BODY.replace("12", "15"), "2026-03-03T08:00:00Z")
    hub.write(BODY.replace("12", "14"), "2026-03-03T09:00:00Z")
    assert hub.told()[:-1] == [("2026-03-02", "changed", ("why",))], "put back on the same day"


def test_bookkeeping_is_no_change(hub: Hub) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z", "reviewed: 2026-03-01\nsearch_terms: [ally]\n")
    hub.write(BODY, "2026-04-01T10:00:00Z", "reviewed: 2026-04-01\nsearch_terms: [friend, helper, 12]\nnumber: 3\n")
    assert hub.told() == [("2026-03-01", "new", ())]


def test_a_page_is_new_when_it_is_published(hub: Hub) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z", "status: draft\n")
    assert hub.told() == []
    hub.write(BODY, "2026-03-05T10:00:00Z", "status: published\n")
    assert hub.told() == [("2026-03-05", "new", ())]
    hub.write(BODY, "2026-03-09T10:00:00Z", "status: draft\n")
    assert hub.told() == [], "taken back"


def test_a_page_that_is_gone_is_not_told_of(hub: Hub) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z", path="docs/en/about/gone.md")
    assert hub.told("docs/en/about/gone.md")
    (hub.project.root / "docs/en/about/gone.md").unlink()
    hub.commit("2026-03-02T10:00:00Z")
    assert not [one for one in hub.read().listed if "gone" in one.path]
    hub.write(BODY, "2026-03-05T10:00:00Z", path="docs/en/about/gone.md")
    assert hub.told("docs/en/about/gone.md") == [("2026-03-05", "new", ())], "and is new when it comes back"


def test_a_page_that_moves_is_not_new(hub: Hub) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z", path="docs/en/about/before.md")
    (hub.project.root / "docs/en/about/before.md").rename(hub.project.root / "docs/en/about/after.md")
    hub.commit("2026-03-05T10:00:00Z")
    [change] = [one for one in hub.read().listed if one.page.file == "docs/en/about/after.md"]
    assert (str(change.time.date()), change.path) == ("2026-03-01", "docs/en/about/before.md")


def test_what_is_merged_counts_when_it_is_merged(hub: Hub) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z")
    hub.project.git("checkout", "-q", "-b", "other")
    hub.write(BODY.replace("12", "13"), "2026-03-02T10:00:00Z")
    hub.project.git("checkout", "-q", "main")
    environment = {**ENVIRONMENT, "GIT_COMMITTER_DATE": "2026-03-08T10:00:00Z"}
    subprocess.run(
        ["git", "merge", "-q", "--no-ff", "-m", "M", "other"], cwd=hub.project.root, env=environment, check=True
    )
    assert hub.told()[:-1] == [("2026-03-08", "changed", ("why",))]


def test_a_translation_has_a_history_of_its_own(hub: Hub) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z")
    hub.write(BODY.replace("lawyer", "friend"), "2026-03-04T10:00:00Z", path="docs/pt/tips/champions.md")
    hub.write(BODY.replace("lawyer", "cousin"), "2026-03-06T10:00:00Z", path="docs/pt/tips/champions.md")
    assert hub.told() == [("2026-03-01", "new", ())]
    assert hub.told("docs/pt/tips/champions.md")[0] == ("2026-03-06", "changed", ("danger",)), (
        "what is critical to safety is said by the original"
    )


def test_without_a_history_only_the_last_check_is_known(hub: Hub, tmp_path: Path) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z", "reviewed: 2026-02-11\n")
    hub.write(BODY.replace("12", "13"), "2026-03-02T10:00:00Z", "reviewed: 2026-02-12\n")
    assert hub.read().known
    shallow = tmp_path / "shallow"
    address = f"file://{hub.project.root}"
    subprocess.run(["git", "clone", "-q", "--depth=1", address, str(shallow)], env=ENVIRONMENT, check=True)
    copied = Hub(Project(shallow))
    assert not copied.read().known
    assert copied.told() == [("2026-02-12", "checked", ())]
    assert str(copied.read().last) == "2026-03-02 10:00:00+00:00"
    shutil.rmtree(shallow / ".git")
    assert copied.told() == [("2026-02-12", "checked", ())]
    assert copied.read().last is None, "a folder from a zip file has no history at all"


def test_a_file_that_git_does_not_know_yet_is_not_told_of(hub: Hub) -> None:
    hub.write(BODY, "2026-03-01T10:00:00Z")
    hub.project.write("docs/en/about/next.md", FRONT.format(more="") + BODY)
    assert hub.told("docs/en/about/next.md") == []


def test_a_hostile_history_is_read_to_its_end(hub: Hub) -> None:
    """Earlier texts passed no check that exists today."""
    for day, text in enumerate(
        ("", "---\n[\n---\n\0", "---\ntitle: [a]\nstatus: {b: c}\n---\n" + "a1 " * 50_000), start=1
    ):
        hub.project.write(TIP, text)
        hub.commit(f"2026-03-{day:02}T10:00:00Z")
    (hub.project.root / TIP).write_bytes(b"\xff\xfe\x00")
    hub.commit("2026-03-05T10:00:00Z")
    hub.write(BODY, "2026-03-06T10:00:00Z")
    assert hub.told()[0][:2] == ("2026-03-06", "changed")


def test_one_wrong_letter_in_a_long_word_is_no_other_word() -> None:
    def differ(one: str, other: str) -> bool:
        return altered({"": (one,)}, {"": (other,)}, [""]) is not None

    for one, other in (("officer", "oficer"), ("station", "sttaion"), ("police", "polise"), ("arrest", "arrests")):
        assert not differ(one, other) and not differ(other, one), one
    for one, other in (("legal", "illegal"), ("may", "must"), ("form", "from"), ("safe", "unsafe"), ("can", "cannot")):
        assert differ(one, other) and differ(other, one), one
    assert differ("2019a", "2018a"), "what holds a number is never misspelt"
