"""``docs/data/glossary.yml``: every term is defined in plain words, says where it was read, and is found only once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from hub import glossary
from hub.checks.files import TELLING
from hub.glossary import FILE, NAME, Term
from hub.library import Library
from hub.problems import Problem
from hub.suggestions import nearest

LONGEST = 40
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: By key: what stands there, and what to write.
_EXPECTED: Mapping[str, tuple[str, str]] = {
    "definition": ("a definition in each language", "write definition: and below it en: and what the term means"),
    "sources": ("a list of keys of sources.bib", "write sources: [a-key, another-key], or leave it out"),
    "terms": ("a list of terms for each language", "write terms: and below it en: [{term: …, state: sourced}]"),
    "avoid": ("a list of words for each language", "write avoid: and below it en: [{term: …, state: sourced}]"),
    "term": ("a word or a few words", "write term: and the word, or remove this language"),
    "state": ("sourced or proposed", "write state: sourced if a published text has it, else state: proposed"),
    "matches": ("a list of forms", "write matches: [its plural, another form], or leave it out"),
}


def check(library: Library) -> Iterator[Problem]:
    lines = library.data_lines.get(NAME, {})
    seen: dict[tuple[str, str], str] = {}
    for name, value in library.data.get(NAME, {}).items():
        line = lines.get(name, 1)
        try:
            term = Term.model_validate(value)
        except ValidationError as error:
            for what, cure in _misshapen(name, error):
                yield Problem(FILE, line, what, cure)
            continue
        for what, cure in (*_named(str(name)), *_defined(name, term, library), *_said(name, term, library)):
            yield Problem(FILE, line, what, cure)
        for what, cure in _found_once(str(name), term, seen):
            yield Problem(FILE, line, what, cure)


def _misshapen(name: str, error: ValidationError) -> Iterator[tuple[str, str]]:
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        place = [str(step) for step in one["loc"]]
        if not place:
            yield f'"{name}" holds nothing that can be read', _EXPECTED["definition"][1]
            continue
        known = next((step for step in reversed(place) if step in _EXPECTED), "")
        shown = f'"{name}": {" › ".join(place)}'
        if one["type"] == "extra_forbidden":
            close = nearest(place[-1], _EXPECTED)
            yield f"{shown} is not known here", f"write {close}:" if close else "remove it"
        elif one["type"] == "missing":
            yield f"{shown} is missing", _EXPECTED[known][1]
        else:
            expected, cure = _EXPECTED.get(known, ("what may stand here", "write it as in the entries above"))
            yield f"{shown} is not {expected}", cure


def _named(name: str) -> Iterator[tuple[str, str]]:
    if not _NAME.fullmatch(name):
        yield f'"{name}" makes a poor address', "write a short name of small letters, digits and hyphens"
    for word in TELLING:
        if word in name.split("-"):
            yield (
                f'the address of "{name}" would hold the word "{word}", which can out a reader',
                "write a neutral name",
            )


def _defined(name: str, term: Term, library: Library) -> Iterator[tuple[str, str]]:
    default = library.default_language
    if default.code not in term.definition:
        yield (
            f'"{name}" has no definition in {default.name}',
            f"write {default.code}: and what it means below definition:",
        )
    yield from _languages(name, "definition", term.definition, library)
    for code, text in term.definition.items():
        if len(text.split()) > LONGEST:
            yield (
                f'the definition of "{name}" in {code} has {len(text.split())} words',
                f"write at most {LONGEST} words, so that a tired reader takes it in",
            )
        if re.search(r"\d", text):
            yield f'the definition of "{name}" in {code} holds a figure', "leave it out; figures belong into pages"


def _said(name: str, term: Term, library: Library) -> Iterator[tuple[str, str]]:
    default = library.default_language
    if default.code not in term.terms:
        yield f'"{name}" has no term in {default.name}', f"write {default.code}: and the term below terms:"
    yield from _languages(name, "terms", term.terms, library)
    yield from _languages(name, "avoid", term.avoid, library)
    for key in dict.fromkeys(term.cited()):
        if key not in library.sources:
            close = nearest(key, library.sources)
            yield (
                f'"{name}" names the source "{key}", which is not in docs/data/sources.bib',
                f"write {close}" if close else "add it there under that key, or remove it here",
            )


def _languages(name: str, key: str, given: Mapping[str, object], library: Library) -> Iterator[tuple[str, str]]:
    codes = [language.code for language in library.languages]
    for code in given:
        if code not in codes:
            yield f'"{name}": {key} › {code} is not a language of this site', f"write one of {', '.join(codes)}"


def _found_once(name: str, term: Term, seen: dict[tuple[str, str], str]) -> Iterator[tuple[str, str]]:
    """A form found in a text must lead to one term. Two terms may share a word that is never looked for."""
    for code, forms in term.terms.items():
        counted = Counter(text for form in forms for text in (form.term, *form.matches))
        for text in (text for text, count in counted.items() if count > 1):
            yield f'"{text}" stands twice in {code} of "{name}"', "remove one of the two"
        for match in dict.fromkeys(glossary.matches({name: term}, code)):
            other = seen.setdefault((code, match.text), name)
            if other != name:
                yield f'"{match.text}" in {code} is a form of "{other}" already', "remove it from one of the two"
