"""Words that are in no dictionary of their language, each at its first place in a page (see `lexicon`).

A word with a capital letter is not repeated: it may be a person's name, and messages are kept in public logs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from hub.checks import language
from hub.checks.lexicon import LONGEST_WORD, OWN_WORDS, WORD, Lexicon, of, words
from hub.checks.passages import Passage, labels, of_pages
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

FILE = f"docs/data/{OWN_WORDS}.yml"
NAMES = "docs/data/proper_names.yml"


def check(library: Library) -> Iterator[Problem]:
    """The strings of the interface, the labels, and the list of own words itself."""
    yield from _listed(library, [one.code for one in library.languages])
    yield from _check(library, list(labels(library)))


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    yield from _check(library, list(of_pages(library, pages)))


def _check(library: Library, passages: Sequence[Passage]) -> Iterator[Problem]:
    lexicon = of(library)
    names = {one.code: language.english_name(one.code, one.name) for one in library.languages}
    codes = list(names)
    told: set[tuple[str, str]] = set()
    used: dict[str, Counter[str]] = {}
    for passage in passages:
        code = passage.language
        if not (passage.words and lexicon.has_dictionary(code)) or lexicon.share(code, passage.words) == 1:
            continue
        if language.other_language(lexicon, codes, passage) is not None:
            continue  # one problem for all of its words
        for word, offset in _unknown(lexicon, codes, passage):
            used = used or _used(passages)
            if (passage.file, word.lower()) not in told:
                told.add((passage.file, word.lower()))
                line = passage.block.line_at(offset)
                yield Problem(passage.file, line, *_problem(lexicon, names, used[code], word, code))


def _used(passages: Sequence[Passage]) -> dict[str, Counter[str]]:
    """How often each word stands in the texts of each language."""
    made: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        made[passage.language].update(passage.words)
    return made


def _listed(library: Library, codes: list[str]) -> Iterator[Problem]:
    for code in library.data.get(OWN_WORDS, {}):
        if code not in codes:
            line = library.data_lines.get(OWN_WORDS, {}).get(code, 1)
            yield Problem(FILE, line, f'"{code}" is not a language of this site', f"write one of {', '.join(codes)}")


def _unknown(lexicon: Lexicon, codes: list[str], passage: Passage) -> Iterator[tuple[str, int]]:
    """Each unknown word and where it stands. In quotation marks, words of any of the hub's languages are right."""
    text = lexicon.without_names(passage.block.text)
    outside = language.without_quotations(text)
    for found in WORD.finditer(text):
        word = found.group()
        if not words(word) or lexicon.knows(passage.language, word):
            continue
        quoted = outside[found.start()] == " "
        if not (quoted and any(lexicon.knows(code, word) for code in codes if lexicon.has_dictionary(code))):
            yield word, found.start()


def _problem(lexicon: Lexicon, names: Mapping[str, str], used: Counter[str], word: str, code: str) -> tuple[str, str]:
    """What is wrong with a word, and what to write."""
    listed = f"{FILE} below {code}:"
    is_name = word != word.lower()
    foreign = next((other for other in names if lexicon.has_dictionary(other) and lexicon.knows(other, word)), None)
    # What is like a name would give the name away.
    near = [] if is_name else lexicon.suggestions(code, word, used, far=not foreign)
    write = f"write {_either(near)}" if near else "correct it"
    if is_name:
        what = f"a word with a capital {word[0]} is not in the dictionary"
        return what, f"{write}, or add it to {NAMES} if an organisation, place or work is called so, else to {listed}"
    if foreign:
        what = f'"{word}" is not in the dictionary, only in the one for {names[foreign]}'
        write = write if near else f"write the word for it in {names[code]}"
        return what, f"{write}, put it in quotation marks if it is meant so, or add it to {listed}"
    shown = word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"
    return f'"{shown}" is not in the dictionary', f"{write}, or add the word to {listed}"


def _either(near: list[str]) -> str:
    return " or ".join(f'"{word}"' for word in near)
