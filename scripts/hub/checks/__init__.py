"""Every check, one module a concern. Each yields a `Problem` for a fault and knows nothing of how it is shown."""

from __future__ import annotations

from hub.checks import citations, content, files, html, links, navigation, strings, translations
from hub.library import Library
from hub.problems import Problem


def run(library: Library) -> list[Problem]:
    """All problems of the contributed files, in the order of the files."""
    found = list(library.faults)
    for concern in (files, navigation, strings, content, html, citations, links, translations):
        found += concern.check(library)
    return sorted(set(found))
