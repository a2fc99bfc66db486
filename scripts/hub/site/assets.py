"""Styles and scripts of the pages: joined, made small, and named after their content so that caches never mix releases."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

#: Made file → the files in ``overrides/`` that it is made of, in order.
PARTS = {
    "hub.css": (
        "styles/ground.css",
        "styles/frame.css",
        "styles/text.css",
        "styles/cards.css",
        "styles/figures.css",
        "styles/print.css",
    ),
    "search.css": ("styles/search.css",),
    "browse.css": ("styles/browse.css",),
    "paper.css": ("styles/paper.css",),
    "framed.css": ("styles/framed.css",),
    "embedding.css": ("styles/embedding.css",),
    "hub.js": ("scripts/hub.js",),
    "search.js": ("scripts/search.js",),
    "browse.js": ("scripts/browse.js",),
    "paper.js": ("scripts/paper.js",),
    "framed.js": ("scripts/framed.js",),
    "embedding.js": ("scripts/embedding.js",),
    "embed.js": ("scripts/embed.js",),
}


#: Where they stand, below a version's root; `embed_codes` says why one stands elsewhere.
FOLDER, FOLDERS = "assets", {"embed.js": "embed"}


@dataclass(frozen=True)
class Assets:
    """``names`` maps ``hub.css`` to ``assets/hub.1a2b3c4d.css``, ``contents`` that to its bytes."""

    names: Mapping[str, str]
    contents: Mapping[str, bytes]

    def write(self, site: Path) -> None:
        for name, content in self.contents.items():
            target = site / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def make(overrides: Path) -> Assets:
    """Read and shrink the parts. Raises FileNotFoundError where one is missing: a fault of ours."""
    names: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for name, parts in PARTS.items():
        text = "\n".join((overrides / part).read_text(encoding="utf-8") for part in parts)
        small = str(rcssmin.cssmin(text) if name.endswith(".css") else rjsmin.jsmin(text))
        _add(name, small.encode(), names, contents)
    _add("favicon.svg", (overrides / "assets" / "favicon.svg").read_bytes(), names, contents)
    return Assets(names, contents)


def _add(name: str, content: bytes, names: dict[str, str], contents: dict[str, bytes]) -> None:
    stem, ending = name.split(".")
    made = f"{FOLDERS.get(name, FOLDER)}/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"
    names[name] = made
    contents[made] = content
