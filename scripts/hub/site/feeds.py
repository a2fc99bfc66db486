"""What is new and what has changed in substance, for feed readers: Atom (RFC 4287) and JSON Feed 1.1, one a language.

A feed holds what readers of a language get: for a page that is not translated, the one in the default language, in its
words. An entry tells the page's title, what happened to it, and its summary; the text stays on the page. What counts as
a change is said in `hub.changes`. Nothing depends on the day of the build.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from hub import prose
from hub.addresses import Addresses
from hub.changes import Change, Changes, What
from hub.library import Language, Library
from hub.problems import one_line
from hub.site import licence

ATOM, JSON = "feed.xml", "feed.json"
#: Entries in a feed.
MOST = 30
#: Sections that are named in an entry.
_MOST_NAMED = 5
#: The year in which the names of entries begin (RFC 4151). It belongs to their names and must stay.
_NAMED_SINCE = "2026"
#: For a feed that has no day to tell: any other one would be made up.
_NO_DAY = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def write(site: Path, library: Library, addresses: Addresses, changes: Changes) -> None:
    """Write both feeds of every language into a finished build, beside its pages."""
    for language in library.languages:
        feed = _Feed(library, addresses, language, changes)
        folder = site / language.prefix
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ATOM).write_bytes(feed.atom())
        (folder / JSON).write_text(feed.json(), encoding="utf-8")


class _Feed:
    """The feed of one language."""

    def __init__(self, library: Library, addresses: Addresses, language: Language, changes: Changes) -> None:
        self.library, self.addresses, self.language = library, addresses, language
        self.base = addresses.canonical_base + language.prefix
        found = (one for one in changes.listed if library.page(language.code, one.page.path) is one.page)
        self.entries = [one for one, _ in zip(found, range(MOST), strict=False)]
        self.updated = self.entries[0].time if self.entries else changes.last or _NO_DAY
        word = self.word
        self.title = f"{word('site.name')} – {word('feed.title')}"
        self.about = word("feed.about") if changes.known else word("feed.no_history")

    def word(self, key: str) -> str:
        return self.library.word(self.language.code, key)

    def atom(self) -> bytes:
        feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": self.language.code})
        add(feed, "id", self.name())
        add(feed, "title", self.title)
        add(feed, "subtitle", self.about)
        add(feed, "updated", time(self.updated))
        add(feed, "link", rel="self", type="application/atom+xml", href=self.base + ATOM)
        add(feed, "link", rel="alternate", type="text/html", hreflang=self.language.code, href=self.base)
        add(feed, "link", rel="license", href=licence.ADDRESS)
        add(feed, "rights", self.word("footer.licence"))
        add(add(feed, "author"), "name", self.word("site.name"))
        for one in self.entries:
            entry = add(feed, "entry", **{"xml:lang": one.page.language})
            add(entry, "id", self.name(one))
            add(entry, "title", self.page_title(one))
            add(entry, "updated", time(one.time))
            if one.what is What.NEW:
                add(entry, "published", time(one.time))
            add(entry, "link", rel="alternate", type="text/html", hreflang=one.page.language, href=self.link(one))
            add(entry, "category", term=one.what.value)
            add(entry, "summary", self.text(one))
        ElementTree.indent(feed, "")
        made: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
        return made + b"\n"

    def json(self) -> str:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "description": self.about,
            "home_page_url": self.base,
            "feed_url": self.base + JSON,
            "language": self.language.code,
            "authors": [{"name": self.word("site.name")}],
            "items": [self.item(one) for one in self.entries],
        }
        return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"

    def item(self, one: Change) -> dict[str, Any]:
        item = {
            "id": self.name(one),
            "url": self.link(one),
            "title": self.page_title(one),
            "content_text": self.text(one),
            "language": one.page.language,
            "tags": [one.what.value],
        }
        return item | {"date_published" if one.what is What.NEW else "date_modified": time(one.time)}

    def name(self, one: Change | None = None) -> str:
        """A name that stays the same wherever and whenever a feed is made (RFC 4151): of the feed, or of an entry.

        An entry has it from what its file was called then, so that a page that moves is not told of again.
        """
        what = f"{one.path.removesuffix('.md')}/{one.time.date()}" if one else f"{self.language.code}/feed"
        return tag(self.addresses, what)

    def link(self, one: Change) -> str:
        prefix = self.library.language(one.page.language).prefix
        return self.addresses.canonical_base + prefix + one.page.address

    def page_title(self, one: Change) -> str:
        return one_line(str(one.page.meta.get("title", one.page.path)))

    def text(self, one: Change) -> str:
        """What happened to a page, and what its readers get, in the language of its text."""
        headings = {heading.id: prose.plain(heading.text) for heading in one.page.headings}
        named = [headings[section] for section in one.sections if section in headings][:_MOST_NAMED]
        key = f"feed.{one.what.value}_in" if named else f"feed.{one.what.value}"
        said = self.library.word(one.page.language, key).format(sections="; ".join(named))
        return f"{said} {one_line(str(one.page.meta.get('summary', '')))}".strip()


def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """An element below another one; gives the new one."""
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text or None
    return child


def tag(addresses: Addresses, what: str) -> str:
    """A name that stays the same wherever and whenever a feed is made (RFC 4151)."""
    parts = urlsplit(addresses.root)
    return f"tag:{parts.hostname or 'localhost'},{_NAMED_SINCE}:{quote(parts.path + what)}"


def time(moment: datetime.datetime) -> str:
    """RFC 3339."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
