"""``sources.bib``: from a BibTeX entry to a reference in the reader's language.

A text cites with ``[^key]``; the definition of that footnote is made here, never by hand.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import bibtexparser
from babel import Locale, UnknownLocaleError
from bibtexparser.bibdatabase import COMMON_STRINGS
from bibtexparser.bparser import BibTexParser
from pyparsing import ParseBaseException

from hub import dates, markup, texts
from hub.problems import Problem, shown

_ENTRY = re.compile(r"^[ \t]*@(\w+)\s*\{\s*([^,\s]+)\s*,", re.MULTILINE)
_BEGINNING = re.compile(r"(?<=\n)[ \t]*@")
_VALUE = re.compile(r"[=#]\s*([\w:-]+)")
# What it logs is for programmers; what is wrong is told in a `Problem`.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
#: Characters of an abbreviation, as of the name of a journal.
_LONGEST_STRING = 500
_SAFE_URL = re.compile(r"https?://[^\s<>\"'`()]+(?:\([^\s<>\"'`()]*\)[^\s<>\"'`()]*)*")


#: Why a work that can be found is not linked: it names people who were harmed or arrested.
NAMES_PEOPLE = "names people"


@dataclass(frozen=True)
class Source:
    """A work that may be cited. ``language`` is a BCP 47 tag, ``date`` is ISO 8601 as far as it is known.

    What an entry lacks, it admits: ``undated`` is BibLaTeX's ``pubstate = {undated}``, ``unlinked`` the reason in
    ``nolink``, where `NAMES_PEOPLE` is told to readers. ``reserved`` is the keyword ``reserve``: kept for pages to come.
    ``entry`` are the fields of the entry as they stand there.
    """

    key: str
    kind: str
    authors: tuple[str, ...]
    title: str
    date: str
    container: str
    publisher: str
    url: str
    doi: str
    language: str
    undated: bool
    unlinked: str
    reserved: bool
    line: int
    entry: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def address(self) -> str:
        """Where the work is found: the publisher's page, else its DOI, else nothing."""
        return self.url or (f"https://doi.org/{self.doi}" if self.doi else "")


def read(path: Path, root: Path) -> tuple[dict[str, Source], list[Problem]]:
    """All sources by key, and what is wrong with the file."""
    name = shown(path, root)
    if not path.is_file():
        return {}, [Problem(name, 1, "this file is missing", "restore it; without it nothing can be cited")]
    problems: list[Problem] = []
    text = texts.read(path, name, problems)
    parser = _Parser()
    sources: dict[str, Source] = {}
    lines: dict[str, int] = {}
    for line, part in _parts(text):
        for found in _ENTRY.finditer(part):
            key = found.group(2)
            here = line + part.count("\n", 0, found.start(2))
            if key in lines:
                cure = "give one of the two entries another key"
                problems.append(Problem(name, here, f'the key "{key}" is used twice', cure))
            lines[key] = here
        for entry in parser.entries(part):
            sources[entry["ID"]] = _source(entry, lines.get(entry["ID"], line))
        problems += [
            Problem(name, line + offset, f'"{value}" stands without braces', "write braces around it: {…}")
            for value, offset in parser.taken_bare(part)
        ]
        if parser.taken_long():
            problems.append(
                Problem(name, line, "this abbreviation is too long", "write its text into the entries that use it")
            )
    cure = "check its braces and commas against the entry above it"
    problems += [
        Problem(name, line, f'the entry "{key}" cannot be read', cure)
        for key, line in lines.items()
        if key not in sources
    ]
    for source in sources.values():
        if not source.title:
            problems.append(Problem(name, source.line, f'the source "{source.key}" has no title', "write title = {…},"))
        if source.url and not _SAFE_URL.fullmatch(source.url):
            problems.append(
                Problem(
                    name, source.line, f'the address of "{source.key}" is not a web address', "write url = {https://…},"
                )
            )
    return sources, problems


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """A file cut where an entry may begin, each part with its first line: a broken one spoils no other, nor the time."""
    starts = [0, *(found.start() for found in _BEGINNING.finditer(text)), len(text)]
    line = 1
    for start, end in pairwise(starts):
        yield line, text[start:end]
        line += text.count("\n", start, end)


class _Strings(dict[str, str]):
    """BibTeX's abbreviations. A name that stands for nothing is a value that somebody wrote without braces.

    One made of others may double with each line, so that a short file makes an endless text: it is cut.
    """

    def __init__(self) -> None:
        super().__init__(COMMON_STRINGS)
        self.bare: list[str] = []
        self.cut = False

    def __missing__(self, name: str) -> str:
        self.bare.append(name)
        return name

    def __setitem__(self, name: str, value: str) -> None:
        self.cut = self.cut or len(value) > _LONGEST_STRING
        super().__setitem__(name, value[:_LONGEST_STRING])


