"""Takes out of a built page what leads to a withdrawn one.

An entry of a list that the site made (cards, the navigation of a section, related pages, the map, the bibliography)
goes, and a list that is empty then goes with its heading. In a text, which somebody wrote, an entry goes that is nothing
but the link; any other link becomes its words, or, where these are the page's title, words that do not name it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from hub.site.withdrawal.elements import Edit, Element, edited, line_out, plain, read

_COUNT = re.compile(r"\s*\(\d+\)")
#: What goes with the last entry of the list in it.
_WITH_LIST = {"ul", "ol", "li", "nav", "section", "details", "small"}
#: Signs that say nothing by themselves.
_SIGNS = " .,;:·–-→()"


@dataclass
class Stripped:
    """A page's new text, and the ids that are no longer on it."""

    text: str
    ids: set[str] = field(default_factory=set)


def strip(
    text: str,
    leads: Callable[[str], bool],
    has_title: Callable[[str], bool],
    instead: str,
    beside: Mapping[str, str],
) -> Stripped:
    """A page without the links that ``leads`` is true of.

    ``has_title`` says whether words name the page, ``instead`` is what stands in their place; ``beside`` are its
    neighbours' links (``before``, ``after``), as HTML for this page.
    """
    return _Stripper(text, leads, has_title, instead, beside).run()


