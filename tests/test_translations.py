"""What counts as a change of an English text, and which sections of a translation are behind it."""

from __future__ import annotations

import pytest

from hub import pages, translations
from hub.pages import Page
from hub.translations import State

ENGLISH = """---
title: Find champions
summary: Officers who influence others.
evidence: {grade: C, reason: One paper.}
safety_critical: [danger]
---
Call first.

## Why {#why}

Because [partners](partnerships.md#why) met 12 people, for 5% less.[^lamp2015]

```
[a](b.md)
```

## Danger {#danger}

Leave.

### At night {#night}

Call.

## End {#end}

Done.
"""


def page(text: str, language: str = "en") -> Page:
    return pages.parse(text, language, "tips/champions.md", f"docs/{language}/tips/champions.md", [])


def changed(old: str, new: str) -> list[str]:
    assert old in ENGLISH
    before, after = (translations.digests(page(text)) for text in (ENGLISH, ENGLISH.replace(old, new)))
    return [key for key in before | after if before.get(key) != after.get(key)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people, for", "people – for"),
        ("Because", "because"),
        ("Because", "**Because**"),
        ("Because", "_Because_"),
        ("partnerships.md#why", "../other.md"),
        ("12 people", "12\u00a0people"),
        ("Call first.", "Call\n  first!"),
        ("## Why", "### Why"),
        ("{#why}", "{#why .wide}"),
        ("Call first.", "Call first. <!-- a note -->"),
        ("Call first.", "1. Call first."),
    ],
)
def test_a_cosmetic_edit_asks_nobody_to_translate(old: str, new: str) -> None:
    assert changed(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("Because", "Although", "why"),
        ("12 people", "21 people", "why"),
        ("12 people", "1.2 people", "why"),
        ("5%", "5", "why"),
        ("5% less", "-5% less", "why"),
        ("[partners]", "[others]", "why"),
        ("[^lamp2015]", "[^spoken]", "why"),
        ("[a](b.md)", "[a](c.md)", "why"),
        ("## Why", "## Why not", "why"),
        ("title: Find champions", "title: Find a champion", ""),
        ("others.\n", "all.\n", ""),
        ("One paper", "Two papers", ""),
        ("Call first", "Call", ""),
        ("Call first", "Callfirst", ""),
    ],
)
def test_a_word_figure_or_source_counts(old: str, new: str, section: str) -> None:
    assert changed(old, new) == [section]


def test_a_section_that_is_safety_critical_is_so_with_all_below_it() -> None:
    assert translations.critical(page(ENGLISH)) == {"danger", "night"}


def test_the_states_of_sections() -> None:
    pins = translations.digests(page(ENGLISH))
    body = "Ligue.\n\n## Porquê {#why}\n\nPorque.\n\n## Fim {#end}\n\nFim.\n\n## Mais {#more}\n\nMais.\n"
    meta = f"---\ntranslation: {{sections: {{'': {pins['']}, why: 00000000, end: '{pins['end']}', more: abcdabcd}}}}\n---\n"
    found = {one.id: one.state for one in translations.states(page(ENGLISH), page(meta + body, "pt"))}
    assert found == {
        "": State.CURRENT,
        "why": State.STALE,
        "danger": State.NEW,
        "night": State.NEW,
        "end": State.CURRENT,
        "more": State.GONE,
    }
