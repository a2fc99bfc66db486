"""The feeds as a feed reader gets them: forms, words, and what they tell of."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

from conftest import ENVIRONMENT, Project, make_project
from hub.site import feeds
from pages import parse

ADDRESS = "https://hub.example/hub/"
ATOM = "{http://www.w3.org/2005/Atom}"
#: What RFC 4287 allows in a feed and in an entry, as far as we use it: how often at least, and at most.
FEED = {
    "id": (1, 1), "title": (1, 1), "subtitle": (0, 1), "updated": (1, 1), "link": (0, 99), "rights": (0, 1),
    "author": (1, 99), "entry": (0, feeds.MOST),
}  # fmt: skip
ENTRY = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "link": (1, 1), "category": (0, 99),
    "summary": (1, 1),
}  # fmt: skip
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9._~!$&'()*+,;=:@%/?-]+")


def commit(project: Project, time: str) -> None:
    environment = {**ENVIRONMENT, "GIT_COMMITTER_DATE": time}
    for words in (["add", "-A"], ["commit", "-q", "-m", "Texts"]):
        subprocess.run(["git", *words], cwd=project.root, env=environment, check=True)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's site with a history: a page that was withdrawn, a change that matters, and one that does not."""
    project = make_project(tmp_path_factory.mktemp("feeds") / "project")
    project.git("init", "-q", "-b", "main")
    for key, value in (("user.name", "Test"), ("user.email", "test@example.org"), ("commit.gpgsign", "false")):
        project.git("config", key, value)
    # Outside the navigation: how a page comes and goes there is another matter.
    project.write("docs/en/tips/mistake.md", "---\ntitle: Withdrawn\nsummary: Withdrawn.\nkind: tip\n---\nWithdrawn.\n")
    commit(project, "2026-03-01T10:00:00Z")
    (project.root / "docs/en/tips/mistake.md").unlink()
    project.write("docs/data/moved.yml", "tips/mistake: gone\n")
    project.replace("docs/en/tips/champions.md", "- Beware.", "- Beware, and tell a friend.")
    commit(project, "2026-03-05T10:00:00Z")
    project.replace("docs/en/tips/partnerships.md", "quicker", "faster")
    commit(project, "2026-03-09T10:00:00Z")
    result = project.build(SITE_URL=ADDRESS)
    assert result.returncode == 0, result.stderr
    return project.root / "site"


def entries(site: Path, prefix: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((site / prefix / "feed.json").read_text(encoding="utf-8"))["items"]
    return items


def assert_atom(file: Path, language: str) -> etree._Element:
    """RFC 4287: elements, how often they stand, and the form of what is in them."""
    feed = etree.fromstring(file.read_bytes())
    assert feed.tag == f"{ATOM}feed"
    assert_children(feed, FEED)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert feed.get(lang) == language
    [itself] = feed.xpath("*[local-name()='link'][@rel='self']/@href")
    assert itself.endswith(f"{'' if language == 'en' else language + '/'}feed.xml")
    [name] = feed.find(f"{ATOM}author")
    assert name.tag == f"{ATOM}name" and name.text
    found = feed.findall(f"{ATOM}entry")
    for entry in found:
        assert_children(entry, ENTRY)
        [link] = entry.findall(f"{ATOM}link")
        assert link.get("rel") == "alternate" and urlsplit(link.get("href", "")).scheme in ("http", "https")
        assert entry.get(lang) == link.get("hreflang")
    names = [element.text or "" for element in feed.iter(f"{ATOM}id")]
    assert len(set(names)) == len(names) and all(_TAG.fullmatch(name) for name in names)
    times = [element.text or "" for element in feed.iter(f"{ATOM}updated", f"{ATOM}published")]
    assert all(_TIME.fullmatch(time) and datetime.datetime.fromisoformat(time) for time in times)
    assert times[0] == max(times), "the feed is as new as its newest entry"
    for element in feed.iter(f"{ATOM}title", f"{ATOM}summary", f"{ATOM}subtitle", f"{ATOM}rights"):
        assert element.get("type") is None and len(element) == 0 and (element.text or "").strip()
    return feed


def assert_children(element: etree._Element, allowed: dict[str, tuple[int, int]]) -> None:
    names = [str(child.tag).removeprefix(ATOM) for child in element]
    assert set(names) <= set(allowed)
    for name, (least, most) in allowed.items():
        assert least <= names.count(name) <= most, name


def assert_json_feed(file: Path, language: str) -> dict[str, Any]:
    """JSON Feed 1.1."""
    feed: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["language"] == language
    assert feed["feed_url"].endswith("feed.json") and feed["feed_url"].startswith(feed["home_page_url"])
    assert all(author["name"] for author in feed["authors"])
    assert {key for key in feed} <= {
        "version", "title", "description", "home_page_url", "feed_url", "language", "authors", "items",
    }  # fmt: skip
    for item in feed["items"]:
        assert isinstance(item["id"], str) and item["content_text"] and item["title"] and item["url"]
        times = [item[key] for key in ("date_published", "date_modified") if key in item]
        assert len(times) == 1 and _TIME.fullmatch(times[0])
        assert all(isinstance(tag, str) for tag in item["tags"])
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) <= feeds.MOST
    return feed


