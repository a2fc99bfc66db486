"""Words explained where a text first uses them: which ones are found, and how a reader opens the explanation."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import Visit
from hub.glossary import Match
from hub.site import explaining
from pages import parse, texts

Open = Callable[..., Visit]
MATCHES = [
    Match("lamp", "lamp"),
    Match("lamps", "lamp"),
    Match("lamp lighter", "lighter"),
    Match("PRM", "police"),
    Match("acção", "action"),
]


def marked(html: str) -> str:
    """A text with a * where a mark would stand."""
    for offset, _, _ in reversed(explaining.find(html, MATCHES)):
        html = f"{html[:offset]}*{html[offset:]}"
    return html


# What is found


@pytest.mark.parametrize(
    "expected",
    [
        "<p>A lamp* and a lamp, two lamps.</p>",
        "<p>Lamps* burn. Acção*!</p>",
        "<p>A lamp lighter's* lamp* and lamp lighters.</p>",
        "<p>é &amp; ü &lt;\n\n a <br>\n lamp*</p>",
        "<ul>\n<li>One\n<li>A PRM*\n</ul>",
        '<p>"Quoted lamp" lamp*, “said PRM” PRM*</p>',
        "<p><a href='x'>lamp</a> lamp* <svg><path d=''/></svg> PRM*</p>",
        "<h2>Lamp</h2><p><b>Lamp</b> <em>lamp</em></p><p>lamp*</p>",
    ],
)
def test_the_first_use_is_found_and_the_longest_form(expected: str) -> None:
    assert marked(expected.replace("*", "")) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<h2>A lamp</h2>",
        "<p><a href='x'>The <span>lamp</span></a></p>",
        "<p><code>lamp</code> <em>lamp</em> <strong>lamp</strong> <q>lamp</q> <cite>lamp</cite></p>",
        "<pre>lamp</pre>",
        '<div lang="en"><p>lamp</p></div>',
        "<details><summary>lamp</summary></details>",
        '<section class="sources"><ol><li>lamp</li></ol></section>',
        '<p class="admonition-title">lamp</p>',
        '<p>"A lamp" “a lamp” «a lamp»</p>',
        "<p>lamplight streetlamp lamp-post oil-lamp lamp'd lamp’re _lamp_ lámp prm Prm</p>",
        "<!-- lamp --><p title='lamp'>x</p>",
        "<table><tr><th>lamp</th></tr></table>",
    ],
)
def test_what_is_a_name_a_title_or_part_of_a_word_is_left_alone(html: str) -> None:
    assert marked(html) == html


def test_a_page_explains_only_so_many() -> None:
    words = [f"word{chr(97 + number)}" for number in range(9)]
    made = explaining.find(f"<p>{' '.join(words)}</p>", [Match(word, word) for word in words])
    assert [name for _, name, _ in made] == words[: explaining.MOST]


def test_a_hostile_text_takes_no_longer_than_another() -> None:
    assert explaining.find('<p>"' + 'lamp" "' * 50_000 + "</p>" + "<b>" * 2000 + "lamp", MATCHES) == []


# On a built page


def test_the_mark_stands_after_the_word_and_says_what_it_is(fixture_site: Path) -> None:
    root = parse(fixture_site, "about/words/")
    [lighters, lamp] = root.xpath("//*[@class='popup']")
    assert lighters.xpath("./ancestor::li") and lighters.getprevious().tag == "strong"
    assert lighters.getprevious().tail.endswith("we know that lamp lighters")
    [button] = lighters.xpath("button")
    [note] = lighters.xpath("*[@popover]")
    assert (button.get("type"), button.get("popovertarget")) == ("button", note.get("id"))
    assert (button.get("aria-label"), note.get("role")) == ("Explanation: lamp lighters", "note")
    assert texts(note, "span") == ["Who <b>lights</b> lamps at dusk."]
    assert note.xpath("a/@href") == ["../../about/glossary/#lamplighter"]
    assert lighters.tail == ", and the lamp lighter next door, see each lamp" and lamp.tail == " & no lamps."
    assert parse(fixture_site, "about/glossary/").xpath("//h2[@id='lamplighter']")


def test_without_the_marks_the_text_is_as_it_was_written(fixture_site: Path) -> None:
    root = parse(fixture_site, "about/words/")
    for element in root.xpath("//*[@class='popup']"):
        element.drop_tree()
    [item] = texts(root, "//div[@class='text']//li")
    assert (
        item == "Lamp lighters: we know that lamp lighters, and the lamp lighter next door, see each lamp & no lamps."
    )


def test_an_explanation_is_in_the_language_of_the_text_or_says_which(fixture_site: Path) -> None:
    [arabic] = parse(fixture_site, "ar/about/words/").xpath("//*[@popover]/span")
    assert (arabic.get("lang"), arabic.get("dir"), arabic.text) == ("en", "ltr", "Who <b>lights</b> lamps at dusk.")
    [first, _] = parse(fixture_site, "pt/about/words/").xpath("//*[@popover]")
    assert first.xpath("span/@lang") == [] and first.xpath("a/text()") == ["More in the glossary"]
    assert first.xpath("a/@href") == ["../../about/glossary/#lamplighter"], "in the reader's own language"
    assert (fixture_site / "pt/about/glossary/index.html").exists()


def test_neither_the_home_page_nor_the_glossary_is_marked(site: Path) -> None:
    for address in ("", "pt/", "about/glossary/", "pt/about/glossary/"):
        assert parse(site, address).xpath("//*[@class='popup']") == []


def test_explanations_are_searched_in_the_glossary_only(fixture_site: Path) -> None:
    for code in ("en", "ar"):
        for file in (fixture_site / "search" / code / "fragment").iterdir():
            page = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
            if page["url"] != "/about/glossary/":
                assert "at dusk" not in page["content"] and "More in" not in page["content"], page["url"]
            if (code, page["url"]) == ("en", "/about/words/"):
                assert "lamp lighters, and the lamp lighter next door, see each lamp & no lamps." in page["content"]


def test_real_pages_explain_little_and_weigh_little_more(site: Path) -> None:
    for file in site.rglob("index.html"):
        root = parse(site, str(file.relative_to(site)))
        popups = root.xpath("//*[@class='popup']")
        assert len(popups) <= explaining.MOST
        whole = len(gzip.compress(file.read_bytes(), mtime=0))
        text = file.read_text(encoding="utf-8")
        if file.parent.name == "embed":
            continue  # made of the page
        for part in text.split('<span class="popup">')[1:]:
            text = text.replace('<span class="popup">' + part.split("</a></span></span>")[0] + "</a></span></span>", "")
        assert 'class="popup"' not in text
        assert whole - len(gzip.compress(text.encode(), mtime=0)) <= 1024, file
    assert parse(site, "case-studies/kenya/").xpath("//*[@class='popup']")


# In a browser


def spoken(page: Page, name: str) -> dict[str, object]:
    """What the browser tells a screen reader of the thing with a name: its role, and whether it is open."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    [node] = [node for node in nodes if node.get("name", {}).get("value") == name and not node["ignored"]]
    states = {one["name"]: one["value"].get("value") for one in node["properties"]}
    return {"role": node["role"]["value"], "expanded": states.get("expanded")}


