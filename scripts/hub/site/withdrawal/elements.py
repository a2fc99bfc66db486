"""The elements of a built page with their places in its text, so that one can be taken out and every other byte stays.

Parsers that make a tree forget how a page was written: what they write again differs in places that nobody touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

#: From where to where in a text, and what comes there instead.
Edit = tuple[int, int, str]


@dataclass(eq=False)
class Element:
    """``start`` and ``end`` hold its tags, ``inner`` and ``close`` what is between them: places in the text."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    close: int = 0
    end: int = 0

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def below(self) -> Iterator[Element]:
        """Every element inside, in the order of the text."""
        for child in self.children:
            yield child
            yield from child.below()

    def above(self) -> Iterator[Element]:
        """The elements that it stands in, the nearest first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    def nearest(self, *tags: str) -> Element | None:
        return next((one for one in self.above() if one.tag in tags), None)

    def inside(self, *classes: str) -> Element | None:
        """The nearest element around it that has one of these classes."""
        return next((one for one in self.above() if one.classes & set(classes)), None)


def read(text: str) -> Element:
    """The root of a page; it has no tag."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    return reader.done()


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with its changes; one inside another is lost with what is around it."""
    parts, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])


def line_out(text: str, element: Element) -> Edit:
    """Takes an element out, with the end of its line if it stands alone there."""
    before = text.rfind("\n", 0, element.start) + 1
    if not text[before : element.start].strip() and text[element.end : element.end + 1] == "\n":
        return before, element.end + 1, ""
    return element.start, element.end, ""


def plain(html: str) -> str:
    """The words of a piece of HTML, without its tags."""
    return " ".join(re.sub(r"<[^<>]*>", " ", html).split())


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._root = self._at = Element("", {}, 0, 0, None)

    def done(self) -> Element:
        while self._at is not self._root:
            self._leave(len(self._text), len(self._text))
        self._root.close = self._root.end = len(self._text)
        return self._root

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _enter(self, tag: str, given: list[tuple[str, str | None]]) -> Element:
        start = self._here()
        inner = start + len(self.get_starttag_text() or "")
        made = Element(tag, {name: value or "" for name, value in given}, start, inner, self._at)
        made.close = made.end = inner
        self._at.children.append(made)
        return made

    def _leave(self, close: int, end: int) -> None:
        self._at.close, self._at.end = close, end
        assert self._at.parent is not None
        self._at = self._at.parent

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = self._enter(tag, attrs)
        if tag not in _VOID:
            self._at = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._enter(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        here = self._here()
        if self._at.tag != tag and not any(one.tag == tag for one in self._at.above()):
            return
        # What was left open ends where the element around it does.
        while self._at.tag != tag:
            self._leave(here, here)
        self._leave(here, self._text.find(">", here) + 1)
