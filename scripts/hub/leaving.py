"""Where the exit on every page leads: ``docs/data/exit.yml``, a line a language."""

from __future__ import annotations

from hub.library import Library

#: The file in ``docs/data/``.
NAME = "exit"


def target(library: Library, code: str) -> str:
    """The address for readers of a language; a language without a line has the default language's. Empty without both."""
    targets = library.data.get(NAME, {})
    return str(targets.get(code) or targets.get(library.default_language.code) or "")
