"""Takes a page out of a site that is built, and leaves a notice in its place.

It works on the built files alone: a version of earlier years is not built anew, for which its own packages would be needed
and whatever else has changed would change with it. Pages that do not speak of the one that goes stay byte for byte as
they were. What is reckoned from all pages, the search and the editions, is made anew from those that are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hub.site import editions
from hub.site.withdrawal import documents, notices, pages, search
from hub.site.withdrawal.gone import ADDRESSES, Gone, Withdrawal, Words, of_site

__all__ = ["Withdrawal", "Words", "holds", "take_out"]

_NAMED = re.compile(r"""(?:src|href|srcset|poster)="([^"]*)\"""")
_DOCUMENTS = {".json", ".geojson", ".xml", ".txt", ".md"}
#: What is made anew, or follows no rule of `documents`.
_ELSEWHERE = ("search/", f"{editions.FOLDER}/", "schema/", "api/v1/schema/")
#: Files that pages bring along, and that nobody else needs to have.
_BROUGHT = ("assets/", "data/charts/")


def holds(site: Path, what: Withdrawal) -> bool:
    """Whether a built site has the page."""
    return (site / ADDRESSES).is_file() and bool(_there(site, of_site(site, what)))


def take_out(site: Path, what: Withdrawal) -> None:
    """Take the page out, in every language. Raises `editions.CannotMake` if a site with editions cannot have them anew."""
    gone = of_site(site, what)
    there = _there(site, gone)
    brought = _brought(site, there)
    works = _works(site, gone)
    beside = _beside(site, gone, there)
    for place in there:
        for name in ("index.html", "oembed.json", "embed/index.html"):
            (site / place / name).unlink(missing_ok=True)
    for file in _files(site, {".html"}):
        _write(file, _stripped(file, site, gone, beside))
    for file in _files(site, _DOCUMENTS):
        name = file.relative_to(site).as_posix()
        _write(file, documents.without(name, file.read_text(encoding="utf-8"), gone))
    _texts(site, gone)
    _sources(site, works)
    search.again(site, gone)
    for name in brought - _brought(
        site, [file.parent.relative_to(site).as_posix() for file in _files(site, {".html"})]
    ):
        (site / name).unlink(missing_ok=True)
    for place, code in there.items():
        notices.write(site, [(place, code, gone.languages[code])], what.said(code), sealed=True)
    if (site / editions.FOLDER).is_dir():
        _editions(site)


def _there(site: Path, gone: Gone) -> dict[str, str]:
    """Its places in this site, each with its language."""
    return {place: code for place, code in gone.places.items() if (site / place / "index.html").is_file()}


def _files(site: Path, endings: set[str]) -> Iterator[Path]:
    for file in sorted(site.rglob("*")):
        if file.suffix in endings and not file.relative_to(site).as_posix().startswith(_ELSEWHERE):
            yield file


def _write(file: Path, text: str) -> None:
    if text != file.read_text(encoding="utf-8"):
        file.write_text(text, encoding="utf-8", newline="")


def _stripped(file: Path, site: Path, gone: Gone, beside: dict[str, dict[str, str]]) -> str:
    text, name = file.read_text(encoding="utf-8"), file.relative_to(site).as_posix()
    known = [one.rstrip("/").rpartition("/")[2] for one in gone.what.addresses]
    if not any(one in text for one in known) and not gone.has_title(text):
        return text
    here = name.removesuffix("index.html")
    code = max(
        (code for code, prefix in gone.languages.items() if name.startswith(prefix)),
        key=lambda code: len(gone.languages[code]),
    )
    made = pages.strip(
        text, lambda href: gone.leads(href, here), gone.has_title, gone.what.said(code).link, beside.get(here, {})
    )
    return made.text


def _beside(site: Path, gone: Gone, there: dict[str, str]) -> dict[str, dict[str, str]]:
    """For the pages before and after this one: the links to one another, by their places."""
    found: dict[str, dict[str, str]] = {}
    for place in there:
        text = (site / place / "index.html").read_text(encoding="utf-8")
        links = pages.neighbours(text)
        ways = {side: gone.place(link.attributes["href"], place) for side, link in links.items()}
        for side, other in (("before", "after"), ("after", "before")):
            way, new = ways.get(other), ways.get(side)
            if way is not None and new is not None:
                found.setdefault(way, {})[side] = pages.moved_to(text, links[side], place, way, new)
    return found


def _brought(site: Path, places: Any) -> set[str]:
    """The files that pages bring along, by the pages' places."""
    found = set()
    for place in places:
        for file in (site / place).glob("*.html"):
            for value in _NAMED.findall(file.read_text(encoding="utf-8")):
                for one in value.split(","):
                    name = one.strip().partition(" ")[0].partition("#")[0]
                    for folder in _BROUGHT:
                        if folder in name:
                            found.add(folder + name.partition(folder)[2])
    return found


def _works(site: Path, gone: Gone) -> set[str]:
    """The works that no other page cites, by their keys."""
    its, others = set[str](), set[str]()
    for listed in _listed(site):
        for one in listed:
            (its if one["id"] in gone.ids else others).update(one.get("sources", ()))
    return its - others


def _listed(site: Path) -> Iterator[list[dict[str, Any]]]:
    for file in sorted((site / "api/v1/pages").glob("*.json")):
        yield documents.read(file)["pages"]


def _sources(site: Path, works: set[str]) -> None:
    """The lists of works without those that only this page cited."""
    file = site / "api/v1/sources.json"
    if works and file.is_file():
        known = [str(one["id"]) for one in documents.read(file)]
        without = documents.changed_json(
            file.read_text(encoding="utf-8"), lambda listed: [one for one in listed if one["id"] not in works]
        )
        _write(file, without)
        for name in sorted(site.glob("api/v1/*.bib")):
            _write(name, documents.bibtex(name.read_text(encoding="utf-8"), set(known) - works))


def _texts(site: Path, gone: Gone) -> None:
    """The texts of the other pages, as programs get them, and the order of the editions."""
    for file in sorted((site / "api/v1/texts").glob("*.json")):
        instead = gone.what.said(file.stem).link

        def changed(told: Any, instead: str = instead) -> Any:
            for one in told["pages"]:
                one["markdown"] = documents.markdown(one["markdown"], one["id"], gone, instead)
                one["text"] = gone.unnamed(one["text"], instead)
            return told

        _write(file, documents.changed_json(file.read_text(encoding="utf-8"), changed))
    file = site / "editions.json"
    if file.is_file():

        def shorter(told: Any) -> Any:
            for language in told["languages"].values():
                for section in language.get("sections", ()):
                    section["pages"] = [one for one in section["pages"] if one not in gone.ids]
            return told

        _write(file, documents.changed_json(file.read_text(encoding="utf-8"), shorter))


def _editions(site: Path) -> None:
    """The editions that the site had, made anew."""
    there = [file for file in (site / editions.FOLDER).iterdir() if file.name != editions.SUMS]
    formats = {
        name: write for name, write in editions.FORMATS.items() if any(file.suffix == f".{name}" for file in there)
    }
    languages = sorted({file.stem for file in there})
    editions.make(site, formats, languages)