class _Stripper:
    def __init__(
        self,
        text: str,
        leads: Callable[[str], bool],
        has_title: Callable[[str], bool],
        instead: str,
        beside: Mapping[str, str],
    ) -> None:
        self.text, self.leads, self.has_title = text, leads, has_title
        self.instead, self.beside = instead, beside
        self.all = list(read(text).below())
        self.out: set[Element] = set()
        self.edits: list[Edit] = []

    def run(self) -> Stripped:
        for element in self.all:
            if element.tag == "a" and self.leads(element.attributes.get("href", "")):
                self._link(element)
            elif element.tag == "iframe" and self.leads(element.attributes.get("src", "")):
                self._take_out(element.nearest("details") or element)
        ids = self._ids()
        while ids:  # what leads to a place on this page that went
            known = set(ids)
            for link in self.all:
                target = link.attributes.get("href", "") if link.tag == "a" else ""
                if target[:1] == "#" and target[1:] in known and not self._is_out(link):
                    self._link(link)
            ids = self._ids() - known
        self._choices()
        self._numbers()
        self.edits += [line_out(self.text, one) for one in self.out]
        return Stripped(edited(self.text, self.edits), self._ids())

    def _link(self, link: Element) -> None:
        if link.inside("neighbours"):
            self._neighbour(link)
        elif link.inside("panel"):
            self._take_out(link)
        elif link.inside("bibliography") and (small := link.nearest("small")):
            self._one_of_several(link, small)
        elif link.inside("text"):
            self._in_text(link)
        else:
            self._take_out(link.nearest("li") or link)

    def _neighbour(self, link: Element) -> None:
        side = next((name for name in ("before", "after") if name in link.classes), "")
        if new := self.beside.get(side):
            self.edits.append((link.start, link.end, new))
        else:
            self._take_out(link)

    def _one_of_several(self, link: Element, around: Element) -> None:
        """One of some links with commas between them; without the last one, the entry goes."""
        self.out.add(link)
        links = [one for one in around.below() if one.tag == "a"]
        if all(one in self.out for one in links):
            self._take_out(around.nearest("li") or around)
            return
        before = self.text[around.inner : link.start]
        after = self.text[link.end : around.close]
        if before.rstrip().endswith(",") and not self._is_first(link, links):
            self.edits.append((around.inner + len(before.rstrip()) - 1, link.start, ""))
        elif after.startswith(","):
            self.edits.append((link.end, link.end + len(after) - len(after[1:].lstrip()), ""))

    def _is_first(self, link: Element, links: list[Element]) -> bool:
        return all(one in self.out for one in links[: links.index(link)])

    def _in_text(self, link: Element) -> None:
        inner = self.text[link.inner : link.close]
        entry = link.nearest("li")
        if entry and plain(self.text[entry.inner : entry.close]).strip(_SIGNS) == plain(inner).strip(_SIGNS):
            self._take_out(entry)
        else:
            self.edits.append((link.start, link.end, escape(self.instead) if self.has_title(plain(inner)) else inner))

    def _take_out(self, element: Element) -> None:
        """With what it was the last part of: a list, its section, a navigation."""
        self.out.add(element)
        around = element.parent
        while around is not None and (around.tag in _WITH_LIST or "places" in around.classes):
            if around.tag in ("ul", "ol"):
                if any(one not in self.out for one in around.children if one.tag == "li"):
                    return
            elif any(one.tag in ("a", "ul", "ol", "p") and not self._is_out(one) for one in self._said(around)):
                return
            if around.inside("text") and around.tag not in ("ul", "ol"):
                return
            self.out.add(around)
            around = around.parent

    def _said(self, around: Element) -> Iterator[Element]:
        """What keeps a place from being empty. Headings, notes and the way to the whole list do not."""
        for one in around.below():
            small = "small" in one.classes or "panel" in one.classes
            heads = one.inside("panel") or one.nearest("h1", "h2", "h3")
            if not small and not heads and (one.tag == "p" or one.nearest("p") is None):
                yield one

    def _is_out(self, element: Element) -> bool:
        return element in self.out or any(one in self.out for one in element.above())

    def _ids(self) -> set[str]:
        """The ids of what goes. A heading's is that of its section too."""
        return {one.attributes["id"] for one in self.all if "id" in one.attributes and self._is_out(one)}

    # The list of all pages: its choices, and how many pages each has.

    def _choices(self) -> None:
        browse = next((one for one in self.all if "browse" in one.classes), None)
        if browse is None or not any(self._is_out(one) for one in browse.below()):
            return
        entries = [one for one in browse.below() if one.tag == "li" and not self._is_out(one)]
        for choice in (one for one in browse.below() if one.tag == "option" and one.attributes.get("value")):
            select = choice.nearest("select")
            key = f"data-{select.attributes.get('name', '') if select else ''}"
            if not any(choice.attributes["value"] in one.attributes.get(key, "").split() for one in entries):
                self.out.add(choice)
        for link in (one for one in browse.below() if one.tag == "a" and one.attributes.get("href", "")[:1] == "#"):
            count = _COUNT.match(self.text, link.end)
            section = self._section(browse, link.attributes["href"][1:])
            if count and section and not self._is_out(link):
                left = sum(one.tag == "li" and not self._is_out(one) for one in section.below())
                self.edits.append((link.end, count.end(), f" ({left})"))

    def _section(self, around: Element, name: str) -> Element | None:
        return next((one for one in around.below() if one.attributes.get("aria-labelledby") == name), None)

    # The map: its numbers are those of the list beside it.

    def _numbers(self) -> None:
        places = next((one for one in self.all if "places" in one.classes), None)
        listed = next((one for one in places.children if one.tag == "ol"), None) if places else None
        if listed is None or not any(self._is_out(one) for one in listed.children):
            return
        new: dict[str, str] = {}
        for number, item in enumerate((one for one in listed.children if one.tag == "li"), start=1):
            if item not in self.out:
                new[str(number)] = str(len(new) + 1)
        for panel in (one for one in self.all if "panel" in one.classes):
            links = [one for one in panel.below() if one.tag == "a" and not self._is_out(one)]
            if not links:
                self.out.add(panel)
            for sign in (one for link in links for one in link.below() if one.tag == "text"):
                old = self.text[sign.inner : sign.close].strip()
                if new.get(old, old) != old:
                    self.edits.append((sign.inner, sign.close, new[old]))


def neighbours(text: str) -> dict[str, Element]:
    """The links to the pages before and after this one, by ``before`` and ``after``."""
    found = (one for one in read(text).below() if one.tag == "a" and one.inside("neighbours"))
    return {side: one for one in found for side in ("before", "after") if side in one.classes}


def moved_to(text: str, link: Element, old: str, new: str, place: str) -> str:
    """A link of the page at ``old``, which leads to ``place``, as it stands on the page at ``new``."""
    html = text[link.start : link.end]
    way = posixpath.relpath("/" + place, "/" + new) + ("/" if place.endswith("/") or not place else "")
    href = escape(link.attributes["href"])
    return html.replace(f'href="{href}"', f'href="{escape(way)}"', 1)
