"""``sources.bib``: from a BibTeX entry to a reference in the reader's language.

A text cites with ``[^key]``; the definition of that footnote is made here, never by hand.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bibtexparser
from bibtexparser.bibdatabase import UndefinedString
from bibtexparser.bparser import BibTexParser

from hub import dates, markup
from hub.problems import Problem, shown

_ENTRY = re.compile(r"^\s*@(\w+)\s*\{\s*([^,\s]+)\s*,", re.MULTILINE)
_SAFE_URL = re.compile(r"https?://[^\s<>\"'`()]+(?:\([^\s<>\"'`()]*\)[^\s<>\"'`()]*)*")


@dataclass(frozen=True)
class Source:
    """A work that may be cited. ``language`` is a BCP 47 tag, ``date`` is ISO 8601 as far as it is known.

    What an entry lacks, it admits: ``undated`` is BibLaTeX's ``pubstate = {undated}``, ``unlinked`` the reason in
    ``nolink``. ``reserved`` is the keyword ``reserve``: kept for pages to come.
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

    @property
    def address(self) -> str:
        """Where the work is found: the publisher's page, else its DOI, else nothing."""
        return self.url or (f"https://doi.org/{self.doi}" if self.doi else "")


def read(path: Path, root: Path) -> tuple[dict[str, Source], list[Problem]]:
    """All sources by key, and what is wrong with the file."""
    name = shown(path, root)
    if not path.exists():
        return {}, [Problem(name, 1, "this file is missing", "restore it; without it nothing can be cited")]
    problems = []
    content = path.read_bytes().replace(b"\r\n", b"\n")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = content.decode("utf-8", errors="replace")
        line = content[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, "the file is not saved as UTF-8", "save it again with the encoding UTF-8"))
    lines = {found.group(2): text.count("\n", 0, found.start(2)) + 1 for found in _ENTRY.finditer(text)}
    seen: set[str] = set()
    for found in _ENTRY.finditer(text):
        if found.group(2) in seen:
            line = text.count("\n", 0, found.start(2)) + 1
            problems.append(
                Problem(
                    name, line, f'the key "{found.group(2)}" is used twice', "give one of the two entries another key"
                )
            )
        seen.add(found.group(2))
    entries, bare = _entries(text)
    for value in bare:
        place = re.search(rf"[=#]\s*{re.escape(value)}\b", text, re.IGNORECASE)
        line = text.count("\n", 0, place.start()) + 1 if place else 1
        problems.append(Problem(name, line, f'"{value}" stands without braces', "write braces around it: {…}"))
    sources = {entry["ID"]: _source(entry, lines.get(entry["ID"], 1)) for entry in entries}
    for key, line in lines.items():
        if key not in sources:
            problems.append(
                Problem(
                    name,
                    line,
                    f'the entry "{key}" cannot be read',
                    "check its braces and commas against the entry above it",
                )
            )
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


def _entries(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """What BibTeX makes of a file, and the values that stand without braces: it takes these for abbreviations."""
    bare: list[str] = []
    while True:
        parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
        parser.bib_database.strings.update({value: value for value in bare})
        try:
            return bibtexparser.loads(text, parser=parser).entries, bare
        except UndefinedString as error:
            bare.append(str(error.args[0]))


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
    shown_title = (
        f'<a href="{html.escape(source.address)}" rel="noreferrer">{title}</a>'
        if source.address
        else f"<em>{title}</em>"
    )
    if source.language and source.language != language:
        shown_title = shown_title.replace("<a ", f'<a hreflang="{html.escape(source.language)}" ', 1)
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
        parts.append(word("sources.no_link"))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


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
        return next((_plain(entry[name]) for name in names if entry.get(name)), "")

    container = value("journal", "booktitle")
    if container and value("volume"):
        container += f" {value('volume')}" + (f"({value('number')})" if value("number") else "")
        container += f":{value('pages', 'eid')}" if value("pages", "eid") else ""
    return Source(
        key=entry["ID"],
        kind=entry["ENTRYTYPE"],
        authors=tuple(_name(name) for name in re.split(r"\s+and\s+", entry.get("author", "")) if name.strip()),
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
    )


def _name(text: str) -> str:
    """``{{Aidsfonds}}`` stays whole; ``Decker, Michele R.`` becomes ``Decker M R``."""
    text = " ".join(text.split())
    if text.startswith("{"):
        return _plain(text)
    if "," in text:
        last, first = (part.strip() for part in text.split(",", 1))
        return f"{_plain(last)} {_plain(first)}".strip()
    return _plain(text)


def _plain(text: str) -> str:
    text = re.sub(r"\\([&%$#_{}])", r"\1", text.replace("--", "–"))
    return " ".join(text.replace("{", "").replace("}", "").split())
