"""The weekly text of what waits for somebody."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from conftest import make_project
from hub import checking, cli, external, reporting
from hub.external import Found
from hub.library import Library
from hub.problems import Problem
from spoiling import read_project

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The fixture, where three pages are to be checked again and a section that matters for safety has changed."""
    project = make_project(tmp_path_factory.mktemp("report") / "project")
    for path, day in (("tips/champions", "2026-11-23"), ("start", "2026-12-24"), ("about/index", "2026-12-25")):
        project.replace(f"docs/en/{path}.md", "kind:", f"review_by: {day}\nkind:")
    project.replace("docs/en/tips/champions.md", "{#watch-out}\n", "{#watch-out}\n\nCall a lawyer first.\n")
    return read_project(project)


def lines_below(text: str, heading: str) -> list[str]:
    return text.split(f"\n## {heading}")[1].split("\n## ")[0].strip().splitlines()[1:]


def test_pages_are_named_a_month_before_they_are_due(library: Library) -> None:
    said = [line for line in lines_below(reporting.report(library, TODAY), "Pages to check again") if line]
    assert [line for line in said if "words.md" not in line] == [
        "- `docs/en/tips/champions.md`: was due on 23 November 2026",
        "- `docs/en/start.md`: is due on 24 December 2026",
    ]


def test_translations_that_matter_for_safety_come_first(library: Library) -> None:
    said = [line for line in lines_below(reporting.report(library, TODAY), "Translations that are behind") if line]
    assert "docs/pt/tips/champions.md" in said[0] and "**which matters for safety**" in said[0]
    assert "`python3 scripts/hub translate pt tips/champions`" in said[0]
    urgent = ["matters for safety" in line for line in said]
    assert urgent == sorted(urgent, reverse=True)


def test_nothing_to_do_is_said_too(library: Library) -> None:
    text = reporting.report(dataclasses.replace(library, pages={}), TODAY, Found())
    assert "No page is due." in text and "No translation is behind." in text and "No link is dead." in text
    assert "They were not asked." in reporting.report(library, TODAY)


def test_what_others_wrote_becomes_no_mention_no_link_and_no_list(library: Library) -> None:
    bad = Problem("docs/en/a.md", 3, "https://x.example/`@everyone`\n- [x](y) is gone (404)", "take <b>it</b> out")
    text = reporting.report(library, TODAY, Found(problems=[bad], links=1, addresses=1))
    [line] = [line for line in lines_below(text, "Links that lead nowhere") if line]
    outside = "".join(line.split("`")[::2])
    assert outside == "- :  – ", outside


def test_the_text_fits_into_an_issue_whatever_is_found(library: Library) -> None:
    many = [
        Problem("docs/en/a.md", n, f"https://x.example/{n}/{'ü' * 300} is gone (404)", "…" * 400) for n in range(999)
    ]
    text = reporting.report(library, TODAY, Found(problems=many, moved=many, unasked=many, links=999, addresses=999))
    assert len(text) < 65_536
    [rest] = [line for line in lines_below(text, "Links that lead nowhere") if line.startswith("- and ")]
    assert int(rest.split()[2]) > 900 and "check --external" in rest


def test_the_verb_asks_other_sites_only_where_it_is_told_to(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    gone = Problem("docs/en/start.md", 1, "https://x.example/ is gone (404)", "take the link out")
    monkeypatch.setattr(checking, "library", lambda: library)
    monkeypatch.setattr(external, "run", lambda listed, repository: Found(problems=[gone], links=1, addresses=1))
    assert cli.main(["report"]) == 0
    assert "https://x.example/" not in capsys.readouterr().out
    assert cli.main(["report", "--external"]) == 0, "a report is no failure"
    assert "`https://x.example/ is gone (404)`" in capsys.readouterr().out
