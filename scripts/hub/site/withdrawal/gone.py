"""What is taken out of a built site, and which addresses lead there."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: Below every version: its languages and their folders, its pages, and where pages of other versions went.
ADDRESSES = "addresses.json"
#: What belongs to a page and stands below its address.
_PARTS = ("embed/index.html", "embed/", "index.html", "oembed.json")


@dataclass(frozen=True)
class Words:
    """What readers of a language are told: at the address, and ``link`` in place of the title where a text named it.

    ``hub`` is the site's name, ``home`` the words of the way to its first page, ``leave`` those of the way out, ``exit``.
    """

    title: str
    text: str
    home: str
    hub: str
    link: str
    leave: str
    exit: str
    direction: str


@dataclass(frozen=True)
class Withdrawal:
    """``addresses`` are the page's own and those that led to it, below the root of each language (``tips/champions/``).

    ``words`` are by language; a version may have languages that are none any more: ``default`` is what they get.
    """

    addresses: tuple[str, ...]
    words: Mapping[str, Words]
    default: str

    def said(self, code: str) -> Words:
        return self.words.get(code) or self.words[self.default]


@dataclass(frozen=True)
class Gone:
    """A withdrawal in one built site. ``languages`` are the folders by language, ``root`` where all versions stand, if known."""

    what: Withdrawal
    languages: Mapping[str, str]
    root: str = ""
    titles: frozenset[str] = field(default_factory=frozenset)

    @property
    def places(self) -> dict[str, str]:
        """Every address of it below the version's root, with its language."""
        return {prefix + one: code for code, prefix in self.languages.items() for one in self.what.addresses}

    @property
    def ids(self) -> set[str]:
        """What the open data call the page."""
        return {_identity(one) for one in self.what.addresses}

    def leads(self, href: str, here: str = "") -> bool:
        """Whether a link on the page ``here`` (an address below the version's root) leads to it."""
        place = self.place(href, here)
        return place is not None and _page(place) in self.places

    def place(self, href: str, here: str = "") -> str | None:
        """Where a link leads below the version's root; None for one that leaves the site."""
        try:
            parts = urlsplit(href.strip())
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return self._absolute(unquote(parts.path)) if self._ours(href) else None
        if parts.path.startswith("/"):
            return self._absolute(unquote(parts.path))
        if not parts.path:
            return here
        folder = here if here.endswith("/") or not here else posixpath.dirname(here) + "/"
        joined = posixpath.normpath("/" + folder + unquote(parts.path)).lstrip("/")
        return joined + "/" if parts.path.endswith(("/", ".")) and joined else joined

    def _ours(self, href: str) -> bool:
        return bool(self.root) and href.startswith(self.root)

    def _absolute(self, path: str) -> str:
        """An address on the host, whatever version it names."""
        above = urlsplit(self.root).path or "/"
        rest = path.removeprefix(above)
        _, _, inside = rest.partition("/")
        return inside if _page(inside) in self.places or rest not in self.places else rest

    def has_title(self, text: str) -> bool:
        told = " ".join(text.casefold().split())
        return any(title in told for title in self.titles)

    def unnamed(self, text: str, instead: str) -> str:
        """A plain text with other words in place of the page's title."""
        for title in self.titles:
            text = re.sub(r"\s+".join(map(re.escape, title.split())), lambda _: instead, text, flags=re.IGNORECASE)
        return text


def of_site(site: Path, what: Withdrawal) -> Gone:
    """Read from a built site: its languages, its address, and what it calls the page. Raises OSError for no such site."""
    told = json.loads((site / ADDRESSES).read_text(encoding="utf-8"))
    root, titles = "", set()
    home = site / "oembed.json"
    if home.is_file():
        root = str(json.loads(home.read_text(encoding="utf-8")).get("provider_url", ""))
    gone = Gone(what, told["languages"], root)
    for place in gone.places:
        card = site / place / "oembed.json"
        if card.is_file():
            titles.add(" ".join(str(json.loads(card.read_text(encoding="utf-8"))["title"]).casefold().split()))
    return Gone(what, told["languages"], root, frozenset(title for title in titles if title))


def _page(place: str) -> str:
    """The address of a page by that of one of its parts."""
    for part in _PARTS:
        if place.endswith("/" + part) or place == part:
            return place.removesuffix(part)
    return place


def _identity(address: str) -> str:
    return address.removesuffix("/") or "index"
