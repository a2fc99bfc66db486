"""Pages inside other sites: made once for a frame, offered by oEmbed, as high as their text, and safe from their hosts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import Visit
from hub.localhost import serving
from pages import parse, texts

Open = Callable[..., Visit]
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"


@pytest.fixture(scope="module")
def hub(published: Path) -> Iterator[str]:
    """The publishing branch of three versions, on an origin of its own."""
    with serving(published, "/hub/") as address:
        yield address


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Another organisation's site: makes a page of a body and gives its address, on another origin than the hub's."""
    with serving(tmp_path) as root:

        def make(body: str, head: str = "", attributes: str = "") -> str:
            page = f'<!doctype html><html lang="en" {attributes}><head><meta charset="utf-8"><link rel="icon" href="data:,">{head}<title>Host</title></head><body>{body}</body></html>'
            (tmp_path / "page.html").write_text(page)
            return f"{root}page.html"

        yield make


def script(hub: str, published: Path) -> str:
    """Code (b)'s second line, as the page about embedding of the newest version gives it."""
    file = next((published / "embed").glob("*.js"))
    digest = base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()
    return f'<script src="{hub}embed/{file.name}" integrity="sha384-{digest}" crossorigin="anonymous" referrerpolicy="no-referrer" async></script>'


def frame(address: str, more: str = "data-hub", sandbox: str | None = SANDBOX) -> str:
    limits = f'sandbox="{sandbox}"' if sandbox is not None else ""
    return f'<iframe {more} src="{address}" title="x" width="100%" height="600" {limits} style="border:0"></iframe>'


def overflows(page: Page) -> list[float]:
    """How much higher the text of each frame is than the frame, in CSS pixels, once all of them were in view."""
    frames = page.locator("iframe").all()
    for one in frames:
        one.scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    inside = [handle.content_frame() for one in frames if (handle := one.element_handle())]
    return [
        one.evaluate("document.documentElement.getBoundingClientRect().height - innerHeight") for one in inside if one
    ]


TEN = (
    "latest/tips/champions/",
    "latest/pt/tips/champions/",
    "latest/ar/tips/champions/",
    "2026.08/tips/champions/",
    "2026.11/pt/tips/champions/",
    "2026.11/case-studies/kenya/",
    "latest/sw/case-studies/kenya/",
    "latest/tips/",
)


def test_ten_on_one_page_fit_and_leave_no_trace(
    visit: Open, hub: str, host: Callable[..., str], published: Path
) -> None:
    """Mixed languages, versions and codes: two with a fixed height and without the script."""
    body = "".join(frame(f"{hub}{one}embed/") + script(hub, published) for one in TEN)
    body += frame(f"{hub}latest/tips/embed/", more="") + frame(f"{hub}2026.08/about/words/embed/", more="")
    seen = visit(host(body))
    assert all(abs(one) <= 2 for one in overflows(seen.page)[: len(TEN)])
    heights = [one.get_attribute("height") for one in seen.page.query_selector_all("iframe")]
    assert heights[len(TEN) :] == ["600", "600"]
    assert seen.failed == []
    assert seen.complaints == []
    assert seen.hosts() == {address.split("/")[2] for address in (hub, seen.page.url)}
    assert seen.page.context.cookies() == []


def test_heights_follow_what_happens_inside(visit: Open, hub: str, host: Callable[..., str], published: Path) -> None:
    page = visit(host(frame(f"{hub}latest/case-studies/kenya/embed/") + script(hub, published))).page
    page.set_viewport_size({"width": 280, "height": 800})
    assert all(abs(one) <= 2 for one in overflows(page))
    inside = page.frames[1]
    inside.evaluate("document.documentElement.style.fontSize = '200%'")
    assert all(abs(one) <= 2 for one in overflows(page))
    before = page.locator("iframe").get_attribute("height")
    inside.evaluate(
        """() => {
            const more = document.createElement("details"), summary = document.createElement("summary"), text = document.createElement("p");
            [summary.textContent, text.textContent] = ["More", "Text"];
            more.append(summary, text);
            document.querySelector("main").append(more);
        }"""
    )
    inside.click("summary >> text=More")
    assert all(abs(one) <= 2 for one in overflows(page))
    assert page.locator("iframe").get_attribute("height") != before


