"""The edition as a book for reading apps: EPUB 3.3, and what EPUB Accessibility 1.1 asks to be told.

It does not call itself conformant (``dcterms:conformsTo``): that is for somebody to say who has tried it with people.
Few styles and no colours, so that each app's own light, dark and size hold.
"""

from __future__ import annotations

import mimetypes
import uuid
from pathlib import Path

from hub.site.editions import archive, templates, xhtml
from hub.site.editions.book import Book

_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
#: It has to be told, and is not known of a site without a history.
_NEVER = "2000-01-01T00:00:00Z"


def write(book: Book, target: Path, site: Path) -> None:
    """Write the edition to a file; the site is where its pictures are."""
    names = {page.address: f"{page.id.replace('/', '-')}.xhtml" for page in book.pages}
    known = {page.address: xhtml.ids(page.article) for page in book.pages}

    def link(href: str) -> str:
        if not href.startswith(("/", "#")):
            return href
        path, _, place = href.lstrip("/").partition("#")
        if href.startswith("/") and path not in names:
            return _picture(path)
        place = xhtml.identifier(place)
        if not href.startswith("/"):
            return f"#{place}"
        return names[path] + (f"#{place}" if place in known[path] else "")

    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER.encode()}
    articles = {page.address: xhtml.written(page.article, link) for page in book.pages}
    made = {
        "package.opf": templates.render(
            "package.opf",
            book=book,
            names=names,
            identifier=uuid.uuid5(uuid.NAMESPACE_URL, f"{book.base}editions/{book.language}.epub").urn,
            modified=book.date.strftime("%Y-%m-%dT%H:%M:%SZ") if book.date else _NEVER,
            others=sorted({page.language for page in book.pages} - {book.language}),
            drawn={address for address, article in articles.items() if "<svg" in article},
            pictures=[(_picture(path), mimetypes.guess_type(path)[0]) for path in book.pictures],
        ),
        "nav.xhtml": templates.render("nav.xhtml", book=book, names=names),
        "about.xhtml": templates.render(
            "about.xhtml", book=book, safety=link(book.safety.href) if book.safety.href else ""
        ),
        "book.css": templates.raw("book.css"),
    }
    for page in book.pages:
        made[names[page.address]] = templates.render(
            "page.xhtml", book=book, page=page, notice=book.notice(page), article=articles[page.address]
        )
    files |= {f"book/{name}": content.encode() for name, content in made.items()}
    files |= {f"book/{_picture(path)}": (site / path).read_bytes() for path in book.pictures}
    archive.write(target, files, book.date, stored=frozenset(["mimetype"]))


def _picture(path: str) -> str:
    """A picture's place in the book."""
    return f"pictures/{path.removeprefix('assets/').replace('/', '-')}"
