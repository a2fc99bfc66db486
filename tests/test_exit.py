"""The way out of every page: at once, by thumb and by key, and not back again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from conftest import Project, Visit
from pages import KINDS, parse

Open = Callable[..., Visit]
AWAY = "https://en.wikipedia.org/"
CODES = ("en", "pt", "fr", "sw", "zu", "tn")


def elsewhere(page: Page, held: list[Route] | None = None) -> None:
    """The other site answers from here, or not at all as long as its requests are held."""

    def answer(route: Route) -> None:
        if held is None:
            route.fulfill(body="<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>", content_type="text/html")
        else:
            held.append(route)

    page.route("https://*.wikipedia.org/**", answer)


def shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def watch(page: Page, event: str) -> list[dict[str, object]]:
    """What the page shows after each such event, at once and a little later, told as long as it can."""
    told: list[dict[str, object]] = []
    page.expose_function("told", lambda seen: told.append(seen))
    page.evaluate(
        """event => addEventListener(event, () => {
          const tell = () => told({title: document.title, text: document.body.innerText.trim(),
            large: [...document.body.querySelectorAll('*')].filter(e => e.offsetWidth > 1).length});
          tell(); setTimeout(tell, 150); })""",
        event,
    )
    return told


BLANK = {"title": "en.wikipedia.org", "text": "Leaving", "large": 0}


def test_one_tap_on_a_phone_blanks_the_page_before_the_other_site_answers(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/", width=360, has_touch=True, is_mobile=True).page
    held: list[Route] = []
    elsewhere(page, held)
    told = watch(page, "click")
    page.touchscreen.tap(340, 20)
    page.wait_for_timeout(500)
    assert told == [BLANK, BLANK], "in the same moment"
    [request] = held
    request.fulfill(body="<h1>Elsewhere</h1>", content_type="text/html")
    page.wait_for_url(AWAY)


def test_back_does_not_lead_to_the_page(visit: Open, served: str) -> None:
    page = visit(served + "tips/").page
    elsewhere(page)
    page.goto(served + "tips/champions/")
    page.click(".exit")
    page.wait_for_url(AWAY)
    page.go_back()
    assert page.url == served + "tips/", "what was opened before stays, and Reading safely says so"
    page.go_forward()
    assert page.url == AWAY


def test_back_does_not_lead_to_another_place_in_the_page(visit: Open, served: str) -> None:
    page = visit(served + "tips/").page
    elsewhere(page)
    page.goto(served + "tips/champions/")
    page.click(".mark >> nth=0")
    page.click(".back >> nth=0")
    page.click(".exit")
    page.wait_for_url(AWAY)
    page.go_back()
    assert page.url == served + "tips/"


def test_without_scripts_it_is_a_plain_link(visit: Open, served: str) -> None:
    page = visit(served + "pt/tips/champions/", width=360, java_script_enabled=False).page
    elsewhere(page)
    assert page.locator(".exit").get_attribute("rel") == "nofollow noreferrer"
    page.click(".exit")
    assert page.url == "https://pt.wikipedia.org/"


def test_shift_three_times_leaves(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/").page
    elsewhere(page)
    shift(page, 3)
    page.wait_for_url(AWAY)


def test_each_press_is_counted_aloud(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/").page
    said = page.locator("body > [role=status]")
    assert said.inner_text() == "", "nothing is said before"
    shift(page, 1)
    assert said.inner_text() == "Leave with the Shift key. Presses left: 2"
    shift(page, 1)
    assert said.inner_text() == "Leave with the Shift key. Presses left: 1"
    page.keyboard.press("ArrowDown")
    assert said.inner_text() == ""
    assert page.locator(".exit").get_attribute("title") == "Leave with the Shift key. Presses left: 3"


def test_what_is_no_press_of_shift_alone_does_not_count(visit: Open, served: str) -> None:
    page = visit(served + "search.html").page
    page.wait_for_selector("#search-input")
    page.fill("#search-input", "")
    page.keyboard.type("SAFE PAGES", delay=5)
    for _ in range(4):
        page.keyboard.press("Shift+ArrowLeft")
    shift(page, 2)
    page.keyboard.press("a")
    shift(page, 2)
    page.mouse.click(300, 500)
    shift(page, 1)
    page.keyboard.down("Shift")
    for _ in range(5):  # held: the keyboard repeats it
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    shift(page, 2)
    assert page.locator("h1").is_visible()


def test_presses_too_far_apart_do_not_add_up(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/").page
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # or a slow machine's own seconds count too
    shift(page, 2)
    page.clock.run_for(4900)
    assert page.locator("body > [role=status]").inner_text() != ""
    page.clock.run_for(200)
    shift(page, 2)
    assert page.locator("h1").is_visible()
    elsewhere(page)
    shift(page, 1)
    page.wait_for_url(AWAY)


@pytest.mark.parametrize("width", [360, 1280])
def test_it_stays_in_reach_wherever_one_scrolls(visit: Open, served: str, width: int) -> None:
    page = visit(served + "case-studies/south-africa/", width=width).page
    for y in (0, 900, 100_000):
        page.evaluate("y => scrollTo({top: y, behavior: 'instant'})", y)
        box = page.locator(".exit").bounding_box()
        assert box and box["y"] == 0 and box["x"] + box["width"] == width
        assert box["height"] >= 44 and box["width"] >= 44
        assert box["width"] <= 110, "no more of the text is covered than a thumb needs"
        at = [box["x"] + box["width"] / 2, box["y"] + 22]
        assert page.evaluate("at => document.elementFromPoint(...at).className", at) == "exit"


@pytest.mark.parametrize("code", ["", "pt/", "fr/", "sw/", "zu/", "tn/"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_it_covers_nothing_at_the_top_of_a_page(visit: Open, served: str, code: str, width: int) -> None:
    page = visit(served + code, width=width).page
    page.click("details.menu summary")
    under = page.evaluate(
        """() => { const exit = document.querySelector('.exit').getBoundingClientRect();
           return [...document.querySelectorAll('.top a:not(.exit, .skip), .top summary, .top .name, .top .tagline')].filter(one => {
             const box = one.getBoundingClientRect();
             return box.left < exit.right && exit.left < box.right && box.top < exit.bottom; }).map(e => e.textContent) }"""
    )
    assert under == []


def test_what_has_the_focus_is_never_under_it(visit: Open, served: str) -> None:
    """WCAG 2.4.11: walking backwards puts links at the top edge of the window."""
    page = visit(served + "about/sources/", width=360, reduced_motion="reduce").page
    page.evaluate("scrollTo({top: 6000, behavior: 'instant'})")
    page.locator(".bibliography a >> nth=40").focus()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(30)
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert top >= 44, page.evaluate("document.activeElement.outerHTML")


def test_in_the_search_dialog_it_can_be_tapped_too(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/", width=360, has_touch=True, is_mobile=True).page
    elsewhere(page)
    page.tap("#search-link")
    page.wait_for_selector("#search[open]")
    boxes = [page.locator(f"#search {part}").bounding_box() for part in (".exit", ".search-close", "h2")]
    exit_, *others = [box for box in boxes if box]
    assert all(box["x"] + box["width"] <= exit_["x"] or box["y"] >= exit_["y"] + exit_["height"] for box in others)
    page.tap("#search .exit")
    page.wait_for_url(AWAY)


@pytest.mark.parametrize("opener", ["#search-link", ".popup button >> nth=0"])
def test_nothing_that_is_open_stays_behind(visit: Open, served: str, opener: str) -> None:
    page = visit(served + "tips/champions/").page
    elsewhere(page, [])
    page.click(opener)
    page.wait_for_selector("#search[open], :popover-open")
    shift(page, 2)
    told = watch(page, "keyup")
    shift(page, 1)
    page.wait_for_timeout(500)
    assert told == [BLANK, BLANK]


def test_in_the_search_dialog_the_presses_are_counted_too(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/").page
    page.click("#search-link")
    page.wait_for_selector("#search[open]")
    shift(page, 1)
    assert page.locator("#search > [role=status]").inner_text().endswith("2"), "what is outside is not said"


def test_a_page_that_comes_back_from_memory_is_not_blank(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/").page
    page.route("https://*.wikipedia.org/**", lambda route: route.fulfill(status=204))  # the page stays where it is
    shift(page, 3)
    expect(page.locator("h1")).to_have_count(0)
    page.evaluate("setTimeout(() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})))")
    page.wait_for_selector("h1")


def test_it_is_not_printed_but_seen_in_forced_colours(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/", forced_colors="active").page
    assert page.locator(".exit").is_visible()
    drawn = "(one => `${one.outlineStyle} ${one.outlineWidth}`)(getComputedStyle(document.querySelector('.exit')))"
    assert page.evaluate(drawn) == "solid 1px"
    page.emulate_media(media="print")
    assert not page.locator(".exit").is_visible()


@pytest.mark.parametrize("code", CODES)
def test_every_page_has_it_first_with_the_target_of_its_language(site: Path, code: str) -> None:
    prefix = "" if code == "en" else f"{code}/"
    pages = json.loads((site / "addresses.json").read_text())["pages"]
    kinds = {address for address in KINDS.values() if address not in pages}
    assert {"404.html", "search.html"} <= kinds
    for address in {*pages, *kinds}:
        root = parse(site, prefix + address)
        first = root.xpath("//body//a")[0]
        assert first.get("class") == "exit", address
        assert first.get("href") == f"https://{code}.wikipedia.org/", address


def test_a_language_without_a_line_leaves_as_the_default_one(fixture_site: Path) -> None:
    assert parse(fixture_site, "sw/tips/").xpath("//a[@class='exit']/@href") == [AWAY]
    assert parse(fixture_site, "ar/tips/").xpath("//a[@class='exit']/@href") == ["https://ar.wikipedia.org/"]


def test_a_removed_page_has_it_too(project: Project) -> None:
    """What only leads on to where a page has moved is gone in a moment and needs none."""
    project.write("docs/data/moved.yml", "away: gone\n")
    result = project.build()
    assert result.returncode == 0, result.stderr
    assert parse(project.root / "site", "pt/away/").xpath("//a[@class='exit']/@href") == ["https://pt.wikipedia.org/"]


def test_it_shows_while_the_styles_are_still_on_their_way(visit: Open, served: str) -> None:
    page = visit("about:blank", width=360).page
    held: list[Route] = []
    page.route("**/assets/hub.*.css", lambda route: held.append(route))
    page.goto(served + "tips/champions/", wait_until="commit")
    exit_ = page.locator("a.exit")
    expect(exit_).to_be_visible()
    before = exit_.bounding_box()
    assert before and before["width"] >= 44 and before["height"] >= 44 and before["x"] + before["width"] == 360
    page.wait_for_timeout(200)
    assert held and page.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 1
    assert not page.locator("main h1").is_visible(), "nothing shows that would move"
    held[0].continue_()
    expect(page.locator("main h1")).to_be_visible()
    assert exit_.bounding_box() == before


def test_a_page_whose_styles_never_come_is_read_all_the_same(visit: Open, served: str) -> None:
    """Firefox shows what stands below a style before it has come, and waits only as first.css says."""
    page = visit("about:blank", width=360, java_script_enabled=True).page
    page.route("**/assets/hub.*.css", lambda route: route.abort())
    page.goto(served + "tips/champions/")
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    for part in ("main h1", ".bar", "nav.sections", ".bottom"):
        expect(page.locator(part)).to_be_visible()


def test_nothing_waits_once_the_styles_are_there(visit: Open, served: str) -> None:
    assert visit(served + "tips/champions/").page.evaluate("document.getAnimations().length") == 0
