"""How readers find pages: the list of all of them, the ways in on the home page."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from conftest import Visit
from hub.site import browsing, search
from pages import parse, texts
from test_accessibility import violations

Open = Callable[..., Visit]
SHOWN = ".kind li:not([hidden]) h3 a"
#: A script that counts how often the status changes, for it is read out each time.
COUNT = """() => {
  window.said = [];
  const status = document.querySelector('.filters .status');
  new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
}"""


def shown(page: Page) -> list[str]:
    return [urlsplit(str(href)).path for href in page.locator(SHOWN).evaluate_all("links => links.map(a => a.href)")]


def says(page: Page, text: str) -> None:
    expect(page.locator(".filters .status")).to_have_text(text)


def choose(page: Page, facet: str, value: str) -> None:
    if not page.locator(f"select[name={facet}]").is_visible():
        page.click(".filters summary")
    page.select_option(f"select[name={facet}]", value)


# The list as it is built


@pytest.mark.parametrize("prefix", ["", "pt/", "sw/"])
def test_every_page_that_teaches_stands_in_it_once_in_its_readers_language(site: Path, prefix: str) -> None:
    root = parse(site, f"{prefix}browse/")
    links = root.xpath("//section[@class='kind']//h3/a/@href")
    listed = [(site / prefix / "browse" / link / "index.html").resolve() for link in links]
    assert len(listed) == len(set(listed))
    folders = ("case-studies", "guides", "tips", "lessons", "evidence")
    pages = (file for folder in folders for file in (site / prefix / folder).glob("*/index.html"))
    there = (file.resolve() for file in pages if file.parent.name != "embed")
    assert set(listed) == {file for file in there if 'class="kind-page"' not in file.read_text(encoding="utf-8")}
    assert not root.xpath("//section[@class='kind']//li[not(p)]")


def test_an_entry_says_where_when_and_how_strong(site: Path) -> None:
    [kenya] = texts(parse(site, "browse/"), "//li[h3/a/@href='../case-studies/kenya/']/p[@class='small']")
    assert kenya == "Kenya · 2013–2017 · Strength of evidence: A"
    assert not parse(site, "browse/").xpath("//li[h3/a/@href='../tips/champions/']/p[@class='small']")


def test_a_story_of_several_countries_stands_below_each(site: Path) -> None:
    root = parse(site, "browse/")
    for code in ("ZA", "ZW", "MW"):
        assert root.xpath(f"//section[h3/@id='country-{code}']//a[@href='../case-studies/courts/']"), code


def test_choices_are_those_of_the_search(site: Path) -> None:
    assert set(search.FACETS) <= set(browsing.FACETS)
    for code, prefix in (("en", ""), ("pt", "pt/"), ("zu", "zu/")):
        settings = json.loads((site / "search" / f"{code}.json").read_text(encoding="utf-8"))
        assert settings["browse"] == f"{prefix}browse/"
        root = parse(site, f"{prefix}browse/")
        for facet, labels in settings["facets"].items():
            [select] = root.xpath(f"//select[@name='{facet}']")
            found = {option.get("value"): option.text_content() for option in select.xpath("option[@value!='']")}
            assert found == labels, facet
            assert select.getparent().text.strip() == settings["words"][facet]


def test_it_is_light(site: Path) -> None:
    assert len(gzip.compress((site / "browse/index.html").read_bytes())) <= 14_000


def test_a_site_without_it_links_to_none(project) -> None:  # type: ignore[no-untyped-def]
    (project.root / "docs/en/browse.md").unlink()
    project.replace("mkdocs.yml", "      - browse.md\n", "")
    project.replace("docs/data/budgets.yml", "  browse.md:", "  start.md:")
    result = project.build(SITE_URL="https://hub.example/")
    assert result.returncode == 0, result.stderr
    for address in ("", "case-studies/", "404.html", "search.html"):
        assert not parse(project.root / "site", address).xpath("//a[contains(@href, 'browse')]"), address
        assert not parse(project.root / "site", address).xpath("//a[contains(@href, 'country=')]"), address


# Without scripts


def test_without_scripts_it_is_a_list_and_a_country_is_a_place_in_it(visit: Open, served: str) -> None:
    page = visit(served + "browse/?country=KE#country-KE", width=360, java_script_enabled=False).page
    assert not page.locator(".filters").is_visible()
    assert page.locator(SHOWN).count() > 60
    expect(page.locator("#country-KE")).to_be_in_viewport()
    page.locator("#country-KE + ul a").first.click()
    assert urlsplit(page.url).path == "/case-studies/kenya/"


# With scripts


def test_a_choice_narrows_the_list_and_stands_in_the_address(visit: Open, served: str) -> None:
    seen = visit(served + "browse/")
    page = seen.page
    page.evaluate(COUNT)
    total = len(shown(page))
    choose(page, "strategies", "courts")
    courts = shown(page)
    assert 0 < len(courts) < total
    assert urlsplit(page.url).query == "strategies=courts"
    choose(page, "country", "ZA")
    assert "/case-studies/courts/" in shown(page)
    assert set(shown(page)) < set(courts)
    assert urlsplit(page.url).query == "country=ZA&strategies=courts"
    says(page, f"{len(shown(page))} pages found")
    assert page.evaluate("window.said.length") == 1, "what changes at once is said once"
    assert page.locator(".kind h2:visible").count() == 1, "headings above nothing are gone"
    page.go_back()
    assert shown(page) == courts
    assert page.locator("select[name=country]").input_value() == ""
    page.go_back()
    assert len(shown(page)) == total
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert seen.complaints == [] and seen.failed == []
    loaded = {re.sub(r"\.\w{8}\.", ".", urlsplit(url).path.rsplit("/", 1)[-1]) for url, _ in seen.requests}
    assert loaded == {"", "hub.css", "hub.js", "later.css", "favicon.svg"}


def test_trying_choices_in_one_field_is_one_step_back(visit: Open, served: str) -> None:
    page = visit(served + "tips/").page
    page.goto(served + "browse/")
    for code in ("BW", "KE", "ZA"):
        choose(page, "country", code)
    page.go_back()
    assert (urlsplit(page.url).path, urlsplit(page.url).query) == ("/browse/", "")
    page.go_back()
    assert urlsplit(page.url).path == "/tips/"


def test_an_address_brings_its_choice_along(visit: Open, served: str) -> None:
    page = visit(served + "browse/?country=KE&evidence=A&kind=no-such-kind").page
    assert shown(page) == ["/case-studies/kenya/"]
    says(page, "1 page found")
    page.click(f"{SHOWN} >> nth=0")
    page.go_back()
    assert shown(page) == ["/case-studies/kenya/"]
    page.click(".top details.menu summary")
    page.click(".top .menu a[lang=pt]")
    assert urlsplit(page.url).path == "/pt/browse/"
    assert shown(page) == ["/pt/case-studies/kenya/"], "another language shows the same choice"


def test_the_place_in_the_list_is_a_choice_too(visit: Open, served: str) -> None:
    page = visit(served + "browse/#country-KE").page
    assert page.locator("select[name=country]").input_value() == "KE"
    assert page.url == served + "browse/?country=KE"
    assert page.evaluate("scrollY") == 0
    for hostile in ("#country-", "#country-%22]", "?country=%22%5D%3Cb%3E", "?country=__proto__"):
        seen = visit(served + "browse/" + hostile)
        assert len(shown(seen.page)) > 60
        assert seen.complaints == []


def test_each_choice_says_how_many_pages_it_leaves(visit: Open, served: str) -> None:
    page = visit(served + "browse/?country=KE").page
    options = page.locator("select[name=kind] option")
    said = dict(zip(options.evaluate_all("all => all.map(o => o.value)"), options.all_inner_texts(), strict=True))
    enabled = options.evaluate_all("all => all.filter(o => !o.disabled).map(o => o.value)")
    for kind in ("case-study", "evidence"):
        choose(page, "kind", kind)
        assert said[kind].endswith(f"({len(shown(page))})")
    assert set(enabled) == {"", "case-study", "evidence"}


def test_where_nothing_fits_it_says_what_to_leave_out(visit: Open, served: str) -> None:
    page = visit(served + "browse/?country=KE&kind=tip", width=360).page
    assert shown(page) == []
    assert page.locator(".browse h2:visible").count() == 0
    says(page, "No page fits all of these choices. Leave one out, or remove all filters.")
    assert page.locator(".loosen button").all_inner_texts() == ["Leave out “Kenya” (9)", "Leave out “Tip” (3)"]
    page.click(".loosen button >> nth=0")
    assert len(shown(page)) == 9
    assert page.evaluate("document.activeElement.name") == "country", "focus stays where it was chosen"
    assert page.locator(".loosen button").count() == 0
    page.click(".filters > button")
    assert len(shown(page)) > 60
    assert urlsplit(page.url).query == ""
    assert page.evaluate("document.activeElement.name") == "country"
    assert not page.locator(".filters > button").is_visible()


@pytest.mark.parametrize("prefix", ["", "pt/", "tn/"])
def test_on_a_phone_the_choices_leave_room_for_what_they_find(visit: Open, served: str, prefix: str) -> None:
    page = visit(served + prefix + "browse/?country=KE").page
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    box, filters = page.locator(SHOWN).first.bounding_box(), page.locator(".filters").bounding_box()
    assert box and filters
    assert filters["height"] < 300
    if not prefix:
        assert box["y"] + box["height"] <= 740


def test_the_keyboard_alone_is_enough(visit: Open, served: str) -> None:
    page = visit(served + "browse/").page
    page.locator("select[name=country]").focus()
    page.keyboard.type("Ken")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "strategies"
    assert urlsplit(page.url).query == "country=KE"
    stops = []
    for _ in range(6):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.name || document.activeElement.localName"))
    assert stops == ["summary", "kind", "levels", "evidence", "button", "a"]


def test_it_reads_from_right_to_left(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "ar/browse/?country=KE").page
    assert shown(page) == ["/ar/case-studies/kenya/"]
    country, way = (page.locator(f"select[name={name}]").bounding_box() for name in ("country", "strategies"))
    assert country and way and country["x"] > way["x"]
    assert page.locator(SHOWN).first.evaluate("link => link.closest('[lang]').lang") == "en"


# The ways in


def test_who_has_done_this_in_my_country_is_two_taps_away(visit: Open, served: str) -> None:
    for prefix in ("", "pt/"):
        page = visit(served + prefix, width=360).page
        links = page.locator(".countries a")
        codes = [str(link.get_attribute("href")).rsplit("-", 1)[-1] for link in links.all()]
        assert codes == codes_of(page, served + prefix)
        links.filter(has_text="enya" if not prefix else "énia").click()
        page.wait_for_load_state()
        assert urlsplit(page.url).query == "country=KE"
        assert len(shown(page)) == 3


def codes_of(page: Page, home: str) -> list[str]:
    other = page.context.new_page()
    other.goto(home + "browse/")
    values = other.locator("select[name=country] option").evaluate_all("all => all.map(o => o.value).filter(Boolean)")
    other.close()
    return list(values)


def test_the_agenda_of_a_first_meeting_is_one_tap_away(visit: Open, served: str) -> None:
    for prefix in ("", "pt/"):
        page = visit(served + prefix, width=360, java_script_enabled=False).page
        page.click("#meeting + ul a >> nth=0")
        assert page.url == f"{served}{prefix}guides/first-meeting/#agenda"
        expect(page.locator("#agenda")).to_be_in_viewport()


@pytest.mark.parametrize("prefix", ["", "pt/"])
def test_the_ways_in_fit_on_one_screen_of_a_phone(visit: Open, served: str, prefix: str) -> None:
    box = visit(served + prefix, width=360).page.locator(".paths").bounding_box()
    assert box and box["height"] <= 740


def test_it_is_found_from_where_readers_look(visit: Open, served: str) -> None:
    for address in ("", "start/", "case-studies/", "guides/", "tips/", "search.html", "404.html", "no/such/page/"):
        page = visit(served + address, java_script_enabled=False).page
        page.locator("main a[href*='browse/']").first.click()
        assert urlsplit(page.url).path == "/browse/", address
    page = visit(served + "tips/").page
    page.click("#search-link")
    page.click("#search a >> text=Find pages by country or topic")
    page.wait_for_url("**/browse/")


def test_no_violation_when_nothing_fits(visit: Open, served: str) -> None:
    for scheme in ("light", "dark"):
        seen = visit(served + "browse/?country=KE&kind=tip", width=360, color_scheme=scheme)
        seen.page.wait_for_selector(".loosen button")
        assert violations(seen) == []
