"""What browsers are told a page may do, that it does no more, and that they would stop it."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from conftest import Project, Visit
from hub.localhost import serving
from hub.site import policy
from pages import KINDS, PREFIXES
from publishing import branch, release

Open = Callable[..., Visit]
META = re.compile(r'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
#: Counts in the page what its policy stopped.
LISTEN = "window.stopped = []; addEventListener('securitypolicyviolation', e => stopped.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`));"


def rules(text: str) -> list[tuple[str, dict[str, str]]]:
    """``_headers``, strictly as Netlify's and Cloudflare's documentation have it."""
    made: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            assert line.count("*") <= 1, "Cloudflare takes one * a rule"
            made.append((line, {}))
        else:
            indented, name, value = re.fullmatch(r"(  )([A-Za-z-]+): (\S.*)", line).groups()  # type: ignore[union-attr]
            assert indented and name not in made[-1][1], line
            assert len(line) <= 2000, "Cloudflare cuts a line here"
            made[-1][1][name] = value
    assert len(made) <= 100, "Cloudflare reads so many rules"
    assert all(told for _, told in made)
    return made


def headers_of(text: str, path: str) -> dict[str, str]:
    """What Cloudflare sends with a path: the values of all rules that fit."""
    made: dict[str, str] = {}
    for place, told in rules(text):
        pattern = re.escape(place).replace(r"\*", ".*").replace(":version", "[^/]+")
        if re.fullmatch(pattern, path):
            for name, value in told.items():
                made[name] = f"{made[name]}, {value}" if name in made else value
    return made


def test_every_page_has_its_policy(site: Path) -> None:
    files = list(site.rglob("*.html"))
    assert len(files) > 500
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert len(META.findall(text)) == 1, file
        assert text.encode().index(b"<meta charset") < 1024, "or a browser guesses the encoding"
        told = META.findall(text)[0]
        assert "'unsafe-inline'" not in told and "'unsafe-eval'" not in told and "http" not in told


def test_no_template_writes_styles_or_scripts_into_a_page_but_what_shows_the_way_out_first(site: Path) -> None:
    styles = set()
    for file in site.rglob("*.html"):
        root = html.document_fromstring(file.read_bytes())
        assert root.xpath("//body//style | //*[@style] | //@*[starts-with(name(), 'on')]") == [], file
        styles |= {style.text for style in root.xpath("//style")}
    assert len(styles) == 1 and styles.pop().startswith(".exit{")


def test_a_style_in_a_text_is_not_allowed() -> None:
    page = html.document_fromstring("<!doctype html><title>T</title><p>Text<style>p { display: none }</style>")
    assert policy.own(page) == policy.Own()
    head = html.document_fromstring("<!doctype html><title>T</title><style>p { color: red }</style><p>Text")
    digest = base64.b64encode(hashlib.sha256(b"p { color: red }").digest()).decode()
    assert policy.own(head) == policy.Own(styles=frozenset({f"'sha256-{digest}'"}))


def test_a_page_that_moved_may_run_its_own_script_and_no_other(tmp_path: Path) -> None:
    script = "\nlocation.replace('/');\r\n"
    page = f'<!doctype html><head><meta charset="utf-8"><script>{script}</script><script type="application/ld+json">{{}}</script>'
    text = policy.with_policy(page.encode(), html.document_fromstring(page.encode())).decode()
    digest = base64.b64encode(hashlib.sha256(script.replace("\r", "").encode()).digest()).decode()
    assert re.findall(r"'sha256-[^']+'", META.findall(text)[0]) == [f"'sha256-{digest}'"]


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (b'<!DOCTYPE html><html><head><meta charset="utf-8"><title>', b'<meta charset="utf-8">'),
        (b"<!DOCTYPE html><html><head lang=en><title>", b"<head lang=en>"),
        (b"<!DOCTYPE html><title>T</title>", b"<!DOCTYPE html>"),
        (b"<p>Text", b""),
    ],
)
def test_the_policy_comes_before_all_that_it_is_about(page: bytes, before: bytes) -> None:
    made = policy.with_policy(page, html.document_fromstring(page))
    start = made.index(b"\n<meta http-equiv")
    assert made[:start].endswith(before) and made.startswith(page[:start])


class Watched:
    """A browser's page, and whatever it did that it should not."""

    def __init__(self, browser: Browser, address: str, **options: object) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)  # type: ignore[arg-type]
        self.context.add_init_script(LISTEN + "window.print = () => {};")
        self.page: Page = self.context.new_page()
        self.address, self.wrong = address, list[str]()
        self.page.on("console", lambda told: told.type in ("error", "warning") and self.wrong.append(told.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.address).netloc and not url.startswith("data:"):
            self.wrong.append(f"asked {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def stopped(self) -> list[str]:
        return list(self.page.evaluate("window.stopped"))


@pytest.fixture(scope="module")
def watched(browser: Browser, site: Path) -> Iterator[Watched]:
    """The real site with the headers of a host that reads them: the stricter case, for both policies hold."""
    text = (site / policy.HEADERS).read_text(encoding="utf-8")
    with serving(site, headers=lambda path: headers_of(text, path)) as address:
        made = Watched(browser, address)
        yield made
        made.context.close()


def test_no_page_does_what_its_policy_forbids(watched: Watched, site: Path) -> None:
    """All of the English and Portuguese site, and one page of each kind in a language that falls back."""
    others = ("fr", "sw", "zu", "tn")
    addresses = [file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("*.html")]
    chosen = [one for one in addresses if one.split("/")[0] not in others]
    chosen += [PREFIXES["sw"] + one for one in KINDS.values()]
    assert len(chosen) > 150
    found = {}
    for one in chosen:
        watched.wrong.clear()
        watched.open(one)
        if wrong := watched.stopped() + watched.wrong:
            found[one] = wrong
    assert found == {}


def test_using_the_pages_keeps_to_their_policy(watched: Watched) -> None:
    watched.wrong.clear()
    stopped: list[str] = []
    page = watched.open("pt/tips/champions/")
    page.click("details.menu summary")
    page.keyboard.press("Escape")
    page.click(".popup button >> nth=0")
    page.keyboard.press("Escape")
    page.click("#search-link")
    page.fill("#search-input", "polícia")
    page.wait_for_selector(".search-results a")
    page.click(".search-facets summary")
    page.check(".search-facets input:enabled >> nth=0")
    page.wait_for_timeout(300)
    stopped += watched.stopped()
    page = watched.open("pt/search.html")
    page.fill("#search-input", "esquadra")
    page.wait_for_selector(".search-results a")
    stopped += watched.stopped()
    page = watched.open("browse/")
    page.locator(".filters select >> nth=0").select_option(index=1)
    page.wait_for_timeout(500)
    stopped += watched.stopped()
    page = watched.open("guides/first-meeting/")
    page.locator(".paper-tools button").first.click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    stopped += watched.stopped()
    page = watched.open("case-studies/")
    page.locator(".map svg a").first.click()
    stopped += watched.stopped()
    assert stopped == []
    assert watched.wrong == []


INJECTED = {
    "img-src": "i = new Image(); i.src = 'https://elsewhere.example/pixel.gif'; document.body.append(i)",
    "style-src-attr inline": "document.body.setAttribute('style', 'color: red')",
    "connect-src": "fetch('https://elsewhere.example/').catch(() => {})",
    "base-uri": "b = document.createElement('base'); b.href = 'https://elsewhere.example/'; document.head.append(b)",
    "frame-src": "f = document.createElement('iframe'); f.src = 'https://elsewhere.example/'; document.body.append(f)",
    "require-trusted-types-for": "try { document.body.innerHTML = '<b>' } catch {}",
}


@pytest.mark.parametrize("directive", INJECTED)
def test_what_somebody_slips_in_is_stopped(visit: Open, served: str, directive: str) -> None:
    """With the pages' own policy alone, as on a host that sends no headers."""
    seen = visit(served + "tips/champions/")
    seen.page.evaluate(LISTEN)
    seen.page.evaluate(f"() => {{ let i, b, f; {INJECTED[directive]} }}")
    seen.page.wait_for_function("window.stopped.length")
    assert str(seen.page.evaluate("window.stopped[0]")).startswith(directive)
    assert {url.split("/")[2] for url, status in seen.requests if status != 599} == {urlsplit(served).netloc}


def test_a_script_that_stands_in_a_text_does_not_run(browser: Browser, site: Path, tmp_path: Path) -> None:
    page = (site / "404.html").read_text(encoding="utf-8")
    slipped = '<script>window.owned = 1</script><img src="x.png" alt="" onerror="window.owned = 2"></main>'
    (tmp_path / "index.html").write_text(page.replace("</main>", slipped), encoding="utf-8")
    with serving(tmp_path) as address:
        watched = Watched(browser, address)
        watched.open("").wait_for_timeout(100)
        assert sorted(one.split()[0] for one in watched.stopped()) == ["script-src-attr", "script-src-elem"]
        assert watched.page.evaluate("window.owned") is None
        watched.context.close()


def test_pages_cannot_be_framed_and_embeds_can(browser: Browser, tmp_path: Path) -> None:
    text = policy.headers(policy.Own(), [])
    page = '<!doctype html><meta charset="utf-8"><title>T</title><p id="here">Here</p>'
    for name in ("tips/champions/", "tips/champions/embed/"):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "index.html").write_text(page)
    with serving(tmp_path / "site", headers=lambda path: headers_of(text, path)) as address:
        frames = "".join(f'<iframe src="{address}tips/champions/{name}"></iframe>' for name in ("", "embed/"))
        (tmp_path / "host").mkdir()
        (tmp_path / "host/index.html").write_text(f"<!doctype html><title>Host</title>{frames}")
        with serving(tmp_path / "host") as host:
            opened = browser.new_page()
            opened.goto(host, wait_until="networkidle")
            assert [frame.locator("#here").count() for frame in opened.frames[1:]] == [0, 1]
            opened.close()


@pytest.mark.parametrize(
    "path", ["/", "/pt/tips/champions/", "/2026.11/tips/champions/", "/404.html", "/search/en.json"]
)
def test_headers_say_the_policy_everywhere(site: Path, path: str) -> None:
    told = headers_of((site / policy.HEADERS).read_text(encoding="utf-8"), path)
    assert told["Content-Security-Policy"].startswith("default-src 'none';script-src 'self' 'wasm-unsafe-eval'")
    assert told["X-Frame-Options"] == "DENY"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "no-referrer"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in told["Permissions-Policy"] and "web-share" not in told["Permissions-Policy"]
    assert "Cache-Control" not in told, "both hosts let browsers ask again by themselves"


def test_only_files_named_after_their_content_are_kept_for_long(site: Path) -> None:
    text = (site / policy.HEADERS).read_text(encoding="utf-8")
    assets = [file.relative_to(site).as_posix() for file in (site / "assets").iterdir()]
    assert assets
    for file in (*assets, "assets/photo.jpg", "assets/hub.css"):
        cache = headers_of(text, f"/{file}").get("Cache-Control", "")
        assert ("immutable" in cache) == bool(re.search(r"\.[0-9a-f]{8}\.", file)), file


def test_a_weakness_is_reported_to_the_repository() -> None:
    """RFC 9116: both fields once, and the day is less than a year ahead of the last commit."""
    text = policy.security("https://github.com/example/hub", "2026-03-01")
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields == {
        "Contact": "https://github.com/example/hub/security/advisories/new",
        "Expires": "2027-02-28T00:00:00Z",
    }
    assert policy.security("", "2026-03-01") == policy.security("https://github.com/example/hub", "") == ""


def test_a_release_brings_them_to_the_root_of_the_branch(project: Project, tmp_path: Path) -> None:
    project.write("docs/data/moved.yml", "tips/old.md: tips/champions.md\n")
    project.start_repository()
    project.git("commit", "-q", "--amend", "--no-edit", "--date=2026-03-01T12:00:00Z")
    result = release(project, "2026.11", REPO_URL="https://github.com/example/hub")
    assert result.returncode == 0, result.stderr
    files = branch(project, tmp_path / "files")
    root, version = ((files / name / policy.HEADERS).read_text() for name in ("", "2026.11"))
    script = next(file for file in (files / "latest").rglob("*.html") if b"sha256-" in file.read_bytes())
    digest = re.findall(r"'sha256-[^']+'", script.read_text())[0]
    assert digest in headers_of(root, "/latest/tips/old/")["Content-Security-Policy"]
    assert digest in headers_of(version, "/tips/old/")["Content-Security-Policy"]
    style = next((files / "latest/assets").glob("hub.*.css")).name
    for name in ("latest", "2026.11"):
        assert "immutable" in headers_of(root, f"/{name}/assets/{style}")["Cache-Control"]
    told = (files / policy.SECURITY).read_text()
    day = project.git("log", "-1", "--format=%cs", "main").strip()
    ahead = datetime.date.fromisoformat(re.findall("Expires: (.{10})", told)[0]) - datetime.date.fromisoformat(day)
    assert 360 < ahead.days < 366 and "Contact: https://github.com/example/hub/security" in told
    assert (files / "latest" / policy.SECURITY).read_text() == told
    assert (files / ".nojekyll").exists(), "or GitHub Pages leaves out what begins with _ or ."
    redirect = html.document_fromstring((files / "index.html").read_bytes())
    assert redirect.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")
