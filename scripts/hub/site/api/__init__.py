"""Open data: everything that the pages say, for other programs. Files below ``api/v1/``, made once and asked with GET.

Their addresses and what stands in them are promises: within ``v1`` keys may be added, never removed, renamed or given
another meaning. What breaks that belongs into a ``v2`` beside it; a test compares the schemas with those kept in
``tests/snapshots``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from hub.addresses import Addresses
from hub.changes import Changes
from hub.library import Library
from hub.site import schemas
from hub.site.api import description, models, pages, places, sources, words


def write(site: Path, library: Library, addresses: Addresses, changes: Changes) -> None:
    """Write it into a finished build: the plain texts are made from its pages."""
    about = pages.described(library, addresses, changes)
    files = {
        "index.json": text(description.index(library, addresses, changes)),
        "openapi.json": text(description.openapi(library, addresses)),
        "sources.json": text(sources.csl(library)),
        "sources.bib": sources.bibtex(library),
        "glossary.json": text(words.glossary_of(library)),
        "vocabularies.json": text(words.vocabularies(library)),
    }
    for language in library.languages:
        files[f"pages/{language.code}.json"] = text(pages.listed(library, language, about))
        files[f"texts/{language.code}.json"] = text(pages.texts(site, library, language, about))
        files[f"case-studies/{language.code}.geojson"] = text(places.case_studies(library, language, addresses))
    for name in models.DOCUMENTS:
        files[f"schema/{name}.json"] = json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
    for name, content in files.items():
        file = site / models.FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    (site / "llms.txt").write_text(description.llms(library, addresses), encoding="utf-8")


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a document, by its key in `models.DOCUMENTS`. It takes keys that it does not name."""
    return models.DOCUMENTS[name].model_json_schema(schema_generator=schemas.Generator, mode="serialization")


def text(document: BaseModel | dict[str, Any]) -> str:
    """A document as it is sent: what is not known is left out."""
    plain = document if isinstance(document, dict) else models.dumped(document)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"
