"""What a person is told of a front matter that `schema` does not take: one sentence and one cure for each way.

pydantic finds the faults; its words never reach a person.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from hub import schema, suggestions, terms
from hub.problems import one_line
from hub.terms import Terms

_TEXT = "a line of text"
_LIST = "a list of words between square brackets"
_DAY = "a day of the calendar"
_LONGEST = {"title": 70, "summary": 220}
#: By key: what stands there, and what to write.
_EXPECTED: Mapping[str, tuple[str, str]] = {
    "title": (_TEXT, "write title: and the page's name"),
    "summary": (_TEXT, "write summary: and one sentence that says what the reader gets"),
    "status": ("draft or published", "write status: draft, or status: published"),
    "search_terms": (_LIST, "write search_terms: [a word, another word]"),
    "strategies": (_LIST, "write strategies: and terms of docs/data/strategies.yml, as [partnership, training]"),
    "levels": (_LIST, "write levels: and terms of docs/data/levels.yml, as [national, community]"),
    "organisations": (_LIST, "write organisations: [the name of one, the name of another]"),
    "number": ("a whole number from 1 to 99", "write number: and its place in the series, as 2"),
    "country": ("the code of a country", "write country: and its code of two letters, as KE"),
    "years": ("a year, or a first and a last one", 'write years: "2013", or years: "2013–2017"'),
    "list": (
        "a list that the site can add",
        "write list: sources, list: glossary, list: translations, list: browse, list: embedding, list: embed-examples, list: data or list: downloads, or remove the line",
    ),
    "safety_critical": (_LIST, "write safety_critical: [the id of a heading of this page]"),
    "template": ("home.html", "remove template:, which only the home page needs"),
    "translation": ("a state and the language it was made from", "write translation: {state: draft, from: en}"),
    "evidence": ("a grade and a reason", "write evidence: {grade: B, reason: why it has this grade}"),
    "evidence.grade": ("A, B or C", "write grade: A, B or C"),
    "evidence.reason": (_TEXT, "write reason: and one sentence that says why it has this grade"),
    "consent": ("a basis and a date", "write consent: {basis: published-source, date: 2026-11-23}"),
    "consent.basis": (
        "published-source or written-consent",
        "write basis: published-source, or basis: written-consent",
    ),
    "consent.date": (_DAY, "write date: and the day as 2026-11-23"),
    "law_checked": (_DAY, "write law_checked: and the day on which you read the law, as 2026-11-23"),
    "reviewed": (_DAY, "write reviewed: and the day on which the page was last checked, as 2026-11-23"),
    "review_by": (_DAY, "write review_by: and the day by which to check the page again, as 2027-05-23"),
}
#: Keys that hold keys.
_INSIDE: Mapping[str, type[BaseModel]] = {"evidence": schema.Evidence, "consent": schema.Consent}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a key (``evidence.grade`` for one inside another), and what to write instead.

    ``better`` is the value that ``cure`` names, where there can be no other; else None.
    """

    key: str
    what: str
    cure: str
    better: Any = None


def of(meta: Mapping[str, Any], vocabularies: Mapping[str, Terms]) -> Iterator[Fault]:
    """Everything wrong with a front matter; ``vocabularies`` by name, as in `Library`."""
    given = {key: value for key, value in meta.items() if value is not None}
    kinds = {kind: labels for kind, labels in vocabularies["kinds"].items() if kind in schema.MODELS}
    kind = shown_value(given.get("kind", ""))
    if not kind:
        yield Fault("kind", '"kind" is missing', f"write kind: and one of {', '.join(kinds)}")
    elif kind not in kinds:
        near = terms.nearest(kinds, kind)
        cure = f'write "{near}"' if near else f"write one of {', '.join(kinds)}"
        yield Fault("kind", f'kind "{kind}" is not a known term', cure, terms.same(kinds, kind))
    try:
        (schema.MODELS[kind] if kind in kinds else schema.FrontMatter).model_validate(given)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False):
            if one["loc"][0] != "kind":
                yield from _fault(one["type"], tuple(map(str, one["loc"])), one["input"], kind if kind in kinds else "")
    yield from _unknown_terms(given, vocabularies)
    if given.get("status") == "published":
        for key in schema.PUBLISHED.get(kind, ()):
            if key not in given:
                yield Fault(key, f'"{key}" is missing, which a published page needs', _EXPECTED[key][1])
    first, last = str(given.get("reviewed", "")), str(given.get("review_by", ""))
    if re.fullmatch("[0-9-]{10} [0-9-]{10}", f"{first} {last}") and last <= first:
        yield Fault(
            "review_by", f"review_by ({last}) is not after reviewed ({first})", "write a later day for review_by:"
        )


def _unknown_terms(given: Mapping[str, Any], vocabularies: Mapping[str, Terms]) -> Iterator[Fault]:
    for key, name in schema.TERMS.items():
        value = given.get(key)
        for term in value if isinstance(value, list) else [value]:
            if key != "kind" and isinstance(term, str) and term.strip() and term not in vocabularies[name]:
                cure = terms.cure(name, vocabularies[name], term)
                better: Any = terms.same(vocabularies[name], term)
                if better and isinstance(value, list):
                    better = [better if one == term else one for one in value]
                yield Fault(key, f'{key} "{shown_value(term)}" is not a known term', cure, better)


