"""A link that is sent on: what messengers show of it, and the message that a page has ready."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from conftest import ROOT, Visit
from hub.site import preview
from pages import KINDS, PREFIXES, parse

Open = Callable[..., Visit]
CSS = (ROOT / "overrides/styles/ground.css").read_text(encoding="utf-8")


def told(site: Path, address: str) -> dict[str, str]:
    """What a page tells messengers."""
    metas = parse(site, address).xpath("//meta[starts-with(@property,'og:')]")
    return {meta.get("property")[3:]: meta.get("content") for meta in metas}


def test_messengers_show_the_same_of_every_page(site: Path) -> None:
    pages = json.loads((site / "addresses.json").read_text())["pages"]
    for code in PREFIXES.values():
        seen = {json.dumps(told(site, code + address), sort_keys=True) for address in pages}
        assert len(seen) == 1, "nothing in it is of one page"
    english = told(site, "case-studies/kenya/")
    assert english["title"] == "Working with police"
    assert english["description"] == "Information to read and to share."
    assert told(site, "pt/case-studies/kenya/")["title"] == "Trabalhar com a polícia"


def test_the_picture_is_there_by_an_absolute_address_and_light(site: Path, fixture_site: Path) -> None:
    address = told(fixture_site, "ar/tips/champions/")["image"]
    assert address.startswith("https://hub.example/assets/preview.")
    data = (fixture_site / urlsplit(address).path.lstrip("/")).read_bytes()
    assert len(data) <= 20_000
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.size, picture.format) == ((1200, 630), "PNG")
        assert picture.info.keys() <= {"gamma", "transparency"}, "no text in it"


def test_the_picture_is_the_same_each_time_and_in_the_light_colours() -> None:
    colours = preview.colours(CSS)
    assert colours["paper"] == "#faf6ef"
    first = preview.drawn(colours)
    assert first == preview.drawn(colours)
    with Image.open(io.BytesIO(first)) as picture:
        shades = picture.convert("RGB").getcolors(256) or []
        assert max(shades)[1] == (0xFA, 0xF6, 0xEF)
    assert preview.drawn({**colours, "leaf": "#000000"}) != first


@pytest.mark.parametrize("address", ["tips/champions/", "pt/case-studies/kenya/", "sw/about/"])
def test_a_message_is_ready_and_names_no_topic(site: Path, address: str) -> None:
    root = parse(site, address)
    [canonical] = root.xpath("//link[@rel='canonical']/@href")
    [send] = root.xpath("//details[contains(@class,'send')]")
    message = send.xpath("string(p[1])")
    assert message.endswith(canonical)
    [title] = root.xpath("//h1")
    assert title.text_content() not in message
    sms, mail = send.xpath(".//a/@href")
    assert sms.startswith("sms:?&body=") and mail.startswith("mailto:?body=")
    for link in (sms, mail):
        assert parse_qs(link.split("?")[1].lstrip("&"))["body"] == [message]


def test_it_is_in_the_language_of_the_text(site: Path) -> None:
    summary = "string(//details[contains(@class,'send')]/summary)"
    assert parse(site, "pt/tips/champions/").xpath(summary) == "Enviar esta página"
    assert parse(site, "sw/tips/champions/").xpath(summary) == "Send this page", "what it leads to is in English"


def test_without_scripts_there_are_links_and_no_dead_buttons(visit: Open, served: str) -> None:
    page = visit(served + KINDS["tip"], java_script_enabled=False).page
    page.click(".send summary")
    assert page.locator(".send a:visible").count() == 2
    assert page.locator(".send button:visible").count() == 0


def test_the_browser_shares_or_copies_where_it_can(visit: Open, served: str) -> None:
    seen = visit(served + KINDS["about"])
    seen.page.context.add_init_script(
        """Object.defineProperty(navigator, 'share', {value: async (what) => { window.shared = what }});
           Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { window.copied = text }}});"""
    )
    page = seen.open(served + KINDS["tip"]).page
    page.click(".send summary")
    message = page.locator(".send p").first.inner_text()
    page.get_by_role("button", name="Share", exact=True).click()
    assert page.evaluate("window.shared") == {"text": message}
    page.get_by_role("button", name="Copy", exact=True).click()
    assert page.evaluate("window.copied") == message
    assert page.locator(".send output").inner_text() == "Copied"


def test_a_browser_that_can_do_neither_offers_neither(visit: Open, served: str) -> None:
    seen = visit(served + KINDS["about"])
    seen.page.context.add_init_script(
        """Object.defineProperty(navigator, 'share', {value: undefined});
           Object.defineProperty(navigator, 'clipboard', {value: undefined});"""
    )
    page = seen.open(served + KINDS["tip"]).page
    page.click(".send summary")
    assert page.locator(".send button:visible").count() == 0
    assert seen.complaints == []
