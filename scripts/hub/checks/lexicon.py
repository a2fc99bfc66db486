"""Which words belong to a language: its Hunspell dictionary, the hub's own words, and names, which are right in any.

``dictionaries/`` holds what others made, ``docs/data/spelling.yml`` the words that these lack. A language without a
dictionary is known by the words of its interface strings and labels, which is enough to tell it from others.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

from hunspell import Hunspell

from hub import glossary, prose
from hub.checks.privacy import flat
from hub.library import Library

FOLDER, OWN_WORDS = "dictionaries", "spelling"
#: Longer than any word that is one: Hunspell reads no more than 100 bytes.
LONGEST_WORD = 50
#: Words in one go (a hundred pages) for which a dictionary is looked through for near ones (a few milliseconds each), and for which
#: Hunspell is asked (up to a third of a second).
_LOOKED_UP, _ASKED = 100, 5
#: How like the wrong word a suggestion of Hunspell must be (`difflib`): it offers far ones too.
_LIKE = 0.75

#: A word between blanks or punctuation. Not part of an address, a file name, a number or a {placeholder}.
WORD = re.compile(r"(?<![\w@.#{])[^\W\d_]++(?:['’\u2010\u2011-][^\W\d_]++)*+(?![\w@}]|\.\w)")
_SPLIT = re.compile(r"['’\u2010\u2011-]")
#: Spelling before the agreement of 1990, which Mozambique keeps: *projecto*, *acção*, *vêem* for *projeto*, *ação*, *veem*.
_OLDER = {
    "pt": ((re.compile(r"(?<=[aeiouáâéêíóôú])[cp](?=[çt]|c[eií])", re.IGNORECASE), ""), (re.compile(r"êem\b"), "eem"))
}
#: What a slip may put into a word, besides a to z.
_EXTRA_LETTERS = {"pt": "áâãàçéêíóôõú", "fr": "àâæçéèêëîïôœùûü"}


class Lexicon:
    """The words of all the languages of a library. Each word is looked up once."""

    def __init__(self, library: Library) -> None:
        folder = (library.root / FOLDER).resolve()
        self._codes = [language.code for language in library.languages]
        self._engines = {code: engine for code in self._codes if (engine := _engine(folder, code))}
        self._own = {code: frozenset(_own_words(library, code, code in self._engines)) for code in self._codes}
        self._known: dict[str, dict[str, bool]] = {code: {} for code in self._codes}
        self._names: re.Pattern[str] | None = _any_of(_names(library))
        self._looked_up = self._asked = 0

    def has_dictionary(self, code: str) -> bool:
        return code in self._engines

    def knows(self, code: str, word: str) -> bool:
        """Whether a word, as it stands in a text, is one of the language."""
        return self.share(code, (word,)) == 1

    def share(self, code: str, found: Sequence[str]) -> float:
        """Which part of the words, of which there is at least one, the language has."""
        known = self._known[code]
        for word in found:
            if word not in known:
                known[word] = self._is_word(code, word)
        return sum(map(known.__getitem__, found)) / len(found)

    def without_names(self, text: str) -> str:
        """A text with blanks for the names of organisations, places, works and public people."""
        return self._names.sub(lambda found: " " * len(found.group()), text) if self._names else text

    def suggestions(self, code: str, word: str, used: Mapping[str, int], far: bool) -> list[str]:
        """At most three words that were probably meant, those first that the hub's texts have used most often.

        ``far``: whether more than one slip may lie between.
        """
        if code not in self._engines or len(word) > LONGEST_WORD:
            return []
        low = word.lower()
        steps = _one_step(low, _EXTRA_LETTERS.get(code, ""))
        self._looked_up += 1
        if self._looked_up > _LOOKED_UP:
            steps &= used.keys()
        engine, own = self._engines[code], self._own[code]
        near = [
            other
            for other in sorted(steps)
            if other in own or engine.spell(other) or (other in used and self._is_word(code, other))
        ]
        # Then words of the same letters, and those that lack none.
        near.sort(
            key=lambda other: (
                -used.get(other, 0),
                sorted(other) != sorted(low),
                len(other) <= len(low),
                other[:1] != low[:1],
            )
        )
        if far and not near and self._asked < _ASKED:
            self._asked += 1
            near = difflib.get_close_matches(low, engine.suggest(low), n=3, cutoff=_LIKE)
        return [other.capitalize() if word[0].isupper() else other for other in near[:3]]

    def _is_word(self, code: str, word: str) -> bool:
        if len(word) > LONGEST_WORD:
            return False
        word = _typed(word)
        own = self._own[code]
        engine = self._engines.get(code)
        if word in own or word.lower() in own:
            return True
        if engine is None:
            return False
        if any(engine.spell(form) for form in _forms(code, word)):
            return True
        parts = _SPLIT.split(word)
        return len(parts) > 1 and all(len(part) < 2 or self._is_word(code, part) for part in parts)


def of(library: Library) -> Lexicon:
    """The lexicon of a library, made once; each caller has suggestions of its own to spend."""
    return copy(_made(library))


@lru_cache(maxsize=1)
def _made(library: Library) -> Lexicon:
    return Lexicon(library)


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text that a dictionary can know: not single letters, short forms (HIV) or trade names (WordPress)."""
    return tuple(word for word in WORD.findall(text) if len(word) > 1 and (word.islower() or _is_plain(word)))


