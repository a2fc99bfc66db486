"""Where a reader goes on from a page, and what a page says about its own age and its evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage

from conftest import Visit
from hub.library import Language, Library, Section, Strings
from hub.pages import Page
from hub.site import related
from pages import parse, texts

Open = Callable[..., Visit]
CODES = ("en", "pt", "fr", "sw", "zu", "tn")


def library(*given: tuple[str, str, str], body: str = "", countries: dict[str, object] | None = None) -> Library:
    """Pages by path, kind and ways of working; the first one's text is ``body``."""
    pages = {}
    for at, (path, kind, ways) in enumerate(given):
        meta = {"kind": kind, "strategies": ways.split(), "country": (countries or {}).get(path), "title": path}
        pages["en", path] = Page("en", path, f"docs/en/{path}", meta, {}, body if at == 0 else "", 1)
    tips = tuple(path for path, kind, _ in given if kind == "tip")
    sections = (Section("tips", "tips/index.md", tips),) if tips else ()
    strings = {"en": Strings("", "ltr", "reviewed", {}, {})}
    return Library(Path(), (Language("en", "English", True),), pages, strings, {}, {}, {}, sections=sections)


def goes_on(made: Library, path: str) -> list[str]:
    return [page.path for page in related.pages(made, "en", path)]


# Which pages


def test_a_tip_leads_to_cases_first_and_to_one_of_each_kind() -> None:
    made = library(
        ("tips/a.md", "tip", "x y"),
        ("tips/far.md", "tip", ""),
        ("tips/b.md", "tip", "x y"),
        ("c/one.md", "case-study", "x"),
        ("c/two.md", "case-study", "x y"),
        ("l/a.md", "lesson", "y"),
        ("g/a.md", "guide", "z"),
        ("p.md", "page", "x y"),
    )
    assert goes_on(made, "tips/a.md") == ["c/two.md", "l/a.md", "tips/b.md", "c/one.md"]
    assert goes_on(made, "p.md") == []


def test_a_case_leads_to_tips_and_to_a_case_elsewhere() -> None:
    made = library(
        ("c/a.md", "case-study", "x y"),
        ("c/same.md", "case-study", "x y"),
        ("c/other.md", "case-study", "x"),
        ("c/both.md", "case-study", "x"),
        ("t/a.md", "tip", "x"),
        countries={"c/a.md": "KE", "c/same.md": "KE", "c/other.md": "MZ", "c/both.md": ["KE", "MZ"]},
    )
    assert goes_on(made, "c/a.md") == ["t/a.md", "c/other.md"]


def test_what_is_a_tap_away_already_is_left_out() -> None:
    made = library(
        ("tips/a.md", "tip", "x"),
        ("tips/next.md", "tip", "x"),
        ("tips/b.md", "tip", "x"),
        ("c/linked.md", "case-study", "x"),
        ("c/b.md", "case-study", "x"),
        body="See [it](../c/linked.md#limits) and [that](https://example.org/c/b.md).",
    )
    assert goes_on(made, "tips/a.md") == ["c/b.md", "tips/b.md"]


def test_of_two_that_share_as_much_the_one_about_little_else_comes_first() -> None:
    made = library(
        ("p.md", "guide", "x y"), ("c/a.md", "tip", "x y z"), ("c/b.md", "tip", "x y"), ("c/c.md", "tip", "x")
    )
    assert goes_on(made, "p.md") == ["c/b.md", "c/a.md", "c/c.md"]


def test_there_are_at_most_four() -> None:
    made = library(*((f"c/{letter}.md", "guide", "x") for letter in "abcdefgh"))
    assert goes_on(made, "c/c.md") == ["c/a.md", "c/b.md", "c/d.md", "c/e.md"]


# On a page


def test_they_are_shown_in_the_readers_language_with_what_is_not_translated(fixture_site: Path) -> None:
    [nav] = parse(fixture_site, "tips/partnerships/").xpath("//nav[@class='related']")
    assert texts(nav, "h2") == ["Read on"] and texts(nav, ".//li") == ["Case study · Kenya Kenya"]
    assert nav.xpath(".//a/@href") == ["../../case-studies/kenya/"]
    [portuguese] = parse(fixture_site, "pt/tips/partnerships/").xpath("//nav[@class='related']")
    assert texts(portuguese, ".//li") == ["Estudo de caso · Quénia Kenya em inglês"]
    assert portuguese.xpath(".//a/@lang") == ["en"]
    assert parse(fixture_site, "about/words/").xpath("//nav[@class='related']") == []


def test_real_pages_lead_on_to_other_kinds(site: Path) -> None:
    for address in ("tips/alliances/", "lessons/first-steps/", "case-studies/mozambique/", "guides/lobbying/"):
        for prefix in ("", "pt/", "sw/"):
            links = parse(site, prefix + address).xpath("//nav[@class='related']//a/@href")
            assert 2 <= len(links) <= 4 and len(set(links)) == len(links)
            assert len({link.split("/")[-3] for link in links}) >= 2, links
            assert not [link for link in links if link.endswith(address)]


# Its age


def test_a_page_says_when_it_was_reviewed_and_will_be(fixture_site: Path) -> None:
    root = parse(fixture_site, "about/words/")
    assert texts(root, "//p[@class='review no-search']/span") == ["Next review due by 2 August 2020."]
    assert root.xpath("//p[@class='review no-search']//time/@datetime") == ["2020-01-31", "2020-08-02", "2020-08-02"]
    assert texts(root, "//p[contains(@class,'review')]")[0].startswith("Reviewed on 31 January 2020.")
    assert root.xpath("//*[@id='overdue']/@hidden")
    assert parse(fixture_site, "tips/champions/").xpath("//p[contains(@class,'review')]") == []


@pytest.mark.parametrize("code", CODES)
def test_it_says_so_in_each_language(site: Path, code: str) -> None:
    address = "case-studies/kenya/" if code == "en" else f"{code}/case-studies/kenya/"
    [review] = parse(site, address).xpath("//p[contains(@class,'review')]")
    dates = texts(review, ".//time")
    expected = "23 de novembro de 2026" if code == "pt" else "23 November 2026"
    assert dates[0].lower() == expected.lower() and "{" not in review.text_content()


def seen_on(page: BrowserPage, day: str) -> tuple[bool, bool]:
    """Whether the day of the next review, and whether the word that it has passed, shows to who reads on a day."""
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.reload()
    return page.get_by_text("Next review due by").is_visible(), page.get_by_text("was due for review on").is_visible()


def test_who_reads_after_that_day_is_told(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "about/words/").page
    assert page.get_by_text("This page was due for review on 2 August 2020.").is_visible()
    assert seen_on(page, "2020-08-02") == (True, False)
    assert seen_on(page, "2020-08-03") == (False, True)
    still = visit(fixture_served + "about/words/", java_script_enabled=False).page
    assert still.get_by_text("Next review due by 2 August 2020.").is_visible()
    assert not still.locator("#overdue").is_visible()


# Its evidence


def test_a_grade_is_explained_to_who_never_read_a_study(site: Path, fixture_site: Path) -> None:
    root = parse(fixture_site, "case-studies/kenya/")
    [evidence] = texts(root, "//dl[@class='facts']//dd[strong]")
    assert evidence.startswith("Grade A strong – ") and "Two papers." in evidence
    assert "A is the strongest grade, C the weakest." in evidence
    for address in ("case-studies/kenya/", "pt/case-studies/kenya/"):
        assert "peer" not in texts(parse(site, address), "//dl[@class='facts']//dd[strong]")[0]
