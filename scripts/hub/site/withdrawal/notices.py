"""What stands at the address of a page that was taken back: that it was, why in one word, and the way to the first page."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

import jinja2
from lxml import html as lxml_html

from hub import leaving, withdrawn
from hub.addresses import climb
from hub.environment import ROOT
from hub.library import Library
from hub.site import policy
from hub.site.withdrawal.gone import Words

TEMPLATE = ROOT / "overrides" / "withdrawn.html"
_STYLE, _SCRIPT = "assets/framed.*.css", "assets/framed.*.js"


def words(library: Library, category: str) -> dict[str, Words]:
    """What is told in each language of a page that was taken back for this reason (`hub.withdrawn.CATEGORIES`)."""

    def said(code: str) -> Words:
        word = functools.partial(library.word, code)
        return Words(
            title=word("withdrawn.title"),
            text=f"{word(f'withdrawn.{category}')} {word('withdrawn.copies')}",
            home=word("notfound.home"),
            hub=word("site.name"),
            link=word("withdrawn.link"),
            leave=word("exit.open"),
            exit=leaving.target(library, code),
            direction=library.strings[code].direction,
        )

    return {language.code: said(language.code) for language in library.languages}


def write_all(site: Path, library: Library) -> None:
    """Write them for every page that was taken back into a site that is being built."""
    for record in withdrawn.records(library):
        for code, told in words(library, record.category).items():
            prefix = library.language(code).prefix
            write(site, [(prefix + record.address, code, prefix)], told, sealed=False)


def write(site: Path, places: Iterable[tuple[str, str, str]], words: Words, sealed: bool) -> None:
    """Write the notice at some addresses below a site's root, and below each in ``embed/``.

    A place is its address, the code of its language, and the address of the first page in that. ``sealed`` if a policy is
    to be written into the pages, as nothing else will do it.
    """
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    style, script = _one(site, _STYLE), _one(site, _SCRIPT)
    for address, code, home in places:
        for place, framed in ((address, False), (f"{address}embed/", True)):
            base = climb(place)
            made = template.render(
                code=code,
                words=words,
                home=base + home,
                style=style and base + style,
                script=framed and script and base + script,
            ).encode()
            file = site / place / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(policy.with_policy(made, lxml_html.document_fromstring(made)) if sealed else made)


def _one(site: Path, pattern: str) -> str:
    """The file of a site by its pattern, below its root; empty if it has none."""
    return next((file.relative_to(site).as_posix() for file in sorted(site.glob(pattern))), "")
