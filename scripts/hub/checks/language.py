"""Text that was left in another language than its folder's, as a paragraph that nobody has translated yet.

A text is in the language that knows most of its words (see `lexicon`). The limits were measured on the hub's own
passages: none is taken for another language, and of those put into a wrong folder 92 in 100 are found, 99 if they have
three words or more. Missed are texts of one word and half of those of two, quotations, and a string of the interface
that is in the wrong one of two languages without a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from babel import Locale

from hub.checks.lexicon import Lexicon, of, words
from hub.checks.passages import Passage, labels, of_pages
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

#: Words that can be looked up. Of fewer, all must speak for the other language and none for the own.
_FEWEST, _ENOUGH = 2, 3
#: Which part of the words another language must know, and how much more that is than the own language does.
_KNOWN, _MORE = 0.8, 0.3
#: The same where the other language is only known by the words of its interface, and how few words are too few then.
_KNOWN_FROM_INTERFACE, _ENOUGH_FROM_INTERFACE = 0.4, 4
#: With a dictionary: no text of so many words has so few that are known.
_STRANGE, _ENOUGH_FOR_STRANGE = 0.3, 4

_QUOTED = re.compile(r"“[^“”]{1,500}”|«[^«»]{1,500}»|\"[^\"]{1,500}\"|‘[^‘’]{1,500}’(?!\w)")
#: A letter that no language written in Latin letters has: the text is at least begun.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u2c80-\ua71f\ua800-\uab2f\uabc0-\ufaff\ufb1d-\ufeff\U00010000-\U0001bfff]")
UNKNOWN = ""


def check(library: Library) -> Iterator[Problem]:
    """The strings of the interface and the labels."""
    yield from _check(library, labels(library))


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    yield from _check(library, of_pages(library, pages))


def _check(library: Library, passages: Iterable[Passage]) -> Iterator[Problem]:
    lexicon = of(library)
    default = library.default_language.code
    if not lexicon.has_dictionary(default):
        return  # nothing can be told apart from the language that all is translated from
    names = {language.code: english_name(language.code, language.name) for language in library.languages}
    for passage in passages:
        found = other_language(lexicon, list(names), passage)
        if found is None:
            continue
        own = names[passage.language]
        what = f"this text seems to be in {names[found]}" if found else f"this text does not seem to be in {own}"
        write = f"write it in {own}" if passage.language == default else f"translate it to {own}"
        cure = write if passage.label else f"{write}, or put it in quotation marks if it quotes someone"
        yield Problem(passage.file, passage.block.lines[0], what, cure)


def other_language(lexicon: Lexicon, codes: list[str], passage: Passage) -> str | None:
    """The language that a passage seems to be in, `UNKNOWN` if none of the hub's, None where all is well."""
    if not _may_be_other(lexicon, codes, passage):
        return None
    # Only now what costs time: names and quotations may stand in any language.
    return _look(lexicon, codes, passage, words(lexicon.without_names(without_quotations(passage.block.text))))


def _may_be_other(lexicon: Lexicon, codes: list[str], passage: Passage) -> bool:
    """Whether a passage is worth a second look: nearly all are not."""
    found = passage.words
    if len(found) < _FEWEST:
        return False
    if lexicon.has_dictionary(passage.language):
        return lexicon.share(passage.language, found) <= 1 - _MORE
    return any(lexicon.share(code, found) >= _KNOWN_FROM_INTERFACE for code in codes if code != passage.language)


def without_quotations(text: str) -> str:
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def english_name(code: str, name: str) -> str:
    """What a language is called in English, the language of all messages; its own name where that is not known."""
    return str(Locale("en").languages.get(code.replace("-", "_"), name))


def _look(lexicon: Lexicon, codes: list[str], passage: Passage, found: Sequence[str]) -> str | None:
    code, count = passage.language, len(found)
    if count < _FEWEST:
        return None
    has_dictionary = lexicon.has_dictionary(code)
    # The words of an interface string are what its language is known by: it cannot speak for itself.
    own = 0.0 if passage.label and not has_dictionary else lexicon.share(code, found)
    if own > 1 - _MORE or (count < _ENOUGH and own > 0):
        return None
    if not _OTHER_SCRIPT.search(passage.block.text):
        shares = [
            (lexicon.share(other, found), other)
            for other in codes
            if other != code and _may_tell(lexicon, other, passage, count)
        ]
        for share, other in sorted(shares, reverse=True):
            enough = _KNOWN if lexicon.has_dictionary(other) else _KNOWN_FROM_INTERFACE
            if share - own >= _MORE and share >= (enough if count >= _ENOUGH else 1):
                return other
    return UNKNOWN if has_dictionary and count >= _ENOUGH_FOR_STRANGE and own <= _STRANGE else None


def _may_tell(lexicon: Lexicon, other: str, passage: Passage, count: int) -> bool:
    return lexicon.has_dictionary(other) or (not passage.label and count >= _ENOUGH_FROM_INTERFACE)
