"""The last thing that is done to a built site: each page gets its policy, its weight is held against its budget and
told to its reader. One pass, for a site has hundreds of pages."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html

from hub import budgets
from hub.budgets import DOCUMENTS, EMBED, FILE, Budget
from hub.library import Library
from hub.site import embeds, policy
from hub.site.weight import Scales, Weight

#: Where the number goes: as it stands in the interface's strings, in the last lines of a page.
_PLACE = b"{size}"
#: Where the size of a file goes that its reader may fetch, by its address below the version's root.
_FILE = re.compile(rb"\{size of ([\w./-]+)\}")
#: Of each limit, what is too much; and how to have less.
_WORDS = {
    "html": ("weighs {0}, its budget is {1}", "shorten it, or split it into two"),
    "blocking": ("weighs {0} with its styles, its budget is {1}", "shorten it"),
    "first_view": ("weighs {0} with all that it fetches, its budget is {1}", "show fewer or smaller pictures"),
    "requests": ("takes {0} answers, its budget is {1}", "let it fetch fewer files"),
}


@dataclass(frozen=True)
class Done:
    """``heavy`` is one line a page that weighs too much, ``own`` what its pages hold of scripts and styles."""

    heavy: list[str]
    own: policy.Own


def run(site: Path, library: Library, base_path: str) -> Done:
    """Rewrite every page of a site that is complete but for this. ``base_path`` is where it will stand on its host."""
    read, known = budgets.read(library), dict(kinds(library))
    scales = Scales(site, base_path)
    heavy: list[str] = []
    own = policy.Own()
    for file in sorted(site.rglob("*.html")):
        content = file.read_bytes()
        page = lxml_html.document_fromstring(content)
        own |= policy.own(page)
        content = _FILE.sub(lambda found: _size(scales.fetched(found[1].decode())), policy.with_policy(content, page))
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        weight = scales.weigh(address, content, page)
        file.write_bytes(_told(content, weight))
        budget = budgets.of(read, *known.get(address, ("", "")))
        if over := _too_heavy(weight, budget):
            heavy.append(f"{address or 'index.html'} {over}")
    return Done(heavy, own)


def kinds(library: Library) -> Iterator[tuple[str, tuple[str, str]]]:
    """By its address, a page's kind and path; of a document, its name."""
    for language in library.languages:
        for path in library.paths():
            if page := library.page(language.code, path):
                yield language.prefix + page.address, (str(page.meta.get("kind", "")), path)
                yield language.prefix + page.address + embeds.FOLDER, (EMBED, path)
        for name in DOCUMENTS:
            yield language.prefix + name, (name, "")


def _size(weight: int) -> bytes:
    return f"{max(1, math.ceil(weight / 1000))} kB".encode()


def _told(content: bytes, weight: Weight) -> bytes:
    """A page that tells its reader what it weighs, in whole kilobytes."""
    before, place, after = content.rpartition(_PLACE)
    return before + str(max(1, round(weight.first_view / 1000))).encode() + after if place else content


def _too_heavy(weight: Weight, budget: Budget) -> str:
    """What a page has too much of, and the cure; empty where it keeps to its budget."""
    over = []
    for name, (what, cure) in _WORDS.items():
        has, may = getattr(weight, name), getattr(budget, name)
        if has > may:
            # Rounded up: what is over its budget shall not look like it.
            said = (has, may) if name == "requests" else (f"{math.ceil(has / 100) / 10:g} KB", f"{may / 1000:g} KB")
            over.append((what.format(*said), cure))
    if not over:
        return ""
    return f"{'; it '.join(what for what, _ in over)} – {over[0][1]}, or write it into {FILE} with a reason"
