"""The edition as PDF: for who prints it, and for who wants one file that looks the same everywhere.

Chromium lays out one long document and marks what is a heading, a list or a table; `pdf_tags` finishes what it leaves open.
It gets no connection and runs no script: all that it may read stands in the document itself and in the site's folder. It is
asked twice, for the contents tell on which sheet a page begins, which is known only when all are laid out.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lxml import html as lxml_html
from lxml.html import HtmlElement

from hub import environment
from hub.site.editions import pdf_text
from hub.site.editions.book import Book, CannotMake, LeftOut

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

#: For a site whose history is not known.
_EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
#: Milliseconds after which a browser does not answer any more.
_PATIENCE = 300_000


def write(book: Book, target: Path, site: Path) -> None:
    """Write the edition to a file. Raises `LeftOut` without a browser or its packages, `CannotMake` where it fails."""
    try:
        from hub.site.editions import pdf_tags
    except ImportError as missing:
        raise LeftOut(f"the package {missing.name} is missing – type: python3 scripts/hub editions") from None
    try:
        browser = environment.find_browser(install=True)
    except environment.CannotPrepare as problem:
        raise LeftOut(str(problem)) from None
    # In a thread: Playwright refuses to start where another of its loops runs, as it does in tests.
    with ThreadPoolExecutor(1) as thread:
        printed, labels = thread.submit(_printed, book, site, browser).result()
    about = pdf_tags.About(
        title=book.title,
        language=book.language,
        subject=book.tagline,
        author=book.title,
        made=book.date or _EARLIEST,
        labels=labels,
    )
    target.write_bytes(pdf_tags.finish(printed, about))


def _printed(book: Book, site: Path, browser: str) -> tuple[bytes, dict[str, str]]:
    """The printed document, and the words of its links."""
    from hub.site.editions import pdf_tags

    with tempfile.TemporaryDirectory() as folder, _printer(browser, [site, Path(folder)]) as page:
        file = Path(folder) / "book.html"
        once = _print(page, file, pdf_text.document(book, site))
        html = pdf_text.document(book, site, pdf_tags.sheets(once))
        return _print(page, file, html), pdf_text.labels(book, html)


def _print(page: Page, file: Path, html: HtmlElement) -> bytes:
    file.write_text(lxml_html.tostring(html, doctype="<!doctype html>", encoding="unicode"), encoding="utf-8")
    page.goto(file.as_uri(), wait_until="load")
    return page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)


@contextmanager
def _printer(browser: str, readable: list[Path]) -> Iterator[Page]:
    """A page in a browser that may read these folders, and nothing else. Raises `CannotMake`."""
    from playwright.sync_api import Error, sync_playwright

    allowed = [path.resolve() for path in readable]
    refused: list[str] = []

    def is_allowed(address: str) -> bool:
        parts = urlsplit(address)
        path = Path(url2pathname(parts.path)).resolve() if parts.scheme == "file" else None
        return parts.scheme == "data" or (path is not None and any(path.is_relative_to(one) for one in allowed))

    def failed(request: Request) -> None:
        refused.append(request.url)

    try:
        with sync_playwright() as playwright:
            made = playwright.chromium.launch(executable_path=browser, args=["--disable-gpu"])
            context = made.new_context(offline=True, java_script_enabled=False, color_scheme="light")
            context.set_default_timeout(_PATIENCE)
            context.on("requestfailed", failed)
            context.route("**", lambda route: route.continue_() if is_allowed(route.request.url) else route.abort())
            yield context.new_page()
            made.close()
    except Error as problem:
        raise CannotMake(
            f"the browser could not print the PDF ({problem.message.splitlines()[0]}) – try again"
        ) from None
    if refused:
        raise CannotMake(
            f"a page asks for {refused[0]}, which no PDF holds – put the file into the site or drop the link"
        )
