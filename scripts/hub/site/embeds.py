"""Each page once more without the site around it, made for an iframe, and what other sites are told to show it.

``<page>/embed/`` is made of the built page's article. ``<page>/oembed.json`` (oEmbed 1.0, section 2.3) gives the code
for it in the form that WordPress takes from a site it does not know: a quotation for readers without frames, and an
iframe, which it puts into a narrower sandbox of its own (``wp_filter_oembed_result``). Both name the version that they
belong to; `releases` lets the copy under ``latest`` name that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from lxml import html as lxml_html
from lxml.html import HtmlElement

from hub.addresses import Addresses, climb
from hub.library import Language, Library
from hub.moved import moves
from hub.pages import Page
from hub.site import licence, preview
from hub.site.page import View

FOLDER = "embed/"
OEMBED = "oembed.json"
#: What belongs to the site and not to the text.
_LEFT_OUT = (
    './/nav | .//template | .//form | .//script | .//details[contains(@class, "cite") or contains(@class, "send")] | .//*[@class="popup"]//a'
    ' | .//p[contains(@class, "review")]/*[@id="overdue"] | .//*[contains(@class, "actions") or @class="print-hint"]'
    ' | .//*[contains(@class, "panel")]'
    ' | .//*[contains(@class, "scripted-away") or contains(@class, "downloads")]'
)
#: A frame for sites that do not ask how high the text is. WordPress does.
WIDTH, HEIGHT = 600, 600
#: What a page may do in its frame: run our script, and open a link in a tab that is free of the frame's limits.
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
#: Seconds for which a site may keep what it was told: a day (oEmbed 1.0, ``cache_age``).
_CACHE_AGE = 86400


def write(site: Path, library: Library, view: Callable[..., View], templates: jinja2.Environment) -> None:
    """Write both into a finished build, for every page in every language; ``view`` makes what the templates are told."""
    template = templates.get_template("embed.html")
    for language, page in _each(library):
        place = site / language.prefix / page.address
        here = view(language=language, base=climb(language.prefix + page.address + FOLDER), path=page.path)
        text = article(place / "index.html")
        revision = told_apart_by(text)
        html = lxml_html.tostring(text, encoding="unicode", with_tail=False)
        made = template.render(
            view=here, article=html, revision=revision, page=here.link(page.path), licence=_licence(here)
        )
        (place / FOLDER).mkdir(exist_ok=True)
        (place / FOLDER / "index.html").write_text(made, encoding="utf-8")
        (place / OEMBED).write_text(_json(oembed(here, revision)), encoding="utf-8")
    _write_moved(site, library, view, templates)


def _write_moved(site: Path, library: Library, view: Callable[..., View], templates: jinja2.Environment) -> None:
    """At the addresses that pages left (`hub.moved`): what is shown there leads on, or says that there is nothing more."""
    template = templates.get_template("embed-moved.html")
    for move in moves(library).values():
        for language in library.languages:
            place = site / language.prefix / move.address
            if (place / OEMBED).exists():
                continue
            base = climb(language.prefix + move.address + FOLDER)
            path = move.page.path if move.page else None
            here = view(language=language, base=base, path=path, document=None if path else move.address)
            (place / FOLDER).mkdir(parents=True, exist_ok=True)
            href = f"{here.link(path)}{FOLDER}" if path else ""
            (place / FOLDER / "index.html").write_text(template.render(view=here, href=href), encoding="utf-8")
            if move.page:
                told = site / language.prefix / move.page.address / OEMBED
                (place / OEMBED).write_bytes(told.read_bytes())


def _json(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def article(file: Path) -> HtmlElement:
    """The article of a built page as it stands in ``embed/`` below it: its links lead out of the frame, into a tab that
    is not told where its reader came from."""
    made: HtmlElement = lxml_html.parse(str(file)).getroot().xpath("//article")[0]
    for element in made.xpath(_LEFT_OUT):
        element.drop_tree()
    for link in made.iter("a"):
        link.attrib.pop("rel", None)
        if (href := link.get("href", "")) and not href.startswith("#"):
            link.set("href", _from_below(href))
            link.set("target", "_blank")
            link.set("rel", "noopener noreferrer")
    for element in made.iter("img", "source"):
        for name in ("src", "srcset"):
            if name in element.attrib:
                element.set(name, ", ".join(_from_below(one.strip()) for one in element.get(name).split(",")))
    return made


def told_apart_by(article: HtmlElement) -> str:
    """A short name for what a page says: the same as long as no word of it changes, whatever happens to its frame."""
    # The days of its review are no words of the page.
    text = "".join(article.xpath('.//text()[not(ancestor::p[contains(@class, "review")])]'))
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def oembed(view: View, revision: str) -> dict[str, object]:
    """What a site learns that asks for the code of a page (oEmbed 1.0, sections 2.3.4 and 2.3.4.4).

    ``description``, ``language`` and ``revision`` are ours: for our own dialog, and what a text is told apart by.
    """
    assert view.entry is not None
    page = view.own_address
    title, language = escape(str(view.entry.meta["title"])), view.content_language
    return {
        "version": "1.0",
        "type": "rich",
        "title": view.entry.meta["title"],
        "description": view.entry.meta.get("summary", ""),
        "language": language,
        "provider_name": view.content_word("site.name"),
        "provider_url": view.addresses.root,
        "cache_age": _CACHE_AGE,
        "thumbnail_url": view.preview,
        "thumbnail_width": preview.SIZE[0],
        "thumbnail_height": preview.SIZE[1],
        "width": WIDTH,
        "height": HEIGHT,
        # Neither class nor style: WordPress writes its own, and other sites take a frame with its class for a blog's card.
        "html": f'<blockquote lang="{language}"><a href="{page}">{title}</a></blockquote>'
        f'<iframe src="{page}{FOLDER}" width="100%" height="{HEIGHT}" sandbox="{SANDBOX}" title="{title}"'
        f' frameborder="0" marginwidth="0" marginheight="0"></iframe>',
        "revision": revision,
    }


def renamed(content: bytes, addresses: Addresses, alias: str) -> bytes:
    """A page or `OEMBED` of a version as it stands under an alias of it: what it says of embeds names the alias."""
    return content.replace(addresses.base.encode(), f"{addresses.root}{alias}/".encode())


def _each(library: Library) -> Iterator[tuple[Language, Page]]:
    for language in library.languages:
        for path in library.paths():
            if page := library.page(language.code, path):
                yield language, page


def _from_below(address: str) -> str:
    return address if urlsplit(address).scheme or address.startswith("/") else f"../{address}"


def _licence(view: View) -> str:
    link = f'<a href="{licence.ADDRESS}" target="_blank" rel="license noopener noreferrer">{licence.NAME}</a>'
    return str(escape(view.content_word("footer.licence"))).replace(licence.NAME, link)
