"""Takes a withdrawn page out of what a built site tells programs: JSON, feeds, sitemaps, lists of works, plain text."""

from __future__ import annotations

import functools
import itertools
import json
import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from hub.site.withdrawal.gone import Gone

#: Keys whose value says what an entry of a list is about.
_ABOUT = ("id", "address", "url", "href", "path", "location")
_MARKDOWN = re.compile(r"(?<!!)\[([^\[\]]*)\]\(<?([^()<>\s]*)>?\)")
_ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|/|\.{1,2}/)[^\s<>\"'()\[\]]*")
#: Where a link of an Atom entry or a sitemap's leads; the name of an entry holds the page's path.
_LEADS = re.compile(r"<loc>([^<]*)</loc>|<link\b[^>]*\bhref=\"([^\"]*)\"|<id>tag:[^:<]*:([^<]*)</id>")
_DAY = re.compile(r"/\d{4}-\d{2}-\d{2}$")
_STYLES: tuple[dict[str, Any], ...] = (
    {"separators": (",", ":")},
    {"separators": (",", ":"), "sort_keys": True},
    {"indent": 1},
    {"indent": 2},
)


def without(name: str, text: str, gone: Gone) -> str:
    """A document by its name below the site, and its text, without the page; the same text where it does not hold it."""
    ending = name.rpartition(".")[2]
    if ending in ("json", "geojson"):
        return _json(text, functools.partial(_pruned, gone=gone))
    if ending == "xml":
        for tag in ("entry", "url"):
            text = _elements(text, tag, gone)
        return text
    if ending in ("txt", "md"):
        return "".join(line for line in text.splitlines(keepends=True) if not _names(line, gone))
    return text


def read(file: Path) -> Any:
    """What a JSON document holds."""
    return json.loads(file.read_text(encoding="utf-8"))


def changed_json(text: str, change: Callable[[Any], Any]) -> str:
    """A JSON document with what ``change`` makes of it, written as it was."""
    return _json(text, change)


def bibtex(text: str, keep: Iterable[str]) -> str:
    """A list of works without the entries that are not kept."""
    kept = set(keep)
    starts = [found.start() for found in _ENTRY.finditer(text)] + [len(text)]
    parts = [text[start:end] for start, end in itertools.pairwise(starts)]
    made = text[: starts[0]] + "".join(part for part in parts if (found := _ENTRY.match(part)) and found[1] in kept)
    return made.rstrip("\n") + "\n" if made.strip() else ""


def markdown(text: str, here: str, gone: Gone, instead: str) -> str:
    """The Markdown of the page with the id ``here`` without links to the page; its title is said in other words."""

    def unlinked(found: re.Match[str]) -> str:
        target = found[2].partition("#")[0]
        if not target.endswith(".md"):
            return found[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), target)).removesuffix(".md")
        if path.removesuffix("/index") not in gone.ids:
            return found[0]
        return instead if gone.has_title(found[1]) else found[1]

    return _MARKDOWN.sub(unlinked, text)


def _json(text: str, change: Callable[[Any], Any]) -> str:
    """Formatted as it was, so far as our own documents are."""
    before = json.loads(text)
    after = change(json.loads(text))
    if after == before:
        return text
    for style in _STYLES:
        if json.dumps(before, ensure_ascii=False, **style) == text.rstrip("\n"):
            break
    end = text[len(text.rstrip("\n")) :]
    return json.dumps(after, ensure_ascii=False, **style) + end


def _pruned(value: Any, gone: Gone) -> Any:
    """Without entries of lists, and lines of tables, that are about the page."""
    if isinstance(value, list):
        return [_pruned(one, gone) for one in value if not _about(one, gone)]
    if isinstance(value, dict):
        return {
            key: _pruned(one, gone)
            for key, one in value.items()
            if key not in gone.what.addresses
            and not (isinstance(one, str) and one.partition("#")[0] in gone.what.addresses)
        }
    return value


def _about(one: Any, gone: Gone) -> bool:
    if isinstance(one, str):
        return one in gone.what.addresses or one in gone.places or (one.startswith("http") and gone.leads(one))
    if isinstance(one, dict):
        said = [value for key in _ABOUT if isinstance(value := one.get(key), str)]
        # Terms and works have ids too.
        is_page = one.get("id") in gone.ids and bool({"kind", "properties"} & one.keys())
        return is_page or any(_about(value, gone) or _named(value, gone) for value in said)
    return False


def _named(tag: str, gone: Gone) -> bool:
    """Whether the name of an entry in a feed (RFC 4151) is the page's: its path, and the day of a change."""
    if not tag.startswith("tag:"):
        return False
    path = _DAY.sub("", tag)
    return any(path.endswith("/" + one) for one in gone.ids)


def _elements(text: str, tag: str, gone: Gone) -> str:
    """An XML document without the elements of a name that are about the page."""
    parts = re.split(rf"(<{tag}\b)", text)
    made = [parts[0]]
    for start, rest in zip(parts[1::2], parts[2::2], strict=True):
        inside, close, after = rest.partition(f"</{tag}>")
        found = _LEADS.findall(inside)
        if any(gone.leads(address) for loc, link, _ in found if (address := loc or link)) or any(
            _named(f"tag:{name}", gone) for _, _, name in found if name
        ):
            made.append(after.removeprefix("\n"))
        else:
            made += [start, inside, close, after]
    return "".join(made)


def _names(line: str, gone: Gone) -> bool:
    """Whether a line of a plain text links to the page."""
    return any(gone.leads(address) for address in _ADDRESS.findall(line))
