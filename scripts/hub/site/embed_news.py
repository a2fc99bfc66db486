"""What changes for sites that show our pages (`hub.announcing`), as an Atom feed a language (RFC 4287).

A feed of its own, so that whoever looks after such a site hears of nothing else.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from hub import announcing
from hub.addresses import Addresses
from hub.library import Language, Library
from hub.site import embed_codes, feeds


def write(site: Path, library: Library, addresses: Addresses) -> None:
    """``embed/<code>.xml``; none on a site that has told nothing."""
    told = dict(announcing.news(library))
    if not told:
        return
    (site / embed_codes.FOLDER).mkdir(exist_ok=True)
    for language in library.languages:
        (site / embed_codes.FOLDER / f"{language.code}.xml").write_bytes(_feed(library, addresses, language, told))


def _feed(
    library: Library, addresses: Addresses, language: Language, told: Mapping[datetime.date, Mapping[str, str]]
) -> bytes:
    default = library.default_language.code
    page = library.page_of_list("embedding")
    name = feeds.tag(addresses, f"embed/news/{language.code}")
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language.code})
    feeds.add(feed, "id", name)
    hub, title = (library.word(language.code, key) for key in ("site.name", "embedding.news"))
    feeds.add(feed, "title", f"{hub} – {title}")
    feeds.add(feed, "updated", _time(next(iter(told))))
    feeds.add(feed, "author")
    feeds.add(feed[-1], "name", hub)
    here = addresses.canonical_base
    feeds.add(
        feed, "link", rel="self", type="application/atom+xml", href=f"{here}{embed_codes.FOLDER}{language.code}.xml"
    )
    there = here + language.prefix + (page.address if page else "")
    for day, texts in told.items():
        code = language.code if language.code in texts else default
        entry = feeds.add(feed, "entry", **{"xml:lang": code})
        feeds.add(entry, "id", f"{name}/{day}")
        feeds.add(entry, "title", title)
        feeds.add(entry, "updated", _time(day))
        feeds.add(entry, "link", rel="alternate", type="text/html", href=there)
        feeds.add(entry, "summary", texts[code])
    ElementTree.indent(feed, "")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _time(day: datetime.date) -> str:
    return feeds.time(datetime.datetime.combine(day, datetime.time()))
