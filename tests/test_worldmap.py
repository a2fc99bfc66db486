"""The map of the cases: the same as its list, easy to tap, light, and in nobody's way."""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from conftest import ROOT, Project, Visit
from hub.library import Library
from hub.site import worldmap
from hub.site.worldmap import Place
from pages import parse, texts
from spoiling import read_project

Open = Callable[..., Visit]
KENYA = "docs/en/case-studies/kenya.md"


def of(library: Library, code: str = "en") -> worldmap.CaseMap:
    return worldmap.of_cases(library, code, lambda path: f"../{path.removesuffix('.md')}/")


def drawn(made: worldmap.CaseMap) -> dict[str, html.HtmlElement]:
    return {panel.name: html.fromstring(svg) for panel, svg in made.panels}


def another(project: Project, name: str, country: str) -> None:
    text = (project.root / KENYA).read_text(encoding="utf-8")
    project.write(f"docs/en/case-studies/{name}.md", text.replace("country: KE", f"country: {country}"))


def test_a_country_leads_to_its_case_or_to_its_cases_in_the_list(project: Project) -> None:
    another(project, "india", "IN")
    assert drawn(of(read_project(project)))["africa"].xpath(".//a/@href") == ["../case-studies/kenya/"]
    another(project, "kisumu", "KE")
    made = of(read_project(project))
    assert [(place.code, len(place.pages)) for place in made.places] == [("IN", 1), ("KE", 2)]
    panels = drawn(made)
    assert panels["africa"].xpath(".//a/@href") == ["#country-ke"]
    assert panels["world"].xpath(".//a/@href") == ["../case-studies/india/"]


def test_a_case_may_be_about_several_countries(project: Project) -> None:
    project.replace(KENYA, "country: KE", "country: [KE, ZA, BW]")
    made = of(read_project(project))
    assert sorted(place.code for place in made.places) == ["BW", "KE", "ZA"]
    assert len(drawn(made)["africa"].xpath(".//a")) == 3
    assert "world" not in drawn(made)


def test_a_country_without_an_outline_stands_in_the_list_only(project: Project) -> None:
    project.replace(KENYA, "country: KE", "country: MU")
    made = of(read_project(project))
    assert [place.code for place in made.places] == ["MU"]
    assert made.panels == ()


def test_numbers_follow_the_names_in_the_readers_language(project: Project) -> None:
    another(project, "south-africa", "ZA")
    project.write("docs/data/countries.yml", "KE: {en: Kenya, pt: Quénia}\nZA: {en: South Africa, pt: África do Sul}\n")
    library = read_project(project)
    assert [(place.number, place.label) for place in of(library).places] == [(1, "Kenya"), (2, "South Africa")]
    assert [(place.number, place.code) for place in of(library, "pt").places] == [(1, "ZA"), (2, "KE")]


@pytest.mark.parametrize(
    "codes",
    [
        ["ZA", "LS", "SZ", "MZ", "ZW", "ZM", "MW", "BW", "NA", "KE", "UG", "RW", "BI", "TZ"],
        ["GM", "GW", "SN", "SL", "LR"],
        ["NL", "BE", "LU", "DE", "CH", "NZ"],
    ],
)
def test_numbers_can_be_told_apart_by_a_thumb(codes: list[str]) -> None:
    """WCAG 2.5.8: 24 CSS pixels each, on the narrowest screen."""
    places = [Place(code, number, code, ()) for number, code in enumerate(codes, start=1)]
    for panel, svg in worldmap.draw(places, {code: "#" for code in codes}):
        width, height = worldmap.NARROWEST, worldmap.NARROWEST * panel.height / panel.width
        at = [
            (float(x) * width / 100, float(y) * height / 100)
            for x, y in re.findall(r'<circle cx="([\d.]+)%" cy="([\d.]+)%"', svg)
        ]
        assert at
        for number, (x, y) in enumerate(at):
            assert 11.5 <= x <= width - 11.5
            assert 11.5 <= y <= height - 11.5
            assert all(math.dist((x, y), other) >= 24 for other in at[number + 1 :])
            close = sorted(at, key=lambda other: math.dist(other, (x, y)))
            assert close[0] == (x, y)


