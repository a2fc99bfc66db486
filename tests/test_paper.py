"""One part of a guide on paper: what is handed over or filled in, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from conftest import Visit
from pages import KINDS

Open = Callable[..., Visit]
MEETING = "guides/first-meeting/"


def print_part(page: Page, heading: str, source: bool = False) -> str:
    """Press the button at a heading; gives the text that comes on paper."""
    page.evaluate("() => { window.printed = ''; window.print = () => (window.printed = document.title); }")
    if source:
        page.check(".paper-from input")
    page.click(f"#{heading} + .paper-tools button")
    for _ in range(100):
        if page.evaluate("window.printed"):
            break
        page.wait_for_timeout(100)
    page.emulate_media(media="print")
    return str(page.evaluate("document.body.innerText"))


def pages_of(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_only_the_part_comes_on_paper(visit: Open, served: str) -> None:
    page = visit(served + MEETING).page
    title = page.title()
    text = print_part(page, "agenda")
    assert text.startswith("The agenda")
    assert "Our request" in text and "We leave with a date." in text
    for other in ("Dear officer", "Working with police", "Risks", "Sources", "Print only this part"):
        assert other not in text
    assert page.locator(".sheet .task-list-item .box:visible").count() == 4
    assert page.evaluate("window.printed") == "The agenda", "browsers print the title at the edge"
    assert page.title() == title
    page.emulate_media(media="screen")
    assert not page.locator(".sheet").is_visible()
    page.keyboard.press("Control")
    page.emulate_media(media="print")
    assert "Risks" in page.evaluate("document.body.innerText"), "the browser's own menu prints the whole page again"


def test_all_papers_each_begin_a_page_and_what_is_said_to_the_reader_stays_at_home(visit: Open, served: str) -> None:
    page = visit(served + MEETING).page
    text = print_part(page, "print")
    assert "Dear officer" in text and "Our request" in text
    assert "Leave these instructions at home" not in text
    assert pages_of(page) == 2
    assert page.locator(".sheet .fill").count() == 2, "a line to write on where a text ends in a colon"


@pytest.mark.parametrize(
    "guide", ["violence-response", "when-the-law-is-against-you", "national-level", "shared-forum"]
)
def test_what_is_to_be_printed_takes_two_pages_at_most(visit: Open, served: str, guide: str) -> None:
    page = visit(f"{served}guides/{guide}/").page
    print_part(page, "print")
    assert pages_of(page) <= 2


def test_a_paper_says_where_it_comes_from_only_if_asked(visit: Open, served: str) -> None:
    """A form that promises to say nothing about a group must not name this site by itself."""
    page = visit(served + "guides/violence-response/").page
    assert "guides/violence-response" not in print_part(page, "form")
    page.emulate_media(media="screen")
    text = print_part(page, "form", source=True)
    for said in (
        "Set up a 24-hour response to violence",
        "guides/violence-response/",
        "Undated preview",
        "CC BY-SA 4.0",
    ):
        assert said in text
    assert pages_of(page) == 1


def test_it_is_black_on_white_in_the_dark_too(visit: Open, served: str) -> None:
    page = visit(served + MEETING, color_scheme="dark").page
    print_part(page, "agenda")
    for part in ("body", ".sheet td"):
        color, ground = page.locator(part).first.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor]"
        )
        assert (color, ground) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_each_button_says_what_it_prints(visit: Open, served: str) -> None:
    page = visit(served + "pt/guides/lobbying/").page
    assert page.get_by_role("button", name=re.compile("^Imprimir só esta parte: Agenda")).count() == 1
    assert "15 minutos" in print_part(page, "agenda")
    names = visit(served + MEETING).page.locator(".paper-tools button").evaluate_all("all => all.map(b => b.ariaLabel)")
    assert [name.split(": ")[1] for name in names] == ["To print", "The letter", "The agenda"]


def test_without_scripts_and_on_other_pages_there_is_none(visit: Open, served: str) -> None:
    assert visit(served + MEETING, java_script_enabled=False).page.locator(".paper-tools:visible").count() == 0
    assert visit(served + KINDS["tip"]).page.locator(".paper-tools").count() == 0


def test_printing_is_fetched_when_it_is_asked_for(visit: Open, served: str) -> None:
    seen = visit(served + MEETING)
    assert not [url for url, _ in seen.requests if "paper" in url]
    print_part(seen.page, "agenda")
    assert len([url for url, _ in seen.requests if "paper" in url]) == 2


def test_where_it_cannot_be_fetched_the_whole_page_is_printed(visit: Open, served: str) -> None:
    page = visit(served + MEETING).page
    page.context.set_offline(True)
    title = page.title()
    print_part(page, "agenda")
    assert page.evaluate("window.printed") == title
