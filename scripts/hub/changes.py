"""Which pages are new, and which say something else than before: from the history, by a rule and not by hand.

Contributors write nothing for this. A page is new when it is first published. It has changed *in substance* when, against
the text that readers were last told of,

- a number differs (in a section: its numbers in their order), or
- any word differs in a section that the page calls ``safety_critical``, or
- `LEAST_WORDS` words or more differ, in the whole page.

What counts as a word is what counts for translations (`translations.meaning`): no white space, punctuation, upper case,
emphasis, targets of links, or front matter but title, summary and grade. A misspelt word put right does not differ, nor a
sentence that only moved. Smaller edits are not forgotten: they add up until they are told. All of a day (UTC) is one change.

Where the history is not known (no git, a shallow clone), all that can be said is when a page was last checked.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from hub import history, pages, translations
from hub.history import Step
from hub.library import Library
from hub.pages import Page

_FOLDER = "docs"
#: Words that must differ before a change is one of substance: about half a sentence.
LEAST_WORDS = 8
#: Letters of a word in which one wrong letter is more likely than another word: *form* and *from* are two words.
_LEAST_LETTERS = 5
#: More words than anybody misspells at once: they are not compared one by one.
_MOST_MISSPELT = 50

#: A section's words.
Sections = Mapping[str, tuple[str, ...]]


class What(Enum):
    """What there is to tell of a page."""

    NEW = "new"
    CHANGED = "changed"
    CHECKED = "checked"  # when it was last reviewed: said only where the history is not known


@dataclass(frozen=True)
class Change:
    """``page`` is as it stands now, ``time`` (UTC) when the change was taken in, ``path`` what its file was called then.

    ``sections`` are the ids of the sections concerned, in the page's order; empty for a page that is new.
    """

    page: Page
    what: What
    time: datetime.datetime
    path: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changes:
    """Newest first. ``known`` is False where the history is not; ``last`` is when anything was last committed."""

    listed: tuple[Change, ...]
    known: bool
    last: datetime.datetime | None


def read(library: Library) -> Changes:
    """Everything there is to tell of the pages that readers have now, each in its own language."""
    published = [page for page in library.pages.values() if is_published(page)]
    steps = history.steps(library.root, _FOLDER)
    last = history.last_commit(library.root)
    if not steps:
        return Changes(_newest_first(_checked(published)), False, last)
    days = _days(steps)
    known = history.texts(library.root, (step.blob for page in published for step in days.get(page.file, ())))
    found = (change for page in published for change in _of_page(library, page, days.get(page.file, []), known))
    return Changes(_newest_first(found), True, last)


def is_published(page: Page) -> bool:
    """Whether a page is told of and given away: one that calls itself a draft is not."""
    return page.meta.get("status") != "draft"


def altered(old: Sections, new: Sections, critical: Iterable[str] = ()) -> tuple[str, ...] | None:
    """The sections in which a text differs from an earlier one, in their order; None where that is not of substance."""
    gone, come = _left(_words(old), _words(new))
    sections = tuple(name for name, words in new.items() if _differ(old.get(name, ()), words))
    of_substance = (
        _numbers(old) != _numbers(new)
        or max(gone.total(), come.total()) >= LEAST_WORDS
        or not set(critical).isdisjoint(sections)
    )
    return sections if of_substance else None


def _days(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """By the path that it has now, the steps of each file that exists: the last one of each day, oldest first."""
    made: dict[str, list[Step]] = {}
    for step in steps:
        before = made.pop(step.before, []) if step.before else []
        if step.after:
            if before and before[-1].time.date() == step.time.date():
                before.pop()
            made[step.after] = [*before, step]
    return made


def _of_page(library: Library, page: Page, days: Iterable[Step], known: Mapping[str, str]) -> Iterator[Change]:
    default = library.default_language.code
    critical = translations.critical(library.pages.get((default, page.path), page))
    told: Sections | None = None
    for step in days:
        text = known.get(step.blob)
        then = pages.parse(text, page.language, page.path, step.after, []) if text else None
        if then is None or not is_published(then):
            continue
        now = {name: translations.meaning(text) for name, text in translations.texts(then.meta, then.body).items()}
        sections = () if told is None else altered(told, now, critical)
        if sections is not None:
            yield Change(page, What.NEW if told is None else What.CHANGED, step.time, step.after, sections)
            told = now


def _checked(published: Iterable[Page]) -> Iterator[Change]:
    for page in published:
        try:
            day = datetime.date.fromisoformat(str(page.meta.get("reviewed", "")))
        except ValueError:
            continue
        time = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        yield Change(page, What.CHECKED, time, page.file)


def _newest_first(found: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(found, key=lambda change: (-change.time.timestamp(), change.page.file)))


def _words(sections: Sections) -> Counter[str]:
    return Counter(word for words in sections.values() for word in words)


def _differ(old: Iterable[str], new: Iterable[str]) -> bool:
    gone, come = _left(Counter(old), Counter(new))
    return bool(gone or come) or _numbers_of(old) != _numbers_of(new)


def _numbers(sections: Sections) -> Counter[tuple[str, ...]]:
    """The numbers of each section that has any. A section may move or be renamed, its numbers may not change places."""
    return Counter(numbers for words in sections.values() if (numbers := _numbers_of(words)))


def _numbers_of(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word[0].isdigit())


def _left(old: Counter[str], new: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """The words that only the one has and those that only the other has, without misspelt ones that were put right."""
    gone, come = old - new, new - old
    for word in list(gone) if max(gone.total(), come.total()) <= _MOST_MISSPELT else ():
        right = next((other for other in come if _misspelt(word, other)), None)
        if right is not None:
            both = min(gone[word], come[right])
            gone[word] -= both
            come[right] -= both
            gone, come = +gone, +come
    return gone, come


def _misspelt(one: str, other: str) -> bool:
    """Whether two words differ by one letter inside or at the end, or by two that changed places."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST_LETTERS or len(long) - len(short) > 1 or not (short + long).isalpha():
        return False
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if start == 0:
        return False  # legal, illegal
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[:start] + short[start : start + 2][::-1] + short[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or swapped == long
