"""Every kind of page on paper: black on white, whole, and with the way to what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from conftest import Visit
from pages import KINDS

Open = Callable[..., Visit]

LOOK = """() => {
  const shown = [...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() && !e.closest('svg')
    && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()));
  const light = (color) => { const [r, g, b] = color.match(/[\\d.]+/g).map(Number); return (r * 3 + g * 6 + b) / 10 };
  return shown.filter((e) => light(getComputedStyle(e).color) > 90).map((e) => e.outerHTML.slice(0, 80));
}"""


def on_paper(page: Page) -> str:
    page.emulate_media(media="print")
    return str(page.evaluate("document.body.innerText"))


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_dark_on_white_even_in_the_dark(visit: Open, served: str, kind: str) -> None:
    page = visit(served + KINDS[kind], color_scheme="dark").page
    on_paper(page)
    assert page.evaluate(LOOK) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for part in (".top", "nav", ".bottom", ".skip"):
        assert page.locator(part).locator("visible=true").count() == 0, part


def test_the_address_of_another_site_stands_after_its_link_and_that_of_a_page_here_does_not(
    visit: Open, served: str
) -> None:
    page = visit(served + "case-studies/kenya/").page
    on_paper(page)
    after = page.evaluate(
        "[...document.querySelectorAll('main a')].map(e => [e.getAttribute('href'), getComputedStyle(e, '::after').content])"
    )
    outside = [(href, said) for href, said in after if href.startswith("http")]
    assert len(outside) > 5 and all(said == '" <" attr(href) ">"' or href in said for href, said in outside)
    assert {said for href, said in after if not href.startswith("http")} == {"none"}


@pytest.mark.parametrize("kind", ["sources", "case study"])
def test_no_address_sticks_out_of_the_paper(visit: Open, served: str, kind: str) -> None:
    page = visit(served + KINDS[kind], width=680).page
    on_paper(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_the_list_below_the_map_does_not_run_into_the_cards(visit: Open, served: str) -> None:
    page = visit(served + "case-studies/", width=680).page
    on_paper(page)
    box, cards = page.locator(".map").bounding_box(), page.locator(".case-cards").bounding_box()
    last = page.locator(".map > p").last.bounding_box()
    assert box and cards and last
    assert last["y"] + last["height"] <= cards["y"]
    assert page.evaluate("getComputedStyle(document.querySelector('.map')).display") == "block", "headings keep to it"


def test_what_is_folded_is_open_on_paper(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "start/").page
    folded = page.locator(".text details > :not(summary)").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.bounding_box() and folded.bounding_box()["height"] > 10  # type: ignore[index]


def test_an_open_explanation_stands_after_its_word(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "about/words/").page
    assert "at dusk" not in on_paper(page)
    page.emulate_media(media="screen")
    page.locator(".popup button").first.click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    text = on_paper(page)
    assert re.search(r"we know that lamp lighters\W+Who <b>lights</b> lamps at dusk\.\W+and the", text), text
    assert "glossary" not in text


def test_on_paper_filters_show_only_if_something_was_chosen(visit: Open, served: str) -> None:
    page = visit(served + "browse/").page
    on_paper(page)
    assert not page.locator(".filters").is_visible()
    page.goto(served + "browse/?country=KE")
    assert page.locator(".filters .chosen").is_visible()


def test_a_checklist_has_boxes_to_tick(visit: Open, served: str) -> None:
    page = visit(served + "guides/lobbying/").page
    on_paper(page)
    boxes = page.locator(".task-list-item .box").evaluate_all(
        "all => all.map(e => [e.offsetWidth, getComputedStyle(e).borderTopWidth, getComputedStyle(e).borderTopColor])"
    )
    assert len(boxes) > 5
    assert all(width > 12 and border == "2px" and color == "rgb(0, 0, 0)" for width, border, color in boxes)
