"""The glossary as readers of one language see it: terms in alphabetical order, each language's words, and their sources."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hub import citations, glossary
from hub.glossary import Form, Term
from hub.library import Language, Library
from hub.site.bibliography import letters


@dataclass(frozen=True)
class Word:
    """A form, and the numbers of its sources in the list below."""

    text: str
    is_proposed: bool
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """What one language says, and what it should not say. ``terms`` is empty where nothing reliable was found."""

    language: Language
    terms: tuple[Word, ...]
    avoid: tuple[Word, ...]


@dataclass(frozen=True)
class Entry:
    """A term. Its title and definition are in the reader's language where there are any, else in the default one."""

    name: str
    title: str
    title_language: str
    definition: str
    definition_language: str
    sources: tuple[int, ...]
    rows: tuple[Row, ...]
    missing: tuple[Language, ...]


@dataclass(frozen=True)
class Reference:
    """A source with its number, as HTML in the reader's language, and the first entry that names it."""

    number: int
    html: str
    entry: str


@dataclass(frozen=True)
class Shown:
    entries: tuple[Entry, ...]
    references: tuple[Reference, ...]


def shown(library: Library, code: str) -> Shown:
    """All of it in a language. A source is numbered where a reader first meets it."""
    default = library.default_language.code
    own = library.language(code)
    languages = (own, *(language for language in library.languages if language != own))
    terms = sorted(glossary.read(library).items(), key=lambda item: letters(item[1].form(code, default)[1].term))
    numbers: dict[str, int] = {}
    first: dict[str, str] = {}

    def numbered(keys: Iterable[str], name: str) -> tuple[int, ...]:
        known = [key for key in keys if key in library.sources]
        for key in known:
            first.setdefault(key, name)
        return tuple(numbers.setdefault(key, len(numbers) + 1) for key in known)

    def words(forms: Iterable[Form], name: str) -> tuple[Word, ...]:
        return tuple(Word(form.term, form.is_proposed, numbered(form.sources, name)) for form in forms)

    def rows(term: Term, name: str) -> Iterator[Row]:
        for language in languages:
            said, avoid = term.terms.get(language.code, ()), term.avoid.get(language.code, ())
            if said or avoid:
                yield Row(language, words(said, name), words(avoid, name))

    entries = []
    for name, term in terms:
        (title_language, title), (meaning_language, meaning) = term.form(code, default), term.meaning(code, default)
        sources = numbered(term.sources, name)
        made = tuple(rows(term, name))
        missing = tuple(language for language in languages if language not in [row.language for row in made])
        entries.append(Entry(name, title.term, title_language, meaning, meaning_language, sources, made, missing))
    word = functools.partial(library.word, code)
    references = [
        Reference(number, citations.reference(library.sources[key], word, code), first[key])
        for key, number in numbers.items()
    ]
    return Shown(tuple(entries), tuple(references))