@pytest.mark.parametrize("language", ["en", "pt", "ar", "sw"])
def test_both_feeds_keep_to_their_forms_and_say_the_same(told: Path, language: str) -> None:
    folder = told / ("" if language == "en" else language)
    atom, plain = assert_atom(folder / "feed.xml", language), assert_json_feed(folder / "feed.json", language)
    found = [
        tuple(entry.findtext(ATOM + key) for key in ("id", "title", "summary", "updated"))
        for entry in atom.findall(f"{ATOM}entry")
    ]
    assert found == [
        (item["id"], item["title"], item["content_text"], item.get("date_published") or item["date_modified"])
        for item in plain["items"]
    ]
    assert found


@pytest.mark.parametrize("language", ["en", "pt", "fr", "sw", "zu", "tn"])
def test_the_real_feeds_keep_to_their_forms(site: Path, language: str) -> None:
    folder = site / ("" if language == "en" else language)
    assert_atom(folder / "feed.xml", language)
    assert_json_feed(folder / "feed.json", language)


def test_a_change_is_told_with_its_sections_and_the_summary(told: Path) -> None:
    first, *others = entries(told)
    assert first["id"] == "tag:hub.example,2026:/hub/docs/en/tips/champions/2026-03-05", "it must stay for ever"
    assert first["url"] == f"{ADDRESS}tips/champions/" and first["title"] == "Find champions"
    assert first["content_text"] == "Changed: Watch out. Officers who influence others."
    assert first["date_modified"] == "2026-03-05T10:00:00Z" and first["tags"] == ["changed"]
    assert {other["date_published"] for other in others} == {"2026-03-01T10:00:00Z"}
    assert sum(item["url"] == first["url"] for item in others) == 1, "that it was new is told too"


def test_small_edits_and_withdrawn_pages_are_not_told_of(told: Path) -> None:
    assert not [item for item in entries(told) if "2026-03-09" in str(item)]
    for file in (*told.rglob("feed.*"), *(told / "api").rglob("*.*"), told / "llms.txt"):
        assert "ithdrawn" not in file.read_text(encoding="utf-8"), file


def test_a_feed_tells_of_pages_as_its_readers_get_them(told: Path) -> None:
    by_title = {item["title"]: item for item in entries(told, "pt")}
    own, fallback = by_title["Encontre polícias defensores"], by_title["Build partnerships"]
    assert (own["language"], own["url"]) == ("pt", f"{ADDRESS}pt/tips/champions/")
    assert own["content_text"].startswith("Página nova. ")
    assert (fallback["language"], fallback["url"]) == ("en", f"{ADDRESS}tips/partnerships/")
    assert fallback["content_text"].startswith("New page. ")
    assert "Find champions" not in by_title, "a change of the English text is not one of the translation"
    english = {item["title"]: item for item in entries(told)}
    assert english["Build partnerships"]["id"] == fallback["id"], "the same entry is known as the same"


def test_every_entry_leads_to_a_page(told: Path) -> None:
    for prefix in ("", "pt", "ar", "sw"):
        for item in entries(told, prefix):
            assert (told / item["url"].removeprefix(ADDRESS) / "index.html").is_file(), item["url"]


def test_a_contributed_title_is_text_and_texts_stay_on_their_pages(told: Path) -> None:
    atom = (told / "feed.xml").read_text(encoding="utf-8")
    assert 'Start &lt;em&gt;here&lt;/em&gt; &amp; "there"' in atom and "&lt;script&gt;" in atom
    for file in (told / "feed.xml", told / "feed.json"):
        assert "Find them." not in file.read_text(encoding="utf-8")


def test_without_a_history_a_feed_says_so(fixture_site: Path) -> None:
    atom = assert_atom(fixture_site / "feed.xml", "en")
    assert atom.findtext(f"{ATOM}subtitle", "").startswith("This copy of the site does not know its history.")
    [item] = assert_json_feed(fixture_site / "feed.json", "en")["items"]
    assert item["content_text"] == "Last checked. A lamp in a summary." and item["tags"] == ["checked"]
    assert item["date_modified"] == "2020-01-31T00:00:00Z", "what the page says of itself, no day made up"


@pytest.mark.parametrize("prefix", ["", "pt/"])
def test_home_and_the_first_page_of_a_section_lead_to_the_feed(told: Path, prefix: str) -> None:
    def led(address: str) -> list[str]:
        return parse(told, address).xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")

    for address in (prefix, f"{prefix}tips/", f"{prefix}about/"):
        [href] = led(address)
        assert (told / address / href).resolve() == (told / prefix / "feed.xml").resolve()
    assert led(f"{prefix}tips/champions/") == [], "every byte of every page counts"
    assert led("404.html") == []
