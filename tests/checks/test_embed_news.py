"""What sites that show our pages are told, and the feed made of it."""

from __future__ import annotations

import pytest
from lxml import etree

from conftest import Project
from spoiling import Case, assert_said, write

FILE = "docs/data/embed_news.yml"
CASES: dict[str, Case] = {
    "no day": (write(FILE, "soon:\n  en: Text.\n"), f'{FILE}:1 – "soon" is not a day', "write it as 2026-11-24:"),
    "not in the default language": (
        write(FILE, "2026-11-24:\n  pt: Texto.\n"),
        f"{FILE}:1 – this day tells nothing in",
        "write below it en:",
    ),
    "no languages": (write(FILE, "2026-11-24: Text.\n"), "tells nothing in", "write below it en:"),
    "a language that is none": (
        write(FILE, "2026-11-24:\n  en: Text.\n  xx: Text.\n"),
        f'{FILE}:3 – "xx" is no language',
        "write one of en",
    ),
    "a list": (write(FILE, "2026-11-24:\n  en: Text.\n  pt: [a]\n"), f"{FILE}:3 – pt has no text", "write a sentence"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_named(project: Project, name: str) -> None:
    assert_said(project, CASES[name])


def test_the_feed_tells_it_newest_first_in_the_readers_language(project: Project) -> None:
    project.write(FILE, "2026-11-24:\n  en: One.\n2027-01-05:\n  en: Two.\n  pt: Dois.\n")
    assert project.build(SITE_URL="https://hub.example/").returncode == 0
    atom = "{http://www.w3.org/2005/Atom}"
    for code, wanted in (("en", ["Two.", "One."]), ("pt", ["Dois.", "One."])):
        feed = etree.parse(str(project.root / "site" / "embed" / f"{code}.xml")).getroot()
        assert [entry.findtext(f"{atom}summary") for entry in feed.iter(f"{atom}entry")] == wanted
        ids = [element.text for element in feed.iter(f"{atom}id")]
        assert len(set(ids)) == 3
        assert feed.findtext(f"{atom}updated") == "2027-01-05T00:00:00Z"
