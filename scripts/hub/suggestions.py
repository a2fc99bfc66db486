"""What a person may have meant by a word that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import islice

#: Contributed words and lists may be as long as their file, and each comparison costs time.
_LONGEST_WORD, _LONGEST_LIST = 200, 500


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that is most like this one; None where none is, or where there is too much to compare."""
    if len(word) > _LONGEST_WORD:
        return None
    close = difflib.get_close_matches(word, list(islice(known, _LONGEST_LIST)), n=1, cutoff=cutoff)
    return close[0] if close else None


def one_of(known: Iterable[str], most: int = 12) -> str:
    """The known words as *one of a, b, c*; only the first ones of many."""
    words = list(islice(known, most + 1))
    return f"one of {', '.join(words[:most])}{' …' if len(words) > most else ''}"
