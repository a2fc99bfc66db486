"""Every footnote mark names a source that exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from hub import citations
from hub.library import Library
from hub.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    for page in library.pages.values():
        for key, line in citations.cited(page.body, page.body_line).items():
            if key not in library.sources:
                close = difflib.get_close_matches(key, library.sources, n=1)
                cure = f"write [^{close[0]}]" if close else "add the source to docs/data/sources.bib under that key"
                yield Problem(page.file, line, f'the source "{key}" is not in docs/data/sources.bib', cure)
