"""A translation says the same with the same parts: sections, links, pictures, sources, boxes and lists to tick.

Words are not compared; each message names the line in the translation and what the original has there.
"""

from __future__ import annotations

import functools
import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub import charts, markup, mends, translations
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

#: Front matter that is no text: the same in every language.
SHARED = ("kind", "number", "country", "years", "levels", "strategies", "evidence.grade", "law_checked", "consent")
_BOX = re.compile(r"\s*(!!!|\?\?\?\+?)\s*([\w-]*)")
_TICK = re.compile(r"\s*[-*+]\s\s{0,3}\[[ xX]\]\s")


@dataclass
class _Section:
    """What one section of a page holds, counted by kind; ``lines`` is where each part stands first."""

    id: str
    line: int
    level: int = 0
    parts: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, kind: str, value: str, line: int) -> None:
        self.parts[kind, value] += 1
        self.lines.setdefault((kind, value), line)


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    for page in pages:
        source = _source(library, page)
        if source is not None:
            yield from _front_matter(page, source)
            yield from _sections(page, source)


def _source(library: Library, page: Page) -> Page | None:
    default = library.default_language.code
    if page.language == default:
        return None
    about = page.meta.get("translation")
    origin = str(about.get("from") or default) if isinstance(about, Mapping) else default
    return library.pages.get((origin, page.path)) if origin != page.language else None


def _front_matter(page: Page, source: Page) -> Iterator[Problem]:
    for key in SHARED:
        own, original = _value(page, key), _value(source, key)
        if own != original:
            first = key.split(".")[0]
            yield Problem(
                page.file,
                page.line_of(first),
                f'"{key}" is not the same as in {source.file}',
                f"write {key.split('.')[-1]}: {_written(original)}" if original is not None else "leave it out",
                functools.partial(mends.value, key, original),
            )


def _value(page: Page, key: str) -> Any:
    value: Any = page.meta
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _written(value: Any) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _sections(page: Page, source: Page) -> Iterator[Problem]:
    # What the translation has not caught up with is normal work: `status` lists it.
    late = {one.id for one in translations.behind(source, page)}
    own, original = ([part for part in _parts(side) if part.id not in late] for side in (page, source))
    yield from _shape(page, source, own, original)
    by_id = {section.id: section for section in own}
    for section in original:
        if section.id in by_id:
            yield from _contents(page, source, by_id[section.id], section)


def _shape(page: Page, source: Page, own: list[_Section], original: list[_Section]) -> Iterator[Problem]:
    """The first place where the headings part ways: in their order or their level.

    A section that only one of the two has is behind, and a heading without an id has a problem of its own.
    """
    for mine, theirs in zip(filter(_is_named, own), filter(_is_named, original), strict=False):
        if (mine.id, mine.level) != (theirs.id, theirs.level):
            yield Problem(
                page.file,
                mine.line,
                f"the headings are not those of {source.file}: there, another one stands in this place",
                f"keep the heading {'#' * theirs.level} … {{#{theirs.id}}} here (line {theirs.line} there)",
            )
            return


def _is_named(section: _Section) -> bool:
    return section.id != ""


_NAMES = {
    "link": "the link to {}",
    "picture": "the picture {}",
    "source": "the mark [^{}]",
    "box": 'a box "{}"',
    "tick": "an item to tick, - [ ]",
    "chart": "the chart [chart: {}]",
}


def _contents(page: Page, source: Page, own: _Section, original: _Section) -> Iterator[Problem]:
    where = f'section "#{own.id}"' if own.id else "the text above the first heading"
    for (kind, value), count in sorted((original.parts - own.parts).items()):
        yield Problem(
            page.file,
            own.lines.get((kind, value), own.line),
            f"{where} lacks {_NAMES[kind].format(value)}{_times(count)}",
            f"add it as in line {original.lines[kind, value]} of {source.file}",
        )
    for (kind, value), count in sorted((own.parts - original.parts).items()):
        yield Problem(
            page.file,
            own.lines[kind, value],
            f"{where} has {_NAMES[kind].format(value)}{_times(count)}, which {source.file} has not",
            "leave it out, or add it there first",
        )


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""


def _parts(page: Page) -> list[_Section]:
    headings = page.headings
    starts = [heading.line for heading in headings]
    sections = [_Section("", page.body_line)]
    sections += [_Section(heading.id or "", heading.line, heading.level) for heading in headings]

    def at(line: int) -> _Section:
        return sections[bisect_right(starts, line)]

    for link in page.links:
        at(link.line).add("picture" if link.is_image else "link", posixpath.normpath(link.target or "."), link.line)
    for key, line in markup.footnote_marks(page.body, page.body_line):
        at(line).add("source", key, line)
    for one in charts.asked(page.body, page.body_line):
        at(one.line).add("chart", one.name, one.line)
    for line, text in markup.lines_of_prose(page.body, page.body_line):
        if box := _BOX.match(text):
            at(line).add("box", box.group(2), line)
        elif _TICK.match(text):
            at(line).add("tick", "", line)
    return sections
