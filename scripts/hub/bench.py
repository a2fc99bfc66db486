"""Compares this site with a stock one (Material, static-i18n and their own search) of the same texts, in one run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from hub import checks, crowd, library, project, stock
from hub.budgets import DOCUMENTS
from hub.localhost import serving
from hub.measuring import Load, launched, paints, searches, views

#: A hub as it may be in ten years.
MANY, CROWDED_LANGUAGES = 1000, ("en", "pt", "fr", "sw")
READ_LANGUAGES, PAINTS = ("en", "pt", "sw"), 5
CASE, NEXT = "case-studies/kenya/", "case-studies/botswana/"


def build(root: Path) -> str:
    """Build times as a table. Seconds differ between machines; the ratio is what to look at."""
    with _sites(root) as (_, _, seconds):
        ratio = seconds[0] / seconds[1]
        return f"build            this site {seconds[0]:5.1f} s   stock {seconds[1]:5.1f} s   ratio {ratio:.2f}   (6 languages against {len(stock.LANGUAGES)})"


def check(root: Path) -> str:
    """How long the checks of a hub of `MANY` pages in four languages take, reading included, and how many processors."""
    with tempfile.TemporaryDirectory() as folder:
        crowded, real = Path(folder), project.read(root / "mkdocs.yml")
        paths = crowd.make(real, crowded, MANY, CROWDED_LANGUAGES)
        nav = [{"guides": [*real.paths(), *paths]}]
        languages = [one for one in real.languages if one.code in CROWDED_LANGUAGES]
        start = time.monotonic()
        read = library.read(crowded, crowded / "docs", crowded / "overrides" / "strings", languages, nav)
        reading = time.monotonic() - start
        found = checks.run(read)
        seconds = time.monotonic() - start
    return (
        f"check            {len(read.pages)} pages in {len(languages)} languages {seconds:5.1f} s"
        f" ({reading:.1f} s of it reading)   {os.cpu_count()} processors   {len(found)} problems"
    )


def reader(root: Path) -> str:
    """What a reader's phone loads and when it shows something, beside the stock site, and ours of every kind of page."""
    with _sites(root) as (ours, stock_, _), sync_playwright() as playwright:
        browser = launched(playwright)
        with serving(ours) as here, serving(stock_) as there:
            lines = [*_beside(browser, here, there), "", *_each(browser, here, project.read(root / "mkdocs.yml"))]
        browser.close()
        return "\n".join(lines)


def _beside(browser: Browser, here: str, there: str) -> Iterator[str]:
    """Both sites, a line a question; the ratio is what to look at: below 1, ours is lighter or sooner."""
    first, next_ = zip(*(views(browser, [site + CASE, site + NEXT]) for site in (here, there)), strict=True)
    searched = (
        searches(browser, here + CASE, "#search-link", "#search-input", ".search-results a"),
        searches(
            browser,
            there + CASE,
            "label.md-header__button[for=__search]",
            ".md-search__input",
            ".md-search-result__link",
        ),
    )
    times = [[paints(browser, site + CASE) for _ in range(PAINTS)] for site in (here, there)]
    yield f"{'':44}{'this site':>18}{'stock':>18}{'ratio':>8}"
    rows: list[tuple[str, Sequence[Load]]] = [
        ("first view of a case study", [view.load for view in first]),
        ("the next page", [view.load for view in next_]),
        ("a first search, beyond the first view", [one for _, one, _ in searched]),
        ("first view and first search", [view + one for view, one, _ in searched]),
        ("a later search", [one for _, _, one in searched]),
    ]
    for name, (mine, other) in rows:
        yield f"{name:44}{_shown(mine):>18}{_shown(other):>18}{_ratio(mine.size, other.size)}"
        yield f"{'   answers':44}{mine.answers:18}{other.answers:18}{_ratio(mine.answers, other.answers)}"
    blocking = [view.blocking for view in first]
    yield (
        f"{'before anything shows (page and styles)':44}"
        + "".join(f"{size / 1000:15.1f} KB" for size in blocking)
        + _ratio(*blocking)
    )
    for which, name in enumerate(("first paint", "the text")):
        medians = [statistics.median(one[which] for one in site) for site in times]
        shown = "".join(f"{time / 1000:16.2f} s" for time in medians)
        yield f"{f'{name}, slow phone, median of {PAINTS}':44}{shown}{_ratio(*medians)}"
    yield f"{'layout shift':44}" + "".join(f"{view.shift:18.3f}" for view in first)


def _each(browser: Browser, here: str, read: library.Library) -> Iterator[str]:
    """Ours of every kind of page, cold, in some languages; the first paint once only, on a slow phone."""
    yield f"{'':34}{'first view':>14}{'next page':>12}{'to show':>10}{'paint':>9}{'shift':>8}"
    for code in READ_LANGUAGES:
        for name, address in kinds_of_pages(read).items():
            place = here + read.language(code).prefix + address
            (first,), (_, then) = (
                views(browser, [place], slow=True, language=code),
                views(browser, [here + CASE, place], language=code),
            )
            load = f"{first.load.size / 1000:.1f} KB in {first.load.answers:2}"
            yield f"{f'{code} {name}':32}{load:>16}{then.load.size / 1000:9.1f} KB{first.blocking / 1000:7.1f} KB{first.paint / 1000:7.2f} s{first.shift:8.3f}"


def kinds_of_pages(read: library.Library) -> dict[str, str]:
    """An address for every kind of page there is, by what it looks like: the first one, in the default language."""
    openers, found = {section.path: section.key for section in read.sections if section.children}, dict[str, str]()
    for page in read.in_language(read.default_language.code):
        look = page.meta.get("list") or (
            f"overview of {openers[page.path]}" if page.path in openers else page.meta.get("kind")
        )
        found.setdefault(str(look), page.address)
    return {**found, **{name: name for name in DOCUMENTS}}


def _shown(load: Load) -> str:
    return f"{load.size / 1000:.1f} KB"


def _ratio(mine: float, other: float) -> str:
    return f"{mine / other:8.2f}" if other else f"{'–':>8}"


@contextmanager
def _sites(root: Path) -> Iterator[tuple[Path, Path, tuple[float, float]]]:
    """Both sites, built one after the other, and how long each took."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "stock"
        stock.write(root, source)
        ours = Path(folder) / "ours"
        seconds = (_run(root, ours), _run(source, Path(folder) / "built"))
        yield ours, Path(folder) / "built", seconds


def _run(project: Path, site: Path) -> float:
    start = time.monotonic()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)],
        cwd=project,
        env=environment,
        check=True,
        capture_output=True,
    )
    return time.monotonic() - start
