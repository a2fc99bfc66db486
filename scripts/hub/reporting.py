"""What waits for somebody, in one text: pages to check again, translations that are behind, links that lead nowhere.

Markdown for an issue that is written anew each week. What comes from the pages and from other sites stands in code
spans, where nothing of it becomes a link, a mention or markup.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from hub import dates, translations
from hub.external import Found
from hub.library import Library
from hub.problems import Problem, one_line

#: How many days before the day of ``review_by`` a page is named.
AHEAD = 30
#: Signs of one list; GitHub takes 65,536 for a whole issue.
_LONGEST = 12_000
_STATUS = "python3 scripts/hub status"
_EXTERNAL = "python3 scripts/hub check --external"


def report(library: Library, today: datetime.date, found: Found | None = None) -> str:
    """The whole text; ``found`` is what came of asking the links to other sites, None where they were not asked."""
    parts = [
        f"As of {dates.written(today.isoformat(), 'en')}. This text is written anew each week: what is done disappears.",
        _section("Pages to check again", list(_due(library, today)), "No page is due."),
        _section("Translations that are behind", list(_behind(library)), "No translation is behind.", _STATUS),
        *_drafts(library),
        *_links(found),
    ]
    return "\n\n".join(parts) + "\n"


def _due(library: Library, today: datetime.date) -> Iterator[str]:
    """Pages whose ``review_by`` has come or comes soon, what is latest first."""
    days = []
    for page in library.pages.values():
        try:
            day = datetime.date.fromisoformat(str(page.meta.get("review_by", "")))
        except ValueError:  # it has none, or `check` says what is wrong with it
            continue
        if day <= today + datetime.timedelta(days=AHEAD):
            days.append((day, page.file))
    for day, file in sorted(days):
        yield f"{_code(file)}: {'was' if day < today else 'is'} due on {dates.written(day.isoformat(), 'en')}"


def _behind(library: Library) -> Iterator[str]:
    """Translations with a section that is not current, those first that matter for safety."""
    lines, default = [], library.default_language.code
    for one in translations.progress(library):
        code = one.language.code
        for path in one.behind:
            late = translations.behind(library.pages[default, path], library.pages[code, path])
            urgent = any(section.critical for section in late)
            what = f"{len(late)} section{'' if len(late) == 1 else 's'}{', **which matters for safety**' if urgent else ''}"
            lines.append(
                (not urgent, f"{_code(f'docs/{code}/{path}')}: {what} – {_code(translations.command(code, path))}")
            )
    yield from (line for _, line in sorted(lines, key=lambda line: line[0]))


def _drafts(library: Library) -> Iterator[str]:
    for one in translations.progress(library):
        if one.drafts:
            number = f"{len(one.drafts)} page{' waits' if len(one.drafts) == 1 else 's wait'}"
            yield f"{one.language.name}: {number} for a fluent person's review."


def _links(found: Found | None) -> list[str]:
    if found is None:
        return [f"## Links to other sites\n\nThey were not asked. {_code(_EXTERNAL)} asks them."]
    moved = _section("Links with a new address", _lines(found.moved), "No address has changed.", _EXTERNAL)
    unasked = f"{len(found.unasked)} could not be asked, and may be fine." if found.unasked else "All could be asked."
    return [
        _section("Links that lead nowhere", _lines(found.problems), "No link is dead.", _EXTERNAL),
        moved,
        f"{found.links} links to {found.addresses} addresses. {unasked}",
    ]


def _lines(problems: Sequence[Problem]) -> list[str]:
    return [f"{_code(f'{one.file}:{one.line}')}: {_code(one.what)} – {_code(one.cure)}" for one in problems]


def _section(heading: str, lines: Sequence[str], none: str, command: str = "") -> str:
    """A heading with a list; where that is too long, its beginning and the command that shows all of it."""
    if not lines:
        return f"## {heading}\n\n{none}"
    shown, length = list[str](), 0
    for line in lines:
        length += len(line) + 3
        if length > _LONGEST:
            break
        shown.append(f"- {line}")
    if more := len(lines) - len(shown):
        shown.append(f"- and {more} more" + (f": {_code(command)}" if command else ""))
    return f"## {heading} ({len(lines)})\n\n" + "\n".join(shown)


def _code(text: str) -> str:
    """A text as it is, on one line, whatever it holds (CommonMark, section 6.1)."""
    return f"`{one_line(text).replace('`', 'ˋ')}`"
