"""The search index: one Pagefind bundle a language that has pages of its own.

It holds these and the English ones that are not translated yet, so that readers load one program and one index; a
language without pages uses the English bundle. All words of a bundle are indexed by the rules of its language: the
dialog looks for English words of a mixed one without their endings too.
Pages are indexed from the built HTML. Facets do not use Pagefind's filters (their files come out differently in
each build, and cost a request each): what each page belongs to stands in the reader's settings file, and what is shown
of it when no word was typed in the list beside it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from pagefind.index import IndexConfig, PagefindIndex
from pagefind.service import PagefindService

from hub.library import Language, Library
from hub.pages import Page
from hub.site import related, search_index

FACETS = {"kind": "kinds", "country": "countries", "strategies": "strategies"}
#: Kinds that say nothing to someone who narrows a search down.
_NO_CHOICE = {"home", "page"}
#: What the reader's browser needs of a bundle; Pagefind also writes ready-made interfaces that we do not use.
_NEEDED = (".pf_meta", ".pf_index", ".pf_fragment", ".pagefind", "pagefind.js", "pagefind-entry.json")
#: What is in an article and not of it.
LEFT_OUT = './/*[contains(@class, "sources") or contains(@class, "no-search") or @class="popup" or @class="mark" or @class="contents"]'
#: Tenths of a second in which a file must be there.
_TRIES = 300
#: How Pagefind's program ends.
_ENDING = re.compile(rb"export *\{[^}]*\};?\s*$")
#: Put before Pagefind's program, which takes a file that does not come for one without the word.
_TELLING = (
    "export const failures=[];"
    "const fetch=(...what)=>globalThis.fetch(...what).then((answer)=>{if(!answer.ok)throw new Error(answer.status);"
    "return answer}).catch((fault)=>{failures.push(fault);throw fault});"
)


@dataclass(frozen=True)
class Indexed:
    """A page in a bundle: its language, its folder in the site, its address in its language, and what is searched and not shown."""

    language: str
    folder: str
    address: str
    summary: str
    terms: str


def write(site: Path, library: Library) -> None:
    """Index a finished build.

    ``search/<code>/`` are the bundles, ``search/pagefind.js`` the program for all of them; ``search/<code>.json`` is
    what the dialog needs, ``search/<code>.pages.json`` what it needs to list pages without a word to look for.
    """
    (site / "search").mkdir(exist_ok=True)
    bundles = {}
    for language in library.languages:
        code, groups = bundle_of(library, language)
        if code == language.code:
            bundles[code] = [_indexed(library, page) for group in groups.values() for page in group]
    told = write_bundles(site, bundles)
    names = {
        (code, page.path): told[code, page.address]
        for code in bundles
        for page in library.pages.values()
        if (code, page.address) in told
    }
    for language in library.languages:
        write_json(site / "search" / f"{language.code}.json", settings(library, language, names))
        write_json(site / "search" / f"{language.code}.pages.json", listing(library, language, names))


def write_bundles(site: Path, bundles: Mapping[str, Sequence[Indexed]]) -> dict[tuple[str, str], str]:
    """Write the bundles of a site from its built pages, by language; gives Pagefind's name of each page by bundle and address."""
    logging.getLogger("pagefind").setLevel(logging.WARNING)
    # In a thread: no loop can be started where another one runs, as it does beside a browser in tests.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _write_bundles(site, bundles)).result()


def _indexed(library: Library, page: Page) -> Indexed:
    folder = library.language(page.language).prefix + page.address
    terms = " · ".join(page.listed("search_terms"))
    return Indexed(page.language, folder, page.address, str(page.meta.get("summary", "")), terms)


def write_json(file: Path, data: Any) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8")


def bundle_of(library: Library, language: Language) -> tuple[str, dict[str, list[Page]]]:
    """The bundle that readers of a language search, and the pages in it by their language, the reader's first."""
    default = library.default_language
    own = list(library.in_language(language.code))
    there = {page.path for page in own}
    missing = [page for page in library.in_language(default.code) if page.path not in there]
    groups = {language.code: own, **({default.code: missing} if language != default else {})}
    return (language if own else default).code, {code: pages for code, pages in groups.items() if pages}


