"""How to cite a page of the hub: a line of text and an entry for a reference manager."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hub.addresses import Addresses
from hub.library import Language

#: Kinds of pages that others cite; the rest only leads to them.
KINDS = ("tip", "lesson", "case-study", "guide")
_BY_MONTH = re.compile(r"(\d{4})\.(\d\d)")
#: Braces are counted even behind a backslash, so they get names.
_BIBTEX_SIGNS = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}", **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """Both are plain text: whoever shows them escapes them."""

    line: str
    bibtex: str


def citation(
    title: str, page: str, address: str, language: Language, addresses: Addresses, word: Callable[[str], str]
) -> Citation:
    """Of a page by its ``title`` and ``page`` address within its language, in the language of its text.

    ``address`` is the canonical one (absolute), ``word`` gives interface strings. The hub names no authors.
    A preview has no version that a reader could find again, and says so instead of giving a date.
    """
    hub = word("site.name")
    title = " ".join(title.split())
    version = None if addresses.is_preview else addresses.version
    edition = word("version.this").format(version=version) if version else word("cite.preview")
    line = word("cite.line").format(hub=hub, title=title, version=edition, language=language.name, address=address)
    fields = {"title": _bibtex(title), "organization": _bibtex(hub), "url": address, "language": language.code}
    if version:
        fields["version"] = _bibtex(version)
        if month := _BY_MONTH.fullmatch(version):
            fields["date"] = f"{month[1]}-{month[2]}"
    else:
        fields["note"] = _bibtex(edition)
    key = "-".join(part for part in ("hub", *page.strip("/").split("/"), language.code) if part)
    inside = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return Citation(line, f"@online{{{key},\n{inside}}}")


def _bibtex(text: str) -> str:
    """Text as a BibTeX value: its own signs are escaped, so that a title cannot end the entry."""
    return "".join(_BIBTEX_SIGNS.get(sign, sign) for sign in text)
