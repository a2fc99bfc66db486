"""A book as one long HTML document for a printer: what leads from page to page leads to a place in it."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, E

from hub.site.editions import templates
from hub.site.editions.book import Book, Note, Page, Section

#: The site's own styles for paper. What a book adds to them stands in ``overrides/editions/pdf.css``.
_STYLES = ("assets/hub.*.css", "assets/later.*.css")
#: What paper has no use for: ways back to a mark, files to fetch, and the numbers of a chart, which its picture tells.
_LEFT_OUT = './/a[@class="back" or @download] | .//figure//details'
#: What opens, scrolls or is stepped into on a screen is plain on paper.
_PLAIN = {"details": "div", "summary": "p", "figure": "div", "figcaption": "p"}
_ON_SCREENS = ("role", "aria-label", "aria-labelledby")
#: Attributes that name other elements.
_NAMING = ("aria-labelledby", "aria-describedby", "headers", "for")
#: Stands for the number of a sheet until that is known: as wide as most.
_UNKNOWN = "000"


def document(book: Book, site: Path, sheets: Mapping[str, int] | None = None) -> HtmlElement:
    """The HTML of a book; the site is where its pictures and styles are. ``sheets`` are the numbers that its contents tell, by the name of each page's place (`place`)."""
    known = {f"{place(page)}--{name}" for page in book.pages for name in page.article.xpath(".//@id")}
    places = {f"/{page.address}": place(page) for page in book.pages}
    body = E.body(_cover(book, places), _contents(book, sheets or {}))
    for section in book.sections:
        for page in section.pages:
            body.append(_text(book, page, page is section.pages[0], places, known, site))
    head = E.head(E.meta(charset="utf-8"), E.title(book.title))
    for file in (file for pattern in _STYLES for file in sorted(site.glob(pattern))):
        head.append(E.link(rel="stylesheet", href=file.resolve().as_uri()))
    head.append(E.style(templates.raw("pdf.css")))
    html: HtmlElement = E.html({"lang": book.language, "dir": book.direction}, head, body)
    return html


def place(page: Page) -> str:
    """What the place of a page is called in the document."""
    return page.id.replace("/", "-")


def labels(book: Book, html: HtmlElement) -> dict[str, str]:
    """What each link of a document leads to, in words: the title of a page, else the link's own, by its address."""
    found = {f"#{place(page)}": page.title for page in book.pages}
    for link in html.iter("a"):
        found.setdefault(link.get("href", ""), link.get("aria-label") or " ".join(link.text_content().split()))
    return found


def _cover(book: Book, places: Mapping[str, str]) -> HtmlElement:
    made = E.header(
        CLASS("cover"),
        E.p(CLASS("kicker"), book.language_name),
        E.p(CLASS("title"), book.title),
        E.p(CLASS("lead"), book.tagline),
        E.p(CLASS("edition"), book.edition),
        E.div(CLASS("trace"), _note(book.safety, places)),
        E.div(CLASS("notes"), *(_note(note, places) for note in book.notes)),
    )
    return made


def _note(note: Note, places: Mapping[str, str]) -> HtmlElement:
    made = E.p(note.text)
    if note.href:
        made.text += " "
        made.append(E.a(note.label or note.href, href=_leading(note.href, places, frozenset())))
    return made


def _contents(book: Book, sheets: Mapping[str, int]) -> HtmlElement:
    """Sections and pages with the numbers of their sheets. A section is its first page, which opens it."""

    def entry(page: Page) -> HtmlElement:
        number = E.span(CLASS("number"), str(sheets.get(place(page), _UNKNOWN)))
        title = E.span(E.span(page.title, **_language(page, book)))
        if page.is_fallback:
            title.append(E.small(f" ({book.t('language.not_translated')})"))
        return E.a({"href": f"#{place(page)}"}, title, " ", number)

    def part(section: Section) -> HtmlElement:
        first, *others = section.pages
        made = E.li(entry(first))
        if others:
            made.append(E.ol(*(E.li(entry(page)) for page in others)))
        return made

    return E.section(CLASS("toc"), E.h1(book.t("editions.contents")), E.ol(*map(part, book.sections)))


def _language(page: Page, book: Book) -> dict[str, str]:
    return {} if page.language == book.language else {"lang": page.language, "dir": page.direction}


def _text(
    book: Book, page: Page, opens: bool, places: Mapping[str, str], known: Iterable[str], site: Path
) -> HtmlElement:
    """The article of a page. The first of a section has the section's heading, the others stand below it."""
    article = copy.deepcopy(page.article)
    for element in article.xpath(_LEFT_OUT):
        if element.getprevious() is not None and (element.getprevious().tail or "").strip() == "·":
            element.getprevious().tail = None
        element.drop_tree()
    here = place(page)
    for image in article.iter("img"):
        image.set("src", (site / unquote(image.get("src", "")).lstrip("/")).resolve().as_uri())
    for drawing in article.iter("svg"):
        _describe(drawing, article)
    for element in article.iter():
        _lay_flat(element)
        if "id" in element.attrib:
            element.set("id", f"{here}--{element.get('id')}")
        for name in _NAMING:
            if name in element.attrib:
                element.set(name, " ".join(f"{here}--{one}" for one in element.get(name).split()))
        if element.tag == "a" and "href" in element.attrib:
            href = element.get("href")
            element.set("href", _leading(f"/{page.address}{href}" if href.startswith("#") else href, places, known))
        if not opens and element.tag in ("h1", "h2", "h3", "h4", "h5"):
            element.tag = f"h{int(element.tag[1]) + 1}"
    article.attrib.update({"id": here, "class": "opens" if opens else "page", **_language(page, book)})
    if notice := book.notice(page):
        article.insert(0, E.p(CLASS("told"), notice, lang=book.language, dir=book.direction))
    return article


def _lay_flat(element: HtmlElement) -> None:
    if element.tag in ("summary", "figcaption"):
        element.set("class", element.tag)
    if element.tag in _PLAIN or element.tag in ("div", "section", "dl"):
        element.tag = _PLAIN.get(element.tag, element.tag)
        for name in _ON_SCREENS:
            element.attrib.pop(name, None)


def _describe(drawing: HtmlElement, article: HtmlElement) -> None:
    """A drawing has one text that says all of it: PDF knows no second one for details."""
    if drawing.get("role") != "img":
        drawing.set("aria-hidden", "true")
        return
    names = [name for key in ("aria-labelledby", "aria-describedby") for name in drawing.attrib.pop(key, "").split()]
    told = [found for name in names for found in article.xpath(".//*[@id=$name]", name=name)]
    if told:
        drawing.set("aria-label", ". ".join(" ".join(one.text_content().split()).rstrip(".") for one in told) + ".")
    for text in drawing.xpath("./desc | ./title"):
        text.drop_tree()


def _leading(href: str, places: Mapping[str, str], known: Iterable[str]) -> str:
    """Where a link of a book leads in the document; a place that it does not have is the page that should have it."""
    address, _, name = href.partition("#")
    if address not in places:
        return href
    found = f"{places[address]}--{unquote(name)}"
    return f"#{found}" if found in known else f"#{places[address]}"
