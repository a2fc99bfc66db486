"""What a page says about itself above its text: the keys of its kind, each with a value that the site can use."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from hub import faults, mends
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    unreadable = {problem.file for problem in library.faults}
    for page in pages:
        if not page.meta and page.file in unreadable:
            continue
        for fault in faults.of(page.meta, library.vocabularies):
            line = page.meta_lines.get(fault.key) or page.line_of(fault.key.split(".")[0])
            mend = None if fault.better is None else functools.partial(mends.value, fault.key, fault.better)
            yield Problem(page.file, line, fault.what, fault.cure, mend)