def settings(library: Library, language: Language, names: dict[tuple[str, str], str]) -> dict[str, Any]:
    """What the search dialog needs in one language.

    Its words, the facets' labels, and the pages of its bundle by their language with the facets of each.
    ``names`` gives Pagefind's name for a page by bundle and path.
    """
    default = library.default_language
    code, groups = bundle_of(library, language)
    used = {facet: {value for page in library.pages.values() for value in page.listed(facet)} for facet in FACETS}
    words = library.strings[default.code].words
    browse = library.page_of_list("browse")
    return {
        "bundle": f"search/{code}/",
        "prefix": language.prefix,
        "groups": [
            {"lang": lang, "pages": {names[code, page.path]: _facets(page) for page in pages}}
            for lang, pages in groups.items()
        ],
        "facets": {
            facet: {
                key: library.label(terms, key, language.code)
                for key in library.vocabularies[terms]
                if key in used[facet] - _NO_CHOICE
            }
            for facet, terms in FACETS.items()
        },
        "browse": language.prefix + browse.address if browse else "",
        "words": {
            key.removeprefix("search."): library.word(language.code, key) for key in words if key.startswith("search.")
        },
    }


def listing(library: Library, language: Language, names: dict[tuple[str, str], str]) -> list[list[str]]:
    """Pagefind's name, the address, title and summary of every page, in the order of the site."""
    code, _ = bundle_of(library, language)
    pages = [library.page(language.code, path) for path in related.in_order(library)]
    return [
        [names[code, page.path], page.address, str(page.meta["title"]), str(page.meta.get("summary", ""))]
        for page in pages
        if page
    ]


def _facets(page: Page) -> dict[str, list[str]]:
    return {facet: page.listed(facet) for facet in FACETS if page.listed(facet)}


async def _write_bundles(site: Path, bundles: Mapping[str, Sequence[Indexed]]) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    async with PagefindService() as service:
        for code, pages in bundles.items():
            folder = site / "search" / code
            index = await service.create_index(IndexConfig(force_language=code, output_path=str(folder)))
            addresses = await _write_bundle(index, folder, site, pages)
            names |= {(code, page.address): addresses[f"/{page.address}"] for page in pages}
    return names


async def _write_bundle(index: PagefindIndex, folder: Path, site: Path, pages: Sequence[Indexed]) -> dict[str, str]:
    """Write one bundle without what nobody asks for; gives Pagefind's name of each page by its address."""
    # Handed over as a folder: page by page, Pagefind's service takes a tenth of a second for each.
    with tempfile.TemporaryDirectory() as documents:
        for page in pages:
            file = Path(documents) / page.address / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document(site, page), encoding="utf-8")
        await index.add_directory(documents)
    await index.write_files()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.endswith(_NEEDED):
            file.unlink()
        elif file.is_file():
            await _written(file)
    # The same for every bundle.
    program = folder / "pagefind.js"
    (site / "search" / program.name).write_text(_TELLING + program.read_text(encoding="utf-8"), encoding="utf-8")
    program.unlink()
    if any(
        language["wasm"] for language in json.loads((folder / "pagefind-entry.json").read_text())["languages"].values()
    ):
        (folder / "wasm.unknown.pagefind").unlink()  # only asked for where Pagefind knows no stemmer
    search_index.recut(folder)
    return {json.loads(search_index.content(file))["url"]: file.stem for file in (folder / "fragment").iterdir()}


async def _written(file: Path) -> None:
    """Wait until a file is whole: Pagefind's service answers when it has handed its bytes to the system, and on a busy
    machine the last ones come later."""
    for _ in range(_TRIES):
        content = file.read_bytes()
        try:
            if file.suffix == ".json":
                json.loads(content)
            elif file.suffix == ".js":
                content = content if _ENDING.search(content) else b""
            else:
                search_index.content(file)
        except (ValueError, EOFError, OSError, zlib.error):
            content = b""
        if content:
            return
        await asyncio.sleep(0.1)
    raise RuntimeError(f"Pagefind has not written {file.name}")


def document(site: Path, page: Indexed) -> str:
    """The HTML that Pagefind is given for a page: its article, and what is only there to be found."""
    article = lxml_html.parse(str(site / page.folder / "index.html")).getroot().xpath("//article")[0]
    for element in article.xpath(LEFT_OUT):
        element.drop_tree()
    # A list of titles holds every word there is: it must not come before the pages that are about one.
    for element in article.xpath('.//section[@class="bibliography" or @class="glossary"]'):
        element.set("data-pagefind-weight", "0.1")
    # Metadata is searched but never quoted in a result.
    hidden = {"summary": page.summary, "terms": page.terms}
    spans = "".join(f'<span data-pagefind-meta="{name}">{escape(text)}</span>' for name, text in hidden.items() if text)
    body = lxml_html.tostring(article, encoding="unicode") + f'<div data-pagefind-ignore="index">{spans}</div>'
    return f'<html lang="{page.language}"><body><main data-pagefind-body>{body}</main></body></html>'
