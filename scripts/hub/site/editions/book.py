"""What every edition holds, and in which order: read from the folder of a built site alone.

No Markdown and no `hub.library`: the editions of a version that was published long ago are made anew when one of its pages
is taken away. What stands in it:

- every page that readers of the language get, in the order of the site: where there is no translation the English page,
  marked as such, for a reader without a connection has no other way to it;
- but not those that only work on the site itself (`_ONLY_ON_THE_SITE`): links to them lead to the newest version there;
- of each page its article, without what needs the site around it (`articles`).
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

from hub import dates
from hub.site.editions import articles

#: Made at build by `structure`.
STRUCTURE = "editions.json"
#: By the list that the site adds to them.
_ONLY_ON_THE_SITE = frozenset(["browse", "embedding", "embed-examples", "downloads"])
#: Where the safety note leads.
_SAFETY = "about/reading-safely"


class CannotMake(Exception):
    """No edition can be made; the text is one line: what is wrong – what to type."""


class LeftOut(Exception):
    """A format cannot be made on this machine, and the others can; the text is one line: what is missing – what to type."""


@dataclass(frozen=True, eq=False)
class Page:
    """``address`` is that in the site, relative to the version's root (``pt/tips/champions/``); ``language`` is the text's.

    ``article`` belongs to all formats: who changes it takes a copy. Its links are of three kinds: ``#id`` in the page,
    ``/address#id`` to a page of the book, and whole web addresses; its pictures' sources are ``/path`` in the site.
    """

    id: str
    address: str
    language: str
    direction: str
    title: str
    summary: str
    kind: str
    terms: tuple[str, ...]
    is_fallback: bool
    is_draft: bool
    article: HtmlElement

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Id and text of each heading of the second level, in their order."""
        found = self.article.xpath(".//h2[@id]")
        return [(str(heading.get("id")), " ".join(heading.text_content().split())) for heading in found]


@dataclass(frozen=True, eq=False)
class Section:
    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Note:
    """A sentence of what an edition says of itself, and where it leads, as a `Page`'s links do; or nowhere."""

    text: str
    href: str = ""
    label: str = ""


