"""What pages weigh: reckoned when the site is made, measured in a browser, told to readers, and kept to budgets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from conftest import ROOT, Project
from hub import budgets, measuring, project
from hub.budgets import Budget
from hub.library import Library
from hub.site.last_pass import kinds
from hub.site.weight import Scales, Weight
from pages import KINDS, PREFIXES, parse, texts

BUDGETS = "docs/data/budgets.yml"
#: Files that are not pages, by how their names end.
DOWNLOADS = (".csv", ".json", ".pdf", ".epub", ".zip", ".bib", ".ics", ".txt", ".docx", ".png", ".jpg")
SIZE = re.compile(r"\d\s?([kKM]B|[kM]o|bytes)\b|[kKM]B\s?\d")


@pytest.fixture(scope="module")
def library() -> Library:
    return project.read(ROOT / "mkdocs.yml")


def budget(library: Library, address: str) -> Budget:
    return budgets.of(budgets.read(library), *dict(kinds(library))[address])


def reckoned(site: Path, address: str) -> Weight:
    file = site / address
    content = (file / "index.html" if file.is_dir() else file).read_bytes()
    return Scales(site, "/").weigh(address, content, lxml_html.document_fromstring(content))


@pytest.mark.parametrize("code", PREFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_keeps_to_its_budget_and_nothing_moves(
    browser: Browser, served: str, site: Path, library: Library, kind: str, code: str
) -> None:
    address = PREFIXES[code] + KINDS[kind]
    (seen,) = measuring.views(browser, [served + address], language=code)
    may = budget(library, address)
    assert 0 < seen.html <= may.html
    assert seen.html < seen.blocking <= may.blocking
    assert seen.load.size <= may.first_view
    assert seen.load.answers <= may.requests
    assert seen.shift == 0
    if kind != "search":  # which fetches its index by a script
        told = reckoned(site, address)
        assert told.requests == seen.load.answers
        for mine, other in ((told.html, seen.html), (told.blocking, seen.blocking), (told.first_view, seen.load.size)):
            assert mine == pytest.approx(other, rel=0.02, abs=50), "what is reckoned is what comes"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "This page: {} KB."),
        ("pt/", "Esta página: {} KB."),
        ("fr/", "Cette page : {} ko."),
        ("sw/", "Ukurasa huu: KB {}."),
    ],
)
def test_each_page_says_what_it_weighs(site: Path, code: str, sentence: str) -> None:
    for address in KINDS.values():
        told = " ".join(texts(parse(site, code + address), "//footer"))
        weight = reckoned(site, code + address).first_view
        # The number stands in the page that it weighs.
        numbers = {round((weight + more) / 1000) for more in (-20, 20)}
        said = any(sentence.format(number) in told for number in numbers)
        assert said == (address != "search.html"), (address, numbers)
        assert "{size}" not in told


def test_every_link_to_a_file_says_its_size(site: Path) -> None:
    found = 0
    for file in site.rglob("*.html"):
        for link in lxml_html.document_fromstring(file.read_bytes()).xpath("//a[@href]"):
            target = link.get("href").split("?")[0].split("#")[0].lower()
            if "//" not in target and (target.endswith(DOWNLOADS) or link.get("download") is not None):
                found += 1
                assert SIZE.search(link.getparent().text_content()), (file, target)
    assert found, "there are downloads"


def test_a_page_that_weighs_too_much_stops_the_build(project: Project) -> None:
    assert project.build().returncode == 0
    before = (project.root / "site/tips/champions/index.html").read_bytes()
    project.replace(BUDGETS, "pages:\n", "pages:\n  tips/champions.md: {html: 1500, reason: a trial}\n")
    result = project.build()
    assert result.returncode == 1
    said = [line for line in result.stderr.splitlines() if line.startswith("ERROR") and "/embed/ " not in line]
    assert [line.split()[2] for line in said] == [f"{code}tips/champions/" for code in ("ar/", "pt/", "sw/", "")]
    assert re.search(r" weighs \d[\d.]* KB, its budget is 1\.5 KB – shorten it, ", said[-1])
    assert "docs/data/budgets.yml with a reason" in said[0]
    assert "Traceback" not in result.stderr
    assert [path.name for path in project.root.glob("site*")] == ["site"]
    assert (project.root / "site/tips/champions/index.html").read_bytes() == before


def test_a_picture_counts_where_it_is_fetched_at_once(tmp_path: Path) -> None:
    for name, size in (("small.webp", 1000), ("large.webp", 5000), ("later.png", 9000), ("code.js", 0), ("a.css", 0)):
        (tmp_path / name).write_bytes(b"\0" * size)
    page = b"""<head><link rel="stylesheet" href="/base/a.css"><link rel="stylesheet" media="print" href="../a.css?2">
      <link rel="canonical" href="x"><script src="../code.js" defer></script><script src="../code.js" defer></script></head>
      <img loading="lazy" src="../later.png"><picture><source srcset="../small.webp 1x, ../large.webp 2x"><img src="../small.webp"></picture>
      <img src="data:image/gif;base64,R0lGOD">"""
    weight = Scales(tmp_path, "/base/").weigh("tips/", page, lxml_html.document_fromstring(page))
    empty = 200 + 20  # headers, and gzip of nothing
    assert weight.requests == 5
    assert weight.blocking == weight.html + empty
    assert weight.first_view == weight.html + 3 * empty + 5000 + 200
