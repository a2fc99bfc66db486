"""The exit leads to an ordinary site: reached safely, by an address that says nothing about who opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from hub import leaving
from hub.library import Library
from hub.problems import Problem

#: Beginnings of words that an address must not show to who looks at the screen.
_OURS = re.compile(r"sex|hiv|aids|gay|lgbt|queer|prostitut|pol[ií][cst]|violen|abus|drug", re.IGNORECASE)


def check(library: Library) -> Iterator[Problem]:
    file, lines = f"docs/data/{leaving.NAME}.yml", library.data_lines.get(leaving.NAME, {})
    targets = library.data.get(leaving.NAME, {})
    codes = [language.code for language in library.languages]
    default = library.default_language
    example = f"{default.code}: https://{default.code}.wikipedia.org/"
    if default.code not in targets:
        what = f"the exit of the pages leads nowhere: there is no line for {default.name}"
        yield Problem(file, 1, what, f"write {example}")
    for code, address in targets.items():
        line = lines.get(code, 1)
        if code not in codes:
            yield Problem(file, line, f'"{code}" is no language of this site', f"write one of {', '.join(codes)}")
        elif wrong := _wrong(address):
            yield Problem(file, line, f"the exit leads to an address that {wrong}", f"write one as {example}")


def _wrong(address: object) -> str:
    """What keeps an address from being an exit, after "that"; empty where nothing does."""
    if not isinstance(address, str) or not address.isprintable() or " " in address:
        return "is none"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "is none"
    if parts.scheme != "https" or "." not in (parts.hostname or ""):
        return "does not begin with https:// and the name of a site"
    if parts.username or port or parts.query or parts.fragment:
        return "holds more than a site and a page"
    return "holds a word that says what a reader was reading" if _OURS.search(address) else ""