@dataclass(frozen=True, eq=False)
class Book:
    """One language of one version. ``words`` are the interface's in it, ``is_draft`` says that nobody fluent has checked
    these, ``date`` is that of the last commit in UTC.

    ``base`` is where the newest version stands in the web, ``newest`` the page there that has the newest editions.
    """

    title: str
    tagline: str
    language: str
    language_name: str
    direction: str
    version: str | None
    is_preview: bool
    date: datetime.datetime | None
    base: str
    newest: str
    exit: str
    licence: str
    licence_address: str
    words: Mapping[str, str]
    is_draft: bool
    sections: tuple[Section, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for section in self.sections for page in section.pages)

    @property
    def pictures(self) -> list[str]:
        """The paths in the site of all pictures that the pages show, in order, each once."""
        found = (str(image.get("src")).lstrip("/") for page in self.pages for image in page.article.iter("img"))
        return sorted(set(found))

    @property
    def edition(self) -> str:
        """Which one it is, in words: the version and its day."""
        version = self.t("version.this", version=self.version) if self.version else self.t("cite.preview")
        day = dates.written(self.date.date().isoformat(), self.language) if self.date else ""
        return f"{version} · {day}" if day else version

    @property
    def safety(self) -> Note:
        """What the file is to somebody who finds it, and where to read on."""
        more = next((page for page in self.pages if page.id == _SAFETY), None)
        return Note(self.t("editions.safety"), f"/{more.address}" if more else "", more.title if more else "")

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the edition says of itself before its first page, each a paragraph; `edition` and `safety` come first."""
        said = [Note(self.t("version.preview"))] if self.is_preview else []
        said.append(Note(self.t("editions.newest"), self.newest, self.newest))
        if any(page.is_draft for page in self.pages):
            said.append(Note(f"{self.t('draft.title')}. {self.t('draft.text')}"))
        missing = sum(page.is_fallback for page in self.pages)
        if missing:
            said.append(Note(self.t("editions.english", count=missing, all=len(self.pages))))
        said.append(Note(self.t("footer.independent")))
        said.append(Note(self.t("footer.licence"), self.licence_address, self.licence))
        return tuple(said)

    def notice(self, page: Page) -> str:
        """What stands above a page that is a draft or not translated; else the empty string."""
        kind = "fallback" if page.is_fallback else "draft" if page.is_draft else ""
        return f"{self.t(f'{kind}.title')}. {self.t(f'{kind}.text')}" if kind else ""

    def t(self, key: str, **values: object) -> str:
        """An interface string in the language of the book."""
        return self.words[key].format(**values) if values else self.words[key]


def languages(site: Path) -> list[str]:
    """The languages that have an edition: those with pages of their own. Raises `CannotMake`."""
    return [code for code, told in structure(site)["languages"].items() if told["has_edition"]]


def structure(site: Path) -> Any:
    """What `STRUCTURE` holds. Raises `CannotMake`."""
    try:
        return json.loads((site / STRUCTURE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise CannotMake(
            f"{site} holds no {STRUCTURE}, of which editions are made – type: python3 scripts/hub build"
        ) from None


def read(site: Path, language: str) -> Book:
    """The book of a language. Raises `CannotMake`."""
    told = structure(site)
    if language not in told["languages"]:
        known = ", ".join(languages(site))
        raise CannotMake(f"the site has no language {language} – write one of: {known}")
    own = told["languages"][language]
    if not own["has_edition"]:
        raise CannotMake(
            f"no page is written in {own['name']} yet, and its edition would be the English one – "
            f"write one of: {', '.join(languages(site))}"
        )
    try:
        pages = {page.id: page for page in _pages(site, told, language)}
    except (OSError, ValueError, LookupError) as problem:
        raise CannotMake(f"{site} is not whole ({problem}) – type: python3 scripts/hub build") from None
    sections = (
        Section(one["title"], tuple(pages[name] for name in one["pages"] if name in pages)) for one in own["sections"]
    )
    base, words = told["base"], own["words"]
    return Book(
        title=words["site.name"],
        tagline=words["site.tagline"],
        language=language,
        language_name=own["name"],
        direction=own["direction"],
        version=told["version"],
        is_preview=told["is_preview"],
        date=datetime.datetime.fromisoformat(told["date"]) if told["date"] else None,
        base=base,
        newest=base + own["prefix"] + (told["downloads"] or ""),
        exit=own["exit"],
        licence=told["licence"]["name"],
        licence_address=told["licence"]["address"],
        words=words,
        is_draft=own["is_draft"],
        sections=tuple(section for section in sections if section.pages),
    )


def _pages(site: Path, told: Mapping[str, Any], language: str) -> Iterator[Page]:
    """The pages of the book. One that the open data does not name, or that has no file, is not in it."""
    prefix = told["languages"][language]["prefix"]
    listed = json.loads((site / "api" / "v1" / "pages" / f"{language}.json").read_text(encoding="utf-8"))["pages"]
    kept = {
        prefix + articles.address(one["id"]): one
        for one in listed
        if one["front_matter"].get("list") not in _ONLY_ON_THE_SITE
        and (site / prefix / articles.address(one["id"]) / "index.html").is_file()
    }
    for address, one in kept.items():
        yield Page(
            id=one["id"],
            address=address,
            language=one["language"],
            direction=told["languages"][one["language"]]["direction"],
            title=one["title"],
            summary=one["summary"],
            kind=one["kind"],
            terms=tuple(str(term) for term in one["front_matter"].get("search_terms", ())),
            is_fallback=one["is_fallback"],
            is_draft=one.get("translation", {}).get("state") == "draft",
            article=articles.read(site, address, kept.keys(), told["base"]),
        )