@pytest.mark.parametrize("scripts", [True, False])
def test_it_opens_and_closes_by_keyboard_with_and_without_scripts(
    visit: Open, fixture_served: str, scripts: bool
) -> None:
    page = visit(fixture_served + "about/words/", java_script_enabled=scripts).page
    button, note = page.get_by_role("button", name="Explanation: lamp lighters"), page.get_by_role("note").first
    height = page.locator("article").bounding_box()
    assert spoken(page, "Explanation: lamp lighters") == {"role": "button", "expanded": False}
    button.focus()
    page.keyboard.press("Enter")
    assert note.is_visible() and "lamps at dusk" in note.inner_text()
    assert spoken(page, "Explanation: lamp lighters") == {"role": "button", "expanded": True}
    assert page.locator("article").bounding_box() == height, "nothing moves"
    page.keyboard.press("Tab")
    assert page.locator("*:focus").inner_text() == "More in the glossary"
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert page.locator("*:focus").get_attribute("aria-label") == "Explanation: lamp lighters"


def test_a_finger_opens_it_and_a_tap_beside_it_closes_it(visit: Open, fixture_served: str) -> None:
    seen = visit(fixture_served + "about/words/", width=360, has_touch=True, is_mobile=True)
    button, note = seen.page.locator(".popup button").first, seen.page.locator("[popover]").first
    box = button.bounding_box()
    assert box and box["width"] >= 24 and box["height"] >= 24
    before = len(seen.requests)
    button.tap()
    shown = note.bounding_box()
    assert shown and shown["x"] >= 0 and shown["x"] + shown["width"] <= 360
    assert shown["y"] >= box["y"] + box["height"] or shown["y"] + shown["height"] <= box["y"], "the word stays in sight"
    seen.page.get_by_role("heading", level=1).tap()
    assert not note.is_visible()
    assert len(seen.requests) == before


