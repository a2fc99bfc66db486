"""Charts: what a contributor is told, and what readers get, who see them, hear them or print them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from conftest import Project, Visit
from hub import charts, translations
from hub.charts import Chart
from hub.site import charts as drawing
from pages import parse, texts
from spoiling import found, read_project
from test_accessibility import violations
from test_html import check as invalid
from test_html import validator

__all__ = ["validator"]
Open = Callable[..., Visit]

TABLE = "group,first,last\ncooks,53,84\nbakers & sons,,13496\n"
ABOUT = """kind: bars
sources: [lamp2015]
title: {en: Lamps, pt: Candeeiros}
caution: {en: Not <oil>., pt: Nada de óleo.}
words:
  group: {pt: grupo}
  first: {pt: primeiro}
  last: {pt: último}
  cooks: {pt: cozinheiras}
  bakers & sons: {pt: padeiros}
"""
CLAIM = "  source: [lamp2015]\n  place: abstract\n  strength: study\n  seen: 2026-11-23\n"
PAGE = "docs/en/case-studies/kenya.md"
TEXT = "\n## Numbers {#numbers}\n\nThey rose.[^lamp2015]\n\n[chart: lamps]\n"


def add(project: Project, table: str = TABLE, about: str = ABOUT, text: str = TEXT) -> Project:
    project.write("docs/data/charts/lamps.csv", table)
    project.write("docs/data/charts/lamps.yml", about)
    claim = "claim: 53% and 84 of 13,496; 0.5 (0.4 to 0.6), 0.7."
    project.write("docs/data/claims.yml", f"lamps:\n  {claim}\n{CLAIM}")
    page = (project.root / PAGE).read_text(encoding="utf-8")
    project.write(PAGE, page + text)
    return project


def test_a_good_chart_is_no_problem(project: Project) -> None:
    assert found(add(project)) == []


CSV, YML = "docs/data/charts/lamps.csv", "docs/data/charts/lamps.yml"


@pytest.mark.parametrize(
    ("table", "problem", "cure"),
    [
        (TABLE.replace("84", "eighty"), f'{CSV}:2 – "eighty" in the column "last" is not a number', "digits only"),
        (TABLE.replace("84", "84%"), f'{CSV}:2 – "84%" in the column', "4171 or 5.5"),
        (TABLE.replace("84", "-4"), f'{CSV}:2 – "-4" in the column', "digits only"),
        (TABLE.replace("84", '"4,171"'), f'{CSV}:2 – "4,171" in the column', "4171"),
        (TABLE.replace("84", "4,171"), f"{CSV}:2 – the row has 4 cells", "write 3, and numbers without a comma"),
        (TABLE.replace("cooks", "bakers & sons"), f"{CSV}:3 – the row has no name, or that of another", "its own"),
        (TABLE.replace(",13496", ","), f"{CSV}:3 – the row holds no number", "leave the row out"),
        (TABLE.replace(",", ";"), f"{CSV}:1 – the cells are not separated by commas", "save it as CSV with commas"),
        (TABLE.replace("last", "first"), f"{CSV}:1 – a column has no name, or that of another", "its own"),
        ('group,first,last\n"cooks,53,84\n', f"{CSV}:2 – the row cannot be read", "quotation mark"),
        ("group,first,last\n", f"{CSV}:1 – there are no rows", "between 1 and 20"),
        ("", f"{CSV}:1 – there is no table", "names of the columns in the first row"),
        (
            TABLE.replace("cooks", "c" * 40),
            f'{CSV}:2 – "{"c" * 40}" is too long to be read on a telephone',
            "at most 36",
        ),
        (TABLE.replace("84", "85"), f"{CSV}:2 – the number 85 is in no claim of the sources", "docs/data/claims.yml"),
        (TABLE.replace("cooks", "one@example.org"), f"{CSV}:2 – an e-mail address seems to stand here", ""),
    ],
)
def test_a_bad_row_is_named_with_its_line(project: Project, table: str, problem: str, cure: str) -> None:
    told = found(add(project, table))
    assert [one for one in told if one.startswith(problem) and cure in one], told


@pytest.mark.parametrize(
    ("old", "new", "problem", "cure"),
    [
        ("sources: [lamp2015]\n", "", f"{YML}:1 – the chart has no source", "write sources: [key]"),
        ("lamp2015", "lamp2051", f'{YML}:2 – the source "lamp2051" is not in', "write lamp2015"),
        ("title: {en: Lamps, pt: Candeeiros}\n", "", f'{YML}:1 – "title" is missing', "en: and the title"),
        ("{en: Lamps, pt: Candeeiros}", "Lamps", f'{YML}:3 – "title" is not given by language', "write title:"),
        ("en: Lamps, ", "", f'{YML}:3 – "title" has no en:', "write en:"),
        ("{en: Not <oil>., pt: Nada de óleo.}", "", f'{YML}:4 – "caution" is missing', "must not be read as"),
        (", pt: Nada de óleo.", "", f'{YML}:4 – the title has pt:, "caution" has none', "write pt:"),
        ("  cooks: {pt: cozinheiras}\n", "", f'{YML}:5 – the title has pt:, "cooks" has none', "the line cooks:"),
        ("  cooks:", "  cook:", f'{YML}:9 – "cook" is not in {CSV}', "write cooks"),
        ("{pt: cozinheiras}", "cozinheiras", f'{YML}:9 – "cooks" is not given by language', "pt: and the word"),
        ("pt: Candeeiros", "de: Lampen", f'{YML}:3 – "de" is not a language of this site', "en, pt"),
        ("kind: bars", "kind: pie", f"{YML}:1 – the kind of the chart is missing or not known", "kind: bars"),
        ("kind: bars", "kind: intervals", f"{CSV}:1 – the columns are not those of odds ratios", "upper end"),
        ("kind: bars", "kind: bars\ncolour: red", f'{YML}:2 – "colour" says nothing here', "title"),
        ("kind: bars", "kind: bars\nunit: kg", f"{YML}:2 – the unit is not known", '"%"'),
        ("cozinheiras", "+27 82 555 0100", f"{YML}:9 – a telephone number seems to stand here", ""),
        ("kind: bars", "kind: [", f"{YML}:3 – this is not valid YAML", ""),
    ],
)
def test_a_bad_description_is_named_with_its_line(
    project: Project, old: str, new: str, problem: str, cure: str
) -> None:
    assert old in ABOUT
    told = found(add(project, about=ABOUT.replace(old, new)))
    assert [one for one in told if one.startswith(problem) and cure in one], told


@pytest.mark.parametrize(
    ("text", "problem", "cure"),
    [
        (TEXT.replace("[chart: lamps]", "[chart: lamp]"), 'there is no chart "lamp"', "write [chart: lamps]"),
        (TEXT.replace("[chart: lamps]", "[Chart:lamps]"), "a chart cannot stand inside", "[chart: lamps] in a line of"),
        (TEXT.replace("[chart: lamps]", "See [chart: lamps]"), "a chart cannot stand inside", "in a line of its own"),
        (TEXT.replace("\n\n[chart", "\n[chart"), "a chart cannot stand inside", "an empty line above and below"),
        (TEXT.replace("[^lamp2015]", ""), 'the text does not cite the source "lamp2015"', "[^lamp2015] after it"),
        ("", "no page shows this chart", "write [chart: lamps] in a line of its own"),
    ],
)
def test_a_text_asks_rightly(project: Project, text: str, problem: str, cure: str) -> None:
    told = found(add(project, text=text))
    assert [one for one in told if problem in one and cure in one], told


def test_a_chart_with_a_fault_is_not_called_missing_too(project: Project) -> None:
    assert [one.split(":")[0] for one in found(add(project, TABLE.replace("84", "x")))] == [CSV]


def test_an_odds_ratio_lies_inside_its_interval(project: Project) -> None:
    about = ABOUT.replace("kind: bars", "kind: intervals").split("words:")[0].replace(", pt: Candeeiros", "")
    told = found(add(project, "what,ratio,low,high\none,0.5,0.4,0.6\ntwo,0.5,0.6,0.7\n", about))
    assert any(one.startswith(f"{CSV}:3 – this is no odds ratio inside its interval") for one in told), told
    assert not any(f"{CSV}:2" in one for one in told)


@pytest.mark.parametrize("missing", [CSV, YML])
def test_both_files_are_needed(project: Project, missing: str) -> None:
    (add(project).root / missing).unlink()
    assert any(one.startswith(f"{missing}:1 – this file is missing") for one in found(project))


def test_a_file_of_another_encoding_is_named(project: Project) -> None:
    (add(project).root / CSV).write_bytes("group,a\nmães,1\n".encode("latin-1"))
    assert any(one.startswith(f"{CSV}:2 – the file is not saved as UTF-8") for one in found(project))


def test_a_translation_shows_the_same_charts(project: Project) -> None:
    text = (add(project).root / PAGE).read_text(encoding="utf-8")
    english = read_project(project).pages["en", "case-studies/kenya.md"]
    pins = json.dumps(translations.digests(english))
    text = text.replace("kind:", f"translation: {{state: draft, from: en, sections: {pins}}}\nkind:", 1)
    project.write("docs/pt/case-studies/kenya.md", text.replace("\n[chart: lamps]\n", ""))
    told = [one for one in found(project) if "lacks the chart [chart: lamps]" in one]
    assert len(told) == 1 and told[0].startswith("docs/pt/case-studies/kenya.md:")
    project.write("docs/pt/case-studies/kenya.md", text)
    assert not [one for one in found(project) if "[chart" in one]


def test_code_and_comments_ask_for_nothing() -> None:
    body = "`[chart: a]`\n\n```\n[chart: b]\n```\n\n<!-- [chart: c] -->\n\n[chart: d]\n"
    assert [(one.name, one.line, one.alone) for one in charts.asked(body)] == [("d", 9, True)]


def test_a_table_saved_by_a_spreadsheet_is_read_and_published_plainly(project: Project) -> None:
    (add(project).root / CSV).write_bytes(b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode() + b",,\r\n")
    assert read_project(project).charts["lamps"].csv == TABLE.encode()


@pytest.fixture
def lamps(project: Project) -> Chart:
    return read_project(add(project)).charts["lamps"]


def figure(chart: Chart, language: str = "en") -> html.HtmlElement:
    words = {"chart.download": "CSV, {size}"}
    page = drawing.place(
        f"<p>[chart: {chart.name}]<sup>1</sup></p>",
        {chart.name: chart},
        language,
        "en",
        lambda key: words.get(key, key),
        "../",
    )
    return html.fromstring(page)


def test_a_bar_is_as_long_as_its_number_and_says_it(lamps: Chart) -> None:
    made = figure(lamps)
    bars = [float(width.rstrip("%")) for width in made.xpath(".//rect/@width")]
    assert len(bars) == 3  # nothing is drawn for what is not known
    assert bars[0] / bars[2] == pytest.approx(53 / 13496, abs=0.001)
    assert texts(made, ".//text") == ["cooks", "53 first", "84 last", "bakers & sons", "13,496 last"]
    # Only two values are known: no line suggests what lies between them.
    assert not made.xpath(".//line | .//path | .//polyline")


def test_its_name_its_numbers_and_its_table_are_there_for_those_who_do_not_see_it(lamps: Chart) -> None:
    made = figure(lamps)
    (picture,) = made.xpath('.//svg[@role="img"]')
    assert texts(made, f'//*[@id="{picture.get("aria-labelledby")}"]') == ["Lamps"]
    assert texts(made, f'//*[@id="{picture.get("aria-describedby")}"]') == [
        "cooks: first 53, last 84; bakers & sons: last 13,496."
    ]
    assert texts(made, ".//details//th") == ["group", "first", "last", "cooks", "bakers & sons"]
    assert texts(made, ".//details//td") == ["53", "84", "chart.unknown", "13,496"]


def test_every_language_gets_its_words_and_its_numbers(lamps: Chart) -> None:
    made = figure(lamps, "pt")
    assert texts(made, ".//text") == ["cozinheiras", "53 primeiro", "84 último", "padeiros", "13.496 último"]
    assert not made.xpath(".//@lang")
    # What is not translated is marked as English (WCAG 3.1.2), years are of no language.
    made = figure(replace(lamps, columns=("group", "2013", "last")), "sw")
    assert texts(made, './/svg//*[@lang="en"]') == ["cooks", "last", "bakers & sons", "last"]
    assert made.xpath("string(.//figcaption/@lang)") == "en"


def test_what_a_contributor_wrote_stays_text(lamps: Chart) -> None:
    bad = "<script>alert(1)</script>"
    row = replace(lamps.rows[0], name=bad)
    made = figure(replace(lamps, rows=(row,), title={"en": bad}, words={}))
    assert not made.xpath(".//script | .//*[@style or @onclick]")
    assert texts(made, ".//figcaption") == [bad]


def test_an_interval_is_drawn_on_its_side_of_no_difference(lamps: Chart) -> None:
    values = {"less": ("0.50", "0.25", "0.8"), "more": ("2.99", "1.96", "4.57")}
    rows = tuple(
        charts.Row(name, tuple(map(Decimal, numbers)), line) for line, (name, numbers) in enumerate(values.items(), 2)
    )
    chart = replace(lamps, kind="intervals", columns=("what", "ratio", "low", "high"), rows=rows, words={})
    made = figure(chart)

    def places(path: str) -> list[float]:
        return [float(value.rstrip("%")) for value in made.xpath(path)]

    one = places('.//line[@class="one"]/@x1')[0]
    low, high = places('.//line[@class="range"]/@x1'), places('.//line[@class="range"]/@x2')
    dots = places(".//circle/@cx")
    assert low[0] < dots[0] < high[0] < one < low[1] < dots[1] < high[1]
    # On this scale half is as far from one as double.
    assert one - dots[0] == pytest.approx((dots[1] - one) * 0.6931 / 1.0953, abs=0.1)
    assert "0.50 (0.25–0.8)" in texts(made, ".//text")


def test_readers_of_every_language_can_fetch_the_numbers_and_the_source(project: Project) -> None:
    result = add(project).build()
    assert result.returncode == 0, result.stderr
    for address in ("case-studies/kenya/", "pt/case-studies/kenya/", "ar/case-studies/kenya/"):
        root = parse(project.root / "site", address)
        # The fixture's glossary explains lamps: in a text, never inside of a chart or of what asks for one.
        (made,) = root.xpath('//figure[@class="chart no-search"]')
        (link,) = made.xpath(".//a[@download]/@href")
        assert (project.root / "site" / address / link).resolve().read_bytes() == TABLE.encode()
        (mark,) = made.xpath('.//a[@class="mark"]/@href')
        assert "Lanterns <on> the road" in root.get_element_by_id(mark.removeprefix("#")).text_content()
        assert "[chart" not in root.text_content() and not made.xpath(".//button")


def charts_of(site: Path) -> list[tuple[Path, str]]:
    made = []
    for page in sorted(site.rglob("index.html")):
        made += [(page, one) for one in re.findall(r"<figure class=\"chart.*?</figure>", page.read_text("utf-8"), re.S)]
    return made


def test_a_chart_weighs_little(site: Path) -> None:
    weights = {page: len(gzip.compress(one.encode(), mtime=0)) for page, one in charts_of(site)}
    assert len(weights) > 5
    assert max(weights.values()) < 2048


SHOWN = ("evidence/does-it-work/", "evidence/karnataka-arrests/", "evidence/kenya-reports/", "pt/case-studies/kenya/")


def test_pages_with_charts_are_valid(validator: list[str], site: Path) -> None:
    assert invalid(validator, [site / address / "index.html" for address in SHOWN]) == []


@pytest.mark.parametrize("letters", ["100%", "200%"])
@pytest.mark.parametrize("address", [*SHOWN, "case-studies/south-africa/", "pt/case-studies/south-africa/"])
def test_every_letter_of_a_chart_is_seen_on_a_phone(visit: Open, served: str, address: str, letters: str) -> None:
    page = visit(served + address, width=360).page
    page.evaluate("size => document.documentElement.style.fontSize = size", letters)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    cut = page.evaluate(
        """[...document.querySelectorAll('.chart text, .chart table')].filter(text => {
             const inner = text.getBoundingClientRect(), outer = text.closest('figure').getBoundingClientRect();
             return inner.left < outer.left || inner.right > outer.right || inner.height < 12;
           }).map(text => text.textContent)"""
    )
    assert cut == []
    overlapping = page.evaluate(
        """[...document.querySelectorAll('.chart svg')].flatMap(svg => {
             const boxes = [...svg.querySelectorAll(':scope > text')].map(text => [text.textContent, text.getBoundingClientRect()]);
             return boxes.flatMap(([name, a], at) => boxes.slice(at + 1)
               .filter(([, b]) => a.left < b.right && b.left < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom)
               .map(([other]) => name + ' / ' + other));
           })"""
    )
    assert overlapping == []
    if letters == "100%":
        assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_with_the_table_open(visit: Open, served: str, scheme: str) -> None:
    for address in SHOWN:
        seen = visit(served + address, width=360, color_scheme=scheme)
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations(seen) == []


def test_the_two_kinds_of_bars_differ_without_colour(visit: Open, served: str) -> None:
    page = visit(served + "evidence/kenya-reports/", forced_colors="active").page
    fills = page.evaluate(
        "['.bar-0', '.bar-1'].map(bar => getComputedStyle(document.querySelector('.chart ' + bar)).fill)"
    )
    assert fills[0] == "none" != fills[1]
