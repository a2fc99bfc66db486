"""Characters that come along unseen when a text is copied from elsewhere, and letters in two pieces.

They split words for search, for screen readers and for whoever looks for a name or a number. Letters and their marks are
kept in one piece (Unicode normalization form C), as most keyboards write them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence

from hub import mends
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

#: Steering characters; soft hyphens and spaces without width; fillers; a byte order mark inside a text.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029\u2060-\u2064"
    "\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
#: Which way a text runs: languages that are written from right to left need them beside figures and Latin names.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    for page in pages:
        patterns = [_UNSEEN]
        if library.strings[page.language].direction == "ltr":
            patterns.append(_DIRECTION)
        # The front matter begins below its line of hyphens.
        texts = ((page.front, 2), (page.body, page.body_line))
        for text, first in texts:
            if not (text.isascii() and text.isprintable()):
                yield from _lines(page, text, first, patterns)


def _lines(page: Page, text: str, first: int, patterns: list[re.Pattern[str]]) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), first):
        clean = line
        for pattern in patterns:
            if found := pattern.search(clean):
                where = f" (character {found.start() + 1})"
                clean = pattern.sub("", clean)
                mend = functools.partial(mends.lines, [(number, line, clean)])
                what = f"a character that nobody sees stands here{where}"
                yield Problem(page.file, number, what, "delete it, or write the words around it again", mend)
        if (composed := unicodedata.normalize("NFC", clean)) != clean:
            mend = functools.partial(mends.lines, [(number, line, composed)])
            what = "a letter here is made of two characters, a letter and a mark"
            yield Problem(page.file, number, what, "write the letter again with its accent", mend)
