"""What stands in ``docs/``, read once: languages, pages with their front matter, vocabularies, strings, sources.

Plain immutable data. Everything else in the package is handed a `Library` and reads no file of its own.
Nothing here raises for what a contributor wrote: faults met while reading are kept in `Library.faults`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hub import charts, citations, claims, mappings, prose, texts
from hub.pages import Page, parse
from hub.problems import Problem, shown

SHARED_FOLDERS = ("assets", "data")
VOCABULARIES = ("kinds", "countries", "strategies", "levels")

_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Language:
    """A language of the site. ``code`` is a BCP 47 tag, ``name`` is in the language itself."""

    code: str
    name: str
    default: bool

    @property
    def prefix(self) -> str:
        """Where its pages stand below a version's root: the default language at the root itself."""
        return "" if self.default else f"{self.code}/"


@dataclass(frozen=True)
class Strings:
    """The interface's words in one language, flat (``search.open``), and about them: direction, state."""

    file: str
    direction: str
    state: str
    words: Mapping[str, str]
    lines: Mapping[str, int]


@dataclass(frozen=True)
class Section:
    """A part of the site in the main navigation: a key for its name, the page it opens with, the pages in it."""

    key: str
    path: str
    children: tuple[str, ...]

    @classmethod
    def all_of(cls, nav: Iterable[Any]) -> tuple[Section, ...]:
        """From ``nav:`` in ``mkdocs.yml``: ``- tips: [tips/index.md, …]`` or ``- start: start.md``."""
        made = []
        for item in nav:
            for key, value in item.items() if isinstance(item, Mapping) else ():
                paths = tuple(_nav_paths(value))
                if paths:
                    made.append(cls(str(key), paths[0], paths if len(paths) > 1 else ()))
        return tuple(made)


