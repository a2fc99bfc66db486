"""The list of sources, and how a page wants to be cited: as a reader meets them on built pages."""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest

from conftest import Project, Visit
from hub.addresses import Addresses
from hub.library import Language
from hub.site import citing
from pages import parse, texts

Open = Callable[..., Visit]
WORDS = {
    "site.name": "Hub & friends",
    "version.this": "Version {version}",
    "cite.preview": "Undated preview",
    "cite.line": "“{title}”. {hub}. {version}. {language}. {address}",
}
ENGLISH = Language("en", "English", True)


def cite(title: str, version: str | None) -> citing.Citation:
    addresses = Addresses("https://hub.example/", version)
    return citing.citation(
        title, "tips/champions/", "https://hub.example/x_y/?a=%20", ENGLISH, addresses, WORDS.__getitem__
    )


# The list


def test_each_cited_source_stands_once_in_alphabetical_order(fixture_site: Path) -> None:
    root = parse(fixture_site, "about/sources/")
    assert root.xpath("//section[@class='bibliography']//li/@id") == [
        "source-aster",
        "source-bell",
        "source-lamp2015",
        "source-spoken",
    ]
    [aster, bell, lamp, spoken] = texts(root, "//section[@class='bibliography']//li")
    assert aster.endswith("2001. Cited in: About contribute")
    assert bell.endswith("No date. No public link known. Cited in: Glossary")
    assert lamp.startswith("Lamp Ada, Institute of Roads & Bridges. Lanterns <on> the road. Journal of Roads 3(2):1–9.")
    assert lamp.endswith("7 March 2015. In Portuguese. Cited in: Find champions, Tips")
    assert spoken.startswith("Voices. A talk. No date. No public link known.")
    assert root.xpath("//li[@id='source-lamp2015']//small/a/@href") == ["../../tips/champions/", "../../tips/"]


def test_the_list_is_in_the_readers_language_also_where_the_page_is_not(fixture_site: Path) -> None:
    root = parse(fixture_site, "pt/about/sources/")
    [section] = root.xpath("//section[@class='bibliography']")
    assert section.get("lang") == "pt"
    [lamp] = texts(root, "//li[@id='source-lamp2015']")
    assert "7 de março de 2015" in lamp and "Citada em:" in lamp
    links = root.xpath("//li[@id='source-lamp2015']//small/a")
    assert [(link.get("href"), link.get("lang")) for link in links] == [
        ("../../../pt/tips/champions/", None),
        ("../../../pt/tips/", "en"),
    ]


def test_an_entry_of_the_bibliography_is_text(fixture_site: Path) -> None:
    root = parse(fixture_site, "about/sources/")
    [aster] = root.xpath("//li[@id='source-aster']")
    assert {element.tag for element in aster.iter()} == {"li", "a", "small"}
    assert "[x](javascript:alert(1)) *and* <script>alert(1)</script>" in aster.text_content()
    footnote = parse(fixture_site, "about/contribute/").xpath("//section[@class='sources']//li")[0]
    assert not footnote.xpath(".//script | .//img | .//b | .//a[starts-with(@href, 'javascript')]")
    assert "[x](javascript:alert(1)) *and*" in footnote.text_content()


def test_the_real_list_is_whole_ordered_and_light(site: Path) -> None:
    for prefix in ("", "pt/", "sw/"):
        root = parse(site, f"{prefix}about/sources/")
        ids = root.xpath("//section[@class='bibliography']//li/@id")
        assert len(ids) == len(set(ids)) > 100
        assert not root.xpath("//section[@class='bibliography']//li[not(.//small/a)]")
        assert len(gzip.compress((site / prefix / "about/sources/index.html").read_bytes())) < 30_000
    firsts = [
        unicodedata.normalize("NFKD", text).casefold()[:1]
        for text in texts(root, "//section[@class='bibliography']//li")
    ]
    letters = [first for first in firsts if first.isalnum()]
    assert letters == sorted(letters)


@pytest.mark.parametrize("query", ["Decker", "Finding solid ground"])
def test_a_source_is_found_by_author_and_title(visit: Open, served: str, query: str) -> None:
    page = visit(served).page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    page.fill("#search-input", query)
    page.wait_for_selector('.search-results a[href*="about/sources/"]')


# How to cite a page


def test_pages_that_others_cite_say_how_and_others_do_not(site: Path) -> None:
    for address in ("tips/champions/", "lessons/first-steps/", "case-studies/kenya/", "guides/lobbying/"):
        for prefix in ("", "pt/", "sw/"):
            [details] = parse(site, prefix + address).xpath("//article//details[contains(@class, 'cite')]")
            assert details.get("open") is None
            canonical = parse(site, prefix + address).xpath("//link[@rel='canonical']/@href")[0]
            assert canonical in details.xpath("p")[0].text_content()
            assert f"url = {{{canonical}}}" in details.xpath("pre")[0].text_content()
    for address in ("", "tips/", "start/", "about/sources/", "404.html"):
        assert not parse(site, address).xpath("//details[contains(@class, 'cite')]")


def test_a_version_is_named_and_a_preview_says_what_it_is(project: Project) -> None:
    for version, said in (("2026.11", "Versão 2026.11"), ("dev", "Pré-visualização sem data")):
        assert project.build(SITE_URL="https://hub.example/", MIKE_DOCS_VERSION=version).returncode == 0
        [details] = parse(project.root / "site", "pt/tips/champions/").xpath("//details[contains(@class, 'cite')]")
        assert said in details.text_content()


def test_the_line_and_the_entry_survive_any_title() -> None:
    title = r"100% {sure}} \\ & <b> $5 #1 a_b ~^"
    made = cite(title, "2026.11")
    assert made.line == f"“{title}”. Hub & friends. Version 2026.11. English. https://hub.example/x_y/?a=%20"
    [entry] = bibtexparser.loads(
        made.bibtex, parser=bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    ).entries
    assert entry["ID"] == "hub-tips-champions-en"
    assert entry["title"] == (
        r"100\% \textbraceleft{}sure\textbraceright{}\textbraceright{} \textbackslash{}\textbackslash{}"
        r" \& <b> \$5 \#1 a\_b \textasciitilde{}\textasciicircum{}"
    )
    assert (entry["url"], entry["version"], entry["date"]) == ("https://hub.example/x_y/?a=%20", "2026.11", "2026-11")


def test_an_entry_of_a_preview_has_no_date() -> None:
    for version in (None, "dev"):
        made = cite("T", version)
        assert "date" not in made.bibtex.replace("Undated", "") and "version" not in made.bibtex
        assert "note = {Undated preview}" in made.bibtex
    assert "date" not in cite("T", "spring").bibtex


def test_it_opens_without_scripts_and_is_left_out_on_paper(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "tips/champions/", width=360, java_script_enabled=False).page
    page.click("details.cite summary")
    assert page.locator("details.cite pre").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("details.cite").is_visible()
