"""The edition as pages for a browser, in a ZIP: they work when opened from a phone's storage (``file:``).

There a browser fetches nothing, opens no folder by its ``index.html`` and takes no module: links name files, and the list
of pages that the search looks through is a classic script. The exit of the site stays.
"""

from __future__ import annotations

import copy
import functools
import json
import posixpath
from pathlib import Path

from lxml import html as lxml_html

from hub.environment import ROOT
from hub.site.editions import archive, templates
from hub.site.editions.book import Book, Page

#: Pages that an edition has and the site has not, by the word that is their title.
_OWN = {"contents.html": "editions.contents", "search.html": "search.title", "about.html": "editions.about"}


def write(book: Book, target: Path, site: Path) -> None:
    """Write the edition to a file; the site is where its pictures are. All of it lies in one folder, named as the language."""
    places = {page.address: f"{_below(page)}index.html" for page in book.pages}
    files = {"README.txt": _readme(book)}
    pages = book.pages
    for at, page in enumerate(pages):
        place = places[page.address]
        files[place] = templates.render(
            "folder.html",
            book=book,
            name=place,
            title=page.title,
            base=_way(place, ""),
            page=page,
            notice=book.notice(page),
            article=_article(page, places),
            before=pages[at - 1] if at else None,
            after=pages[at + 1] if at + 1 < len(pages) else None,
            way=functools.partial(_to, places, place),
        )
    safety = next((page for page in pages if f"/{page.address}" == book.safety.href), None)
    for name, word in _OWN.items():
        way = functools.partial(_to, places, name)
        files[name] = templates.render(
            "folder.html", book=book, name=name, title=book.t(word), base="", safety=safety, way=way
        )
    files["folder.css"] = templates.raw("folder.css")
    files["exit.js"] = (ROOT / "overrides" / "scripts" / "exit.js").read_text(encoding="utf-8")
    files["search.js"] = templates.raw("search.js")
    files["pages.js"] = _listed(book, places)
    made = {f"{book.language}/{name}": content.encode() for name, content in sorted(files.items())}
    made |= {f"{book.language}/{path}": (site / path).read_bytes() for path in book.pictures}
    archive.write(target, made, book.date)


def _below(page: Page) -> str:
    """A page's folder in the edition: as on the site, without the language."""
    name = "" if page.id == "index" else page.id.removesuffix("/index") + "/"
    return page.address[len(page.address) - len(name) :]


def _article(page: Page, places: dict[str, str]) -> str:
    """The text of a page with links between files."""
    made, here = copy.deepcopy(page.article), places[page.address]
    for name in ("href", "src"):
        for element in made.xpath(f".//*[starts-with(@{name}, '/')]"):
            path, _, place = element.get(name).lstrip("/").partition("#")
            element.set(name, _way(here, places.get(path, path)) + (f"#{place}" if place else ""))
    for link in made.xpath('.//a[contains(@href, "://")]'):
        link.set("rel", "noreferrer")
    return str(lxml_html.tostring(made, encoding="unicode", with_tail=False))


def _to(places: dict[str, str], here: str, page: Page) -> str:
    return _way(here, places[page.address])


def _way(here: str, there: str) -> str:
    """From one file of the edition to another; to none, the way to the folder of all, empty or ending in a slash."""
    if not there:
        return "../" * here.count("/")
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def _listed(book: Book, places: dict[str, str]) -> str:
    """What the search looks through."""
    pages = [
        {
            "way": places[page.address],
            "language": page.language if page.language != book.language else "",
            "title": page.title,
            "summary": page.summary,
            "headings": " · ".join(text for _, text in page.headings),
            "terms": " · ".join(page.terms),
        }
        for page in book.pages
    ]
    return f"window.hubPages = {json.dumps(pages, ensure_ascii=False, indent=0)};\n"


def _readme(book: Book) -> str:
    notes = [note.text + (f" {note.href}" if note.href else "") for note in book.notes]
    lines = [book.title, book.edition, book.t("editions.unpack"), book.safety.text, *notes]
    return "\n\n".join(lines) + "\n"
