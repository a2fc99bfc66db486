"""What each version brought: an entry a version, from its texts and those of the version before, in plain words.

The entries lie in ``changelog.json`` at the root of the publishing branch, from which ``CHANGELOG.md`` beside it is
written anew each time. An entry also keeps what it takes to build its version once more (`hub.verifying`).
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from babel.dates import format_date

from hub import changes, history, moved, pages, translations
from hub.library import Library
from hub.pages import Page

DATA, TEXT = "changelog.json", "CHANGELOG.md"
#: Pages taken back (``docs/data/withdrawn.yml``): an address and, among other things, the ``category``.
WITHDRAWN = "withdrawn"

NEW, CHANGED, MOVED, REMOVED = "new", "changed", "moved", "removed"
TRANSLATED, RENEWED, REVIEWED = "translated", "translation changed", "translation reviewed"
#: What there is to tell, in this order.
_HEADINGS = {
    NEW: "New pages",
    CHANGED: "Pages that say something else than before",
    MOVED: "Pages that moved",
    REMOVED: "Pages that are gone",
    WITHDRAWN: "Pages taken back",
    TRANSLATED: "New translations",
    RENEWED: "Translations that say something else than before",
    REVIEWED: "Translations that a fluent speaker has reviewed",
}
_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


@dataclass(frozen=True)
class Item:
    """``address`` is below a version's root and tells where the page stands now, or stood; ``note`` is the address that
    it moved from, or why it was taken back: whatever is taken back is not named."""

    what: str
    address: str = ""
    title: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True)
class Replaced:
    """That a version was published once more, on which day and why."""

    date: str
    reason: str


@dataclass(frozen=True)
class Entry:
    """Of one version. ``commit`` is its source; ``site`` and ``repository`` are the addresses that its pages name.

    ``since`` is the version before; empty where there was none, or where its texts are not known. ``languages`` counts
    the pages that stand in each language, by its name.
    """

    version: str
    date: str
    commit: str
    site: str
    repository: str = ""
    editions: bool = False
    since: str = ""
    languages: Mapping[str, int] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    replaced: tuple[Replaced, ...] = ()


def read(text: bytes) -> list[Entry]:
    """The entries of a ``changelog.json``, newest first; none of an empty one."""
    listed = json.loads(text)["versions"] if text else []
    return [_entry(one) for one in listed]


def written(entries: Iterable[Entry]) -> str:
    """The ``changelog.json`` of these entries."""
    data = {"versions": [dataclasses.asdict(entry) for entry in entries]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def text(entries: Iterable[Entry]) -> str:
    """The ``CHANGELOG.md`` of these entries."""
    parts = (f"## {entry.version}, {_day(entry.date)}\n\n{told(entry)}" for entry in entries)
    return "# What each version brought\n\n" + "\n".join(parts)


def told(entry: Entry) -> str:
    """An entry in plain words, as Markdown; its links lead to what stands at an address now."""
    made = [f"Replaced on {_day(one.date)}: {_plain(one.reason)}\n" for one in entry.replaced]
    if not entry.since:
        counts = ", ".join(f"{name} ({number})" for name, number in entry.languages.items())
        made.append(f"The languages, and how many pages stand in each: {counts}.\n")
    for what, heading in _HEADINGS.items():
        if lines := list(dict.fromkeys(_lines(entry, what))):
            made.append(f"{heading}:\n\n" + "".join(f"- {line}\n" for line in lines))
    if entry.since and not entry.items:
        made.append(f"No page says anything else than in {entry.since}.\n")
    return "\n".join(made)


def without(entry: Entry, addresses: Iterable[str]) -> Entry:
    """An entry that does not name these pages, by their addresses below a version's root, in any language."""
    gone = set(addresses)
    kept = tuple(item for item in entry.items if item.address not in gone and item.note not in gone)
    return dataclasses.replace(entry, items=kept)


