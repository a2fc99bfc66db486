"""The versions of a publishing branch, served as the host would under /hub/ and walked in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import Visit
from hub.localhost import serving

Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def hub(published: Path) -> Iterator[str]:
    with serving(published, "/hub/") as address:
        yield address


def path_of(visit: Visit) -> str:
    return urlsplit(visit.page.url).path


def test_older_pages_say_so_without_scripts(published: Path, visit: Open, hub: str) -> None:
    page = visit(hub + "2026.08/pt/tips/champions/", java_script_enabled=False).page
    assert page.is_visible("#outdated")
    page.click("#outdated a")
    assert urlsplit(page.url).path == "/hub/latest/pt/tips/champions/"
    assert not page.is_visible("#outdated")


def test_the_root_leads_to_the_newest_release(visit: Open, hub: str) -> None:
    for scripts in (True, False):
        seen = visit(hub, java_script_enabled=scripts)
        seen.page.wait_for_url("**/hub/latest/")
        assert seen.failed == []


@pytest.mark.parametrize("version", ["latest", "2026.11", "2026.08", "dev"])
@pytest.mark.parametrize(
    "address", ["", "tips/champions/", "ar/tips/", "pt/case-studies/kenya/", "404.html", "sw/search.html"]
)
def test_every_request_succeeds_and_stays_under_its_version(visit: Open, hub: str, version: str, address: str) -> None:
    seen = visit(f"{hub}{version}/{address}")
    assert seen.failed == []
    assert seen.complaints == []
    outside = [
        url for url, _ in seen.requests if f"/hub/{version}/" not in url and not url.endswith("/hub/versions.json")
    ]
    assert outside == [] or address == "404.html"


@pytest.mark.parametrize("address", ["", "tips/champions/", "tips/partnerships/"])
def test_switching_language_stays_on_the_page_and_in_the_version(visit: Open, hub: str, address: str) -> None:
    for version in ("2026.11", "latest", "dev"):
        seen = visit(f"{hub}{version}/{address}")
        for code in ("ar", "sw", "pt"):
            seen.page.click(".tools details.menu summary")
            seen.page.click(f".tools details.menu a[lang={code}]")
            assert path_of(seen) == f"/hub/{version}/{code}/{address}"
        seen.page.click(".tools details.menu summary")
        seen.page.click(".tools details.menu a[lang=en]")
        assert path_of(seen) == f"/hub/{version}/{address}"


def test_switching_language_on_a_404_stays_in_the_version(visit: Open, hub: str) -> None:
    seen = visit(f"{hub}2026.08/404.html")
    seen.page.click(".tools details.menu summary")
    seen.page.click(".tools details.menu a[lang=pt]")
    assert path_of(seen) == "/hub/2026.08/pt/404.html"
    seen.page.click(".brand")
    assert path_of(seen) == "/hub/2026.08/pt/"


def test_a_missing_page_anywhere_gets_a_page_that_works(visit: Open, hub: str) -> None:
    seen = visit(f"{hub}2026.08/pt/no/such/page/")
    assert "This page does not exist" in seen.page.locator("h1").inner_text()
    assert [status for url, status in seen.requests if status >= 400] == [404], "only the page itself"
    seen.page.click("#other-languages + ul a[hreflang=pt]")
    assert path_of(seen).endswith("/pt/")
    assert seen.page.locator("h1").is_visible()


@pytest.mark.parametrize(
    ("start", "version", "end"),
    [
        ("2026.11/pt/tips/champions/", "2026.08", "2026.08/pt/tips/champions/"),
        ("latest/ar/tips/champions/", "2026.08", "2026.08/ar/tips/champions/"),
        ("latest/ar/case-studies/kenya/", "2026.08", "2026.08/ar/case-studies/kenya/"),
        ("2026.08/sw/", "2026.11", "latest/sw/"),
        ("2026.08/tips/champions/", "dev", "dev/tips/champions/"),
        ("latest/ar/tips/partnerships/", "2026.08", "2026.08/ar/"),
        ("latest/tips/partnerships/", "2026.08", "2026.08/"),
    ],
)
def test_switching_version_lands_on_the_same_page_or_that_languages_home(
    visit: Open, hub: str, start: str, version: str, end: str
) -> None:
    seen = visit(hub + start)
    seen.page.click("#versions summary")
    seen.page.locator("#versions a", has_text=version).click()
    seen.page.wait_for_url(f"**/hub/{end}")
    assert seen.failed == []


def test_the_menu_marks_where_the_reader_is(visit: Open, hub: str) -> None:
    page = visit(hub + "latest/tips/").page
    page.click("#versions summary")
    assert page.locator("#versions a").count() == 3
    assert page.locator("#versions a[aria-current]").inner_text().startswith("2026.11")


@pytest.mark.parametrize(
    ("address", "shown", "text"),
    [
        ("2026.08/pt/tips/champions/", "#outdated", "2026.08"),
        ("2026.08/ar/", "#outdated", "ع You are reading version 2026.08"),
        ("dev/tips/", "#preview", "preview"),
    ],
)
def test_older_and_coming_versions_say_so_in_the_readers_language(
    visit: Open, hub: str, address: str, shown: str, text: str
) -> None:
    page = visit(hub + address).page
    assert text in page.locator(shown).inner_text()
    page.click(f"{shown} a")
    page.wait_for_url("**/hub/latest/**")
    assert urlsplit(page.url).path.removeprefix("/hub/latest/") == address.split("/", 1)[1]


def test_the_newest_version_has_no_notice(visit: Open, hub: str) -> None:
    for version in ("latest", "2026.11"):
        assert not visit(f"{hub}{version}/tips/").page.is_visible("#outdated")


def test_search_stays_in_version_and_language(visit: Open, hub: str) -> None:
    page = visit(hub + "2026.08/pt/tips/").page
    page.click("#search-link")
    page.fill("#search-input", "esquadra")
    page.click(".search-results a >> nth=0")
    page.wait_for_url("**/hub/2026.08/pt/tips/champions/**")
    page.goto(hub + "dev/ar/")
    page.click("#search-link")
    page.fill("#search-input", "zebrawood")
    page.click(".search-results a >> nth=0")
    page.wait_for_url("**/hub/dev/ar/start/**")
