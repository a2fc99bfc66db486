"""The dialog that gives the codes to show a page elsewhere, and the pages that do so without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from conftest import Visit
from hub.localhost import serving
from pages import parse, texts
from test_accessibility import violations

Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def hub(published: Path) -> Iterator[str]:
    with serving(published, "/hub/") as address:
        yield address


def opened(visit: Open, address: str, **options: object) -> Visit:
    seen = visit(address, **options)
    seen.page.click("[data-embed]")
    seen.page.wait_for_selector("#embedding[open]")
    expect(seen.page.locator("#embed-wordpress")).not_to_have_value("")
    return seen


def codes(page: Page) -> dict[str, str]:
    return {name: page.input_value(f"#embed-{name}") for name in ("wordpress", "script", "plain", "card")}


def test_the_codes_name_the_page_and_the_newest_text(visit: Open, hub: str) -> None:
    page = opened(visit, f"{hub}2026.11/tips/champions/").page
    made = codes(page)
    assert made["wordpress"] == f"{hub}latest/tips/champions/"
    assert f'src="{hub}latest/tips/champions/embed/"' in made["plain"]
    assert "<script" not in made["plain"]
    assert made["script"].startswith("<iframe data-hub ")
    assert 'integrity="sha384-' in made["script"]
    assert 'crossorigin="anonymous" referrerpolicy="no-referrer" async></script>' in made["script"]
    assert f'<a href="{hub}latest/tips/champions/" rel="noreferrer">' in made["card"]
    assert "CC BY-SA 4.0" in made["card"]
    page.select_option("[name=version]", "2026.11")
    expect(page.locator("#embed-wordpress")).to_have_value(f"{hub}2026.11/tips/champions/")


def test_language_part_and_looks_change_them(visit: Open, hub: str) -> None:
    page = opened(visit, f"{hub}latest/tips/champions/").page
    page.select_option("[name=language]", "pt")
    expect(page.locator("#embed-wordpress")).to_have_value(f"{hub}latest/pt/tips/champions/")
    assert 'lang="pt"' in codes(page)["card"]
    page.select_option("[name=part]", "summary")
    page.select_option("[name=colours]", "dark")
    page.select_option("[name=size]", "large")
    wishes = "part=summary&amp;colours=dark&amp;size=large"
    expect(page.locator("#embed-plain")).to_have_value(re.compile(re.escape(f"champions/embed/#{wishes}")))
    plain = codes(page)["plain"]
    assert plain.startswith(f'<iframe src="{hub}latest/pt/tips/champions/embed/#{wishes}" title="Encontre')
    assert 'height="300"' in plain
    assert 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"' in plain
    preview = page.locator(".embed-preview iframe").get_attribute("src")
    assert preview and preview.endswith("pt/tips/champions/embed/#part=summary&colours=dark&size=large")


def test_the_code_with_the_script_works_as_it_is_copied(visit: Open, hub: str, tmp_path: Path) -> None:
    code = codes(opened(visit, f"{hub}latest/case-studies/kenya/").page)["script"]
    (tmp_path / "page.html").write_text(f'<!doctype html><title>x</title><link rel="icon" href="data:,">{code}')
    with serving(tmp_path) as there:
        seen = visit(f"{there}page.html")
        seen.page.wait_for_timeout(500)
        inside = seen.page.frames[1].evaluate("document.documentElement.getBoundingClientRect().height")
        box = seen.page.locator("iframe").bounding_box()
    assert box and abs(box["height"] - inside) <= 2
    assert seen.complaints == []


def test_it_can_be_used_with_the_keyboard_alone(visit: Open, served: str) -> None:
    page = visit(f"{served}tips/champions/").page
    page.locator("[data-embed]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#embedding[open]")
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate(
                "document.activeElement.name || document.activeElement.id || document.activeElement.textContent"
            )
        )
    assert names[:4] == ["language", "part", "colours", "size"]
    assert [name for name in names if name.startswith("embed-")] == [
        f"embed-{name}" for name in ("wordpress", "script", "plain", "card")
    ]
    page.keyboard.press("Escape")
    expect(page.locator("#embedding")).to_be_hidden()
    assert page.evaluate("'embed' in document.activeElement.dataset"), "focus returns to where it was"


def test_what_is_copied_is_said(visit: Open, served: str) -> None:
    page = opened(visit, f"{served}pt/tips/champions/", permissions=["clipboard-read", "clipboard-write"]).page
    page.click("#embedding section >> nth=0 >> button")
    expect(page.locator(".embed-said")).to_have_text("Copiado.")
    assert page.evaluate("navigator.clipboard.readText()") == codes(page)["wordpress"]


def test_nobody_is_left_with_half_a_dialog(visit: Open, served: str) -> None:
    page = visit(f"{served}tips/champions/").page
    page.route("**/embed/en.json", lambda route: route.abort())
    page.click("[data-embed]")
    page.wait_for_url("**/about/embedding/")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_it_is_open_to_everyone(visit: Open, served: str, width: int, scheme: str) -> None:
    seen = opened(visit, f"{served}tips/champions/", width=width, color_scheme=scheme)
    assert violations(seen) == []
    assert seen.page.evaluate("document.querySelector('#embedding').scrollWidth") <= width
    assert seen.complaints == []


def test_without_scripts_the_same_codes_stand_on_a_page(visit: Open, site: Path, served: str) -> None:
    page = visit(f"{served}tips/", java_script_enabled=False).page
    page.click("[data-embed]")
    assert urlsplit(page.url).path == "/about/embedding/"
    written = texts(parse(site, "about/embedding/"), "//section[contains(@class, 'codes')]//pre")
    made = codes(opened(visit, f"{served}tips/").page)
    root = "http://127.0.0.1:8000/"
    for name, code in zip(made, written, strict=True):
        assert " ".join(made[name].split()).replace(served, root).replace("> <", "><") == code.replace("> <", "><"), (
            name
        )


def test_each_example_shows_when_it_is_opened(visit: Open, served: str) -> None:
    seen = visit(f"{served}about/embed-examples/", reduced_motion="reduce")
    assert not [url for url, _ in seen.requests if "/embed/" in url and not url.endswith(".js")], (
        "closed, they cost nothing"
    )
    for name in ("plain", "script"):
        shown = len([url for url, _ in seen.requests if "/tips/champions/embed/" in url])
        seen.page.locator(f"#{name} summary").press("Enter")
        seen.page.locator(f"#{name} iframe").scroll_into_view_if_needed()
        seen.page.wait_for_timeout(1500)
        assert len([url for url, _ in seen.requests if "/tips/champions/embed/" in url]) == shown + 1, name
    seen.page.locator("#card summary").press("Enter")
    assert seen.page.locator("#card blockquote a").is_visible()
    seen.page.wait_for_timeout(300)
    assert seen.page.locator("#script iframe").get_attribute("height") != "600"
    assert seen.failed == []
    assert seen.complaints == []
