"""``docs/data/embed_news.yml``: each day is one, and what it tells stands at least in the default language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from hub.announcing import NAME
from hub.faults import shown_value
from hub.library import Library
from hub.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    file, lines = f"docs/data/{NAME}.yml", library.data_lines.get(NAME, {})
    codes, default = [language.code for language in library.languages], library.default_language
    for day, texts in library.data.get(NAME, {}).items():
        line = lines.get(day, 1)
        try:
            datetime.date.fromisoformat(str(day))
        except ValueError:
            yield Problem(file, line, f'"{shown_value(day)}" is not a day', "write it as 2026-11-24:")
        if not isinstance(texts, Mapping) or not isinstance(texts.get(default.code), str):
            cure = f"write below it {default.code}: and what changes, in a sentence"
            yield Problem(file, line, f"this day tells nothing in {default.name}", cure)
            continue
        for code, text in texts.items():
            if code not in codes:
                here = lines.get(f"{day}.{code}", line)
                what = f'"{shown_value(code)}" is no language of this site'
                yield Problem(file, here, what, f"write one of {', '.join(codes)}")
            elif not isinstance(text, str):
                here = lines.get(f"{day}.{code}", line)
                yield Problem(file, here, f"{code} has no text here", "write a sentence, or remove the line")
