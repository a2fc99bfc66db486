"""Words of the interface that a script needs in a language other than its page's: ``words/<code>.json``."""

from __future__ import annotations

import json
from pathlib import Path

from hub.library import Library

#: Where they stand below a version's root.
FOLDER = "words"


def write(site: Path, library: Library) -> None:
    """A file a language: its ``direction`` (``ltr``, ``rtl``), and the offer to ``read`` a page in it or to ``close``."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for language in library.languages:
        made = {"direction": library.strings[language.code].direction}
        made |= {name: library.word(language.code, f"hint.{name}") for name in ("read", "close")}
        (folder / f"{language.code}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
