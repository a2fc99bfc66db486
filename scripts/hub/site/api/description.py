"""What tells other programs of the open data: the index, OpenAPI 3.1 and ``llms.txt`` (llmstxt.org).

In English, whatever the default language: it is for those who write programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.addresses import Addresses
from hub.changes import Changes, is_published
from hub.library import Language, Library
from hub.problems import one_line
from hub.site import charts, feeds, licence
from hub.site.api import models, pages

_LICENCE_NAME = "Creative Commons Attribution-ShareAlike 4.0 International"
#: From a document of the API to the version's root.
_ROOT = "../../"
#: Files that are the same in all languages: what they are, and their schema where it is JSON of ours.
_COMMON = {
    "index.json": ("What there is", "index"),
    "sources.json": ("Every work that the pages cite, as CSL-JSON", "sources"),
    "sources.bib": ("The same as BibTeX", None),
    "glossary.json": ("The words of this work, in every language", "glossary"),
    "vocabularies.json": ("The terms that pages are sorted by, with their labels", "vocabularies"),
}
#: Files of a language: what they are, their schema and media type.
_BY_LANGUAGE = {
    "pages/{language}.json": ("Every page as readers of a language get it, without the texts", "pages"),
    "texts/{language}.json": ("The pages written in a language, as Markdown and as plain text", "texts"),
    "case-studies/{language}.geojson": ("The case studies by country, as GeoJSON", "case-studies"),
}
_MEDIA_TYPES = {"bib": "application/x-bibtex", "geojson": "application/geo+json", "json": "application/json"}


def index(library: Library, addresses: Addresses, changes: Changes) -> models.Index:
    """What there is in this version. Of a site without versions and of one without a history, it says neither."""
    documents = {name: name for name in (*_COMMON, "openapi.json") if name != "index.json"}
    documents["llms.txt"] = f"{_ROOT}llms.txt"
    if addresses.version:
        documents["versions.json"] = f"{_ROOT}../versions.json"
    return models.Index(
        name=_word(library, "site.name"),
        description=_description(library),
        version=addresses.version,
        updated=changes.last.isoformat() if changes.last else None,
        licence=models.Licence(
            id=models.LICENCE, name=_LICENCE_NAME, address=licence.ADDRESS, attribution=_attribution(library)
        ),
        notice=models.NOTICE,
        languages=[_language(library, language) for language in library.languages],
        charts=[
            models.ChartFile(
                name=chart.name, title=dict(chart.title), numbers=f"{_ROOT}{charts.FOLDER}/{chart.name}.csv"
            )
            for chart in library.charts.values()
        ],
        documents=documents,
        schemas={name: f"schema/{name}.json" for name in models.DOCUMENTS},
    )


def openapi(library: Library, addresses: Addresses) -> dict[str, Any]:
    """Everything that can be asked for with GET; nothing can be sent."""
    codes = [language.code for language in library.languages]
    parameter = {
        "name": "language", "in": "path", "required": True, "description": "BCP 47 tag",
        "schema": {"type": "string", "enum": codes},
    }  # fmt: skip
    paths: dict[str, dict[str, Any]] = {f"/{name}": {"get": _operation(name, *told)} for name, told in _COMMON.items()}
    for name, told in _BY_LANGUAGE.items():
        paths[f"/{name}"] = {"parameters": [parameter], "get": _operation(name, *told)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _word(library, "site.name"),
            "summary": "Open data of the knowledge hub",
            "description": f"{_description(library)} {models.NOTICE} {_attribution(library)} Keys may be added to the "
            "documents of this version; none is removed, renamed or given another meaning.",
            "version": "1",
            "license": {"name": _LICENCE_NAME, "identifier": models.LICENCE},
        },
        "servers": [{"url": f"{addresses.canonical_base}{models.FOLDER}"}],
        "paths": paths,
    }


def llms(library: Library, addresses: Addresses) -> str:
    """``llms.txt``: what the site is, its sections, and where its texts are without the pages around them."""
    base, default = addresses.canonical_base, library.default_language
    lines = [f"# {_word(library, 'site.name')}", "", f"> {_description(library)}", ""]
    lines += [models.NOTICE, _attribution(library), "", "## Sections", ""]
    for section in library.sections:
        page = library.page(default.code, section.path)
        if page and is_published(page):
            title, summary = (one_line(str(page.meta.get(key, ""))) for key in ("title", "summary"))
            lines.append(f"- [{title}]({pages.address(library, page, addresses)}): {summary}")
    lines += ["", "## Texts", ""]
    lines += [
        f"- [All pages in {language.code}]({base}{models.FOLDER}/texts/{language.code}.json): Markdown and plain text as JSON"
        for language in library.languages
        if next(library.in_language(language.code), None)
    ]
    lines += ["", "## Data", ""]
    lines += [f"- [{name}]({base}{models.FOLDER}/{name}): {what}" for name, (what, _) in _COMMON.items()]
    lines.append(f"- [openapi.json]({base}{models.FOLDER}/openapi.json): All addresses, with their schemas")
    return "\n".join(lines) + "\n"


def of_language(language: Language) -> Iterator[str]:
    """The addresses of a language's files, its feeds included, below the version's root."""
    for name in _BY_LANGUAGE:
        yield f"{models.FOLDER}/{name.format(language=language.code)}"
    yield from (language.prefix + feeds.ATOM, language.prefix + feeds.JSON)


def common() -> Iterator[str]:
    """The addresses of the files that are the same in all languages, below the version's root."""
    yield from (f"{models.FOLDER}/{name}" for name in (*_COMMON, "openapi.json"))
    yield "llms.txt"


def _language(library: Library, language: Language) -> models.LanguageFiles:
    strings = library.strings[language.code]
    listed, texts, cases = (name.format(language=language.code) for name in _BY_LANGUAGE)
    return models.LanguageFiles(
        code=language.code,
        name=language.name,
        direction="rtl" if strings.direction == "rtl" else "ltr",
        is_default=language.default,
        is_draft=strings.state != "reviewed",
        translated=sum(is_published(page) for page in library.in_language(language.code)),
        home=_ROOT + language.prefix,
        pages=listed,
        texts=texts,
        case_studies=cases,
        atom=f"{_ROOT}{language.prefix}{feeds.ATOM}",
        json_feed=f"{_ROOT}{language.prefix}{feeds.JSON}",
    )


def _operation(name: str, what: str, schema: str | None) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": f"schema/{schema}.json"}} if schema else {}
    media_type = _MEDIA_TYPES[name.rpartition(".")[2]]
    return {
        "operationId": name.replace("/{language}", "").partition(".")[0] + ("_bibtex" if name.endswith(".bib") else ""),
        "summary": what,
        "responses": {"200": {"description": what, "content": {media_type: content}}},
    }


def _attribution(library: Library) -> str:
    hub = _word(library, "site.name")
    return (
        f"Name the source: the title of the page, “{hub}”, its version, its address, and the licence {models.LICENCE}."
    )


def _description(library: Library) -> str:
    page = library.page(library.default_language.code, "index.md")
    return one_line(str(page.meta.get("summary", ""))) if page else ""


def _word(library: Library, key: str) -> str:
    return library.word(library.default_language.code, key)
