"""A hub with as many pages as one wishes, made of this one, to measure what takes longer the more there are.

Pages are copies of those in the default language. A translation has the shape of its page (headings, links, sources) and
words of its language, taken from the interface: nobody could read it, but everything about it can be checked.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from hub import pinning, translations
from hub.library import Library
from hub.pages import Page, parse

#: What stays as it is in a translation: marks of sources, targets of links, attributes, tags, entities, numbers.
_KEPT_OR_WORD = re.compile(
    r"(\[\^[^\]]*\]|\]\([^)]*\)|\{[^}]*\}|<[^>]*>|&\w+;|\w*\d\w*|!!!.*|\b[A-Z]{2,}\w*)|[^\W\d_][\w’'-]*"
)
_WORD = re.compile(r"[^\W\d_]+")
_FRONT = ("title", "summary", "search_terms")


def make(read: Library, target: Path, pages: int, languages: tuple[str, ...]) -> list[str]:
    """Write so many pages in each of the languages, the default one first, into an empty folder, beside those that there
    are. Gives their paths."""
    shutil.copytree(read.root / "overrides", target / "overrides")
    shutil.copytree(read.root / "docs", target / "docs")
    originals = [page for page in read.in_language(languages[0]) if page.meta.get("strategies") and "/" in page.path]
    words = {code: _words(read, code) for code in languages[1:]}
    made = []
    for number, page in zip(range(pages), itertools.cycle(originals), strict=False):
        path = page.path.replace(".md", f"-{number}.md")
        made.append(path)
        text = f"---\n{page.front}---\n{page.body}"
        _write(target, languages[0], path, text)
        copy = parse(text, languages[0], path, path, [])
        for code in languages[1:]:
            _write(target, code, path, _translated(copy, words[code]))
    shutil.copy(read.root / "mkdocs.yml", target)
    return made


def _write(target: Path, language: str, path: str, text: str) -> None:
    file = target / "docs" / language / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _words(read: Library, language: str) -> Iterator[str]:
    """Words of a language, without an end."""
    texts = read.strings[language].words.values()
    return itertools.cycle([word.lower() for text in texts for word in _WORD.findall(text) if len(word) > 2])


def _translated(page: Page, words: Iterator[str]) -> str:
    front = dict(page.meta)
    for key in _FRONT:
        front.pop(key, None)
    front |= {"title": f"{next(words)} {next(words)}", "summary": " ".join(itertools.islice(words, 8))}
    if isinstance(front.get("evidence"), dict):
        front["evidence"] = {**front["evidence"], "reason": " ".join(itertools.islice(words, 8))}
    front.pop("safety_critical", None)
    body = _KEPT_OR_WORD.sub(lambda found: found[1] or next(words), page.body)
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True, width=1000)}---\n{body}"
    return pinning.with_pins(text, translations.digests(page), page.language)
