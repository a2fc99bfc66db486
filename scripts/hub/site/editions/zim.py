"""The edition as ZIM, for the app Kiwix and the small servers that schools and clinics have without the internet.

openZIM's library writes it. It draws three numbers at random, so that two makings of one book would differ: the file's
own and one for each of its two indexes. They are replaced by what the rest of the file is known by.
"""

from __future__ import annotations

import copy
import hashlib
import mimetypes
import os
import sys
import textwrap
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html

from hub.environment import ROOT
from hub.site.editions import templates
from hub.site.editions.book import Book, CannotMake, LeftOut, Page

if TYPE_CHECKING:
    from libzim.writer import Creator

#: The page that opens first: what the file is, and its contents.
MAIN = "contents.html"
_STYLE = "style.css"
#: 48 by 48, as openZIM asks for; the picture of the site's tab.
_ICON = ROOT / "overrides" / "editions" / "icon.png"
#: Characters, as openZIM's list of metadata allows them.
_TITLE, _DESCRIPTION = 30, 80
#: Where a ZIM has its number and the place of its check sum (openZIM, "ZIM file format", header).
_UUID, _SUM_AT = slice(8, 24), slice(72, 80)
_SUM = 16
#: How an index of Xapian begins, two bytes before its number.
_INDEX = b"\x0f\x0dXapian Glass"


@dataclass(frozen=True)
class File:
    """What stands in the ZIM at a path. A page has a title, and is found by it and by its words."""

    path: str
    type: str
    content: bytes
    title: str = ""


def write(book: Book, target: Path, site: Path) -> None:
    """Write the edition to a file; the site is where its pictures are. Raises `LeftOut` without openZIM's library."""
    try:
        import langcodes  # noqa: F401
        from libzim.writer import Creator
    except ImportError as missing:
        raise LeftOut(f"its package {missing.name} is not there, or is not made for this system") from None
    files = [*_pages(book), *_others(book, site)]
    language = _of_three_letters(book.language)
    # One worker: several finish in another order each time.
    with _silence(), Creator(target).config_indexing(True, language).config_nbworkers(1) as creator:
        creator.set_mainpath(MAIN)
        for file in files:
            creator.add_item(_item(file))
        _describe(creator, book, language)
    target.write_bytes(settled(target.read_bytes()))


@contextmanager
def _silence() -> Iterator[None]:
    """The library says on the standard output what it is busy with, and cannot be told not to."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def settled(content: bytes) -> bytes:
    """A ZIM with numbers that follow from the rest of it, and the check sum that belongs to them."""
    made = bytearray(content)
    if int.from_bytes(made[_SUM_AT], "little") != len(made) - _SUM:
        raise CannotMake("the ZIM is not as its library wrote it until now – report it to the editors")
    places = [_UUID]
    at = made.find(_INDEX)
    while at >= 0:
        start = at + len(_INDEX) + 2
        places.append(slice(start, start + 16))
        at = made.find(_INDEX, start)
    for place in places:
        made[place] = bytes(16)
    number = uuid.UUID(bytes=hashlib.sha256(made[:-_SUM]).digest()[:16], version=4).bytes
    for place in places:
        made[place] = number
    made[-_SUM:] = hashlib.md5(made[:-_SUM], usedforsecurity=False).digest()
    return bytes(made)


def name(page: Page) -> str:
    """The path of a page in the ZIM."""
    return f"{page.id.replace('/', '-')}.html"


def _pages(book: Book) -> Iterator[File]:
    names = {f"/{page.address}": name(page) for page in book.pages}

    def link(href: str) -> str:
        address, sharp, place = href.partition("#")
        if address in names:
            return names[address] + sharp + place
        return _picture(href) if href.startswith("/") else href

    def made(title: str, path: str, **values: object) -> File:
        html = templates.render("zim.html", book=book, main=MAIN, title=title, link=link, **values)
        return File(path, "text/html", html.encode(), title)

    yield made(book.title, MAIN)
    for page in book.pages:
        yield made(page.title, name(page), page=page, notice=book.notice(page), article=_article(page, link))


def _article(page: Page, link: Callable[[str], str]) -> str:
    article = copy.deepcopy(page.article)
    for attribute in ("href", "src"):
        for element in article.xpath(f".//*[@{attribute}]"):
            element.set(attribute, link(element.get(attribute)))
    return str(lxml_html.tostring(article, encoding="unicode", with_tail=False))


def _others(book: Book, site: Path) -> Iterator[File]:
    yield File(_STYLE, "text/css", templates.raw("folder.css").encode())
    for path in book.pictures:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        yield File(_picture(path), kind, (site / unquote(path)).read_bytes())


def _picture(path: str) -> str:
    return unquote(path).lstrip("/").removeprefix("assets/").replace("/", "-")


def _item(file: File) -> Any:
    """As openZIM's library wants it: a class of its own, which exists only where that library does."""
    from libzim.writer import Hint, Item, StringProvider

    class Made(Item):  # type: ignore[misc]
        def get_path(self) -> str:
            return file.path

        def get_title(self) -> str:
            return file.title

        def get_mimetype(self) -> str:
            return file.type

        def get_contentprovider(self) -> StringProvider:
            return StringProvider(file.content)

        def get_hints(self) -> dict[Hint, int]:
            return {Hint.FRONT_ARTICLE: bool(file.title), Hint.COMPRESS: not file.type.startswith("image/")}

    return Made()


def _describe(creator: Creator, book: Book, language: str) -> None:
    """What Kiwix shows of a file before it is opened (openZIM, "Metadata")."""
    home = next(page for page in book.pages if page.id == "index")
    languages = dict.fromkeys([language, *(_of_three_letters(page.language) for page in book.pages)])
    told = {
        "Title": textwrap.shorten(book.title, _TITLE, placeholder="…"),
        "Description": textwrap.shorten(book.tagline, _DESCRIPTION, placeholder="…"),
        "LongDescription": f"{home.summary}\n\n{book.edition}",
        "Language": ",".join(languages),
        "Creator": book.title,
        "Publisher": book.title,
        "Date": book.date.date().isoformat() if book.date else "1980-01-01",
        "Name": f"{urlsplit(book.base).hostname}_{book.language}_all",
        "License": book.licence,
        "Source": book.base,
        "Tags": "_ftindex:yes;_pictures:yes;_videos:no;_details:yes",
        "Scraper": "libzim",
    }
    for key, value in told.items():
        creator.add_metadata(key, value)
    creator.add_illustration(48, _ICON.read_bytes())


def _of_three_letters(language: str) -> str:
    """The code of ISO 639-3 for one of BCP 47. Raises `CannotMake` for a language that has none."""
    import langcodes

    try:
        return langcodes.Language.get(language).to_alpha3()
    except LookupError:
        raise CannotMake(
            f"the language {language} has no code of three letters (ISO 639-3), which a ZIM needs"
        ) from None