@pytest.mark.parametrize("sandbox", ["allow-scripts", ""])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_holds_in_a_narrow_sandbox(
    visit: Open, hub: str, host: Callable[..., str], published: Path, sandbox: str, direction: str
) -> None:
    body = f'<div style="width:280px">{frame(f"{hub}latest/tips/champions/embed/", sandbox=sandbox)}</div>'
    seen = visit(host(body + script(hub, published), attributes=f'dir="{direction}"'))
    inside = seen.page.frames[1]
    assert inside.locator("h1").is_visible()
    assert inside.locator("footer a").first.is_visible()
    # Playwright's own tools run in a frame whose scripts are off.
    assert inside.evaluate("document.documentElement.scrollWidth") <= 280
    assert inside.evaluate("getComputedStyle(document.body).direction") == "ltr"
    if sandbox:
        assert all(abs(one) <= 2 for one in overflows(seen.page))
        assert seen.complaints == []
    assert seen.failed == []


def test_holds_under_a_strict_policy_of_the_host(
    visit: Open, hub: str, host: Callable[..., str], published: Path
) -> None:
    origin = hub.removesuffix("/hub/")
    policy = f"<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src {origin}; frame-src {origin}; img-src data:\">"
    seen = visit(host(frame(f"{hub}latest/tips/champions/embed/") + script(hub, published), head=policy))
    assert all(abs(one) <= 2 for one in overflows(seen.page))
    assert [one for one in seen.complaints if "style" not in one] == [], "only the border of the frame is refused"


def test_a_hostile_host_changes_nothing_but_its_own_frame(
    visit: Open, hub: str, host: Callable[..., str], published: Path
) -> None:
    address = host(
        frame(f"{hub}latest/tips/champions/embed/")
        + "<iframe id='other' title='o' srcdoc='x'></iframe>"
        + script(hub, published)
    )
    page = visit(address).page
    inside = page.frames[1]
    before = inside.evaluate("document.documentElement.outerHTML")
    page.evaluate(
        """() => {
            window.told = 0;
            addEventListener("message", () => window.told++);
            const target = document.querySelector("iframe").contentWindow;
            for (let turn = 0; turn < 5000; turn++)
              for (const data of ["ready", null, 7, { message: "ready" }, { message: ["ready"] }, { message: "height", value: 9 }, { __proto__: null }])
                target.postMessage(data, "*");
        }"""
    )
    page.wait_for_timeout(500)
    assert inside.evaluate("document.documentElement.outerHTML") == before
    assert page.evaluate("window.told") < 200, "however often it is asked, it answers once a frame"
    height = page.locator("iframe >> nth=0").get_attribute("height")
    page.frames[2].evaluate(
        "for (const value of [1, -5, 1e9, '900', NaN, {}, null]) parent.postMessage({ message: 'height', value }, '*')"
    )
    page.wait_for_timeout(200)
    assert page.locator("iframe >> nth=0").get_attribute("height") == height, "a frame speaks for itself only"
    assert page.locator("#other").get_attribute("height") is None


#: What WordPress makes of our code, and of what the frame says: see tests/test_wordpress.py for the real one.
LIKE_WORDPRESS = """<iframe sandbox="allow-scripts" src="{0}#?secret=Ab1" width="100%" height="600" title="x"
 style="position: absolute; clip: rect(1px, 1px, 1px, 1px)"></iframe>
<script>told = []; addEventListener("message", ({{ data }}) => told.push(data))</script>"""


def test_a_frame_that_is_hidden_says_its_height(visit: Open, hub: str, host: Callable[..., str]) -> None:
    page = visit(host(LIKE_WORDPRESS.format(f"{hub}2026.08/tips/embed/"))).page
    page.wait_for_timeout(500)
    inside = page.frames[1]
    assert inside.locator("#stale").evaluate("(one) => !one.hidden")
    last = page.evaluate("told.at(-1)")
    assert last == {
        "message": "height",
        "value": inside.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)"),
        "secret": "Ab1",
    }, "with the notice that came later"


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("footer a", "latest/tips/champions/"),
        (".text a[href*=partnerships]", "latest/tips/partnerships/#why"),
        (".sources a[target]", "latest/tips/champions/#"),
    ],
)
def test_links_are_handed_to_a_host_that_opens_no_tabs(
    visit: Open, hub: str, host: Callable[..., str], link: str, leads_to: str
) -> None:
    seen = visit(host(LIKE_WORDPRESS.format(f"{hub}latest/tips/champions/embed/").replace("style=", "data-style=")))
    seen.page.frames[1].click(link)
    seen.page.wait_for_timeout(200)
    told = seen.page.evaluate("told.at(-1)")
    assert told["value"].startswith(hub + leads_to)
    assert told == {"message": "link", "value": told["value"], "secret": "Ab1"}
    assert seen.complaints == []


