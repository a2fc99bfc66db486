"""Words that respect people and that everyone understands, from ``docs/data/wording.yml``.

``terms`` holds for each language what to write and which words (with their inflections) to avoid; ``abbreviations``
the long forms; ``understood`` the short forms that need none. Rules: the project's guide for its texts, UNFPA's and
UNAIDS' terminology.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from hub import prose
from hub.checks.privacy import flat
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

FILE = "docs/data/wording.yml"
#: Kinds of page whose sentences have a longest length.
PLAIN = ("tip", "guide")
LONGEST_SENTENCE = 35
#: Flesch–Kincaid: years of school in the United States. At 13–14, for which tips and guides are written, a reader is in
#: the eighth or ninth; a case study may ask for more.
HIGHEST_GRADE = {"tip": 9, "guide": 9, "lesson": 9, "evidence": 9, "case-study": 11}

_SHORT = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*[A-Z][a-z]?(?![\w-])|(?<![\w-])[A-Z]{2,}(?![\w])")
_NUMERAL = re.compile(r"[IVXLC]+")
#: What follows a short form that is explained at once: "(a funder)", ", a state health programme", "is a network".
_EXPLAINED = re.compile(r"['’]?s?\)?,?\s+\(|(?:,|\s+(?:is|é|est))\s+(?:an?|the|uma?|o|une?|le|la)\s")
_INSIDE = re.compile(r"\([^()]*$")
_NEAR = 200
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeioutd]ed|[^laeiouy]e)$")


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    rules = library.data.get("wording", {})
    terms, names = _to_avoid(library)
    for page in pages:
        texts = list(_texts(page))
        yield from _avoided(page, texts, terms.get(page.language, []), names)
        body = [(line, text) for line, text, in_body in texts if in_body]
        yield from _short_forms(page, body, rules)
        if page.meta.get("kind") in PLAIN:
            yield from _long(page, body)
        if page.language == "en" and (highest := HIGHEST_GRADE.get(str(page.meta.get("kind")))):
            yield from _grade(page, body, highest)


@functools.lru_cache(maxsize=1)
def _to_avoid(library: Library) -> tuple[dict[str, list[tuple[re.Pattern[str], str]]], list[str]]:
    """By language, what to avoid and what to write; and the names in which such words may stand."""
    rules = library.data.get("wording", {})
    terms = {language.code: _terms(rules, language.code) for language in library.languages}
    # A work keeps the title that its authors gave it, an organisation its name.
    names = [source.title for source in library.sources.values()] + list(flat(library.data.get("proper_names", {})))
    avoided = [rule for rules in terms.values() for rule, _ in rules]
    return terms, sorted((name for name in names if any(rule.search(name.lower()) for rule in avoided)), key=len)


def _terms(rules: Any, code: str) -> list[tuple[re.Pattern[str], str]]:
    """For each thing to write: one expression of whole words, from the language's list of words to avoid."""
    listed = rules.get("terms", {}) if isinstance(rules.get("terms"), dict) else {}
    made = []
    for write, avoid in (listed.get(code) or {}).items() if isinstance(listed.get(code), dict) else ():
        words = sorted({prose.seen(word).lower() for word in flat(avoid) if word.strip()}, key=len, reverse=True)
        if words:
            made.append((re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])"), str(write)))
    return made


def _texts(page: Page) -> Iterator[tuple[int, str, bool]]:
    """Sentences of the page, title and summary first, and whether each stands in the body.

    Words that readers type (``search_terms``) may be any words.
    """
    for key, value in page.meta.items():
        if key != "search_terms":
            yield from (
                (page.line_of(key), prose.plain(prose.seen(text)), False)
                for text in flat(value)
                if len(text) <= prose.LONGEST
            )
    yield from ((sentence.line, sentence.text, True) for sentence in page.sentences)


def _avoided(
    page: Page, texts: list[tuple[int, str, bool]], terms: list[tuple[re.Pattern[str], str]], names: list[str]
) -> Iterator[Problem]:
    for line, text, _ in texts:
        small = text.lower()
        if not any(pattern.search(small) for pattern, _ in terms):
            continue
        for name in names:
            text = text.replace(name, "")
        for pattern, write in terms:
            for found in pattern.finditer(text.lower()):
                yield Problem(page.file, line, f'"{found.group()}" is a word to avoid', f"write {write}")


def _short_forms(page: Page, body: list[tuple[int, str]], rules: Any) -> Iterator[Problem]:
    """A short form's first use must be explained there, or its long form stand before it or in the same paragraph."""
    forms = rules.get("abbreviations") if isinstance(rules.get("abbreviations"), dict) else {}
    met = set(rules["understood"]) if isinstance(rules.get("understood"), dict) else set()
    told = "\n".join(text for _, text in body).lower()
    ends: dict[int, int] = {}  # where in it the last sentence of each paragraph ends
    at = 0
    for line, text in body:
        at += len(text.lower()) + 1
        ends[line] = at
    for line, text in body:
        for found in _SHORT.finditer(text):
            short = found.group().removesuffix("s")
            if short in met or _NUMERAL.fullmatch(short):
                continue
            met.add(short)
            long = _long_forms(forms.get(short), page.language)
            before = text[max(0, found.start() - _NEAR) : found.start()]
            if _EXPLAINED.match(text, found.end()) or _INSIDE.search(before):
                continue
            if any(told.find(form.lower(), 0, ends[line]) >= 0 for form in long):
                continue
            cure = f'write "{long[0]} ({short})" here' if long else f'write its long form and "({short})" after it here'
            yield Problem(page.file, line, f'"{short}" is not explained on its first use in this page', cure)


def _long_forms(forms: Any, language: str) -> list[str]:
    """What a short form stands for, the page's own language first."""
    if not isinstance(forms, dict):
        return list(flat(forms))
    return [str(form) for _, form in sorted(forms.items(), key=lambda entry: entry[0] != language)]


def _long(page: Page, body: list[tuple[int, str]]) -> Iterator[Problem]:
    for line, text in body:
        count = len(_words(text))
        if count > LONGEST_SENTENCE:
            yield Problem(
                page.file,
                line,
                f"a sentence here has {count} words",
                f"make two of it: no sentence has more than {LONGEST_SENTENCE}",
            )


def _grade(page: Page, body: list[tuple[int, str]], highest: int) -> Iterator[Problem]:
    """Headings and labels of two or three words would hide how hard the sentences are: they do not count."""
    counted = [(line, words) for line, text in body if len(words := _words(text)) > 3]
    total = sum(len(words) for _, words in counted)
    if total < 100:
        return  # too little to judge by
    syllables = sum(_syllables(word) for _, words in counted for word in words)
    grade = 0.39 * total / len(counted) + 11.8 * syllables / total - 15.59
    if grade > highest:
        line = max(counted, key=lambda entry: len(entry[1]))[0]
        yield Problem(
            page.file,
            line,
            f"this page reads like a text for school year {math.ceil(grade)}; a page of its kind aims at year {highest} at most",
            "write shorter sentences and shorter words, beginning with the longest sentence, which is here",
        )


def _words(text: str) -> list[str]:
    return [word for word in text.split() if re.search(r"\w", word)]


def _syllables(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) > 3:
        letters = _SILENT.sub(lambda ending: ending.group()[0], letters)
    return max(1, len(_VOWELS.findall(letters)))
