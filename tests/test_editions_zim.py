"""The edition as ZIM: opened by openZIM's own reader, as Kiwix does, and held against its own check."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from lxml import html as lxml_html

from hub.site import editions
from hub.site.editions import zim

FORMATS = {"zim": zim.write}


@pytest.fixture(scope="session")
def site_of_files(fixture_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("zim") / "site"
    shutil.copytree(fixture_site, site)
    editions.make(site, FORMATS, ["en", "pt"])
    return site


@pytest.fixture(scope="session", params=["en", "pt"])
def file(request: pytest.FixtureRequest, site_of_files: Path) -> Path:
    return site_of_files / f"editions/{request.param}.zim"


def entries(archive: Archive) -> dict[str, bytes]:
    found = (archive._get_entry_by_id(number) for number in range(archive.all_entry_count))
    items = (entry.get_item() for entry in found if not entry.is_redirect)
    return {item.path: bytes(item.content) for item in items}


def test_zimcheck_finds_nothing_to_complain_of(file: Path) -> None:
    program = shutil.which("zimcheck")
    if not program and not os.environ.get("CI"):
        pytest.skip("zimcheck is missing – type: sudo apt install zim-tools")
    assert program
    done = subprocess.run([program, "--all", str(file)], capture_output=True, text=True)
    assert done.returncode == 0 and "Pass" in done.stdout, done.stdout
    assert "[ERROR]" not in done.stdout and "[WARNING]" not in done.stdout, done.stdout


def test_every_link_inside_leads_somewhere_and_nothing_is_fetched(file: Path) -> None:
    held = entries(Archive(file))
    pages = {path: lxml_html.document_fromstring(html) for path, html in held.items() if path.endswith(".html")}
    followed = 0
    for path, page in pages.items():
        assert not page.xpath("//script | //iframe | //object")
        assert not page.xpath("//*[contains(@src, '://')] | //link[contains(@href, '://')]")
        for link in page.xpath("//@href | //@src"):
            if re.match(r"https?:|mailto:|data:", link):
                continue
            name, _, place = link.partition("#")
            target = posixpath.normpath(unquote(name)) if name else path
            assert target in held, (path, link)
            assert not place or pages[target].xpath("//*[@id = $id]", id=unquote(place)), (path, link)
            followed += 1
    assert followed > 20


def test_it_opens_on_its_contents_and_finds_pages_by_their_words(file: Path) -> None:
    archive = Archive(file)
    assert archive.main_entry.get_item().path == zim.MAIN
    assert archive.has_fulltext_index and archive.has_title_index
    word = {"en": "champions", "pt": "polícia"}[file.stem]
    found = Searcher(archive).search(Query().set_query(word))
    assert found.getEstimatedMatches() > 0
    assert any("champions" in path for path in found.getResults(0, 20))


def test_it_tells_what_it_is_before_it_is_opened(file: Path) -> None:
    archive = Archive(file)
    told = {key: archive.get_metadata(key).decode() for key in ("Title", "Description", "Language", "Date", "License")}
    assert told["Title"] and len(told["Title"]) <= 30 and len(told["Description"]) <= 80
    assert told["Language"].split(",")[0] == {"en": "eng", "pt": "por"}[file.stem]
    assert told["License"] == "CC BY-SA 4.0"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["Date"])
    assert bytes(archive.get_illustration_item(48).content).startswith(b"\x89PNG")


def test_two_makings_are_the_same(site_of_files: Path, tmp_path: Path) -> None:
    editions.make(shutil.copytree(site_of_files, tmp_path / "site"), FORMATS, ["en"])
    made, before = (site / "editions/en.zim" for site in (tmp_path / "site", site_of_files))
    assert made.read_bytes() == before.read_bytes()
