"""What a text may hold besides Markdown: almost nothing, because it runs in readers' browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hub import markup
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

#: Elements that Markdown has no signs for, and the attributes each may have.
ALLOWED = {"div": {"class", "markdown"}, "br": set(), "kbd": set(), "sub": set(), "sup": set(), "abbr": {"title"}}
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>?")
_ATTRIBUTE = re.compile(r"([A-Za-z_:][-\w:.]*)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_LIST = re.compile(r"\{:?([^{}]*)\}")
_HANDLER = re.compile(r"(?:^|\s)(on\w+|style|src|href|srcdoc|formaction)\s*=", re.IGNORECASE)


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    for page in pages:
        for number, line in markup.lines_of_prose(page.body, page.body_line):
            for tag in _TAG.finditer(line):
                name = tag.group(1).lower()
                if name in ("http", "https", "mailto"):
                    continue  # an address between angle brackets
                bad = {attribute.group(1).lower() for attribute in _ATTRIBUTE.finditer(tag.group(2))} - ALLOWED.get(
                    name, set()
                )
                if name not in ALLOWED:
                    yield Problem(
                        page.file,
                        number,
                        f"HTML (<{name}>) is not allowed in a page",
                        "write it in Markdown, or ask an editor for a way",
                    )
                elif bad:
                    yield Problem(
                        page.file,
                        number,
                        f"<{name}> may not have {', '.join(sorted(bad))}",
                        f"leave {'it' if len(bad) == 1 else 'them'} out",
                    )
            for braces in _LIST.finditer(line):
                if found := _HANDLER.search(braces.group(1)):
                    yield Problem(
                        page.file,
                        number,
                        f'"{found.group(1)}" is not allowed between braces',
                        "keep only the #id and .class",
                    )
