"""A page that endangers somebody is taken back: from every version, every language, and whatever it was packed in."""

from __future__ import annotations

import gzip
import io
import json
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from libzim.reader import Archive
from lxml import html as lxml_html
from playwright.sync_api import expect

from conftest import Project, Visit
from hub import withdrawing
from hub.localhost import serving
from hub.publishing import BRANCH, CannotPublish
from hub.site import editions
from publishing import SMALL, branch, copy_of, make_small, release, release_made, write_page

#: What only the page says, in both of its languages; some of it spans markup.
ITS = ("Words for a first meeting", "Palavras para o primeiro encontro", "the blue gate behind the market", "portão azul atrás do mercado", "blue gate")  # fmt: skip
TEXT = "Say who you are and what you want.\n\nWe met at the **blue gate** behind the market every Tuesday."
TEXT_PT = "Diga quem é e o que quer.\n\nEncontrámo-nos no portão azul atrás do mercado todas as terças."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three versions with editions and a preview, all of which have the page; others lead to it in several ways."""
    hub = make_small(tmp_path_factory.mktemp("withdraw") / "project")
    hub.write("mkdocs.yml", SMALL.replace("keep: 2", "keep: 3"))
    for name, title, text, more in (
        ("en/words.md", ITS[0], TEXT, ""),
        ("pt/words.md", ITS[1], TEXT_PT, 'translation: {state: draft, from: en, sections: {"": 00000000}}\n'),
    ):
        hub.write(
            f"docs/{name}",
            f"---\ntitle: {title}\nsummary: {title}, in short.\nkind: page\nstatus: published\n{more}---\n{text}\n",
        )
    write_page(
        hub,
        "en/index.md",
        f"Start with [{ITS[0]}](words.md) or [the first words](words.md).\n\n- [Words](words.md)\n- [About](about/index.md)",
    )
    hub.git("add", "-A")
    hub.git("commit", "-q", "-m", "Words")
    built = hub.build(SITE_URL="https://hub.example/hub/", MIKE_DOCS_VERSION="2026.11")
    assert built.returncode == 0, built.stderr
    site = hub.root / "site"
    editions.make(site)
    for version in ("2026.09", "2026.10", "2026.11", "dev"):
        release_made(hub, version, site, editions=version != "dev")
    return hub


def copied(made: Project, folder: Path) -> Project:
    return copy_of(made, folder / "hub")


def inside(content: bytes) -> Iterator[bytes]:
    """What a file holds, unpacked as far as it goes."""
    if content[:2] == b"\x1f\x8b":
        yield from inside(gzip.decompress(content))
    elif content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from inside(archive.read(name))
    else:
        yield content


def traces(content: bytes, folder: Path) -> list[str]:
    texts = list(inside(content))
    if content[:4] == b"ZIM\x04":
        file = folder / "a.zim"
        file.write_bytes(content)
        archive = Archive(file)
        entries = (archive._get_entry_by_id(number) for number in range(archive.all_entry_count))
        texts = [bytes(entry.get_item().content) for entry in entries if not entry.is_redirect]
    if content[:4] == b"%PDF" and shutil.which("pdftotext"):
        texts = [subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout]
    found = []
    for one in texts:
        text = one.decode("utf-8", errors="ignore")
        plain = " ".join(re.sub(r"<[^<>]*>|\*", " ", re.sub(r"\\u([0-9a-f]{4})", lambda at: chr(int(at[1], 16)), text)).split()).casefold()  # fmt: skip
        found += [phrase for phrase in ITS if phrase.casefold() in plain]
    return found


def refs(hub: Project) -> str:
    return hub.git("for-each-ref") + hub.git("rev-parse", "HEAD") + hub.git("status", "--porcelain")


def objects(hub: Project, *start: str) -> Iterator[bytes]:
    """Every object that leads from somewhere."""
    names = [line.split()[0] for line in hub.git("rev-list", "--objects", *start).splitlines()]
    done = subprocess.run(["git", "cat-file", "--batch"], cwd=hub.root, input="\n".join(names).encode(), capture_output=True, check=True).stdout  # fmt: skip
    at = 0
    while at < len(done):
        end = done.index(b"\n", at)
        size = int(done[at:end].split()[2])
        yield done[end + 1 : end + 1 + size]
        at = end + size + 2


def test_what_is_looked_for_is_there_at_first(made: Project, tmp_path: Path) -> None:
    """Else the tests below would find nothing in any case."""
    files = branch(made, tmp_path / "files")
    for name in ("2026.09/words/index.html", "latest/pt/words/embed/index.html", "dev/api/v1/texts/en.json", "2026.10/editions/en.epub", "2026.11/editions/pt.zim", "CHANGELOG.md"):  # fmt: skip
        if name != "CHANGELOG.md":
            assert traces((files / name).read_bytes(), tmp_path), name
    packed = [file for file in (files / "latest/search").rglob("*.pf_fragment") if traces(file.read_bytes(), tmp_path)]
    assert packed


def test_without_yes_it_only_tells(made: Project, tmp_path: Path) -> None:
    hub = copied(made, tmp_path)
    before = refs(hub)
    told = withdrawing.withdraw(hub.root, "words", "safety")
    assert refs(hub) == before
    assert set(told.versions) == {"2026.09", "2026.10", "2026.11", "latest", "dev"}
    assert told.files["docs/en/words.md"] == told.files["docs/pt/words.md"] == "goes"
    assert told.files["docs/en/index.md"] == told.files["mkdocs.yml"] == "changes"
    assert told.phrases > 4 and told.looked.files > 500 and not told.looked.found


@pytest.fixture(scope="module")
def taken(made: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    hub = copied(made, tmp_path_factory.mktemp("taken"))
    withdrawing.withdraw(hub.root, "words", "safety", purge=True, really=True)
    return hub


@pytest.fixture(scope="module")
def files(taken: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return branch(taken, tmp_path_factory.mktemp("files") / "files")


def test_no_object_that_the_branch_leads_to_holds_any_of_it(taken: Project, tmp_path: Path) -> None:
    looked = 0
    for content in objects(taken, BRANCH):
        assert traces(content, tmp_path) == []
        looked += 1
    assert looked > 200
    assert taken.git("rev-list", "--count", BRANCH).strip() == "1"
    for tag in ("2026.09", "2026.10", "2026.11"):
        assert not any(phrase in taken.git("tag", "-l", "-n99", tag) for phrase in ITS)


def test_at_its_addresses_a_notice_names_nobody(files: Path) -> None:
    for version in ("2026.09", "2026.10", "2026.11", "latest", "dev"):
        for code, said in (("en", "safety of people"), ("pt", "segurança de pessoas")):
            for part in ("", "embed/"):
                place = files / version / ("" if code == "en" else code) / "words" / part
                page = lxml_html.parse(str(place / "index.html")).getroot()
                assert page.get("lang") == code
                assert said in page.text_content()
                assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
                assert page.xpath("//meta[@http-equiv='Content-Security-Policy']")
                home = posixpath.normpath(posixpath.join(place.relative_to(files), page.xpath("//main//a/@href")[0]))
                assert (files / home / "index.html").is_file()
            assert not (place.parent / "oembed.json").exists()
    assert json.loads((files / "latest/addresses.json").read_text())["pages"].count("words/") == 0


def test_every_link_that_is_left_leads_somewhere(files: Path) -> None:
    followed = 0
    for file in files.rglob("*.html"):
        for link in lxml_html.document_fromstring(file.read_bytes()).xpath("//@href | //@src"):
            path = urlsplit(link).path
            if path and not urlsplit(link).scheme and file.name != "404.html":
                target = (file.parent / unquote(path)).resolve() if path[0] != "/" else None
                if target:
                    followed += 1
                    assert (target / "index.html").is_file() or target.is_file(), (file, link)
    assert followed > 500
    home = lxml_html.parse(str(files / "latest/index.html")).getroot()
    text = " ".join(home.xpath("//article")[0].text_content().split())
    assert "Start with a page that was taken back or the first words." in text
    assert [item.text_content() for item in home.xpath("//article//div[@class='text']//li")] == ["About"]


def test_the_search_still_finds_the_others(files: Path, visit: Callable[..., Visit]) -> None:
    with serving(files, "/hub/") as address:
        page = visit(f"{address}latest/").page
        page.click("#search-link")
        page.fill("#search-input", "history")
        expect(page.locator(".search-results a").first).to_contain_text("Read safely")
        page.fill("#search-input", "tuesday")
        expect(page.locator(".search-results a")).to_have_count(0)


def test_the_editions_are_whole_and_offered(files: Path) -> None:
    offered = {file.name for file in (files / "2026.10/editions").iterdir()}
    assert {"en.epub", "en.zip", "en.txt", "en.pdf", "en.zim", "SHA256SUMS"} <= offered
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=files / "2026.10/editions", capture_output=True)
    assert done.returncode == 0


def test_it_cannot_come_back_and_later_versions_say_so_too(taken: Project, tmp_path: Path) -> None:
    hub = copied(taken, tmp_path)
    write_page(hub, "en/words.md", "Back again.")
    hub.git("add", "-A")
    hub.git("commit", "-q", "-m", "Merge")
    refused = release(hub, "2026.12")
    assert refused.returncode == 1
    assert "docs/en/words.md:1 – this page was taken back and must not come back – remove it with: git rm docs/en/words.md" in refused.stderr, refused.stderr  # fmt: skip
    hub.git("rm", "-q", "docs/en/words.md")
    hub.git("commit", "-q", "-m", "Out again")
    again = release(hub, "2026.12")
    assert again.returncode == 0, again.stderr
    later = branch(hub, tmp_path / "files")
    assert "segurança" in (later / "2026.12/pt/words/index.html").read_text(encoding="utf-8")
    assert "taken back" in (later / "2026.12/words/embed/index.html").read_text(encoding="utf-8")
    assert "Pages taken back" in (later / "CHANGELOG.md").read_text(encoding="utf-8")
    assert not any(traces(file.read_bytes(), tmp_path) for file in (later / "2026.12").rglob("*.html"))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("word", "there is no page word, and no published version has it – write its path, as words"),
        ("index", "is a page that others stand below"),
        ("about", "is a page that others stand below"),
    ],
)
def test_what_cannot_be_taken_back_is_said_in_a_line(made: Project, tmp_path: Path, page: str, said: str) -> None:
    hub = copied(made, tmp_path)
    before = refs(hub)
    with pytest.raises(CannotPublish, match=said):
        withdrawing.withdraw(hub.root, page, "safety", really=True)
    assert refs(hub) == before


def test_changes_that_are_not_committed_stop_it(made: Project, tmp_path: Path) -> None:
    hub = copied(made, tmp_path)
    hub.write("docs/en/words.md", "Half a sentence")
    with pytest.raises(CannotPublish, match="type: git commit -a"):
        withdrawing.withdraw(hub.root, "words", "safety", really=True)


def test_a_page_of_which_something_is_left_stays_and_that_is_said(
    made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = copied(made, tmp_path)
    monkeypatch.setattr("hub.site.withdrawal.search.again", lambda site, gone: [])
    before = refs(hub)
    with pytest.raises(CannotPublish, match=r"(?s)nothing was changed.*search/.*holds"):
        withdrawing.withdraw(hub.root, "words", "safety", really=True)
    assert refs(hub) == before


def test_a_hub_that_has_published_nothing_takes_it_from_its_sources(small: Project, tmp_path: Path) -> None:
    hub = copy_of(small, tmp_path / "hub")
    told = withdrawing.withdraw(hub.root, "words", "consent", really=True)
    assert not told.versions
    assert not (hub.root / "docs/en/words.md").exists() and not (hub.root / "docs/pt/words.md").exists()
    assert "words: {category: consent, date: 20" in (hub.root / "docs/data/withdrawn.yml").read_text()
    assert hub.git("status", "--porcelain") == ""
    assert "words" not in hub.git("log", "-1", "--format=%B").casefold()