def _fault(error: str, where: tuple[str, ...], value: Any, kind: str) -> Iterator[Fault]:
    """``error`` is pydantic's name for what is wrong with ``value``, ``where`` the keys and the place in a list."""
    if error in ("extra_forbidden", "invalid_key"):
        yield from _unknown_key(where, kind)
        return
    key = ".".join(part for part in where if not part.isdigit())
    name = f'"{where[1]}" of {where[0]}' if "." in key else f'"{key}"'
    form, cure = _EXPECTED[key]
    if error == "missing":
        yield Fault(key, f"{name} is missing", cure)
    elif value is None or value == [] or (isinstance(value, str) and not value.strip()):
        yield Fault(key, f"{name} is empty", cure)
    elif error == "string_too_long":
        length, most = len(value.strip()), _LONGEST[key]
        yield Fault(
            key, f"{name} has {length} characters; {most} are the most", f"shorten it by {length - most} or more"
        )
    elif error == "twice":
        yield Fault(key, f"{name} holds the same value twice", "keep one of the two")
    elif error == "order":
        sure, better = _better(key, value)
        yield Fault(key, f'years "{value}" do not end after they begin', sure or cure, better)
    elif isinstance(value, bool) and form in (_TEXT, _LIST, "the code of a country"):
        what = f"{name} holds a bare yes, no, on, off, true or false, which means something else to a program"
        yield Fault(key, what, 'put quotes around the word, as "no"')
    elif where[-1].isdigit():
        what = f"{name} holds something that is not a word or a name"
        yield Fault(key, what, 'put quotes around a value with a colon or brackets, as "a: b"')
    else:
        sure, better = _better(key, value)
        yield Fault(key, f'{name} is not {form}: "{shown_value(value)}"', sure or cure, better)


def _better(key: str, value: Any) -> tuple[str, Any]:
    """A cure that is made of what stands there, and its value where that is sure; empty and None where there is none."""
    form = _EXPECTED[key][0]
    name = key.split(".")[-1]
    if form == _LIST and isinstance(value, str | int | float):
        return f"write {key}: [{shown_value(value)}]", [part.strip() for part in str(value).split(",") if part.strip()]
    if form == _TEXT and isinstance(value, int | float):
        return f'write {name}: "{shown_value(value)}"', None  # 007 is 7 by now
    if key == "consent" and value in ("published-source", "written-consent"):
        return f"write consent: {{basis: {value}, date: 2026-11-23}} with the day on which that was made sure", None
    if form == _DAY and (found := re.fullmatch(r"\s*(\d{4})\D(\d{1,2})\D(\d{1,2})\s*", str(value), re.ASCII)):
        year, month, day = map(int, found.groups())
        with contextlib.suppress(ValueError):
            written = datetime.date(year, month, day).isoformat()
            return f"write {name}: {written}", written
    if key in ("status", "evidence.grade") and isinstance(value, str):
        for term in ("draft", "published", "A", "B", "C"):
            if value.strip().lower() == term.lower():
                return f"write {name}: {term}", term
    if key == "years" and (found := re.fullmatch(r"\s*(\d{4})\D+(\d{4}|\d{2})\s*", str(value), re.ASCII)):
        first, last = found.groups()
        last = first[: 4 - len(last)] + last
        written = f"{min(first, last)}–{max(first, last)}" if first != last else first
        return f'write years: "{written}"', written
    return "", None


def _unknown_key(where: tuple[str, ...], kind: str) -> Iterator[Fault]:
    key, name = ".".join(where), shown_value(where[-1])
    inside = _INSIDE.get(where[0]) if len(where) > 1 else None
    others = [other for other, model in schema.MODELS.items() if name in model.model_fields]
    if not inside and others and not kind:
        return  # without a kind nobody can tell whether it may stand here; that is said already
    allowed = (inside or schema.MODELS.get(kind, schema.FrontMatter)).model_fields
    near = suggestions.nearest(name, allowed, cutoff=0.7)
    cure = f"write {near}:" if near else f"remove it, or write {suggestions.one_of(allowed, most=20)}"
    if inside is schema.Consent:
        what = f'consent holds "{name}", and may say nothing of who agreed: this file is public'
        yield Fault(key, what, cure if near else "remove it, and keep only basis and date")
    elif inside:
        yield Fault(key, f'{where[0]} holds the unknown key "{name}"', cure)
    elif others:
        yield Fault(
            key, f'"{name}" does not belong on a page of the kind {kind}', f"remove it, or write kind: {others[0]}"
        )
    else:
        yield Fault(key, f'"{name}" is not a known key', cure)


def shown_value(value: Any) -> str:
    """A contributed value on one line, as it is written in YAML."""
    return one_line(_written(value), 60)


def _written(value: Any, depth: int = 3) -> str:
    if isinstance(value, list | dict) and not depth:
        return "…"
    if isinstance(value, list):
        return f"[{', '.join(_written(item, depth - 1) for item in value[:20])}]"
    if isinstance(value, dict):
        pairs = islice(value.items(), 20)
        return f"{{{', '.join(f'{_written(key)}: {_written(inner, depth - 1)}' for key, inner in pairs)}}}"
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return str(value)
