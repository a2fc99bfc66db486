"""``docs/data/budgets.yml``: limits are whole numbers, kinds and pages exist, and whoever may weigh more says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from hub import budgets
from hub.budgets import DOCUMENTS, EMBED, FILE, NAME
from hub.faults import shown_value
from hub.library import Library
from hub.problems import Problem
from hub.suggestions import nearest

_PARTS = ("default", "kinds", "pages")
_LIMITS = ("html", "blocking", "first_view", "requests")
_EXAMPLE = "{html: 8000, blocking: 14000, first_view: 30000, requests: 5}"


def check(library: Library) -> Iterator[Problem]:
    if NAME not in library.data:
        yield Problem(FILE, 1, "this file is missing", f"restore it, or write into it default: {_EXAMPLE}")
        return
    lines = library.data_lines.get(NAME, {})
    try:
        read = budgets.read(library)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False):
            place = [str(step) for step in one["loc"]]
            what, cure = _misshapen(place, one["type"], one["input"])
            yield Problem(FILE, _line(place, lines), what, cure)
        return
    for part, names, known in (
        ("kinds", read.kinds, [*library.vocabularies.get("kinds", {}), *DOCUMENTS, EMBED]),
        ("pages", read.pages, library.paths()),
    ):
        for name in names:
            if name not in known:
                what = f'there is no {"kind" if part == "kinds" else "page"} "{shown_value(name)}"'
                close = nearest(name, known)
                cure = f"write {close}:" if close else "remove this line"
                yield Problem(FILE, _line([part, name], lines), what, cure)


def _line(place: list[str], lines: Mapping[str, int]) -> int:
    return next((lines[key] for end in (2, 1) if (key := ".".join(place[:end])) in lines), 1)


def _misshapen(place: list[str], error: str, value: object) -> tuple[str, str]:
    """What is wrong at a place of the file, by pydantic's name for it, and the cure."""
    key, of = place[-1], f' of "{shown_value(place[-2])}"' if len(place) > 1 else ""
    if key == "[key]":
        return f'"{shown_value(place[-2])}" is no name', "put quotes around it, or remove this line"
    if error == "extra_forbidden":
        wanted = _PARTS if len(place) == 1 else (*_LIMITS, "reason") if place[0] == "pages" else _LIMITS
        close = nearest(key, wanted)
        cure = f"write {close}:" if close else f"remove it, or write one of {', '.join(wanted)}"
        return f'"{shown_value(key)}"{of} is not a known key', cure
    if place == ["default"]:
        return "what pages may weigh in general is missing", f"write default: {_EXAMPLE}"
    if key == "reason":
        return f"{_named(place)} may weigh more than others and does not say why", "write reason: and why, in one line"
    if key in _LIMITS and len(place) > 1:
        cure = f"write {key}: and a whole number of {'answers' if key == 'requests' else 'bytes, as 8000'}"
        state = "is missing" if error == "missing" else f'is "{shown_value(value)}", not a whole number above 0'
        return f'the limit "{key}"{of} {state}', cure
    return f'"{shown_value(key)}"{of} holds no limits', f"write after it limits, as {{{_LIMITS[0]}: 9000}}"


def _named(place: list[str]) -> str:
    return f'"{shown_value(place[-2])}"' if len(place) > 1 else "it"
