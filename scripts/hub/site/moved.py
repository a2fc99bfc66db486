"""What readers find at an address that a page left: the way to its new place, or a word that it is gone.

In every language, beside the pages and in none of their lists: not in the navigation, the search or the sitemap.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2

from hub.addresses import climb
from hub.library import Library
from hub.moved import moves
from hub.site.page import View


def write(site: Path, library: Library, view: Callable[..., View], templates: jinja2.Environment) -> None:
    """Write them into a finished build; ``view`` makes what the templates are told."""
    for move in moves(library).values():
        for language in library.languages:
            here = language.prefix + move.address
            file = site / here / "index.html"
            if file.exists():
                continue  # a page that only changed the case of its letters, on a disk that makes no difference
            place = {"language": language, "base": climb(here)}
            if move.page:
                made = templates.get_template("moved.html").render(
                    view=view(**place, path=move.page.path), section=move.section
                )
            else:
                made = templates.get_template("gone.html").render(view=view(**place, path=None, document=move.address))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made, encoding="utf-8")