def _is_plain(word: str) -> bool:
    """Whether no part of a word has a capital inside: *Water*, *L'Afrique*, not *WordPress*."""
    return all(part[1:] == part[1:].lower() for part in _SPLIT.split(word))


def _forms(code: str, word: str) -> Iterator[str]:
    """A word and, if there is one, the form that the dictionary has it in."""
    yield word
    newer = word
    for old, new in _OLDER.get(code, ()):
        newer = old.sub(new, newer)
    if code == "en":  # *café*, *naïve*
        newer = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    if newer != word:
        yield newer


def _one_step(word: str, extra: str) -> set[str]:
    """Every string that one slip makes of a word: a letter too few or too many, a wrong one, two in the wrong order."""
    letters = "abcdefghijklmnopqrstuvwxyz" + extra
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {left + right[1:] for left, right in halves if right}
    made |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    made |= {left + letter + right[1:] for left, right in halves if right for letter in letters}
    made |= {left + letter + right for left, right in halves for letter in letters}
    return {other for other in made if len(other) > 1} - {word}


@lru_cache(maxsize=32)
def _engine(folder: Path, code: str) -> Any:
    """The dictionary of a language, or None where there is none."""
    if not all((folder / f"{code}.{ending}").is_file() for ending in ("aff", "dic")):
        return None
    return Hunspell(code, hunspell_data_dir=str(folder), system_encoding="utf-8")


def _own_words(library: Library, code: str, has_dictionary: bool) -> Iterator[str]:
    """Words in small letters, which may have a capital where a sentence begins, or with the capital they always have."""
    for text in flat(library.data.get(OWN_WORDS, {}).get(code)):
        yield from map(_typed, WORD.findall(prose.seen(text)))
    explained = glossary.read(library).values()
    texts = [text for term in explained for form in term.terms.get(code, ()) for text in (form.term, *form.matches)]
    if not has_dictionary:
        texts += library.strings[code].words.values() if code in library.strings else ()
        for terms in library.vocabularies.values():
            texts += (str(labels[code]) for labels in terms.values() if labels.get(code))
    for text in texts:
        yield from (_typed(word).lower() for word in WORD.findall(prose.seen(text)))


def _typed(word: str) -> str:
    """A word with the apostrophe and the hyphen of a keyboard, as dictionaries have them."""
    return word.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")


def _names(library: Library) -> Iterator[str]:
    """What keeps its own spelling in any language."""
    data = library.data
    yield from flat(list(data.get("proper_names", {}).values()))
    yield from data.get("public_contacts", {})
    for person in data.get("public_people", {}):
        yield from (person, *person.split())
    for labels in library.vocabularies.get("countries", {}).values():
        yield from flat(list(labels.values()))
    abbreviations = data.get("wording", {}).get("abbreviations")
    yield from flat(abbreviations)
    yield from (language.name for language in library.languages)
    for source in library.sources.values():
        yield from (source.title, source.container, source.publisher, *source.authors)


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    whole = sorted({prose.seen(name).strip() for name in names if len(name) > 1}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, whole))})(?!\w)") if whole else None
