"""Compares this site with a stock one (Material, static-i18n and their own search) of the same texts, in one run."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from hub import checks, citations, crowd, library, project
from hub.localhost import serving

#: Languages that stock Material has words for; the build of the others stops.
STOCK_LANGUAGES = ("en", "pt", "fr")
#: A hub as it may be in ten years.
MANY, CROWDED_LANGUAGES = 1000, ("en", "pt", "fr", "sw")
CASE, NEXT = "case-studies/kenya/", "case-studies/botswana/"


def build(root: Path) -> str:
    """Build times as a table. Seconds differ between machines; the ratio is what to look at."""
    with _sites(root) as (ours, stock, seconds):
        del ours, stock
        ratio = seconds[0] / seconds[1]
        return f"build            this site {seconds[0]:5.1f} s   stock {seconds[1]:5.1f} s   ratio {ratio:.2f}   (6 languages against {len(STOCK_LANGUAGES)})"


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
    """What a reader's phone loads, cold and with gzip, until the network is idle, as a table."""
    with _sites(root) as (ours, stock, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["HUB_BROWSER"],
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        lines = [f"{'':34}{'this site':>18}{'stock':>18}{'ratio':>8}"]
        with serving(ours) as here, serving(stock) as there:
            rows = {
                "first view of a case study": (_weigh(browser, here, [CASE])[0], _weigh(browser, there, [CASE])[0]),
                "the next page": (_weigh(browser, here, [CASE, NEXT])[1], _weigh(browser, there, [CASE, NEXT])[1]),
                "first view and a first search": (
                    _search(browser, here, "#search-link", "#search-input"),
                    _search(browser, there, ".md-search__input", ".md-search__input"),
                ),
            }
        for name, (mine, other) in rows.items():
            lines.append(f"{name:34}{_shown(mine):>18}{_shown(other):>18}{mine[0] / max(other[0], 1):8.2f}")
        browser.close()
        return "\n".join(lines)


def _shown(weight: tuple[int, int]) -> str:
    return f"{weight[0] / 1000:.1f} KB in {weight[1]:2}"


def _weigh(browser: Browser, root: str, paths: list[str]) -> list[tuple[int, int]]:
    """Bytes over the wire and requests of each page, opened one after the other in a fresh profile."""
    context = browser.new_context()
    page = context.new_page()
    weights = _listen(context, page)
    made = []
    for path in paths:
        weights.clear()
        page.goto(root + path, wait_until="networkidle")
        made.append((int(sum(weights)), len(weights)))
    context.close()
    return made


def _search(browser: Browser, root: str, opener: str, field: str) -> tuple[int, int]:
    """A cold page and a first search on it, all together: stock loads its index with every page, we only here."""
    context = browser.new_context()
    page = context.new_page()
    weights = _listen(context, page)
    page.goto(root + CASE, wait_until="networkidle")
    page.click(opener)
    page.fill(field, "paralegal")
    page.wait_for_timeout(1500)
    made = int(sum(weights)), len(weights)
    context.close()
    return made


def _listen(context: Any, page: Any) -> list[float]:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    weights: list[float] = []

    def finished(event: dict[str, Any]) -> None:
        if event["encodedDataLength"]:
            weights.append(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    return weights


@contextmanager
def _sites(root: Path) -> Iterator[tuple[Path, Path, tuple[float, float]]]:
    """Both sites, built one after the other, and how long each took."""
    with tempfile.TemporaryDirectory() as folder:
        stock = Path(folder) / "stock"
        _write_stock(root, stock)
        ours = Path(folder) / "ours"
        seconds = (_run(root, ours), _run(stock, Path(folder) / "built"))
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


def _write_stock(root: Path, target: Path) -> None:
    """The same texts for a site as the packages ship it: footnotes written out, titles as headings."""
    library = project.read(root / "mkdocs.yml")
    for (language, path), page in library.pages.items():
        if language not in STOCK_LANGUAGES:
            continue
        file = target / "docs" / language / path
        file.parent.mkdir(parents=True, exist_ok=True)
        word = functools.partial(library.word, language)
        notes = citations.definitions(page.body, dict(library.sources), word, language)
        file.write_text(f"# {page.meta['title']}\n\n{page.body}\n\n{notes}\n", encoding="utf-8")
    names = {language.code: language.name for language in library.languages}
    configuration = {
        "site_name": "Stock",
        "site_url": "http://127.0.0.1:8000/",
        "theme": {"name": "material", "font": False},
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "folder",
                    "fallback_to_default": True,
                    "languages": [
                        {"locale": code, "name": names[code], "default": code == "en"} for code in STOCK_LANGUAGES
                    ],
                }
            },
        ],
        "markdown_extensions": [
            "abbr",
            "admonition",
            "attr_list",
            "footnotes",
            "md_in_html",
            "tables",
            "toc",
            "pymdownx.details",
            "pymdownx.superfences",
            "pymdownx.tasklist",
        ],
    }
    (target / "mkdocs.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    if (root / "docs" / "assets").exists():
        shutil.copytree(root / "docs" / "assets", target / "docs" / "assets")
