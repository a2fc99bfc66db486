"""A new page: a draft with the front matter and the headings of its kind, and its place in the navigation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hub import faults, nav, schema, suggestions
from hub.checks.files import TELLING
from hub.library import Library, Section


class CannotStart(Exception):
    """The page cannot be made; the text is one line: what is wrong – what to write."""


@dataclass(frozen=True)
class Shape:
    """How a page of a kind is built (from the content guide): where it stands, and each heading with its id and a hint.

    ``summary`` is for the overview of the section, which the first page of a kind brings with it.
    """

    folder: str
    section: str
    summary: str
    opening: str
    headings: tuple[tuple[str, str, str], ...]


SHAPES: Mapping[str, Shape] = {
    "tip": Shape(
        "tips",
        "tips",
        "Short advice for the work with police.",
        "The advice in one or two sentences. 300 to 500 words in all.",
        (
            ("Why it works", "why", "Reasons, each with its source: a mark such as [^key] after the sentence."),
            ("What you can do this month", "how", "Numbered steps that a small organisation can take."),
            ("Watch out", "watch-out", "What can go wrong, and whom to ask first."),
            ("Seen in practice", "in-practice", "Links to case studies."),
        ),
    ),
    "lesson": Shape(
        "lessons",
        "lessons",
        "What was learned from the work with police.",
        "The lesson in one or two sentences. 300 to 500 words in all.",
        (
            ("What was learned", "learned", "With sources."),
            ("Where", "where", "Countries and organisations, with sources and links to case studies."),
            ("What it means for your work", "your-work", "Steps, and the risks of each."),
        ),
    ),
    "case-study": Shape(
        "case-studies",
        "cases",
        "What organisations did, what changed, and what went wrong.",
        "600 to 1,000 words in all. Name nobody who was harmed or arrested.",
        (
            ("In brief", "in-brief", "Three bullets."),
            ("The problem", "problem", "What happened before, with sources."),
            ("What was done, step by step", "what-was-done", "Numbered steps, with sources."),
            ("Who did it", "who", "Organisations, and people only where they published their role themselves."),
            ("What changed", "what-changed", "Results, not targets, and how strong the evidence is."),
            (
                "Limits and what went wrong",
                "limits",
                "Abuse that went on, who pays, what is not known, what the law says.",
            ),
            ("What to take from it", "take-away", "Links to tips."),
        ),
    ),
    "guide": Shape(
        "guides",
        "guides",
        "Step-by-step help for one task in the work with police.",
        "For whom it is, how long it takes. 800 to 1,500 words in all.",
        (
            ("What you need", "need", "People, time, money, permission."),
            ("Steps", "steps", "Numbered, in order."),
            ("To print", "print", "A checklist or a template: lines that begin with - [ ]"),
            ("Risks", "risks", "What can go wrong, and whom to ask first."),
        ),
    ),
    "evidence": Shape(
        "evidence",
        "evidence",
        "What studies of the work with police found, in a few words each, and how far to trust them.",
        "200 to 400 words in all.",
        (
            ("The question", "question", "What the study wanted to know."),
            ("The study", "study", "Its size, place and method, with its source."),
            ("The result", "result", "With its interval, if the study gives one."),
            ("How far to trust it", "trust", "What the study cannot show."),
        ),
    ),
    "page": Shape("about", "about", "", "Your text. Each heading looks like this: ## Its words {#its-id}", ()),
}
#: What to write after a key that is still empty.
_HINTS = {
    "number": "its place in the series",
    "strategies": "terms of docs/data/strategies.yml, as [training, courts]",
    "country": "its code of two letters, as KE",
    "years": "2013, or 2013–2017",
    "organisations": "[name of one, name of another]",
    "levels": "terms of docs/data/levels.yml, as [national, community]",
    "evidence": "{grade: A or B or C, reason: why it has this grade}",
    "law_checked": "the day on which you read the law, as 2026-11-23",
    "consent": "{basis: published-source or written-consent, date: the day it was made sure}",
    "reviewed": "the day on which the page was last checked",
    "review_by": "the day by which to check it again",
}


def needed(kind: str) -> tuple[str, ...]:
    """What a person must say to start a page of a kind."""
    return ("title", "summary", "country") if kind == "case-study" else ("title", "summary")


def fault(library: Library, kind: str, given: Mapping[str, str]) -> str | None:
    """What is wrong with the first of the given values, and its cure; None where they may stand."""
    found = [one for one in faults.of({"kind": kind, **given}, library.vocabularies) if one.key in given]
    return f"{found[0].what} – {found[0].cure}" if found else None


def start(library: Library, kind: str, given: Mapping[str, str], section: str = "", slug: str = "") -> Path:
    """Write the page and its line in ``mkdocs.yml``, or nothing at all. Gives the page's path.

    ``given`` holds what `needed` asks for; ``section`` is a key of the navigation, for pages that may stand in any;
    ``slug`` is the file's name where the title makes none. Raises `CannotStart`.
    """
    given = {key: " ".join(value.split()) for key, value in given.items() if value}
    if wrong := fault(library, kind, given):
        raise CannotStart(wrong)
    shape = SHAPES[kind]
    place = _place(library, shape, section)
    folder = place.path.rpartition("/")[0] if place else shape.folder
    code = library.default_language.code
    path = f"{folder}/{_slug(slug or given['title'])}.md".removeprefix("/")
    page = library.root / "docs" / code / path
    if page.exists():
        raise CannotStart(f"docs/{code}/{path} is there already – choose another title, or add --slug another-name")
    files = {page: _page(kind, given, _next_number(library, kind))}
    paths = [path]
    if not place:
        # Nobody finds a page whose section does not open with an overview.
        strings = library.strings[code]
        if not (title := strings.words.get(f"nav.{shape.section}")):
            raise CannotStart(f"the section {shape.section} has no name – write nav.{shape.section}: in {strings.file}")
        name = {"title": title, "summary": shape.summary}
        overview = library.root / "docs" / code / folder / "index.md"
        if not overview.exists():
            files[overview] = _page("page", name, None)
        paths.insert(0, f"{folder}/index.md")
    config = library.root / "mkdocs.yml"
    try:
        with config.open(encoding="utf-8", newline="") as file:
            files[config] = nav.with_pages(file.read(), place.key if place else shape.section, paths)
    except nav.CannotAdd as problem:
        raise CannotStart(str(problem)) from None
    _write(files)
    return page


def _place(library: Library, shape: Shape, section: str) -> Section | None:
    """The section of the navigation that a page goes to; None where it has to be made."""
    if not section:
        found = next((one for one in library.sections if one.path.startswith(f"{shape.folder}/")), None)
        if not found and not shape.summary:
            raise CannotStart("nothing says where this page goes – add --section and a key of nav: in mkdocs.yml")
        return found
    keys = {one.key: one for one in library.sections if one.children}
    if section not in keys:
        near = suggestions.nearest(section, keys) or suggestions.one_of(keys)
        raise CannotStart(f'there is no section "{section}" – write {near}')
    return keys[section]


def _slug(title: str) -> str:
    """A file name that makes a discreet address. Raises `CannotStart` where nothing is left of the title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = [word for word in re.findall("[a-z0-9]+", plain) if word not in TELLING]
    while len("-".join(words)) > 50 and len(words) > 1:
        words.pop()
    if not words:
        raise CannotStart("the title makes no discreet address – add --slug and a name of small letters and hyphens")
    return "-".join(words)[:50]