class _Parser:
    """BibTeX, a part of a file at a time; abbreviations hold from where they are made."""

    def __init__(self) -> None:
        self._parser = BibTexParser(common_strings=False, ignore_nonstandard_types=False)
        self._parser.expect_multiple_parse = True
        self._strings = self._parser.bib_database.strings = _Strings()

    def entries(self, part: str) -> list[dict[str, str]]:
        """The entries that can be read; the rest of the part is left out."""
        database = self._parser.bib_database
        database.entries, database.comments = [], []
        try:
            bibtexparser.loads(part, parser=self._parser)
        except (ParseBaseException, RecursionError):
            return []
        return list(database.entries)

    def taken_bare(self, part: str) -> list[tuple[str, int]]:
        """Values without braces since the last call, each with the lines above it in the part."""
        bare, self._strings.bare = dict.fromkeys(self._strings.bare), []
        if not bare:
            return []
        places: dict[str, int] = {}
        for found in _VALUE.finditer(part):
            places.setdefault(found.group(1).lower(), part.count("\n", 0, found.start()))
        return [(value, places.get(value.lower(), 0)) for value in bare]

    def taken_long(self) -> bool:
        """Whether an abbreviation has been cut since the last call."""
        cut, self._strings.cut = self._strings.cut, False
        return cut


def cited(body: str, first_line: int = 1) -> dict[str, int]:
    """The keys that a text cites, in order of first use, each with its first line."""
    keys: dict[str, int] = {}
    for key, line in markup.footnote_marks(body, first_line):
        keys.setdefault(key, line)
    return keys


def definitions(body: str, sources: dict[str, Source], word: Callable[[str], str], language: str) -> str:
    """The Markdown that defines every footnote a text cites; unknown keys are left to `checks`."""
    made = [f"[^{key}]: {reference(sources[key], word, language)}" for key in cited(body) if key in sources]
    return "\n\n".join(made)


def reference(source: Source, word: Callable[[str], str], language: str) -> str:
    """One source as a line of HTML that Markdown leaves as it is.

    Authors, linked title, where it appeared, year, language if another.
    """
    title = _escaped(source.title)
    spoken = _spoken(source.language, language)
    hreflang = f' hreflang="{html.escape(source.language)}"' if spoken else ""
    shown_title = (
        f'<a{spoken}{hreflang} href="{html.escape(source.address)}" rel="noreferrer">{title}</a>'
        if source.address
        else f"<em{spoken}>{title}</em>"
    )
    parts = []
    if source.authors:
        parts.append(_names(source.authors, word))
    parts.append(shown_title)
    parts.append(
        ", ".join(
            _escaped(part) for part in (source.container, source.publisher) if part and part not in source.authors
        )
    )
    parts.append(_escaped(dates.written(source.date, language)) or word("sources.undated"))
    if source.language and source.language != language:
        known = source.language in KNOWN_LANGUAGES
        parts.append(word(f"language.{source.language}") if known else _escaped(source.language))
    if not source.address:
        parts.append(word("sources.names_people" if source.unlinked == NAMES_PEOPLE else "sources.no_link"))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _spoken(language: str, around: str) -> str:
    """What tells a screen reader how to say a title in another language than the text around it (WCAG 3.1.2).

    Its direction is told only where it is another one, too.
    """
    if not language or language == around:
        return ""
    turned = _direction(language) != _direction(around)
    return f' lang="{html.escape(language)}"' + (f' dir="{_direction(language)}"' if turned else "")


def _direction(language: str) -> str:
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


#: Languages of sources that the interface has a word for (``language.pt`` …).
KNOWN_LANGUAGES = ("en", "pt", "fr", "es", "sw", "de")


def _names(authors: tuple[str, ...], word: Callable[[str], str]) -> str:
    escaped = [_escaped(author) for author in authors if author != "others"]
    if "others" in authors or len(escaped) > 4:
        return f"{escaped[0]} {word('sources.and_others')}"
    return ", ".join(escaped)


def _escaped(text: str) -> str:
    """For HTML and for Markdown: an entry is contributed, and a link or a script in it must stay text."""
    return re.sub(r"[\[\]*_`\\]", lambda sign: f"&#{ord(sign.group())};", html.escape(text, quote=False))


def _source(entry: dict[str, str], line: int) -> Source:
    def value(*names: str) -> str:
        return next((plain(entry[name]) for name in names if entry.get(name)), "")

    container = value("journal", "booktitle")
    if container and value("volume"):
        container += f" {value('volume')}" + (f"({value('number')})" if value("number") else "")
        container += f":{value('pages', 'eid')}" if value("pages", "eid") else ""
    return Source(
        key=entry["ID"],
        kind=entry["ENTRYTYPE"],
        authors=tuple(_name(name) for name in " ".join(entry.get("author", "").split()).split(" and ") if name.strip()),
        title=value("title"),
        date=value("date", "year"),
        container=container,
        publisher=value("publisher", "institution", "organization", "school"),
        url=value("url"),
        doi=value("doi"),
        language=value("langid", "language"),
        undated=value("pubstate") == "undated",
        unlinked=value("nolink"),
        reserved="reserve" in re.split(r"\s*[,;]\s*", value("keywords", "keyword")),
        line=line,
        entry=MappingProxyType({name: text for name, text in entry.items() if name not in ("ID", "ENTRYTYPE")}),
    )


def _name(text: str) -> str:
    """``{{Aidsfonds}}`` stays whole; ``Decker, Michele R.`` becomes ``Decker M R``."""
    text = " ".join(text.split())
    if text.startswith("{"):
        return plain(text)
    if "," in text:
        last, first = (part.strip() for part in text.split(",", 1))
        return f"{plain(last)} {plain(first)}".strip()
    return plain(text)


def plain(text: str) -> str:
    """A BibTeX value as its reader sees it: without the braces that keep capitals, its signs without backslashes."""
    text = re.sub(r"\\([&%$#_{}])", r"\1", text.replace("--", "–"))
    return " ".join(text.replace("{", "").replace("}", "").split())
