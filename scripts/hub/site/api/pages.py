"""The pages: what they say about themselves, and their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from hub import charts, citations, markup, translations
from hub.addresses import Addresses
from hub.changes import Change, Changes, What, is_published
from hub.library import Language, Library
from hub.pages import Page
from hub.site import related, search
from hub.site.api import models
from hub.site.api.plain import plain
from hub.translations import State

#: It stands in no section.
_HOME = "index.md"
#: The keys of `models.Page`, but for whether it is a fallback; by language and path.
Described = Mapping[tuple[str, str], dict[str, Any]]


def described(library: Library, addresses: Addresses, changes: Changes) -> Described:
    """What there is to say of each page without its text: made once, also for the languages that fall back to it."""
    told: dict[tuple[str, str], list[Change]] = {}
    for change in changes.listed if changes.known else ():
        told.setdefault((change.page.language, change.page.path), []).append(change)
    return {key: _about(library, page, addresses, told.get(key, [])) for key, page in library.pages.items()}


def listed(library: Library, language: Language, about: Described) -> models.Pages:
    """Every page as readers of a language get it."""
    found = [
        models.Page(**about[page.language, page.path], is_fallback=page.language != language.code)
        for page in given(library, language)
    ]
    return models.Pages(language=language.code, licence=models.LICENCE, notice=models.NOTICE, pages=found)


def texts(site: Path, library: Library, language: Language, about: Described) -> models.Texts:
    """The pages written in a language; ``site`` is the finished build, from which their plain texts are made."""
    found = [
        models.PageWithText(
            **about[page.language, page.path],
            is_fallback=False,
            markdown=source(page),
            text=shown(site, language, page),
        )
        for page in given(library, language)
        if page.language == language.code
    ]
    return models.Texts(language=language.code, licence=models.LICENCE, notice=models.NOTICE, pages=found)


def given(library: Library, language: Language) -> Iterator[Page]:
    """The published pages as readers of a language get them, in the order of the site."""
    for path in dict.fromkeys((_HOME, *related.in_order(library))):
        page = library.page(language.code, path)
        if page and is_published(page):
            yield page


def _about(library: Library, page: Page, addresses: Addresses, told: list[Change]) -> dict[str, Any]:
    return {
        "id": identity(page),
        "language": page.language,
        "address": address(library, page, addresses),
        "title": str(page.meta.get("title", "")),
        "summary": str(page.meta.get("summary", "")),
        "kind": str(page.meta.get("kind", "")),
        "front_matter": {key: value for key, value in page.meta.items() if key != "translation"},
        "sources": list(cited(library, page)),
        "translation": translation(library, page),
        "published": next((change.time.isoformat() for change in told if change.what is What.NEW), None),
        "changed": next((change.time.isoformat() for change in told if change.what is What.CHANGED), None),
        "reviewed": page.meta.get("reviewed"),
        "review_by": page.meta.get("review_by"),
    }


def identity(page: Page) -> str:
    """The same in every language and version."""
    return page.path.removesuffix(".md")


def address(library: Library, page: Page, addresses: Addresses) -> str:
    """Where search engines find the page (absolute)."""
    return addresses.canonical_base + library.language(page.language).prefix + page.address


def cited(library: Library, page: Page) -> Iterator[str]:
    """The keys of the sources that a page cites, its charts' included, in the order of first use."""
    keys = citations.cited(charts.with_sources(page.body, library.charts))
    return (key for key in keys if key in library.sources)


def translation(library: Library, page: Page) -> models.Translation | None:
    """How a translated text stands to its original; None for one that is no translation."""
    original = library.pages.get((library.default_language.code, page.path))
    if original is None or page.language == original.language:
        return None
    states = translations.states(original, page)
    return models.Translation(
        source=original.language,
        state="reviewed" if translations.about(page).get("state") == "reviewed" else "draft",
        is_current=all(one.state is State.CURRENT for one in states),
        sections=[
            models.SectionState(id=one.id, state=one.state.value, safety_critical=one.critical) for one in states
        ],
    )


def source(page: Page) -> str:
    """The Markdown of a page without comments: they are for those who write."""
    lines = markup.without_comments(page.body).strip().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def shown(site: Path, language: Language, page: Page) -> str:
    """The text of a page as its readers see it."""
    built = site / language.prefix / page.address / "index.html"
    [text] = (
        lxml_html.parse(str(built), parser=lxml_html.HTMLParser(encoding="utf-8"))
        .getroot()
        .xpath('//article//div[@class="text"]')
    )
    for element in text.xpath(search.LEFT_OUT):
        element.drop_tree()
    return plain(text)
