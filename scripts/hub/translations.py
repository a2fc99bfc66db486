"""Which English text each section of a translated page was made from, and how far it has fallen behind.

Pure: pages in, states and numbers out. A translated page pins, in its front matter, each section to the text it
was made from: ``translation: {state: draft, from: en, sections: {"": 1f2e3d4c, why: 5b6a7988}}``. A section is
named by the id of its heading, the empty id is what stands before the first heading, title and summary included.
"""

from __future__ import annotations

import functools
import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from hub import markup, prose
from hub.library import Language, Library
from hub.pages import Page

#: The id of what stands before the first heading, and what a person types for it.
OPENING, OPENING_WORD = "", "top"
#: The heading of a section that a translator has not begun.
EMPTY = "…"

_FENCE = re.compile(r"^\s*(```|~~~)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_ATTRIBUTES = re.compile(r"\{:?\s*[.#][^{}]*\}")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
#: What carries meaning: words, figures with a sign before and a unit after them, money.
_MEANING = re.compile(r"(?<!\S)[-−+](?=\d)|[^\W_]+|[%‰°§±×=≤≥]|[$£€¥₦]")


class State(Enum):
    """How a section of a translated page stands to the English one."""

    CURRENT = "current"
    STALE = "stale"  # the English text has changed since
    NEW = "new"  # exists in English only
    GONE = "gone"  # exists in the translation only


@dataclass(frozen=True)
class Section:
    """From one heading to the next of any level.

    ``line`` is the heading as it stands in the file, ``text`` the Markdown below it.
    """

    id: str
    level: int
    heading: str
    line: str
    text: str


@dataclass(frozen=True)
class SectionState:
    id: str
    state: State
    critical: bool
    words: int


@dataclass(frozen=True)
class Progress:
    """How far one language is, in pages and in English words. ``behind`` are pages with a section that is not current."""

    language: Language
    current: tuple[str, ...]
    behind: tuple[str, ...]
    drafts: tuple[str, ...]
    unfinished: tuple[str, ...]
    missing: tuple[str, ...]
    words: int


def sections(body: str) -> list[Section]:
    """The sections of a text in their order; the first one is the opening. A heading without an id opens none."""
    lines = body.split("\n")
    starts = [(heading.line - 1, heading) for heading in markup.headings(body, 1) if heading.id]
    ends = [start for start, _ in starts] + [len(lines)]
    made = [Section(OPENING, 1, "", "", "\n".join(lines[: ends[0]]))]
    for (start, heading), end in zip(starts, ends[1:], strict=True):
        made.append(
            Section(str(heading.id), heading.level, heading.text, lines[start], "\n".join(lines[start + 1 : end]))
        )
    return made


@functools.lru_cache(maxsize=256)  # the original of several translations
def meaning(text: str) -> tuple[str, ...]:
    """The words, figures and citation keys of a Markdown text: what a reader would notice if it changed.

    White space, punctuation, upper case, emphasis, list numbers and the targets of links are left out, so that a
    cosmetic edit asks nobody to translate anything.
    """
    plain = _plain(markup.without_comments(text))
    folded = prose.normal(html.unescape(plain)).casefold()
    unseen = {ord(letter): None for letter in set(folded) if unicodedata.category(letter) == "Cf"}
    return tuple(_MEANING.findall(folded.translate(unseen)))


def digest(text: str) -> str:
    """Eight hexadecimal digits (SHA-256) for the meaning of a text."""
    return hashlib.sha256(" ".join(meaning(text)).encode()).hexdigest()[:8]


def texts(meta: Mapping[str, Any], body: str) -> dict[str, str]:
    """What there is to translate in a page, by section, each with its heading.

    The opening also holds what a page shows from its front matter: title, summary and the reason for its grade.
    """
    made: dict[str, list[str]] = {}
    for section in sections(body):
        above = section.heading
        if section.id == OPENING:
            evidence = meta.get("evidence")
            shown = [meta.get("title"), meta.get("summary")]
            shown += [evidence.get("grade"), evidence.get("reason")] if isinstance(evidence, Mapping) else []
            above = "\n".join(str(value) for value in shown if value)
        made.setdefault(section.id, []).append(f"{above}\n\n{section.text.strip()}".strip())
    return {identifier: "\n\n".join(parts) for identifier, parts in made.items()}


def digests(page: Page) -> dict[str, str]:
    """The hash of each section of a page, by id."""
    return {identifier: digest(text) for identifier, text in texts(page.meta, page.body).items()}


def about(page: Page) -> Mapping[str, Any]:
    """``translation:`` of a page, empty where a contributor wrote something else."""
    value = page.meta.get("translation")
    return value if isinstance(value, Mapping) else {}


def pins(page: Page) -> dict[str, str]:
    """The hash that each section of a translated page was made from; empty where there are none."""
    value = about(page).get("sections")
    return {str(key): str(pin) for key, pin in value.items()} if isinstance(value, Mapping) else {}


def critical(original: Page) -> set[str]:
    """The sections whose present text must reach readers at once: those that the page names, and all below them."""
    named, found, inside = set(original.listed("safety_critical")), set(), 0
    for section in sections(original.body)[1:]:
        if inside and section.level <= inside:
            inside = 0
        if section.id in named and not inside:
            inside = section.level
        if inside:
            found.add(section.id)
    return found


def states(original: Page, translated: Page) -> list[SectionState]:
    """Every section of either page: those of the original in its order, then what only the translation has."""
    pinned, urgent = pins(translated), critical(original)
    own = dict.fromkeys(section.id for section in sections(translated.body))
    english = texts(original.meta, original.body)
    made = []
    for identifier, text in english.items():
        if identifier not in own:
            state = State.NEW
        else:
            state = State.CURRENT if pinned.get(identifier) == digest(text) else State.STALE
        made.append(SectionState(identifier, state, identifier in urgent, len(meaning(text))))
    gone = [identifier for identifier in own if identifier not in english]
    return made + [SectionState(identifier, State.GONE, False, 0) for identifier in gone]


def behind(original: Page, translated: Page) -> list[SectionState]:
    """The sections that a translator has to look at."""
    return [section for section in states(original, translated) if section.state is not State.CURRENT]


@functools.lru_cache(maxsize=1)  # a page of the site shows it in each language
def progress(library: Library) -> list[Progress]:
    """How far each language but the default one is, in the order of the languages."""
    words = {
        original.path: sum(len(meaning(text)) for text in texts(original.meta, original.body).values())
        for original in library.in_language(library.default_language.code)
    }
    return [_progress(library, language, words) for language in library.languages if not language.default]


def _progress(library: Library, language: Language, all_words: Mapping[str, int]) -> Progress:
    groups: dict[str, list[str]] = {"current": [], "behind": [], "drafts": [], "unfinished": [], "missing": []}
    words = 0
    for original in library.in_language(library.default_language.code):
        translated = library.pages.get((language.code, original.path))
        if translated is None:
            unfinished = (language.code, original.path) in library.unfinished
            groups["unfinished" if unfinished else "missing"].append(original.path)
            words += all_words[original.path]
            continue
        late = behind(original, translated)
        words += sum(section.words for section in late)
        groups["behind" if late else "current"].append(original.path)
        if about(translated).get("state") != "reviewed":
            groups["drafts"].append(original.path)
    return Progress(language, words=words, **{name: tuple(paths) for name, paths in groups.items()})


def new_pins(original: Page, translated: Page, done: Iterable[str] | None = None) -> dict[str, str]:
    """The pins after a translator has brought sections up to date: those named, else all that the translation has.

    In the order of the original page. Pins of sections that no longer stand in the translation are left out.
    """
    now, old = digests(original), pins(translated)
    own = dict.fromkeys(section.id for section in sections(translated.body))
    renewed = set(own if done is None else done)
    made = {
        key: now[key] if key in renewed else old[key] for key in now if key in own and (key in renewed or key in old)
    }
    return made | {key: old[key] for key in own if key not in now and key in old}


def command(language: str, path: str, words: str = "") -> str:
    """What a person types to work on a translation of a page."""
    return f"python3 scripts/hub translate {language} {path.removesuffix('.md')}{words and f' {words}'}"


def _plain(text: str) -> str:
    """Without the signs and addresses of Markdown; code stays as it is."""
    return "\n".join(_plain_lines(text))


def _plain_lines(text: str) -> Iterator[str]:
    fence = None
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and fence in (None, mark.group(1)):
            fence = None if fence else mark.group(1)
        elif fence:
            yield line
        else:
            yield _prose(_ITEM.sub("", line))


def _prose(line: str) -> str:
    code: list[str] = []
    pieces, at = [], 0
    line = line.replace("\0", " ")  # the sign that code is kept under
    for start, stop in markup.code_spans(line):
        pieces.append(f"{line[at:start]}\0{len(code)}\0")
        code.append(line[start:stop])
        at = stop
    line = "".join(pieces) + line[at:]
    for _ in range(2):  # a link may hold an image
        line = markup.LINK.sub(lambda found: found["text"], line)
    line = _ATTRIBUTES.sub(" ", _TAG.sub(" ", line))
    return re.sub(r"\0(\d+)\0", lambda found: code[int(found[1])], line)
