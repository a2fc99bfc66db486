"""Lists of the site's addresses: the sitemap for search engines, and one for our own version menu."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hub.addresses import Addresses
from hub.library import Library
from hub.moved import moves
from hub.site.page import alternates


def entries(library: Library, addresses: Addresses) -> list[dict[str, Any]]:
    """One entry for each page in each language that it is really written in (sitemaps.org 0.9, with hreflang)."""
    made = []
    for path in library.paths():
        others = alternates(library, addresses, path)
        made += [{"location": address, "alternates": others} for code, address in others if code != "x-default"]
    return made


def write_addresses(site: Path, library: Library) -> None:
    """``addresses.json``: what exists in this version, so that a switch of version can land on the same page, and where
    pages of other versions went.

    MkDocs' compressed copy of the sitemap goes: nobody is told of it, and it holds the day on which it was made.
    """
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    data = {
        "languages": {language.code: language.prefix for language in library.languages},
        "pages": sorted({page.address for page in library.pages.values()}),
        "moved": {
            move.address: move.page.address + (f"#{move.section}" if move.section else "")
            for move in moves(library).values()
            if move.page
        },
    }
    (site / "addresses.json").write_text(json.dumps(data, separators=(",", ":"), sort_keys=True), encoding="utf-8")
