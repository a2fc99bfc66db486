"""Nobody is named whose role is not public: two capitalised words side by side look like a person's name.

What may stand capitalised is listed in ``docs/data/proper_names.yml`` (organisations, places, works, terms), who may be
named in ``docs/data/public_people.yml`` with the reason. Scripts without capitals (Arabic) show no names this way: there,
a person has to look. A message never repeats the name: messages are kept in public logs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub import prose
from hub.checks.privacy import flat
from hub.library import Library
from hub.mappings import mapping
from hub.pages import Page
from hub.problems import Problem

PEOPLE, PROPER = "public_people", "proper_names"

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W_])?\.?")
_PARTICLES = frozenset(
    ["da", "de", "do", "das", "dos", "du", "van", "von", "der", "den", "bin", "binti", "wa", "ole", "arap"]
)
#: With one of these even a single name is a person's, and the title itself may be small.
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "judge",
        "inspector",
        "sergeant",
        "constable",
        "captain",
        "colonel",
        "major",
        "superintendent",
        "commissioner",
        "senhor",
        "senhora",
        "sr",
        "sra",
        "dona",
        "doutor",
        "doutora",
        "sargento",
        "capitão",
        "coronel",
        "inspectora",
        "monsieur",
        "madame",
        "mme",
        "capitaine",
        "bwana",
        "bibi",
        "afande",
    ]
)
#: Before these a sentence begins, or something like one.
_BEGINNING = re.compile(r"(?:^|[.!?:;…|–—(\[\"“«‘'/]|\d[.)]|\d:)\s*$")
#: At least every capital letter: two of them, or a title and one, are what a name needs.
_MAYBE_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]|[^\x00-\xff]")
_TITLE = re.compile(rf"(?i:\b(?:{'|'.join(_TITLES)})\b)")
_NUMERAL = re.compile(r"[IVXLC]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_CURE = (
    "leave the name out; an organisation, place or work goes into docs/data/proper_names.yml, "
    "a person whose role is public into docs/data/public_people.yml with the reason"
)


@dataclass(frozen=True)
class _Token:
    word: str
    start: int
    begins: bool
    capital: bool


class _Known:
    """Names of one or more words, found at a place in a row of tokens: the longest one wins."""

    def __init__(self, names: Iterator[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(token.word for token in _tokens(prose.seen(name)))
            if words:
                self._by_first.setdefault(words[0], []).append(words)
        for entries in self._by_first.values():
            entries.sort(key=len, reverse=True)

    def length_at(self, tokens: list[_Token], at: int) -> int:
        for words in self._by_first.get(tokens[at].word, ()):
            if tuple(token.word for token in tokens[at : at + len(words)]) == words:
                return len(words)
        return 0


def check(library: Library) -> Iterator[Problem]:
    people = library.data.get(PEOPLE, {})
    for name, reason in people.items():
        if not isinstance(reason, str) or not reason.strip():
            yield Problem(
                f"docs/data/{PEOPLE}.yml",
                library.data_lines.get(PEOPLE, {}).get(name, 1),
                "this person has no reason",
                "write after the colon in which public role this person is named, and where",
            )


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    known = _known(library)
    for page in pages:
        ordinary = library.small_words[page.language]
        raw = page.body.split("\n")
        for line, text in _texts(page):
            if len(_MAYBE_CAPITAL.findall(text)) < 2 and not _TITLE.search(text):
                continue
            for word in _names(text, known, ordinary):
                here = raw[line - page.body_line] if line >= page.body_line else ""
                column = here.find(word) + 1
                where = f" (from character {column} on)" if column else ""
                yield Problem(page.file, line, f"what looks like a person's name stands here{where}", _CURE)


@functools.lru_cache(maxsize=1)
def _known(library: Library) -> _Known:
    return _Known(_allowed(library))


def _allowed(library: Library) -> Iterator[str]:
    yield from library.data.get(PEOPLE, {})
    for group in library.data.get(PROPER, {}).values():
        yield from flat(group)
    for labels in library.vocabularies.get("countries", {}).values():
        yield from flat(labels)
    yield from (language.name for language in library.languages)
    for key, forms in mapping(library.data.get("wording", {}).get("abbreviations")).items():
        yield from (str(key), *flat(forms))
    yield from map(str, mapping(library.data.get("wording", {}).get("understood")))


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    for key, value in page.meta.items():
        yield from (
            (page.line_of(key), prose.plain(prose.seen(text))) for text in flat(value) if len(text) <= prose.LONGEST
        )
    yield from ((sentence.line, sentence.text) for sentence in page.sentences)


def _tokens(text: str) -> list[_Token]:
    made = []
    for found in _WORD.finditer(text):
        word = found.group()
        if word.endswith(".") and len(word) > 2:
            word = word[:-1]
        bare = _POSSESSIVE.sub("", word)
        begins = bool(_BEGINNING.search(text[max(0, found.start() - 4) : found.start()])) or found.start() == 0
        made.append(_Token(bare, found.start(), begins, bare[:1].isupper()))
    return made


def _names(text: str, known: _Known, ordinary: frozenset[str]) -> Iterator[str]:
    """The first word of each run of two or more capitalised words that nothing explains."""
    tokens = _tokens(text)
    run: list[_Token] = []
    at, end = 0, 0

    def closed() -> Iterator[str]:
        if len(run) > 1:
            yield run[0].word
        run.clear()

    while at < len(tokens):
        token = tokens[at]
        if run and text[end : token.start].strip() not in ("", "."):
            yield from closed()
        length = known.length_at(tokens, at)
        if length:
            yield from closed()
            at += length
            end = tokens[at - 1].start + len(tokens[at - 1].word)
            continue
        end = token.start + len(token.word)
        if token.word.lower() in _TITLES:
            yield from closed()
            run.append(token)
        elif token.capital and not _NUMERAL.fullmatch(token.word) and not _is_ordinary(token, ordinary):
            run.append(token)
        elif not (run and token.word in _PARTICLES):
            yield from closed()
        at += 1
    yield from closed()


def _is_ordinary(token: _Token, ordinary: frozenset[str]) -> bool:
    return token.begins and (token.word.lower() in ordinary or re.split(r"['’-]", token.word.lower())[0] in ordinary)
