"""The article of a built page, freed of what only works on the site: the same for all editions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

_HERE = "https://here.invalid/"
#: Boxes to tick are pictures on the site.
_BOX = "☐"
#: What belongs to the site and not to the text, and what is only there to be seen.
_LEFT_OUT = (
    ".//nav | .//template | .//form | .//script | .//iframe | .//input | .//output | .//*[@hidden] | .//comment()"
    ' | .//details[contains(@class, "cite") or contains(@class, "send")] | .//p[contains(@class, "actions")]'
    ' | .//p[@class="print-hint" or @class="to-browse" or contains(@class, "paper-")] | .//*[contains(@class, "scripted-away")]'
    ' | .//*[@aria-hidden="true" and not(@class="box")]'
)
#: Attributes that only the site's own scripts and styles read, or that its pages need and others do not.
_ATTRIBUTES = ("tabindex", "target", "rel", "loading", "srcset", "sizes", "fetchpriority", "decoding")


def address(name: str) -> str:
    """Where a page stands below its language's root, by its id in the open data: ``tips/index`` gives ``tips/``."""
    if name == "index":
        return ""
    return f"{name.removesuffix('/index')}/"


def read(site: Path, address: str, pages: Collection[str], base: str) -> HtmlElement:
    """The article of the page at an address. ``pages`` are the addresses of the book; what else the site has is linked
    in the web, below ``base``. Raises ValueError for a page without an article."""
    file = site / address / "index.html"
    found = lxml_html.parse(str(file), parser=lxml_html.HTMLParser(encoding="utf-8")).getroot().xpath("//main//article")
    if not found:
        raise ValueError(f"{address}index.html has no text")
    made: HtmlElement = found[0]
    _without_what_needs_the_site(made)
    for link in made.iter("a"):
        if "href" in link.attrib:
            link.set("href", _where(link.get("href", ""), address, pages, base))
    for image in made.iter("img"):
        image.set("src", urlsplit(urljoin(_HERE + address, image.get("src", ""))).path)
    return made


def _without_what_needs_the_site(article: HtmlElement) -> None:
    for element in article.xpath(_LEFT_OUT):
        element.drop_tree()
    for box in article.xpath('.//span[@class="box"]'):
        box.text = _BOX
        box.tail = f" {(box.tail or '').lstrip()}"
    # A word's explanation stands in brackets after it, as on paper.
    for popup in article.xpath('.//span[@class="popup"]'):
        said = " ".join("".join(popup.xpath(".//span[@popover]/span//text()")).split())
        tail = popup.tail
        popup.clear()
        popup.tag, popup.tail = "small", tail
        popup.text = f" ({said})"
    for element in article.xpath(".//button | .//section[not(.//text()[normalize-space()])]"):
        element.drop_tree()
    # The parser takes what follows a <source> for its content.
    for picture in article.xpath(".//picture | .//source"):
        picture.drop_tag()
    for element in article.iter():
        for name in [name for name in element.attrib if name in _ATTRIBUTES or name.startswith("data-")]:
            del element.attrib[name]


def _where(href: str, here: str, pages: Collection[str], base: str) -> str:
    """A link of a page at ``here`` as it stands in a book."""
    if href.startswith("#") or urlsplit(href).scheme or urlsplit(href).netloc:
        return href
    found = urlsplit(urljoin(_HERE + here, href))
    path, place = found.path.lstrip("/"), f"#{found.fragment}" if found.fragment else ""
    if unquote(path).removesuffix("index.html") in pages:
        return f"/{unquote(path).removesuffix('index.html')}{place}"
    return base + path + (f"?{found.query}" if found.query else "") + place
