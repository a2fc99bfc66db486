"""The search index: one Pagefind bundle a language, of the pages written in that language.

Readers of a language get its bundle first, and then the English one limited to what is not translated yet. Two
bundles and not one merged, because Pagefind searches a merged index with the first one's stemmer.
Pages are indexed from the built HTML; facets and ``search_terms:`` come from the front matter, so that no page
carries a byte for search.
"""

from __future__ import annotations

import asyncio
import json
import logging
from html import escape
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from pagefind.index import IndexConfig
from pagefind.service import PagefindService

from hub.library import Language, Library, Page

FACETS = {"kind": "kinds", "country": "countries", "strategies": "strategies"}
#: What the reader's browser needs of a bundle; Pagefind also writes ready-made interfaces that we do not use.
_NEEDED = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", ".pagefind", "pagefind.js", "pagefind-entry.json")
_LEFT_OUT = '//*[contains(@class, "sources") or contains(@class, "mark") or contains(@class, "no-search")]'


def write(site: Path, library: Library) -> None:
    """Index a finished build and write the bundles and, per language, ``search/<code>.json`` beside them."""
    logging.getLogger("pagefind").setLevel(logging.WARNING)
    asyncio.run(_write_bundles(site, library))
    for language in library.languages:
        target = site / "search" / f"{language.code}.json"
        target.write_text(json.dumps(settings(library, language), ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8")


def settings(library: Library, language: Language) -> dict[str, Any]:
    """What the search dialog needs in one language: its words, the facets' labels, the bundles to ask in order."""
    default = library.default_language
    bundles: list[dict[str, Any]] = []
    if any(True for _ in library.in_language(language.code)):
        bundles.append({"path": f"search/{language.code}/", "prefix": language.prefix, "lang": language.code})
    if language != default and any(not library.is_translated(language.code, path) for path in library.paths()):
        bundles.append({"path": f"search/{default.code}/", "prefix": language.prefix, "lang": default.code, "untranslated": language.code})
    used = {facet: {value for page in library.pages.values() for value in page.listed(facet)} for facet in FACETS}
    return {
        "bundles": bundles,
        "facets": {
            facet: {key: library.label(vocabulary, key, language.code) for key in library.vocabularies[vocabulary] if key in used[facet]}
            for facet, vocabulary in FACETS.items()
        },
        "words": {key.removeprefix("search."): library.word(language.code, key) for key in library.strings[default.code].words if key.startswith("search.")},
    }


async def _write_bundles(site: Path, library: Library) -> None:
    (site / "search").mkdir(exist_ok=True)
    async with PagefindService() as service:
        for language in library.languages:
            pages = list(library.in_language(language.code))
            if not pages:
                continue
            folder = site / "search" / language.code
            index = await service.create_index(IndexConfig(force_language=language.code, output_path=str(folder)))
            for page in pages:
                await index.add_html_file(content=document(site, library, page), url=f"/{page.address}")
            await index.write_files()
            for file in folder.rglob("*"):
                if file.is_file() and not file.name.endswith(_NEEDED):
                    file.unlink()


def document(site: Path, library: Library, page: Page) -> str:
    """The HTML that Pagefind is given for a page: its article, and what is only there to be found."""
    built = site / library.language(page.language).prefix / page.address / "index.html"
    article = lxml_html.parse(str(built)).getroot().xpath("//article")[0]
    for element in article.xpath("." + _LEFT_OUT):
        element.drop_tree()
    untranslated = [language.code for language in library.languages if not library.is_translated(language.code, page.path)]
    filters = [f"{facet}:{value}" for facet in FACETS for value in page.listed(facet)] + [f"untranslated:{code}" for code in untranslated]
    hidden = "".join(f'<span data-pagefind-filter="{escape(value)}"></span>' for value in filters)
    hidden += f'<span data-pagefind-meta="summary">{escape(str(page.meta.get("summary", "")))}</span>'
    # Metadata is searched but never quoted in a result.
    hidden += f'<span data-pagefind-meta="terms">{escape(" · ".join(page.listed("search_terms")))}</span>'
    body = lxml_html.tostring(article, encoding="unicode")
    return f'<html lang="{page.language}"><body><main data-pagefind-body>{body}<div data-pagefind-ignore="index">{hidden}</div></main></body></html>'
