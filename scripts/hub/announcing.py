"""What sites that show our pages are told: ``docs/data/embed_news.yml``, a day and the text by language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from hub.library import Library

#: The file in ``docs/data/``.
NAME = "embed_news"


def news(library: Library) -> Iterator[tuple[datetime.date, Mapping[str, str]]]:
    """Each day with its text by language, newest first. Raises ValueError for a day that is none: `checks` says so."""
    data = library.data.get(NAME, {})
    for day in sorted(data, reverse=True):
        yield datetime.date.fromisoformat(str(day)), {str(code): str(text) for code, text in data[day].items()}
