"""What a built site says about itself, read from its files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from conftest import ENVIRONMENT, ROOT, Project
from pages import KINDS, PREFIXES, parse, texts

CODES = ("en", "pt", "fr", "sw", "zu", "tn")
NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def prefix(code: str) -> str:
    return "" if code == "en" else f"{code}/"


def sitemap(site: Path) -> dict[str, dict[str, str]]:
    """Each address of the sitemap with its hreflang links."""
    root = etree.parse(str(site / "sitemap.xml")).getroot()
    return {
        entry.findtext("s:loc", namespaces=NAMESPACES): {
            link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMESPACES)
        }
        for entry in root.findall("s:url", NAMESPACES)
    }


# Languages


def test_portuguese_has_every_page_that_readers_start_from() -> None:
    """New pages are written in English first; what the hub began with stands in both languages."""
    english, portuguese = (
        {path.relative_to(ROOT / "docs" / code).as_posix() for path in (ROOT / "docs" / code).rglob("*.md")}
        for code in ("en", "pt")
    )
    assert portuguese <= english
    safety = {"about/reading-safely.md", "about/contribute.md", "about/index.md"}
    assert {path for path in english if path.startswith(("index", "start", "tips/", "lessons/"))} | safety <= portuguese
    assert len(portuguese) >= 27


@pytest.mark.parametrize("code", CODES)
def test_every_page_exists_in_every_language(site: Path, code: str) -> None:
    pages = json.loads((site / "addresses.json").read_text())["pages"]
    for address in [f"{page}index.html" for page in pages] + ["404.html", "search.html"]:
        root = parse(site, prefix(code) + address)
        assert root.get("lang") == code, address


@pytest.mark.parametrize("code", ["fr", "sw", "zu", "tn"])
def test_the_interface_of_a_fallback_page_is_in_the_readers_language(site: Path, code: str) -> None:
    english, own = parse(site, "tips/champions/"), parse(site, f"{code}/tips/champions/")
    outside = "//*[self::nav[@class='sections'] or self::footer or contains(@class,'skip')]//text()[normalize-space()]"
    words = {text.strip() for text in english.xpath(outside)}
    same = {text.strip() for text in own.xpath(outside)} & words
    assert same <= ({"Guides"} if code == "fr" else set()), same


def test_a_fallback_page_says_so_in_the_readers_language(fixture_site: Path) -> None:
    root = parse(fixture_site, "ar/tips/partnerships/")
    [notice] = root.xpath("//aside[@id='fallback']")
    assert notice.text_content().strip().startswith("ع This page is not translated yet")
    [link] = notice.xpath(".//a/@href")
    assert link == "https://github.com/example/hub/new/main/docs/ar?filename=tips/partnerships.md"
    [article] = root.xpath("//article")
    assert (article.get("lang"), article.get("dir")) == ("en", "ltr")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert root.xpath("//link[@rel='canonical']/@href") == ["https://hub.example/tips/partnerships/"]
    assert root.xpath("//link[@hreflang]") == []
    assert not notice.xpath("ancestor::article"), "the notice is in the reader's language, not in that of the text"


def test_a_translated_page_makes_no_such_claim(fixture_site: Path) -> None:
    root = parse(fixture_site, "ar/tips/champions/")
    assert root.xpath("//aside[@id='fallback']") == []
    assert root.xpath("//article/@lang") == []
    assert root.xpath("//link[@rel='canonical']/@href") == ["https://hub.example/ar/tips/champions/"]


def test_a_draft_translation_says_so_and_a_reviewed_one_does_not(fixture_site: Path) -> None:
    root = parse(fixture_site, "pt/tips/champions/")
    [notice] = root.xpath("//aside[@id='draft']")
    assert notice.xpath(".//a/@href") == ["../../../tips/champions/"]
    assert parse(fixture_site, "pt/").xpath("//aside[@id='draft']") == []


def test_every_portuguese_page_is_a_draft(site: Path) -> None:
    for path in (ROOT / "docs/pt").rglob("*.md"):
        address = "pt/" + str(path.relative_to(ROOT / "docs/pt")).removesuffix(".md").removesuffix("index")
        assert parse(site, address).xpath("//aside[@id='draft']"), path


@pytest.mark.parametrize(
    "address", ["", "tips/champions/", "pt/tips/champions/", "sw/tips/", "pt/404.html", "404.html", "search.html"]
)
def test_the_language_menu_leads_to_the_same_page(site: Path, address: str) -> None:
    root = parse(site, address)
    page = re.sub(r"^pt/|^sw/", "", address)
    links = root.xpath("//details[contains(@class,'menu')][1]//a/@href")
    here = Path("/") / address if not address or address.endswith("/") else Path("/") / Path(address).parent
    for code, link in zip(CODES, links, strict=True):
        target = Path("/" + link.lstrip("/")) if link.startswith("/") else (here / link)
        assert Path(target).resolve() == Path("/" + prefix(code) + page).resolve(), link


def test_a_language_costs_one_line_and_its_strings(project: Project) -> None:
    project.replace(
        "mkdocs.yml",
        "- {locale: sw, name: Kiswahili}",
        "- {locale: sw, name: Kiswahili}\n      - {locale: fr, name: Français}",
    )
    for name in ("kinds", "countries", "levels", "strategies"):
        text = re.sub(r"en: ([^,}]+),", r"en: \1, fr: \1,", (project.root / f"docs/data/{name}.yml").read_text())
        project.write(f"docs/data/{name}.yml", text)
    result = project.build()
    assert result.returncode == 0, result.stderr
    assert parse(project.root / "site", "fr/tips/").get("lang") == "fr"


# What search engines are told


def test_the_sitemap_lists_what_is_really_written_and_nothing_else(fixture_site: Path) -> None:
    entries = sitemap(fixture_site)
    assert "https://hub.example/ar/tips/champions/" in entries
    assert "https://hub.example/ar/tips/partnerships/" not in entries
    for address, links in entries.items():
        file = fixture_site / urlsplit(address).path.lstrip("/") / "index.html"
        assert file.exists(), address
        root = parse(fixture_site, urlsplit(address).path.lstrip("/"))
        assert root.xpath("//link[@rel='canonical']/@href") == [address]
        in_head = {link.get("hreflang"): link.get("href") for link in root.xpath("//link[@hreflang]")}
        assert links == in_head
        assert links["x-default"] == links["en"]
        assert address in links.values()
        assert set(links.values()) <= set(entries), "every alternate names back"


@pytest.mark.parametrize(
    ("version", "base"), [("2026.11", "https://hub.example/hub/latest/"), ("dev", "https://hub.example/hub/dev/")]
)
def test_addresses_are_absolute_under_a_version(project: Project, version: str, base: str) -> None:
    result = project.build(SITE_URL="https://hub.example/hub/", MIKE_DOCS_VERSION=version)
    assert result.returncode == 0, result.stderr
    site = project.root / "site"
    for address, links in sitemap(site).items():
        assert address.startswith(base)
        assert all(link.startswith(base) for link in links.values())
    root = parse(site, "pt/tips/champions/")
    robots = root.xpath("//meta[@name='robots']/@content")
    assert robots == (["noindex"] if version == "dev" else [])
    assert parse(site, "404.html").xpath("//a[@class='brand']/@href") == [f"/hub/{version}/"]


# Safety of what is shown


def test_contributed_words_are_not_markup(fixture_site: Path) -> None:
    source = (fixture_site / "start/index.html").read_text()
    assert "<script>alert(1)</script>" not in source
    root = parse(fixture_site, "start/")
    assert texts(root, "//h1") == ['Start <em>here</em> & "there"']
    assert texts(root, "//p[@class='lead']") == ["A hostile title: <script>alert(1)</script>"]


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    for file in site.rglob("*.html"):
        root = parse(site, str(file.relative_to(site)))
        loaded = root.xpath(
            "//script/@src | //img/@src | //iframe/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"
        )
        assert all(not urlsplit(address).netloc for address in loaded), (file, loaded)
        assert not root.xpath("//video | //object | //embed | //form[@action]")
        assert all("/embed/" in address for address in root.xpath("//iframe/@src")), file
        for link in root.xpath("//a[starts-with(@href,'http')]"):
            assert "noreferrer" in link.get("rel", ""), (file, link.get("href"))


def test_no_address_outs_its_reader(site: Path) -> None:
    for file in site.rglob("*.html"):
        assert not re.search(r"(^|[-/])(sex|hiv|aids|gay)", str(file.relative_to(site))), file


def test_the_themes_own_scripts_are_left_out(site: Path) -> None:
    assert {file.suffix for file in site.rglob("*") if file.is_file()} <= {
        "", ".html", ".css", ".csv", ".bib", ".geojson", ".txt", ".js", ".json", ".xml", ".gz", ".svg", ".png", ".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"
    }  # fmt: skip
    assert sum(file.stat().st_size for file in site.rglob("*.js")) < 200_000


def test_every_heading_can_be_linked_in_every_language(site: Path) -> None:
    for code in ("", "pt/"):
        for address in KINDS.values():
            for heading in parse(site, code + address).xpath("//div[@class='text']//*[self::h2 or self::h3]"):
                assert heading.get("id"), (address, heading.text_content())


def test_heading_ids_are_the_same_in_all_languages(site: Path) -> None:
    for address in json.loads((site / "addresses.json").read_text())["pages"]:
        english = parse(site, address).xpath("//div[@class='text']//*[self::h2 or self::h3]/@id")
        everything = parse(site, f"pt/{address}").xpath("//div[@class='text']//@id")
        # A section that is not translated yet leaves a notice with its id.
        assert [identifier for identifier in everything if identifier in english] == english, address


def test_internal_links_lead_somewhere(site: Path) -> None:
    for file in site.rglob("*.html"):
        root = parse(site, str(file.relative_to(site)))
        for link in root.xpath("//a/@href"):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (
                (site / parts.path.lstrip("/") if parts.path.startswith("/") else file.parent / parts.path)
                if parts.path
                else file
            )
            target = target / "index.html" if target.is_dir() or parts.path.endswith("/") else target
            assert target.exists(), (file, link)
            if parts.fragment:
                ids = parse(site, str(target.resolve().relative_to(site.resolve()))).xpath("//@id")
                assert parts.fragment in ids, (file, link)


# Content that readers rely on


def test_sources_are_listed_in_the_language_of_the_text(fixture_site: Path) -> None:
    root = parse(fixture_site, "tips/champions/")
    assert texts(root, "//section[@class='sources']//h2") == ["Sources"]
    [first, second] = texts(root, "//section[@class='sources']//li")
    assert first.startswith(
        "Lamp Ada, Institute of Roads & Bridges. Lanterns <on> the road. Journal of Roads 3(2):1–9. 7 March 2015. In Portuguese."
    )
    assert second.startswith("Voices. A talk. No date. No public link known.")
    portuguese = parse(fixture_site, "pt/tips/champions/")
    assert "7 de março de 2015" in texts(portuguese, "//section[@class='sources']//li")[0]


def test_a_checklist_prints_boxes_and_has_no_dead_controls(fixture_site: Path) -> None:
    root = parse(fixture_site, "start/")
    assert len(root.xpath("//span[@class='box']")) == 2
    assert root.xpath("//article//input") == []


def test_the_tips_overview_lists_the_nine_with_numbers(site: Path) -> None:
    for code in PREFIXES.values():
        assert [
            number.strip()
            for number in texts(parse(site, code + "tips/"), "//ol[@class='numbered']//*[@class='number']")
        ] == list("123456789")


def test_every_case_study_shows_its_facts(site: Path) -> None:
    for name in ("south-africa", "mozambique", "botswana", "kenya"):
        root = parse(site, f"case-studies/{name}/")
        assert len(root.xpath("//dl[@class='facts']//dt")) >= 7
        assert root.xpath("//h2[@id='limits']"), "each case says what went wrong"
        assert root.xpath("//section[@class='sources']//li")


def test_a_clone_elsewhere_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    first = project.build(SITE_URL="https://hub.example/")
    assert first.returncode == 0
    one = {str(file.relative_to(project.root)): file.read_bytes() for file in (project.root / "site").rglob("*.html")}
    second = project.build(SITE_URL="https://hub.example/", TZ="Pacific/Auckland", LC_ALL="C")
    assert second.returncode == 0
    assert one == {
        str(file.relative_to(project.root)): file.read_bytes() for file in (project.root / "site").rglob("*.html")
    }
    assert "SITE_URL" not in ENVIRONMENT