def test_a_footnote_turns_the_page_around_the_frame(
    visit: Open, hub: str, host: Callable[..., str], published: Path
) -> None:
    page = visit(host(frame(f"{hub}latest/tips/champions/embed/") + script(hub, published))).page
    page.set_viewport_size({"width": 360, "height": 300})
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
    page.frames[1].click("sup a")
    page.wait_for_timeout(300)
    source = page.frames[1].locator(".sources li").first.bounding_box()
    assert source
    assert 50 < source["y"] < 250, "clear of bars"


def test_a_frame_cannot_ask_for_a_foolish_height(
    visit: Open, hub: str, host: Callable[..., str], published: Path
) -> None:
    page = visit(host(frame(f"{hub}latest/tips/champions/embed/") + script(hub, published))).page
    page.wait_for_timeout(300)
    height = page.locator("iframe").get_attribute("height")
    page.frames[1].evaluate(
        "for (const value of [-5, 1e9, '900', NaN, {}, null]) parent.postMessage({ message: 'height', value }, '*')"
    )
    page.wait_for_timeout(200)
    assert page.locator("iframe").get_attribute("height") == height


def test_what_the_fragment_asks_for(visit: Open, hub: str) -> None:
    plain = visit(f"{hub}latest/tips/champions/embed/").page
    assert plain.locator(".text").is_visible()
    page = visit(f"{hub}latest/tips/champions/embed/#part=summary&colours=dark&size=large&accent=2f5d50").page
    assert not page.locator(".text").is_visible()
    assert page.locator(".whole a").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    assert page.evaluate("getComputedStyle(document.body).borderTopColor") == "rgb(47, 93, 80)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(28, 23, 20)"
    wild = visit(f"{hub}latest/tips/champions/embed/#colours=<b>&size=9&accent=red;}}body{{display:none&part=none").page
    assert wild.locator(".text").is_visible()
    assert wild.evaluate("document.documentElement.style.cssText") == ""


def test_links_open_a_tab_that_is_not_told_where_from(visit: Open, hub: str, host: Callable[..., str]) -> None:
    page = visit(host(frame(f"{hub}2026.11/tips/champions/embed/"))).page
    with page.context.expect_page() as opened:
        page.frames[1].click("footer a >> nth=0")
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{hub}2026.11/tips/champions/"
    assert opened.value.evaluate("document.referrer") == ""
    assert opened.value.evaluate("window.opener") is None


def test_every_link_of_every_embed_leads_somewhere(fixture_site: Path) -> None:
    files = list(fixture_site.rglob("embed/index.html"))
    assert len(files) >= 40
    for file in files:
        for link in parse(file.parent, "index.html").iter("a"):
            href = link.get("href", "")
            if href.startswith("#"):
                assert link.get("target") is None
                continue
            assert link.get("target") == "_blank"
            assert "noreferrer" in link.get("rel", "")
            if not re.match(r"[a-z]+:", href):
                place = (file.parent / href.split("#")[0].split("?")[0]).resolve()
                assert (place / "index.html" if place.is_dir() else place).exists(), (file, href)


def test_a_page_without_its_site(site: Path) -> None:
    page = parse(site, "case-studies/kenya/embed/")
    assert texts(page, "//h1") == ["Kenya: a national 24-hour response"]
    assert page.xpath("//nav | //form | //header[@class='top'] | //*[@class='bottom']") == []
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://127.0.0.1:8000/case-studies/kenya/"]
    assert page.xpath("//section[@class='sources']")
    footer = " ".join(texts(page, "//footer"))
    assert "CC BY-SA 4.0" in footer
    assert "Working with police" in footer
    assert "English" in footer
    fallback = parse(site, "fr/case-studies/kenya/embed/")
    assert fallback.get("lang") == "en"
    assert texts(fallback, "//p[@class='notice'][@lang='fr']")