def items(library: Library, before: str) -> Iterator[Item]:
    """What readers find changed since a commit, in the order of the languages; all in docs/ is new after an empty one."""
    old = {path: blob for path, blob in history.files(library.root, before, "docs").items() if path.endswith(".md")}
    taken = _withdrawn(library, before)
    default, moves = library.default_language, moved.moves(library)
    came_from = _origins(library, old)
    texts = history.texts(library.root, old.values())
    for language in library.languages:
        for page in library.in_language(language.code):
            path = came_from.get(page.path, page.path)
            then = _then(page, f"docs/{language.code}/{path}", old, texts)
            address = language.prefix + page.address
            what = _what(library, page, then)
            if what and changes.is_published(page):
                yield Item(what, address, str(page.meta.get("title", "")), language.name)
            if then and _is_reviewed(page) and not _is_reviewed(then):
                yield Item(REVIEWED, address, str(page.meta.get("title", "")), language.name)
            if language == default and path != page.path:
                yield Item(MOVED, address, str(page.meta.get("title", "")), note=moved.address(path))
    there = moved.pages(library)
    for address in sorted(_addresses(old, default.code) - there.keys() - taken.keys()):
        if not (address in moves and moves[address].page):
            yield Item(REMOVED, address)
    yield from (Item(WITHDRAWN, note=category) for category in sorted(taken.values()))


def counted(library: Library) -> dict[str, int]:
    """How many pages stand in each language, by its name."""
    counts = Counter(language for language, _ in library.pages)
    return {language.name: counts[language.code] for language in library.languages if counts[language.code]}


def _what(library: Library, page: Page, then: Page | None) -> str:
    """What there is to tell of a page, empty if nothing is; by the same rule as in feeds (`hub.changes`)."""
    original = page.language == library.default_language.code
    if then is None or not changes.is_published(then):
        return NEW if original else TRANSLATED
    critical = translations.critical(library.pages.get((library.default_language.code, page.path), page))
    old, now = (
        {name: translations.meaning(text) for name, text in translations.texts(one.meta, one.body).items()}
        for one in (then, page)
    )
    if changes.altered(old, now, critical) is None:
        return ""
    return CHANGED if original else RENEWED


def _then(page: Page, file: str, old: Mapping[str, str], texts: Mapping[str, str]) -> Page | None:
    text = texts.get(old.get(file, ""))
    return pages.parse(text, page.language, page.path, file, []) if text else None


def _origins(library: Library, old: Mapping[str, str]) -> dict[str, str]:
    """Of pages that moved since, the path that each had; by the path that it has now."""
    code = library.default_language.code
    files = {moved.address(path): path for path in _paths(old, code)}
    there = moved.pages(library)
    return {
        move.page.path: files[move.address]
        for move in moved.moves(library).values()
        if move.page and move.address in files and move.address not in there and move.page.path not in files.values()
    }


def _paths(old: Iterable[str], code: str) -> list[str]:
    folder = f"docs/{code}/"
    return [path.removeprefix(folder) for path in old if path.startswith(folder)]


def _addresses(old: Iterable[str], code: str) -> set[str]:
    return {moved.address(path) for path in _paths(old, code)}


def _withdrawn(library: Library, before: str) -> dict[str, str]:
    """The category of each page that was taken back since, by its address."""
    name = f"docs/data/{WITHDRAWN}.yml"
    blob = history.files(library.root, before, name).get(name, "")
    try:
        known = yaml.safe_load(history.texts(library.root, [blob] if blob else []).get(blob, "")) or {}
    except yaml.YAMLError:
        known = {}
    return {
        moved.address(str(address)): str(about.get("category", "")) if isinstance(about, Mapping) else ""
        for address, about in library.data.get(WITHDRAWN, {}).items()
        if address not in known
    }


def _is_reviewed(page: Page) -> bool:
    return translations.about(page).get("state") == "reviewed"


def _lines(entry: Entry, what: str) -> Iterator[str]:
    base = f"{entry.site}latest/"
    for item in entry.items:
        if item.what == what:
            name = f"[{_plain(item.title or item.address)}]({base}{item.address})"
            if what in (TRANSLATED, RENEWED, REVIEWED):
                yield f"{item.language}: {name}"
            elif what == MOVED:
                yield f"{name}, before at {_plain(item.note)}"
            elif what == REMOVED:
                yield _plain(item.address)
            elif what == WITHDRAWN:
                number = sum(other == item for other in entry.items)
                yield f"{number} page{'' if number == 1 else 's'}{f' ({_plain(item.note)})' if item.note else ''}"
            else:
                yield name


def _entry(data: Mapping[str, Any]) -> Entry:
    known = {key: data[key] for key in (one.name for one in dataclasses.fields(Entry)) if key in data}
    known["items"] = tuple(Item(**item) for item in known.get("items", ()))
    known["replaced"] = tuple(Replaced(**one) for one in known.get("replaced", ()))
    return Entry(**known)


def _plain(text: str) -> str:
    """Text that stays text in Markdown, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def _day(date: str) -> str:
    return format_date(datetime.date.fromisoformat(date), "d MMMM y", locale="en")
