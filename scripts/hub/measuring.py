"""What a browser loads and shows of a page: bytes over the wire, answers, the first paint, and how much moves.

For tests and measurements; needs Chromium.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

#: A phone on a weak network, as browsers' tools have it: 400 ms to an answer, 400 kbit a second, a quarter of the speed.
_SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
_SLOWER_BY = 4
_PHONE = {"width": 360, "height": 740}

_SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 10)));
  }
}"""
#: What moves without the reader having touched anything (Layout Instability, "layout shift").
_SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 100);
})"""
_LARGEST = """() => new Promise((done) => {
  let time = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) time = one.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done(time), 100);
})"""
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
#: Of what a page fetches, what its text waits for: also styles in the body that stand above it.
_BLOCKING = """() => {
  const main = document.querySelector("main"), above = (one) => !main || one.compareDocumentPosition(main) & 4;
  const styles = [...document.querySelectorAll("link[rel=stylesheet]")].filter(above).map((one) => one.href);
  return performance.getEntriesByType("resource")
    .filter((one) => one.renderBlockingStatus === "blocking" || styles.includes(one.name)).map((one) => one.name);
}"""


@dataclass(frozen=True)
class Load:
    """What came over the wire: bytes, headers counted, and answers; what came from the cache is not in it."""

    size: int
    answers: int

    def __add__(self, other: Load) -> Load:
        return Load(self.size + other.size, self.answers + other.answers)


@dataclass(frozen=True)
class View:
    """A page as it was opened. ``html`` and ``blocking`` are bytes of the page, and of that and what its text waits for to be
    shown; ``paint`` is milliseconds to the first contentful paint, ``shift`` the sum of all layout shifts."""

    load: Load
    html: int
    blocking: int
    paint: float
    shift: float


class Wire:
    """Counts what a page fetches, from its session with the browser's tools."""

    def __init__(self, page: Page, slow: bool = False) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        if slow:
            session.send("Network.emulateNetworkConditions", dict(_SLOW))
            session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER_BY})
        self._addresses: dict[str, str] = {}
        self.sizes: list[tuple[str, int]] = []
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        if event["encodedDataLength"]:
            self.sizes.append((self._addresses.get(event["requestId"], ""), int(event["encodedDataLength"])))

    def taken(self) -> Load:
        """What has come since this was asked last."""
        made = Load(sum(size for _, size in self.sizes), len(self.sizes))
        self.sizes.clear()
        return made

    def of(self, addresses: Sequence[str]) -> int:
        return sum(size for address, size in self.sizes if address in addresses)


def launched(playwright: Playwright) -> Browser:
    """Chromium as the tests use it, which asks nobody for anything by itself."""
    words = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return playwright.chromium.launch(executable_path=os.environ["HUB_BROWSER"], args=words)


@contextmanager
def fresh(browser: Browser, slow: bool = False, language: str = "en") -> Iterator[tuple[Page, Wire]]:
    """A page on a phone that has never seen the site."""
    context = browser.new_context(viewport={"width": _PHONE["width"], "height": _PHONE["height"]}, locale=language)
    try:
        page = context.new_page()
        yield page, Wire(page, slow)
    finally:
        context.close()


def views(browser: Browser, addresses: Sequence[str], slow: bool = False, language: str = "en") -> list[View]:
    """Pages opened one after the other by somebody who has never been here, each read to its end.

    ``language`` is what their browser prefers (BCP 47): who prefers another one than a page's is offered that.
    """
    made = []
    with fresh(browser, slow, language) as (page, wire):
        for address in addresses:
            wire.taken()
            page.goto(address, wait_until="networkidle", timeout=120_000)
            html = wire.of([address])
            blocking = html + wire.of(page.evaluate(_BLOCKING))
            paint, load = float(page.evaluate(_PAINT)), wire.taken()
            page.evaluate(_SCROLL)
            made.append(View(load, html, blocking, paint, float(page.evaluate(_SHIFTS))))
    return made


def paints(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds to the first and to the largest contentful paint on a slow phone in a weak network, on a first visit.

    The first may be the way out alone; the largest is the text.
    """
    with fresh(browser, slow=True) as (page, _):
        page.goto(address, wait_until="networkidle", timeout=120_000)
        return float(page.evaluate(_PAINT)), float(page.evaluate(_LARGEST))


def searches(browser: Browser, address: str, opener: str, field: str, results: str) -> tuple[Load, Load, Load]:
    """What a first view loads, what a first search on it adds until its results are there, and what another one adds.

    ``opener``, ``field`` and ``results`` are CSS selectors. What a worker fetches for itself is not in it.
    """
    with fresh(browser) as (page, wire):
        page.goto(address, wait_until="networkidle")
        view = wire.taken()

        def asked(words: str) -> Load:
            page.fill(field, words[:-1])
            page.keyboard.type(words[-1])  # stock listens to keys
            page.wait_for_selector(results)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(800)
            return wire.taken()

        page.click(opener)
        return view, asked("paralegal"), asked("training")
