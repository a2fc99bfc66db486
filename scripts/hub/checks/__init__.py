"""Every check, one module a concern. Each yields a `Problem` for a fault and knows nothing of how it is shown."""

from __future__ import annotations

from hub.checks import (
    citations,
    content,
    figures,
    files,
    front_matter,
    glossary,
    html,
    links,
    names,
    navigation,
    parity,
    pictures,
    privacy,
    strings,
    translations,
    wording,
)
from hub.library import Library
from hub.problems import Problem

CONCERNS = (
    files,
    navigation,
    strings,
    front_matter,
    content,
    html,
    glossary,
    citations,
    figures,
    links,
    privacy,
    names,
    pictures,
    wording,
    translations,
    parity,
)


def run(library: Library) -> list[Problem]:
    """All problems of the contributed files, in the order of the files."""
    found = list(library.faults)
    for concern in CONCERNS:
        found += concern.check(library)
    return sorted(set(found))
