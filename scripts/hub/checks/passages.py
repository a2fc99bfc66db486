"""Every text that readers see, a paragraph, heading, item, cell or string at a time, with the language it should be in.

A passage is in the language of its folder or key, unless an attribute list says otherwise: ``{: lang=fr}`` in the
paragraph or in the line below it. One right after the sign that ends emphasis or a link is about these words only:
``*police de proximité*{: lang=fr}`` is a passage of its own, and the text around it is not in French. Words that readers
type (``search_terms``) may be any words, and are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hub import prose
from hub.checks.lexicon import words
from hub.library import Library
from hub.pages import Page
from hub.prose import LONGEST, Block

_ATTRIBUTES = r"\{[^{}]{0,200}?\blang=[\"']?([A-Za-z]{2,3})"
_LANG = re.compile(rf"(?:^|\s){_ATTRIBUTES}")
_PHRASE = re.compile(rf"(?:(\*\*?|__?)([^*_]{{1,300}})\1|\[([^\[\]]{{1,300}})\]\([^()]{{0,500}}\)){_ATTRIBUTES}")
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


def of_pages(library: Library, pages: Iterable[Page]) -> Iterator[Passage]:
    codes = {language.code for language in library.languages}
    for page in pages:
        yield from (passage for passage in _of_page(page) if passage.language in codes)


def labels(library: Library) -> Iterator[Passage]:
    codes = {language.code for language in library.languages}
    for code, strings in library.strings.items():
        for key, text in strings.words.items():
            yield _label(code, strings.file, strings.lines.get(key, 1), text)
    for name, terms in library.vocabularies.items():
        for term, texts in terms.items():
            line = library.vocabulary_lines.get(name, {}).get(term, 1)
            for code in sorted(codes & texts.keys()):
                yield _label(code, f"docs/data/{name}.yml", line, str(texts[code] or ""))
    for chart in library.charts.values():
        for file, line, code, text in chart.texts(library.default_language.code):
            if code in codes:
                yield _label(code, file, line, text)


def _of_page(page: Page) -> Iterator[Passage]:
    evidence = page.meta.get("evidence")
    texts = [(page.line_of(key), page.meta.get(key)) for key in ("title", "summary")]
    if isinstance(evidence, Mapping):
        texts.append((page.meta_lines.get("evidence.reason", page.line_of("evidence")), evidence.get("reason")))
    for line, text in texts:
        if isinstance(text, str) and len(text) <= LONGEST:
            plain = prose.plain(prose.seen(text))
            yield Passage(page.language, page.file, _block(plain, line), words(plain))
    marked, phrases = _marked(page), _phrases(page)
    for block in (*page.blocks, *_pictures(page)):
        code = next((marked[line] for line in (*block.lines, block.lines[-1] + 1) if line in marked), page.language)
        around = block.text
        for line in block.lines:
            for other, phrase in phrases.get(line, ()):
                if phrase in around:
                    around = around.replace(phrase, " " * len(phrase), 1)
                    yield Passage(other, page.file, _block(phrase, line), words(phrase))
        yield Passage(code, page.file, replace(block, text=around), words(around))


def _label(code: str, file: str, line: int, text: str) -> Passage:
    plain = _PLACE.sub(" ", prose.seen(text[:LONGEST]))
    return Passage(code, file, _block(plain, line), words(plain), label=True)


def _block(text: str, line: int) -> Block:
    return Block(text, (0,), (line,))


def _marked(page: Page) -> dict[int, str]:
    """The lines of a page that name a language of their own."""
    if "lang=" not in page.body:
        return {}
    lines = enumerate(page.body.split("\n"), page.body_line)
    return {number: found[1].lower() for number, line in lines if (found := _LANG.search(line))}


def _phrases(page: Page) -> dict[int, list[tuple[str, str]]]:
    """The words of a page that name a language of their own, with that language, by their lines."""
    if "lang=" not in page.body:
        return {}
    return {
        number: [(found[4].lower(), prose.plain(prose.seen(found[2] or found[3]))) for found in phrases]
        for number, line in enumerate(page.body.split("\n"), page.body_line)
        if (phrases := list(_PHRASE.finditer(line)))
    }


def _pictures(page: Page) -> Iterator[Block]:
    """What the pictures show, where it is not a block already."""
    if "![" in page.body:
        whole = {block.text for block in page.blocks}
        for number, line in enumerate(page.body.split("\n") if whole else (), page.body_line):
            texts = [prose.plain(prose.seen(found[1])) for found in _PICTURE.finditer(line)]
            yield from (_block(text, number) for text in texts if text not in whole)
