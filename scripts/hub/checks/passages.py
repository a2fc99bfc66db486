"""Every text that readers see, a paragraph, heading, item, cell or string at a time, with the language it should be in.

A passage is in the language of its folder or key, unless an attribute list says otherwise: ``{: lang=fr}`` in the
paragraph or in the line below it. Words that readers type (``search_terms``) may be any words, and are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from hub import prose
from hub.checks.lexicon import words
from hub.checks.privacy import LONGEST
from hub.library import Library, Page
from hub.prose import Block

_LANG = re.compile(r"\{[^{}]{0,200}?\blang=[\"']?([A-Za-z]{2,3})")
_PICTURE = re.compile(r"!\[([^\[\]]{1,1000})\]\(")
_PLACE = re.compile(r"\{\w*\}")


@dataclass(frozen=True)
class Passage:
    """``words`` are those that a dictionary can know. A ``label`` is a string of the interface or of a vocabulary."""

    language: str
    file: str
    block: Block
    words: tuple[str, ...]
    label: bool = False


def all_of(library: Library) -> Iterator[Passage]:
    codes = {language.code for language in library.languages}
    for page in library.pages.values():
        yield from (passage for passage in of_page(page) if passage.language in codes)
    for code, strings in library.strings.items():
        for key, text in strings.words.items():
            yield _label(code, strings.file, strings.lines.get(key, 1), text)
    for name, terms in library.vocabularies.items():
        for term, labels in terms.items():
            line = library.vocabulary_lines.get(name, {}).get(term, 1)
            for code in codes & labels.keys():
                yield _label(code, f"docs/data/{name}.yml", line, str(labels[code] or ""))


def of_page(page: Page) -> Iterator[Passage]:
    evidence = page.meta.get("evidence")
    texts = [(page.line_of(key), page.meta.get(key)) for key in ("title", "summary")]
    if isinstance(evidence, Mapping):
        texts.append((page.meta_lines.get("evidence.reason", page.line_of("evidence")), evidence.get("reason")))
    for line, text in texts:
        if isinstance(text, str) and len(text) <= LONGEST:
            plain = prose.plain(prose.seen(text))
            yield Passage(page.language, page.file, _block(plain, line), tuple(words(plain)))
    marked = _marked(page)
    for block, found in _blocks(page.body, page.body_line):
        code = next((marked[line] for line in (*block.lines, block.lines[-1] + 1) if line in marked), page.language)
        yield Passage(code, page.file, block, found)


def _label(code: str, file: str, line: int, text: str) -> Passage:
    plain = _PLACE.sub(" ", prose.seen(text[:LONGEST]))
    return Passage(code, file, _block(plain, line), tuple(words(plain)), label=True)


def _block(text: str, line: int) -> Block:
    return Block(text, (0,), (line,))


def _marked(page: Page) -> dict[int, str]:
    """The lines of a page that name a language of their own."""
    if "lang=" not in page.body:
        return {}
    lines = enumerate(page.body.split("\n"), page.body_line)
    return {number: found[1].lower() for number, line in lines if (found := _LANG.search(line))}


@lru_cache(maxsize=20_000)
def _blocks(body: str, first_line: int) -> tuple[tuple[Block, tuple[str, ...]], ...]:
    """The blocks of a text and the descriptions of its pictures; kept, because more than one check asks."""
    lines = body.split("\n")
    if any(len(line) > LONGEST for line in lines):  # that is a problem of its own
        return ()
    blocks = [*prose.blocks(body, first_line)]
    if "![" in body:
        whole = {block.text for block in blocks}
        for number, line in enumerate(lines, first_line):
            texts = [prose.plain(prose.seen(found[1])) for found in _PICTURE.finditer(line)]
            blocks += [_block(text, number) for text in texts if text not in whole]
    return tuple((block, tuple(words(block.text))) for block in blocks)
