"""Styles and scripts of the pages: joined, made small, and named after their content so that caches never mix releases."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

from hub.site import preview

#: Made file → the files in ``overrides/`` that it is made of, in order. A page asks for hub.css before it
#: shows its text, and for later.css and hub.js while it does; what else there is, scripts fetch when a reader wants it. A request
#: costs more than the few rules that not every page needs.
PARTS = {
    "hub.css": (
        "styles/ground.css",
        "styles/frame.css",
        "styles/exit.css",
        "styles/text.css",
        "styles/cards.css",
        "styles/figures.css",
        "styles/browse.css",
    ),
    "later.css": ("styles/signs.css", "styles/menus.css", "styles/print.css"),
    "search.css": ("styles/search.css",),
    "paper.css": ("styles/paper.css",),
    "hub.js": (
        "scripts/view.js",
        "scripts/exit.js",
        "scripts/hub.js",
        "scripts/papers.js",
        "scripts/browse.js",
        "scripts/send.js",
        "scripts/hint.js",
        "scripts/settings.js",
    ),
    "framed.css": ("styles/framed.css",),
    "embedding.css": ("styles/embedding.css",),
    "search.js": ("scripts/search.js",),
    "paper.js": ("scripts/paper.js",),
    "framed.js": ("scripts/framed.js",),
    "embedding.js": ("scripts/embedding.js",),
    "embed.js": ("scripts/embed.js",),
}
#: What stands in every page itself: as short as can be.
FIRST = "styles/first.css"
#: A sign that a style names, relative to its file.
_SIGN = re.compile(r"url\(\.\./(\.icons/[\w/-]+\.svg)\)")


#: Where they stand, below a version's root; `embed_codes` says why one stands elsewhere.
FOLDER, FOLDERS = "assets", {"embed.js": "embed"}


@dataclass(frozen=True)
class Assets:
    """``names`` maps ``hub.css`` to ``assets/hub.1a2b3c4d.css``, ``contents`` that to its bytes; ``first`` is `FIRST`."""

    names: Mapping[str, str]
    contents: Mapping[str, bytes]
    first: str

    def write(self, site: Path) -> None:
        for name, content in self.contents.items():
            target = site / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def make(overrides: Path, pictures: Mapping[str, str]) -> Assets:
    """Read and shrink the parts; ``pictures`` are SVG files made elsewhere, by name.

    Raises FileNotFoundError where a part is missing: a fault of ours.
    """
    names: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for name, parts in PARTS.items():
        if name.endswith(".css"):
            small = style(overrides, *parts)
        else:
            small = rjsmin.jsmin("\n".join((overrides / part).read_text(encoding="utf-8") for part in parts))
        _add(name, small.encode(), names, contents)
    for name, drawing in pictures.items():
        _add(name, drawing.encode(), names, contents)
    _add("favicon.svg", (overrides / "assets" / "favicon.svg").read_bytes(), names, contents)
    colours = preview.colours((overrides / "styles" / "ground.css").read_text(encoding="utf-8"))
    _add("preview.png", preview.drawn(colours), names, contents)
    return Assets(names, contents, style(overrides, FIRST))


def style(overrides: Path, *parts: str) -> str:
    """Style sheets joined and made small."""
    text = "\n".join((overrides / part).read_text(encoding="utf-8") for part in parts)
    return _with_signs(rcssmin.cssmin(text), overrides)


def _with_signs(style: str, overrides: Path) -> str:
    """The signs that stand on every page go into the style, which is fetched once; a page would repeat them.

    They are masks: only what is opaque counts, so that the second tone of a drawing becomes a thinner first one.
    """

    def sign(found: re.Match[str]) -> str:
        drawing = (overrides / found[1]).read_text(encoding="utf-8").strip().replace('class="tone"', 'opacity=".3"')
        return f'url("data:image/svg+xml,{drawing.replace(chr(34), chr(39)).replace("currentColor", "red")}")'

    return _SIGN.sub(sign, style)


def _add(name: str, content: bytes, names: dict[str, str], contents: dict[str, bytes]) -> None:
    stem, ending = name.split(".")
    made = f"{FOLDERS.get(name, FOLDER)}/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"
    names[name] = made
    contents[made] = content
