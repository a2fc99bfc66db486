"""A page as it stands in its file: what it says about itself, its text, and where each thing is."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hub import mappings, markup, prose
from hub.problems import Problem


@dataclass(frozen=True)
class Page:
    """One Markdown file. ``path`` is relative to its language's folder and the same in all languages.

    ``front`` is the front matter as it stands in the file, ``meta`` what it says.
    """

    language: str
    path: str
    file: str
    meta: Mapping[str, Any]
    meta_lines: Mapping[str, int]
    body: str
    body_line: int
    front: str = ""

    @property
    def address(self) -> str:
        """Relative to the language's root: ``tips/champions/``, and the empty string for the home page."""
        stem = self.path.removesuffix(".md")
        stem = stem.removesuffix("index") if stem.split("/")[-1] == "index" else stem + "/"
        return stem

    # What several checks ask for is found once.
    @functools.cached_property
    def headings(self) -> tuple[markup.Heading, ...]:
        return tuple(markup.headings(self.body, self.body_line))

    @functools.cached_property
    def ids(self) -> Mapping[str, int]:
        """The ids of its headings in their order, each with its first line."""
        made: dict[str, int] = {}
        for heading in self.headings:
            if heading.id:
                made.setdefault(heading.id, heading.line)
        return made

    @functools.cached_property
    def links(self) -> tuple[markup.Link, ...]:
        return tuple(markup.links(self.body, self.body_line))

    @functools.cached_property
    def blocks(self) -> tuple[prose.Block, ...]:
        """The body's blocks as a reader sees them; none where a line is too long to be looked through."""
        if any(len(line) > prose.LONGEST for line in self.body.split("\n")):
            return ()
        return tuple(prose.blocks(self.body, self.body_line))

    @functools.cached_property
    def sentences(self) -> tuple[prose.Sentence, ...]:
        return tuple(sentence for block in self.blocks for sentence in prose.sentences(block))

    def line_of(self, key: str) -> int:
        """The line of a front matter key; that of the first one where it is missing."""
        return self.meta_lines.get(key, 1)

    def listed(self, key: str) -> list[str]:
        """A front matter value as a list of strings, whatever a contributor wrote."""
        value = self.meta.get(key) or []
        return [str(item) for item in (value if isinstance(value, list) else [value])]


def parse(text: str, language: str, path: str, name: str, faults: list[Problem]) -> Page:
    """A page from the text of its file; ``name`` is the file as shown to people. Adds what is wrong to ``faults``."""
    front, body, body_line = markup.split_front_matter(text)
    meta: Mapping[str, Any] = {}
    lines: Mapping[str, int] = {}
    if front is None:
        cure = "start the file with a line ---, then title:, summary: and kind:, then ---"
        faults.append(Problem(name, 1, "the page has no front matter", cure))
    else:
        meta, lines = mappings.parse(front, name, 1, faults)
    # A key that is not filled in yet is as good as not there; its line stays known.
    meta = {key: value for key, value in meta.items() if value is not None}
    return Page(
        language, path, name, MappingProxyType(meta), MappingProxyType(dict(lines)), body, body_line, front or ""
    )
