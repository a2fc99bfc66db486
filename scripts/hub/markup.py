"""The little that the hub knows of Markdown's surface: front matter, headings, links, footnote marks, and where they stand.

Rendering is Python-Markdown's work; this only finds things, so that a fault can be named with its line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^\s*(```|~~~)")
# A line may be hostile: each expression is bounded, or cannot start again inside what it has just tried.
_HEADING = re.compile(r"(#{1,6})(?=\s)")
_ID = re.compile(r"\{[^{}#]{0,200}#([\w-]{1,200})(?![\w-])[^{}]{0,200}\}$")
LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<target><[^>]{0,1000}+>|[^)\s]{0,1000}+)(?:\s{1,20}+[\"'][^)]{0,500}+)?\)"
)
_MARK = re.compile(r"\[\^([^\[\]\s]+)\](?!:)")
_TICKS = re.compile(r"`+")


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


@functools.lru_cache(maxsize=16)  # one text is asked for by many, one after the other
def lines_of_prose(body: str, first_line: int) -> tuple[tuple[int, str], ...]:
    """Each line with its number, without fenced code, code spans and comments blanked out."""
    fence, made = None, []
    for number, line in enumerate(without_comments(body).split("\n"), start=first_line):
        mark = _FENCE.match(line)
        if mark and fence in (None, mark.group(1)):
            fence = None if fence else mark.group(1)
            continue
        if fence is None:
            made.append((number, _without_code(line)))
    return tuple(made)


def headings(body: str, first_line: int) -> Iterator[Heading]:
    for number, line in lines_of_prose(body, first_line):
        found = _HEADING.match(line)
        if found:
            text = line[found.end() :].strip().rstrip("#").rstrip()
            at = text.rfind("{")
            identifier = _ID.match(text, at) if at >= 0 else None
            yield Heading(
                len(found.group(1)),
                text[:at].strip() if identifier else text,
                identifier.group(1) if identifier else None,
                number,
            )


def links(body: str, first_line: int) -> Iterator[Link]:
    for number, line in lines_of_prose(body, first_line):
        for found in LINK.finditer(line) if "](" in line else ():
            yield Link(found.group("target").strip("<>"), bool(found.group("image")), number)
            # A link may hold an image: [![text](picture)](page)
            for inner in LINK.finditer(found.group("text")):
                yield Link(inner.group("target").strip("<>"), bool(inner.group("image")), number)


def footnote_marks(body: str, first_line: int) -> Iterator[tuple[str, int]]:
    """Each ``[^key]`` used in the text, with its line."""
    for number, line in lines_of_prose(body, first_line):
        for found in _MARK.finditer(line):
            yield found.group(1), number


def _without_code(line: str) -> str:
    made, at = [], 0
    for start, stop in code_spans(line):
        made += [line[at:start], " " * (stop - start)]
        at = stop
    return "".join(made) + line[at:]


def code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Where code stands in a line: each span opens with a run of backticks and ends with the next run as long as it."""
    at = 0
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(line)]
    closing: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        closing.setdefault(runs[number][1] - runs[number][0], []).append(number)
    for number, (start, end) in enumerate(runs):
        same = closing[end - start]
        while same and same[-1] <= number:
            same.pop()
        if start < at or not same:
            continue
        at = runs[same[-1]][1]
        yield start, at


def without_comments(body: str) -> str:
    """Comments become blanks, so that lines and columns stay."""
    made, at = [], 0
    while (start := body.find("<!--", at)) >= 0 and (end := body.find("-->", start + 4)) >= 0:
        made += [body[at:start], re.sub(r"[^\n]", " ", body[start : end + 3])]
        at = end + 3
    return "".join(made) + body[at:]
