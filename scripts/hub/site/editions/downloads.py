"""The page that offers the editions: their sizes and check sums are known only when they are made, after the site.

The build leaves a place in that page, which says that there are none (``overrides/partials/downloads.html``).
"""

from __future__ import annotations

import math
import os
import re
from html import escape
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from lxml import html as lxml_html

from hub.site.editions import book
from hub.site.weight import Scales

_PLACE = re.compile(r"(<!--editions-->).*?(<!--/editions-->)", re.DOTALL)
_SUMS = "SHA256SUMS"
#: The endings of the files, in the order in which they are offered; ``editions.<ending>`` of the strings names each.
_OFFERED = ("epub", "pdf", "zip", "txt", "zim")


def fill(site: Path, folder: Path) -> None:
    """Tell what lies in a folder of editions on the page that offers them, in every language of the site."""
    told = book.structure(site)
    if told["downloads"] is None:
        return
    for code, language in told["languages"].items():
        file = site / language["prefix"] / told["downloads"] / "index.html"
        if file.is_file():
            page = file.read_text(encoding="utf-8")
            rows = _rows(told, code, folder, os.path.relpath(folder, file.parent).replace(os.sep, "/"))
            file.write_text(_weighed(site, file, _PLACE.sub(rf"\g<1>{rows}\g<2>", page), told, code), encoding="utf-8")


def _rows(told: Any, code: str, folder: Path, way: str) -> str:
    """The files as lists, a language each, the reader's own first."""
    languages, words = told["languages"], told["languages"][code]["words"]
    made = ""
    for other in sorted((one for one in languages if languages[one]["has_edition"]), key=lambda one: one != code):
        rows = ""
        for ending in _OFFERED:
            file = folder / f"{other}.{ending}"
            if file.is_file():
                size, label = _size(file.stat().st_size, code), escape(words[f"editions.{ending}"])
                rows += f'<li><a href="{way}/{file.name}" download>{label}</a> ({size})</li>\n'
        name = escape(languages[other]["name"])
        made += f'<h3><span lang="{other}">{name}</span></h3>\n<ul>\n{rows}</ul>\n' if rows else ""
    sums = escape((folder / _SUMS).read_text(encoding="utf-8"))
    title = escape(words["editions.sums"])
    return f'\n{made}<details><summary>{title}</summary>\n<pre dir="ltr"><code>{sums}</code></pre>\n<p><a href="{way}/{_SUMS}" download><code>{_SUMS}</code></a></p></details>\n'


def _weighed(site: Path, file: Path, page: str, told: Any, code: str) -> str:
    """The page with what it weighs now."""
    before, _, after = told["languages"][code]["words"]["footer.weight"].partition("{size}")
    address = file.parent.relative_to(site).as_posix() + "/"
    content = page.encode()
    weight = Scales(site, told["base_path"]).weigh(address, content, lxml_html.document_fromstring(content))
    said = re.compile(re.escape(escape(before, quote=False)) + r"\d+" + re.escape(escape(after, quote=False)))
    number = str(max(1, round(weight.first_view / 1000)))
    return said.sub(lambda _: f"{escape(before, quote=False)}{number}{escape(after, quote=False)}", page)


def _size(size: int, code: str) -> str:
    """The size of a file as readers of a language write it: whole kB, or MB with one decimal."""
    if size < 999_500:
        return f"{max(1, math.ceil(size / 1000))} kB"
    number = math.ceil(size / 100_000) / 10
    try:
        return f"{format_decimal(number, '0.0', Locale.parse(code, sep='-'))} MB"
    except (ValueError, UnknownLocaleError):
        return f"{number} MB"
