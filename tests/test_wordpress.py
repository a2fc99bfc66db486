"""Our addresses in a real WordPress, where most of those who show our pages have their sites.

Asked for by ``HUB_WORDPRESS=1`` only: it needs Debian's WordPress, and a minute.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import ElementHandle, Frame, Page

import wordpress
from conftest import Visit
from hub.localhost import serving
from publishing import SITE_URL

Open = Callable[..., Visit]
THEMES = ("twentytwentythree", "twentytwentyone")
#: WordPress makes no frame higher, whatever it asks for.
HIGHEST = 1000
MANY = (
    "latest/tips/champions/",
    "latest/pt/tips/champions/",
    "latest/ar/tips/champions/",
    "latest/case-studies/kenya/",
    "2026.08/tips/",
)

if not os.environ.get("HUB_WORDPRESS"):
    pytest.skip("HUB_WORDPRESS=1 python3 scripts/hub test tries our embeds in a WordPress", allow_module_level=True)
if packages := wordpress.missing():
    pytest.skip(f"first: apt-get install {' '.join(packages)}", allow_module_level=True)


@dataclass(frozen=True)
class Sites:
    hub: str
    host: wordpress.WordPress

    def post(self, slug: str, theme: str = THEMES[0]) -> str:
        return self.host.post(slug, theme)


def block(address: str) -> str:
    """What the editor writes for an address on a line of its own (`test_the_editor_shows_what_readers_will_see`)."""
    return (
        f'<!-- wp:embed {{"url":"{address}","type":"wp-embed","providerNameSlug":"working-with-police"}} -->\n'
        '<figure class="wp-block-embed is-type-wp-embed is-provider-working-with-police'
        ' wp-block-embed-working-with-police"><div class="wp-block-embed__wrapper">\n'
        f"{address}\n</div></figure>\n<!-- /wp:embed -->"
    )


@pytest.fixture(scope="module")
def sites(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """The publishing branch, as if it had been made for the address where it is served, and a WordPress beside it."""
    folder = tmp_path_factory.mktemp("wordpress")
    files = shutil.copytree(published, folder / "hub")
    with serving(files, "/hub/") as hub:
        for file in (*files.rglob("*.html"), *files.rglob("*.json")):
            file.write_bytes(file.read_bytes().replace(SITE_URL.encode(), hub.encode()))
        posts = {
            "block": block(f"{hub}latest/tips/champions/"),
            "classic": f"Before.\n\n{hub}latest/tips/champions/\n\nAfter.",
            "long": block(f"{hub}latest/pt/tips/champions/"),
            "many": "\n\n".join(block(hub + one) for one in MANY),
        }
        with wordpress.running(folder, posts) as host:
            yield Sites(hub, host)


def frames(page: Page) -> list[tuple[ElementHandle, Frame]]:
    """The embeds, once each of them was in view."""
    found = []
    for one in page.query_selector_all("iframe.wp-embedded-content"):
        one.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        inside = one.content_frame()
        assert inside
        found.append((one, inside))
    return found


def only(page: Page) -> Frame:
    ((_, inside),) = frames(page)
    return inside


def height(inside: Frame) -> float:
    return float(inside.evaluate("document.documentElement.getBoundingClientRect().height"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("slug", ["block", "classic", "many"])
def test_an_address_becomes_the_page(visit: Open, sites: Sites, slug: str, width: int, theme: str) -> None:
    seen = visit(sites.post(slug, theme), width=width, color_scheme="dark" if width == 360 else "light")
    found = frames(seen.page)
    assert len(found) == (len(MANY) if slug == "many" else 1)
    for element, inside in found:
        assert element.is_visible()
        assert inside.locator("h1").is_visible()
        box = element.bounding_box()
        assert box
        assert abs(box["height"] - min(HIGHEST, height(inside))) <= 2
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not seen.page.locator("blockquote.wp-embedded-content >> visible=true").count(), "nothing stands twice"
    # Its themes may be wider than a telephone, but not because of us.
    assert not seen.page.evaluate(
        "[...document.querySelectorAll('iframe')].some((one) => one.offsetWidth > one.parentElement.clientWidth)"
    )
    assert seen.failed == []
    assert seen.complaints == []
    assert seen.hosts() == {address.split("/")[2] for address in (sites.hub, sites.host.address)}


def test_each_language_keeps_its_direction(visit: Open, sites: Sites) -> None:
    page = visit(sites.post("many")).page
    told = "[document.documentElement.lang, getComputedStyle(document.body).direction]"
    assert [inside.evaluate(told) for _, inside in frames(page)] == [
        ["en", "ltr"],
        ["pt", "ltr"],
        ["ar", "rtl"],
        ["en", "ltr"],
        ["en", "ltr"],
    ]


def test_readers_without_scripts_have_a_link(visit: Open, sites: Sites) -> None:
    page = visit(sites.post("block"), java_script_enabled=False).page
    link = page.locator("blockquote.wp-embedded-content a")
    assert link.is_visible()
    assert link.get_attribute("href") == f"{sites.hub}latest/tips/champions/"


def test_a_frame_follows_its_column(visit: Open, sites: Sites) -> None:
    """The script of one theme limits the height of what has a width in pixels."""
    for theme in THEMES:
        page = visit(sites.post("block", theme), width=1280).page
        before = height(only(page))
        page.set_viewport_size({"width": 320, "height": 800})
        page.wait_for_timeout(300)
        ((element, inside),) = frames(page)
        box = element.bounding_box()
        assert box
        assert height(inside) > before
        assert abs(box["height"] - height(inside)) <= 2, theme


@pytest.mark.parametrize("how", ["wheel", "keyboard"])
def test_what_is_higher_than_wordpress_allows_can_be_reached(visit: Open, sites: Sites, how: str) -> None:
    page = visit(sites.post("long"), width=360).page
    ((element, inside),) = frames(page)
    assert height(inside) > HIGHEST
    if how == "wheel":
        page.evaluate("window.scrollBy(0, 100)")
        box = element.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, max(box["y"], 0) + 200)
        for _ in range(20):
            page.mouse.wheel(0, 100)
            page.wait_for_timeout(20)
    else:
        inside.locator("main a[href]").first.focus()
        page.keyboard.press("End")
    page.wait_for_timeout(500)
    assert inside.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY") <= 1


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("footer a", "latest/tips/champions/"),
        (".text a[href*=partnerships]", "latest/tips/partnerships/#why"),
        # WordPress lets a frame lead to its own site only.
        (".sources a[target]", "latest/tips/champions/#"),
        ("footer a[rel*=license]", "latest/tips/champions/"),
    ],
)
def test_links_lead_to_our_pages(visit: Open, sites: Sites, link: str, leads_to: str) -> None:
    seen = visit(sites.post("block"))
    only(seen.page).locator(link).first.focus()
    with seen.page.expect_navigation(wait_until="load"):
        seen.page.keyboard.press("Enter")
    assert seen.page.url.startswith(sites.hub + leads_to)
    assert seen.page.evaluate("!location.hash || !!document.getElementById(location.hash.slice(1))")
    assert seen.complaints == []


@pytest.mark.parametrize("slug", ["block", "long"])
def test_a_footnote_turns_the_page_around_the_frame(visit: Open, sites: Sites, slug: str) -> None:
    page = visit(sites.post(slug), width=360).page
    page.set_viewport_size({"width": 360, "height": 300})
    inside = only(page)
    inside.locator("sup a").first.click()
    page.wait_for_timeout(800)
    source = inside.locator(".sources li").first.bounding_box()
    assert source
    assert 50 < source["y"] < 250, "clear of bars"
    assert page.url == sites.post(slug)


def test_the_editor_shows_what_readers_will_see(visit: Open, sites: Sites) -> None:
    seen = visit(f"{sites.host.address}wp-login.php")
    page = seen.page
    page.fill("#user_login", wordpress.EDITOR)
    page.fill("#user_pass", wordpress.PASSWORD)
    page.click("#wp-submit")
    page.goto(f"{sites.host.address}wp-admin/post-new.php", wait_until="load")
    page.wait_for_function("window.wp?.data?.select('core/block-editor')?.getBlockOrder")
    address = f"{sites.hub}latest/tips/champions/"
    # Pasted text becomes this block by itself where an address starts with https.
    page.evaluate(
        "(url) => wp.data.dispatch('core/block-editor').insertBlocks(wp.blocks.createBlock('core/embed', { url }))",
        address,
    )
    page.frame_locator("iframe.wp-embedded-content").locator("h1").wait_for(timeout=60_000)
    assert "Error" not in page.inner_text(".wp-block-embed")
    assert page.evaluate("wp.data.select('core/editor').getEditedPostContent()").endswith(block(address))