def _nav_paths(value: Any) -> Iterator[str]:
    """The pages of a section, also of sections inside it, which the site shows as one."""
    if isinstance(value, list):
        for item in value:
            yield from _nav_paths(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _nav_paths(item)
    elif value is not None:
        yield str(value)


@dataclass(frozen=True, eq=False)
class Library:
    """All of it. ``data`` holds every other YAML file of ``docs/data/`` by its name, ``charts`` what is
    drawn there, ``assets`` the shared files.

    ``pages`` is what readers may get. A translation with ``status: draft`` in its front matter is work in progress:
    it stands in ``unfinished`` only, and its readers get the page in the default language.
    ``former_paths``, from who knows the history: what the default language ever had, and what it was renamed to, or "".
    """

    root: Path
    languages: tuple[Language, ...]
    pages: Mapping[tuple[str, str], Page]
    strings: Mapping[str, Strings]
    vocabularies: Mapping[str, Mapping[str, Mapping[str, str]]]
    vocabulary_lines: Mapping[str, Mapping[str, int]]
    sources: Mapping[str, citations.Source]
    unfinished: Mapping[tuple[str, str], Page] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    data: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    data_lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    charts: Mapping[str, charts.Chart] = field(default_factory=dict)
    assets: tuple[Path, ...] = ()
    former_paths: Mapping[str, str] = field(default_factory=dict)
    other_files: tuple[str, ...] = ()
    faults: tuple[Problem, ...] = field(default=())

    @property
    def default_language(self) -> Language:
        return next(language for language in self.languages if language.default)

    def language(self, code: str) -> Language:
        return next(language for language in self.languages if language.code == code)

    def page(self, code: str, path: str) -> Page | None:
        """The page as a reader of this language gets it: translated, else in the default language."""
        return self.pages.get((code, path)) or self.pages.get((self.default_language.code, path))

    def is_translated(self, code: str, path: str) -> bool:
        return (code, path) in self.pages

    def paths(self) -> list[str]:
        """Every page's path, in order."""
        return sorted({path for _, path in self.pages})

    def in_language(self, code: str) -> Iterator[Page]:
        return (page for (language, _), page in sorted(self.pages.items()) if language == code)

    def page_of_list(self, name: str) -> Page | None:
        """The page that the site adds a list to (``list: glossary``), in the default language; None where there is none."""
        pages = self.in_language(self.default_language.code)
        return next((page for page in pages if page.meta.get("list") == name), None)

    @functools.cached_property
    def small_words(self) -> Mapping[str, frozenset[str]]:
        """By language, the words that its texts write without a capital: at a sentence's beginning they are no names."""
        made: dict[str, set[str]] = {language.code: set() for language in self.languages}
        for page in self.pages.values():
            made[page.language].update(page.body.split())
        return {
            code: frozenset(word for text in texts for word in _WORDS.findall(prose.seen(text)) if word.islower())
            for code, texts in made.items()
        }

    @functools.cached_property
    def claims(self) -> claims.Claims:
        """What the sources say, as far as the texts rest on it."""
        return claims.Claims.read(self.data.get("claims", {}))

    def label(self, vocabulary: str, key: str, code: str) -> str:
        """A term's label in a language, in the default language where it has none, else the key."""
        labels = self.vocabularies.get(vocabulary, {}).get(key, {})
        return labels.get(code) or labels.get(self.default_language.code) or key

    def labels(self, vocabulary: str, keys: Iterable[str], code: str) -> str:
        """The labels of several terms, in their order."""
        return ", ".join(self.label(vocabulary, key, code) for key in keys)

    def word(self, code: str, key: str) -> str:
        """An interface string. Raises KeyError for a key that no language has: a fault in a template."""
        own = self.strings.get(code)
        if own and own.words.get(key):
            return own.words[key]
        return self.strings[self.default_language.code].words[key]


def read(root: Path, docs: Path, strings: Path, languages: Iterable[Language], nav: Iterable[Any] = ()) -> Library:
    """Read everything below ``docs`` and ``strings``.

    ``root`` is what shown paths are relative to; ``nav`` is the navigation as it stands in ``mkdocs.yml``.
    """
    faults: list[Problem] = []
    languages = tuple(languages)
    codes = {language.code for language in languages}
    default = next((language.code for language in languages if language.default), "")
    pages: dict[tuple[str, str], Page] = {}
    unfinished: dict[tuple[str, str], Page] = {}
    others: list[str] = []
    for path in sorted(docs.rglob("*")):
        relative = path.relative_to(docs)
        if any(part.startswith(".") for part in relative.parts):
            continue
        if path.is_dir():
            if path.suffix == ".md":
                cure = "rename it without .md, or put a page in its place"
                faults.append(Problem(shown(path, root), 1, "this is a folder with the name of a page", cure))
            continue
        if not str(relative).isprintable():
            what = "the file name holds a character that nobody can see"
            faults.append(Problem(shown(path, root), 1, what, "rename it: small letters, digits and hyphens"))
            continue
        if relative.parts[0] in codes and path.suffix == ".md":
            code, name = relative.parts[0], shown(path, root)
            page = parse(texts.read(path, name, faults), code, "/".join(relative.parts[1:]), name, faults)
            is_unfinished = page.language != default and page.meta.get("status") == "draft"
            (unfinished if is_unfinished else pages)[page.language, page.path] = page
        elif relative.parts[0] not in SHARED_FOLDERS:
            others.append(shown(path, root))
    vocabularies: dict[str, Mapping[str, Mapping[str, str]]] = {}
    vocabulary_lines: dict[str, Mapping[str, int]] = {}
    for name in VOCABULARIES:
        data, lines = _read_mapping(docs / "data" / f"{name}.yml", root, faults)
        vocabularies[name] = MappingProxyType({key: value for key, value in data.items() if isinstance(value, dict)})
        for term in data.keys() - vocabularies[name].keys():
            file = shown(docs / "data" / f"{name}.yml", root)
            what = f'"{term}" has no labels'
            faults.append(
                Problem(file, lines.get(term, 1), what, "write below it, a little to the right, en: and its label")
            )
        vocabulary_lines[name] = MappingProxyType(lines)
    other_data: dict[str, Mapping[str, Any]] = {}
    other_lines: dict[str, Mapping[str, int]] = {}
    for path in sorted((docs / "data").glob("*.yml")):
        if path.stem not in VOCABULARIES:
            data, lines = _read_mapping(path, root, faults)
            other_data[path.stem], other_lines[path.stem] = MappingProxyType(data), MappingProxyType(lines)
    sources, bad = citations.read(docs / "data" / "sources.bib", root)
    faults += bad
    return Library(
        root=root,
        languages=languages,
        pages=MappingProxyType(pages),
        unfinished=MappingProxyType(unfinished),
        strings=MappingProxyType(
            {code: _read_strings(strings / f"{code}.yml", root, faults) for code in sorted(codes)}
        ),
        vocabularies=MappingProxyType(vocabularies),
        vocabulary_lines=MappingProxyType(vocabulary_lines),
        sources=MappingProxyType(sources),
        sections=Section.all_of(nav),
        data=MappingProxyType(other_data),
        data_lines=MappingProxyType(other_lines),
        charts=MappingProxyType(charts.read(docs / "data" / "charts", root, faults)),
        assets=tuple(sorted(path for path in (docs / "assets").rglob("*") if path.is_file())),
        other_files=tuple(others),
        faults=tuple(faults),
    )


def _read_strings(path: Path, root: Path, faults: list[Problem]) -> Strings:
    data, lines = _read_mapping(path, root, faults)
    about = data.pop("_language", None) or {}
    about = about if isinstance(about, dict) else {}
    words = {str(key): str(value) for key, value in data.items() if value is not None}
    direction = "rtl" if about.get("direction") == "rtl" else "ltr"
    return Strings(
        shown(path, root), direction, str(about.get("state", "draft")), MappingProxyType(words), MappingProxyType(lines)
    )


def _read_mapping(path: Path, root: Path, faults: list[Problem]) -> tuple[dict[str, Any], dict[str, int]]:
    name = shown(path, root)
    if not path.is_file():
        faults.append(
            Problem(name, 1, "this file is missing", "copy the one of another language or restore it, and fill it in")
        )
        return {}, {}
    return mappings.parse(texts.read(path, name, faults), name, 0, faults)
