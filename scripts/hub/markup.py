"""The little that the hub knows of Markdown's surface: front matter, headings, links, footnote marks, and where they stand.

Rendering is Python-Markdown's work; this only finds things, so that a fault can be named with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_ID = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}\s*$")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target><[^>]*>|[^)\s]*)(?:\s+[\"'][^)]*)?\)"
)
_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_CODE = re.compile(r"(`+)(?:.+?)\1")


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True)
class Link:
    target: str
    is_image: bool
    line: int


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """The YAML between the two ``---`` lines (None where there is none), the body, and the body's first line."""
    found = _FRONT.match(text)
    if not found:
        return None, text, 1
    return found.group(1), text[found.end() :], text[: found.end()].count("\n") + 1


def lines_of_prose(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Each line with its number, without fenced code, code spans and comments blanked out."""
    fence = None
    for number, line in enumerate(_without_comments(body).split("\n"), start=first_line):
        mark = _FENCE.match(line)
        if mark and fence in (None, mark.group(1)):
            fence = None if fence else mark.group(1)
            continue
        if fence is None:
            yield number, _CODE.sub(lambda code: " " * len(code.group()), line)


def headings(body: str, first_line: int) -> Iterator[Heading]:
    for number, line in lines_of_prose(body, first_line):
        found = _HEADING.match(line)
        if found:
            text = found.group(2)
            identifier = _ID.search(text)
            yield Heading(
                len(found.group(1)), _ID.sub("", text).strip(), identifier.group(1) if identifier else None, number
            )


def links(body: str, first_line: int) -> Iterator[Link]:
    for number, line in lines_of_prose(body, first_line):
        for found in _LINK.finditer(line):
            yield Link(found.group("target").strip("<>"), bool(found.group("image")), number)
            # A link may hold an image: [![text](picture)](page)
            for inner in _LINK.finditer(found.group("text")):
                yield Link(inner.group("target").strip("<>"), bool(inner.group("image")), number)


def footnote_marks(body: str, first_line: int) -> Iterator[tuple[str, int]]:
    """Each ``[^key]`` used in the text, with its line."""
    for number, line in lines_of_prose(body, first_line):
        for found in _MARK.finditer(line):
            yield found.group(1), number


def _without_comments(body: str) -> str:
    return re.sub(r"<!--.*?-->", lambda comment: re.sub(r"[^\n]", " ", comment.group()), body, flags=re.DOTALL)