def test_a_draft_translation_says_so(site: Path) -> None:
    assert "Tradução provisória" in " ".join(texts(parse(site, "pt/tips/champions/embed/"), "//p[@class='notice']"))


def test_it_is_light(visit: Open, site: Path, served: str, browser) -> None:  # type: ignore[no-untyped-def]
    for address in (
        "tips/champions/",
        "pt/tips/",
        "case-studies/kenya/",
        "fr/lessons/first-steps/",
        "guides/lobbying/",
    ):
        context = browser.new_context()
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        weights: list[float] = []
        session.on("Network.loadingFinished", lambda event, into=weights: into.append(event["encodedDataLength"]))
        # The icon is only asked for where a page stands by itself.
        page.route("**/favicon.ico", lambda route: route.abort())
        page.goto(f"{served}{address}embed/", wait_until="networkidle")
        context.close()
        assert 1 < len(weights) <= 3, address
        assert sum(weights) <= 12_000, address


def test_oembed_says_what_the_specification_asks(fixture_site: Path) -> None:
    files = list(fixture_site.rglob("oembed.json"))
    assert len(files) >= 40
    for file in files:
        told = json.loads(file.read_text())
        assert told["version"] == "1.0"
        assert told["type"] == "rich"
        assert isinstance(told["width"], int)
        assert isinstance(told["height"], int)
        address = f"https://hub.example/{file.parent.relative_to(fixture_site).as_posix()}/".replace("/./", "/")
        assert f'src="{address}embed/" width="100%"' in told["html"], "themes mend no width in pixels"
        assert "class=" not in told["html"], "other sites take a frame with WordPress' class for a blog's card"
        # What WordPress takes from a site it does not know: one quotation of a link, one frame, nothing else.
        assert re.fullmatch(
            r"<blockquote lang=\"[a-z]+\"><a href=\"[^\"]+\">[^<]*</a></blockquote><iframe [^>]*></iframe>",
            told["html"],
        )


def test_pages_lead_to_their_oembed(fixture_site: Path) -> None:
    for address in ("", "tips/champions/", "ar/tips/champions/", "sw/tips/champions/"):
        page = parse(fixture_site, address)
        assert page.xpath("//link[@type='application/json+oembed']/@href") == [
            f"https://hub.example/{address}oembed.json"
        ]


def test_a_version_offers_itself_and_latest_the_newest(published: Path) -> None:
    for version in ("latest", "2026.11", "2026.08", "dev"):
        told = json.loads((published / version / "tips/champions/oembed.json").read_text())
        assert f'src="https://hub.example/hub/{version}/tips/champions/embed/"' in told["html"]
        (link,) = parse(published, f"{version}/tips/champions/").xpath("//link[@type='application/json+oembed']/@href")
        assert link == f"https://hub.example/hub/{version}/tips/champions/oembed.json"


def test_a_pinned_embed_says_when_there_is_something_newer(visit: Open, hub: str, host: Callable[..., str]) -> None:
    body = "".join(frame(f"{hub}{one}embed/") for one in ("2026.08/tips/", "2026.11/tips/", "2026.08/tips/champions/"))
    page = visit(host(body)).page
    page.wait_for_timeout(300)
    shown = [one.locator("#stale").is_visible() for one in page.frames[1:]]
    assert shown == [True, False, False], "only where the text has changed since"
    assert page.frames[1].locator("#stale .changed").is_visible()
    page.route("**/latest/tips/oembed.json", lambda route: route.fulfill(status=404, body="gone"))
    page.reload()
    page.wait_for_timeout(300)
    assert page.frames[1].locator("#stale .gone").is_visible()
    assert not page.frames[1].locator("#stale .changed").is_visible()


def test_the_script_for_hosts_is_small_and_has_no_names(site: Path) -> None:
    import gzip

    (file,) = (site / "embed").glob("*.js")
    assert len(gzip.compress(file.read_bytes(), 6)) <= 2000
    assert not re.search(r"\bwindow\.|globalThis", file.read_text())


def test_scripts_of_earlier_releases_stay(published: Path) -> None:
    root = {file.name for file in (published / "embed").glob("*.js")}
    for version in ("2026.08", "2026.11"):
        assert {file.name for file in (published / version / "embed").glob("*.js")} <= root