def test_a_country_is_drawn_where_it_lies() -> None:
    codes = ["CA", "HN", "GB", "IN", "NZ"]
    places = [Place(code, number, code, ()) for number, code in enumerate(codes, start=1)]
    ((_, svg),) = worldmap.draw(places, {code: "#" for code in codes})
    at = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)%" cy="([\d.]+)%"', svg)]
    west_to_east = sorted(range(5), key=lambda number: at[number][0])
    north_to_south = sorted(range(5), key=lambda number: at[number][1])
    assert [codes[number] for number in west_to_east] == ["CA", "HN", "GB", "IN", "NZ"]
    assert [codes[number] for number in north_to_south] == ["CA", "GB", "IN", "HN", "NZ"]


def test_outlines_are_whole_numbers_and_the_same_each_time(project: Project) -> None:
    library = read_project(project)
    first, second = worldmap.outlines(library, "path{}"), worldmap.outlines(library, "path{}")
    assert first == second
    paths = re.findall(r' d="([^"]*)"', first)
    assert len(paths) == 4
    assert all(re.fullmatch(r"[Mlz\d -]+", path) for path in paths if path)


def test_the_picture_marks_the_countries_that_have_a_case(project: Project) -> None:
    marked = r'class="here" d="(M[^"]*)"'
    assert len(re.findall(marked, worldmap.outlines(read_project(project), ""))) == 2, "Kenya, on both panels"
    another(project, "kenya", "MU")
    assert re.findall(marked, worldmap.outlines(read_project(project), "")) == []


def test_the_picture_has_the_colours_of_the_pages() -> None:
    styles = ROOT / "overrides/styles"
    colours = set(re.findall(r"#[0-9a-f]{6}", (styles / "map.css").read_text(encoding="utf-8")))
    assert colours
    assert colours <= set(re.findall(r"#[0-9a-f]{6}", (styles / "ground.css").read_text(encoding="utf-8")))


@pytest.mark.parametrize("prefix", ["", "pt/", "sw/"])
def test_the_list_says_all_that_the_map_says(site: Path, prefix: str) -> None:
    root = parse(site, f"{prefix}case-studies/")
    (section,) = root.xpath('//section[@class="map"]')
    assert len(section.xpath('./div[@aria-hidden="true"]//svg')) == len(section.xpath(".//svg")) == 2
    assert set(section.xpath(".//svg//a/@tabindex")) == {"-1"}
    items = section.xpath("./div[@class='places']/ol/li")
    listed = {number: item for number, item in enumerate(items, start=1)}
    for link in section.xpath(".//svg//a"):
        item = listed[int("".join(link.xpath(".//text/text()")))]
        assert item.text_content().startswith(link.xpath("string(.//title)"))
        assert link.get("href") in (f"#{item.get('id')}", *item.xpath("./a/@href"))
    cards = {href.removeprefix("./") for href in root.xpath('//ul[@class="case-cards"]//h3/a/@href')}
    assert {href.removeprefix("./") for href in section.xpath("./div[@class='places']//a/@href")} == cards
    assert len(texts(section, ".//svg//a")) > 10


def test_the_map_weighs_little(site: Path) -> None:
    english, portuguese = (
        parse(site, f"{prefix}case-studies/").xpath('//section[@class="map"]//img') for prefix in ("", "pt/")
    )
    addresses = {image.get("src").partition("#")[0].rpartition("/")[2] for image in [*english, *portuguese]}
    assert len(addresses) == 1, "one picture for both panels and all languages"
    assert {image.get("loading") for image in english} == {"lazy"}
    assert len(gzip.compress((site / "assets" / addresses.pop()).read_bytes(), mtime=0)) < 8192


def test_only_the_overview_of_cases_has_a_map(site: Path) -> None:
    assert 'class="map"' not in (site / "evidence/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_each_number_can_be_tapped(visit: Open, served: str, width: int) -> None:
    page = visit(served + "case-studies/", width=width).page
    missed = page.evaluate(
        """[...document.querySelectorAll('.map svg a')].filter(link => {
             const circle = link.querySelector('circle');
             circle.scrollIntoView({block: 'center', behavior: 'instant'});
             const box = circle.getBoundingClientRect();
             const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
             return box.width < 24 || box.height < 24 || !link.contains(hit);
           }).map(link => link.textContent)"""
    )
    assert missed == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