def test_the_mark_stays_in_the_line_of_its_word_and_the_full_stop_in_that_of_the_mark(
    visit: Open, fixture_served: str
) -> None:
    page = visit(fixture_served + "about/words/", width=320).page
    for width in range(320, 520, 7):
        page.set_viewport_size({"width": width, "height": 800})
        before, mark, after = page.evaluate(
            """() => { const popup = document.querySelector('.popup'), range = document.createRange();
               const middle = (box) => box.top + box.height / 2;
               const sign = (text, at) => { range.setStart(text, at); range.setEnd(text, at + 1);
                                            return middle(range.getBoundingClientRect()) };
               return [sign(popup.previousSibling, popup.previousSibling.length - 1),
                       middle(popup.querySelector('button').getBoundingClientRect()), sign(popup.nextSibling, 0)] }"""
        )
        assert abs(before - mark) < 8 and abs(after - mark) < 8, width


def test_it_leads_to_the_term_in_the_glossary(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "ar/about/words/").page
    page.locator(".popup button").click()
    page.locator("[popover] a").click()
    assert page.url == fixture_served + "ar/about/glossary/#lamplighter"
    assert page.locator("#lamplighter").is_visible()


def test_a_browser_without_popovers_shows_a_link(visit: Open, fixture_served: str) -> None:
    """Such a browser takes neither the rules for popovers nor the attribute that hides one."""
    page = visit(fixture_served + "about/words/", java_script_enabled=False).page
    style = page.request.get(fixture_served + "about/words/").text()
    name = style.split('rel="stylesheet" href="../../')[1].split('"')[0]
    css = page.request.get(fixture_served + name).text().replace("selector(:popover-open)", "(no: support)")
    page.route("**/*.css", lambda route: route.fulfill(body=css, content_type="text/css"))
    html = style.replace(" popover ", " ")
    page.route("**/about/words/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.reload()
    assert not page.locator(".popup button").first.is_visible()
    assert not page.get_by_text("at dusk").first.is_visible()
    page.get_by_role("link", name="More in the glossary").first.click()
    assert page.url.endswith("/about/glossary/#lamplighter")


def test_paper_shows_the_text_alone(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "about/words/").page
    page.emulate_media(media="print")
    assert not page.locator(".popup").first.is_visible()


def test_in_a_right_to_left_text_the_mark_stands_to_the_left(visit: Open, fixture_served: str) -> None:
    page = visit(fixture_served + "ar/about/words/").page
    box = page.locator(".popup button").bounding_box()
    word = page.evaluate(
        """() => { const text = document.querySelector('.popup').previousSibling, range = document.createRange();
           range.setStart(text, text.length - 4); range.setEnd(text, text.length); return range.getBoundingClientRect().left }"""
    )
    assert box and box["x"] < word
