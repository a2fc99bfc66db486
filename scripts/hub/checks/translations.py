"""Every translated page says which English text it was made from, and shows no section that nobody translated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hub import markup, suggestions, translations
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    default = library.default_language.code
    for page in pages:
        if not page.meta:
            continue  # already a fault of its own
        original = library.pages.get((default, page.path))
        if page.language == default:
            yield from _critical(page)
        elif original is not None and original.meta:
            yield from _about(page)
            yield from _pins(page, original)
            yield from _empty(page, original)


def _critical(page: Page) -> Iterator[Problem]:
    ids = dict.fromkeys(section.id for section in translations.sections(page.body) if section.id)
    for identifier in page.listed("safety_critical"):
        if identifier not in ids:
            yield Problem(
                page.file,
                page.line_of("safety_critical"),
                f'safety_critical names "{identifier}", but no heading of this page has that id',
                f"write {_one_of(identifier, ids)}" if ids else "leave safety_critical out",
            )


def _about(page: Page) -> Iterator[Problem]:
    line = page.line_of("translation")
    about = translations.about(page)
    state = about.get("state")
    if about and state not in ("draft", "reviewed"):
        yield Problem(page.file, line, f'the state "{state}" of the translation is unknown', "write state: draft")
    elif state == "reviewed" and not str(about.get("by") or "").strip():
        yield Problem(
            page.file,
            line,
            "the translation is said to be reviewed, but not by whom",
            "write by: and the role or handle of the reviewer (no name that could put a person at risk), or state: draft",
        )


def _pins(page: Page, original: Page) -> Iterator[Problem]:
    line, pins = page.line_of("translation"), translations.pins(page)
    own = {section.id for section in translations.sections(page.body)}
    english = dict.fromkeys(section.id for section in translations.sections(original.body))
    lacking = [identifier for identifier in english if identifier not in own]
    if not pins:
        yield Problem(
            page.file,
            line,
            "the page does not say which English text it was made from",
            f"compare the two, then type {translations.command(page.language, page.path, '--done')}",
        )
        return
    for identifier in pins:
        if identifier not in own:
            yield Problem(
                page.file,
                line,
                f'"sections" names "{identifier}", but no heading of this page has that id',
                f'write the section, or remove "{identifier}" from sections',
            )
    for section in page.headings:
        if section.id is None or section.id in pins:
            continue
        if section.id in english:
            yield Problem(
                page.file,
                section.line,
                f'"sections" does not name "{section.id}", so nobody knows which English text this part was made from',
                f"compare the two, then type {translations.command(page.language, page.path, f'--done {section.id}')}",
            )
        else:
            yield Problem(
                page.file,
                section.line,
                f'the heading has the id "{section.id}", which the English page does not have',
                f"write {_one_of(section.id, lacking)}"
                if lacking
                else "leave this section out, or write it in English too",
            )


def _empty(page: Page, original: Page) -> Iterator[Problem]:
    """A page may be published only when each of its sections has a text, where the English one has."""
    full = {section.id for section in translations.sections(original.body) if _says_something(section)}
    lines = {heading.id: heading.line for heading in page.headings}
    for section in translations.sections(page.body):
        if section.id in full and not _says_something(section):
            yield Problem(
                page.file,
                lines.get(section.id, page.body_line),
                f'the section "{section.id or translations.OPENING_WORD}" is not translated yet',
                "translate it, remove it, or write status: draft so that readers get the English page",
            )


def _says_something(section: translations.Section) -> bool:
    return bool(markup.without_comments(section.text).strip()) and section.heading != translations.EMPTY


def _one_of(word: str, known: Iterable[str]) -> str:
    return suggestions.nearest(word, known) or suggestions.one_of(known)