def _next_number(library: Library, kind: str) -> int | None:
    if "number" not in schema.PUBLISHED[kind]:
        return None
    numbers = [page.meta.get("number") for page in library.pages.values() if page.meta.get("kind") == kind]
    return max((number for number in numbers if isinstance(number, int)), default=0) + 1


def _page(kind: str, given: Mapping[str, Any], number: int | None) -> str:
    shape = SHAPES[kind]
    return "\n".join(["---", *_front_matter(kind, {**given, "number": number}), "---", *_body(shape), ""])


def _front_matter(kind: str, given: Mapping[str, Any]) -> Iterator[str]:
    for key in ("title", "summary"):
        yield f"{key}: {_yaml(given[key])}"
    yield f"kind: {kind}"
    more = dict.fromkeys([*schema.PUBLISHED[kind], *(key for key in given if key in _HINTS and given[key])])
    yield "status: draft" + ("  # published, when everything below is filled in" if more else "")
    for key in more:
        yield f"{key}: {_yaml(given[key])}" if given.get(key) else f"{key}:  # {_HINTS[key]}"


def _body(shape: Shape) -> Iterator[str]:
    yield f"<!-- {shape.opening} -->"
    for title, identifier, hint in shape.headings:
        yield from ("", f"## {title} {{#{identifier}}}", "", f"<!-- {hint} -->")


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).removesuffix("...\n").strip()


def _write(files: Mapping[Path, str]) -> None:
    """All of the files or none of them."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    folders = [path.parent for path in files if not path.parent.exists()]
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    except BaseException as error:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        for folder in folders:
            if folder.exists():
                folder.rmdir()
        if isinstance(error, OSError):
            raise CannotStart(
                f"nothing was written ({error.strerror}) – free some space, or ask for the right to write"
            ) from None
        raise
