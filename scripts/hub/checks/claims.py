"""The claims that the texts rest on are whole, and each figure of a text stands in a claim of a source cited there.

A figure has the paragraph, item of a list or row of a table in which it stands; what we have computed ourselves says so
in its sentence, in the words that ``docs/data/wording.yml`` lists below ``arithmetic``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from hub import figures, schema
from hub.checks.figures import blocks
from hub.checks.privacy import flat
from hub.faults import shown_value
from hub.library import Library
from hub.mappings import mapping
from hub.pages import Page
from hub.problems import Problem
from hub.suggestions import nearest

FILE = "docs/data/claims.yml"
#: More digits than this may be somebody's number, and messages are kept in public logs.
_SHOWN_DIGITS = 4
_STRENGTHS = ", ".join(get_args(schema.Claim.model_fields["strength"].annotation))
_CURES = {
    "claim": "write claim: and what the source says, in our own words",
    "source": "write source: [its-key], with a key of docs/data/sources.bib",
    "place": "write place: and where in the source it stands, as abstract, table 2 or page 14",
    "strength": f"write strength: and one of {_STRENGTHS}",
    "seen": "write seen: and the day on which the source was read, as 2026-11-23",
    "note": "write a line of text after note:, or remove it",
}


def check(library: Library) -> Iterator[Problem]:
    lines = library.data_lines.get("claims", {})
    for name, entry in library.data.get("claims", {}).items():
        for key, what, cure in _faults(name, entry, library.sources):
            yield Problem(FILE, lines.get(f"{name}.{key}") or lines.get(name, 1), what, cure)


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    for page, block in blocks(pages):
        cited = figures.cited(block)
        held = [library.claims.figures[key] for key in cited if key in library.claims.figures]
        for figure in figures.of_block(block, page.language) if cited else ():
            if any(one.hold(figure, page.language) for one in held):
                continue
            ours = list(flat(mapping(library.data.get("wording", {}).get("arithmetic")).get(page.language)))
            if any(words.lower() in figure.sentence.lower() for words in ours):
                continue
            shown = f" ({figure.text})" if sum(map(str.isdigit, figure.text)) <= _SHOWN_DIGITS else ""
            yield Problem(
                page.file,
                figure.line,
                f"a figure{shown} is in no claim of the sources cited here",
                f"correct it, cite the source it comes from, or add the claim to {FILE}"
                + (f'; if we computed it, write "({ours[0]})" after it' if ours else ""),
            )


def _faults(name: str, entry: Any, sources: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The key, what is wrong with it, and the cure."""
    if not re.fullmatch("[a-z0-9-]+", name):
        yield (
            "",
            f'"{shown_value(name)}" cannot be the id of a claim',
            "write it with small letters a to z, digits and hyphens",
        )
    try:
        schema.Claim.model_validate(entry)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False):
            yield _fault(name, one["type"], str(one["loc"][0]) if one["loc"] else "", one["input"])
    listed = entry.get("source") if isinstance(entry, Mapping) else None
    for key in listed if isinstance(listed, list) else ():
        if isinstance(key, str) and key.strip() and key not in sources:
            near = nearest(key, sources)
            cure = f'write "{near}"' if near else "add it there, or write the key of the source that says so"
            yield (
                "source",
                f'the source "{shown_value(key)}" of the claim "{shown_value(name)}" is not in docs/data/sources.bib',
                cure,
            )


def _fault(name: str, error: str, key: str, value: Any) -> tuple[str, str, str]:
    of = f'of the claim "{shown_value(name)}"'
    if not key:
        return (
            "",
            f'the claim "{shown_value(name)}" says nothing',
            "write below it, a little to the right, claim: and what the source says",
        )
    if key not in _CURES:
        near = nearest(key, _CURES)
        cure = f"write {near}:" if near else f"remove it, or write one of {', '.join(_CURES)}"
        return key, f'"{shown_value(key)}" {of} is not a known key', cure
    if error == "missing":
        return key, f'"{key}" {of} is missing', _CURES[key]
    if value is None or value == [] or (isinstance(value, str) and not value.strip()):
        return key, f'"{key}" {of} is empty', _CURES[key]
    if error == "twice":
        return key, f'"{key}" {of} holds the same value twice', "keep one of the two"
    if key == "source" and isinstance(value, str) and re.fullmatch("[^\\s,]+", value):
        return key, f'"{key}" {of} is not a list', f"write source: [{shown_value(value)}]"
    if key == "strength":
        return key, f'the strength "{shown_value(value)}" {of} is not a known word', _CURES[key]
    if key == "seen":
        return key, f'"{key}" {of} is not a day of the calendar: "{shown_value(value)}"', _CURES[key]
    return key, f'"{key}" {of} cannot be read', f"{_CURES[key]}; put quotes around a text with a colon"
