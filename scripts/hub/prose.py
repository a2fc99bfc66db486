"""The words of a text as a reader sees them: without Markdown's signs, in blocks and sentences, each with its line.

What is invisible (zero-width characters, direction marks) is taken out first, so that nothing hides behind it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from hub import markup

#: Characters that no reader sees, with which a word or a number can be split: Unicode's default ignorables.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_WORDS = re.compile(r"\S{1,200}|\s+")
_IMAGE_OR_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<[^>]{0,1000}+>|[^)]{0,1000}+)\)")
_SIGNS = re.compile(
    r"\[\^[^\[\]\s]*\]:?"  # a footnote's mark
    r"|\[chart:[^\[\]]{0,200}\]"
    r"|\{(?:[:#.]|lang=)[^{}]*\}"  # attributes
    r"|<[^<>]*>"  # a tag, or an address between angle brackets
    r"|https?://\S++"
    r"|(?<![\w:]):[a-z0-9_+-]{1,60}:(?!\w)"  # an icon
    r"|[*`\\]+|(?<!\w)_++|(?<!_)_++(?!\w)"
)
#: Characters in a line: longer than any paragraph, short enough to be looked through at once. A longer one is a
#: problem of its own.
LONGEST = 20_000

_OPENING = re.compile(
    r"\s*(?:#{1,6}\s|(?:>\s?)+|(?:[-*+]|\d{1,9}[.)])\s(?:\s*\[[ xX]\]\s)?|(?:!!!|\?\?\?\+?)\s*[\w-]*|\|)"
)
_END = re.compile(r"(?<![.!?…؟۔])[.!?…؟۔]++[\"'”’»)\]]*+\s+")
#: Full stops that end no sentence, in the languages of the hub.
_SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sr",
        "sra",
        "dra",
        "no",
        "nº",
        "vs",
        "e.g",
        "i.e",
        "p.ex",
        "etc",
        "al",
        "st",
        "art",
        "cf",
    ]
)


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or cell. ``starts`` are the offsets in ``text`` at which a line begins."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        return self.lines[bisect_right(self.starts, offset) - 1]


@dataclass(frozen=True)
class Sentence:
    text: str
    line: int


def seen(text: str) -> str:
    """A text without what cannot be seen, its look-alike characters (full-width digits …) brought to the plain ones."""
    return text if text.isascii() else normal(_UNSEEN.sub("", text))


def normal(text: str) -> str:
    """Unicode's normal form KC.

    A word at a time, and a very long one in pieces: marks heaped on one letter take time in the square of their number.
    """
    return "".join(unicodedata.normalize("NFKC", piece) for piece in _WORDS.findall(text))


def plain(text: str) -> str:
    """One line of Markdown as a reader sees it: links become their text; marks, attributes, tags and emphasis go."""
    for _ in range(2):  # a link may hold an image
        text = _IMAGE_OR_LINK.sub(lambda found: found[1], text)
    return " ".join(_SIGNS.sub("", text).split())


def blocks(body: str, first_line: int) -> Iterator[Block]:
    """The blocks of a text in order; hard line breaks inside a paragraph do not end it. Code is left out."""
    pieces: list[tuple[int, str]] = []
    for number, line in markup.lines_of_prose(seen(body), first_line):
        opening = _OPENING.match(line)
        if opening or not line.strip() or line.lstrip().startswith("<"):
            yield from _joined(pieces)
            pieces = []
        rest = line[opening.end() :] if opening else line
        if opening and opening.group().strip().startswith(("!!!", "???")):
            yield from _joined([(number, plain(rest.strip().strip('"')))])
        elif line.lstrip().startswith("|"):
            for cell in rest.split("|"):
                yield from _joined([(number, plain(cell))])
        elif text := plain(rest):
            pieces.append((number, text))
        if opening and opening.group().lstrip().startswith("#"):
            yield from _joined(pieces)
            pieces = []
    yield from _joined(pieces)


def sentences(block: Block) -> Iterator[Sentence]:
    start = 0
    for found in _END.finditer(block.text):
        following = block.text[found.end() : found.end() + 1]
        last = block.text[max(start, found.start() - 12) : found.start()].split(" ")[-1].strip("(").lower()
        initial = len(last) == 1 and last.isalpha() and block.text[found.start()] == "."
        if following.islower() or last in _SHORT or initial:
            continue
        yield Sentence(block.text[start : found.end()].strip(), block.line_at(start))
        start = found.end()
    if block.text[start:].strip():
        yield Sentence(block.text[start:].strip(), block.line_at(start))


def _joined(pieces: list[tuple[int, str]]) -> Iterator[Block]:
    pieces = [(line, text) for line, text in pieces if re.search(r"\w", text)]
    if not pieces:
        return
    starts, at = [], 0
    for _, text in pieces:
        starts.append(at)
        at += len(text) + 1
    yield Block(" ".join(text for _, text in pieces), tuple(starts), tuple(line for line, _ in pieces))
