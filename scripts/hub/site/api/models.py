"""What stands in each document of the open data. The documents are made with these models, their JSON Schemas of them.

A key that may be missing is left out, never ``null``, but for the geometry of GeoJSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, WithJsonSchema

#: Where the documents stand below a version's root: a public address.
FOLDER = "api/v1"
LICENCE: Final = "CC-BY-SA-4.0"
NOTICE = (
    "These texts are about people who can be harmed. Do not use them to find, identify or single out anyone, alone or "
    "together with other data. A place here is a country, never a place where somebody is."
)

Address = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Reference = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]
Tag = Annotated[str, Field(description="BCP 47 tag of a language")]
Date = Annotated[str, Field(json_schema_extra={"format": "date"})]
Time = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class _Object(BaseModel):
    """Made by ourselves and read by others, who may meet new keys: none is forbidden."""

    model_config = ConfigDict(frozen=True)


class _Licensed(_Object):
    licence: Literal["CC-BY-SA-4.0"] = Field(description="SPDX identifier; index.json says how to name the source")
    notice: str = Field(description="What these data must not be used for")


# The pages


class SectionState(_Object):
    id: str = Field(
        description="Id of the section's heading, the same in every language; empty for what is above the first"
    )
    state: Literal["current", "stale", "new", "gone"] = Field(
        description="stale: the original has changed since; new: in the original only; gone: in the translation only"
    )
    safety_critical: bool = Field(
        description="Whether a reader's safety may depend on it: where it is stale, show the original's section instead"
    )


class Translation(_Object):
    source: Tag = Field(serialization_alias="from", description="Language of the original")
    state: Literal["draft", "reviewed"] = Field(description="draft: no fluent person has checked it yet")
    is_current: bool = Field(description="Whether no section is behind the original")
    sections: list[SectionState] = Field(description="Every section of either text")


class Page(_Object):
    """A page as readers of a language get it."""

    id: str = Field(description="Path of the page, the same in every language and version")
    language: Tag = Field(description="Language of the text")
    is_fallback: bool = Field(description="Whether the text is that of the default language: no translation yet")
    address: Address = Field(description="Canonical address of the page")
    title: str
    summary: str = Field(description="What the reader gets, in one or two sentences")
    kind: str = Field(description="A term of the vocabulary kinds")
    front_matter: dict[str, Any] = Field(
        description="All that the page says about itself, without what its translation was made from; "
        "by kind as in schema/v1/<kind>.json of the site"
    )
    sources: list[str] = Field(description="Ids of the works it cites (sources.json), in the order of first use")
    translation: Translation | None = Field(default=None, description="Of a translated text: what it was made from")
    published: Time | None = Field(
        default=None, description="When the text was first published, if the history is known"
    )
    changed: Time | None = Field(default=None, description="When it last changed in substance, if it has")
    reviewed: Date | None = Field(default=None, description="The day on which it was last checked as a whole")
    review_by: Date | None = Field(default=None, description="The day by which it is to be checked again")


class PageWithText(Page):
    markdown: str = Field(
        description="The text as it was written: [^id] cites a source, [chart: name] stands for a chart of index.json, "
        "links to other pages are relative to this one's file, {#id} is the id of a section"
    )
    text: str = Field(
        description="The same text as a reader sees it, without marks; blocks are parted by empty lines. "
        "Sections that are stale and safety_critical are left out"
    )


class Pages(_Licensed):
    """Every page as readers of a language get it, without the texts."""

    language: Tag
    pages: list[Page] = Field(description="In the order of the site")


class Texts(_Licensed):
    """The pages that are written in a language, with their texts."""

    language: Tag
    pages: list[PageWithText] = Field(
        description="In the order of the site; a fallback's text is in its own language's file"
    )


# Places


class CaseStudy(_Object):
    title: str
    language: Tag = Field(description="Language of the text")
    address: Address = Field(description="Canonical address of the page")
    summary: str
    countries: list[str] = Field(description="ISO 3166-1 codes")
    country_names: list[str] = Field(description="In the language of the file, in the same order")
    years: str | None = Field(default=None, description="2013, or 2013–2017")
    strategies: list[str] = Field(description="Terms of the vocabulary strategies")
    evidence_grade: str | None = Field(
        default=None, description="A, B or C: the grade is about the proof, not about the work"
    )


_POSITION = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_GEOMETRY = {
    "description": "One point a country, well inside it: it stands for the country and is no place where anyone is. "
    "null for a story of no country, or of one too small to be drawn",
    "anyOf": [
        {"type": "null"},
        *(
            {"type": "object", "properties": {"type": {"const": name}, "coordinates": form}, "required": ["type", "coordinates"]}
            for name, form in (("Point", _POSITION), ("MultiPoint", {"type": "array", "items": _POSITION}))
        ),
    ],
}  # fmt: skip


class Feature(_Object):
    type: Literal["Feature"]
    id: str = Field(description="The page's id, as in pages")
    geometry: Annotated[dict[str, Any] | None, WithJsonSchema(_GEOMETRY)]
    properties: CaseStudy


class CaseStudies(_Licensed):
    """The case studies by country, as GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"]
    features: list[Feature]


# Sources and words


class CslName(_Object):
    family: str | None = None
    given: str | None = None
    literal: str | None = Field(
        default=None, description="The whole name, of an organisation or where its parts are not known"
    )


class CslDate(_Object):
    date_parts: list[list[int]] | None = Field(
        default=None, serialization_alias="date-parts", description="Year, month and day, as far as known"
    )
    literal: str | None = None


class CslItem(_Object):
    """A work in the form of the Citation Style Language 1.0.2. ``URL`` and ``DOI`` are left out where there is no public
    address, and where the work names people who were arrested or harmed."""

    id: str
    type: Literal[
        "article-journal", "book", "chapter", "document", "legal_case", "paper-conference", "report", "thesis", "webpage"
    ]  # fmt: skip
    title: str
    author: list[CslName] | None = None
    issued: CslDate | None = None
    accessed: CslDate | None = None
    container_title: str | None = Field(default=None, serialization_alias="container-title")
    publisher: str | None = None
    publisher_place: str | None = Field(default=None, serialization_alias="publisher-place")
    volume: str | None = None
    issue: str | None = None
    number: str | None = None
    page: str | None = None
    genre: str | None = None
    note: str | None = None
    language: str | None = None
    ISBN: str | None = None
    DOI: str | None = None
    URL: Address | None = None


class Sources(RootModel[list[CslItem]]):
    """Every work that a published page cites, as CSL-JSON."""


class Form(_Object):
    term: str
    state: Literal["sourced", "proposed"] = Field(description="Read in a published text, or our own proposal")
    sources: list[str] = Field(default=[], description="Ids of the works in which it was read")
    matches: list[str] = Field(default=[], description="Further forms")


class Term(_Object):
    id: str
    definition: dict[str, str] = Field(description="What it means, by language")
    sources: list[str] = Field(default=[], description="Ids of the works on which the definition rests")
    terms: dict[str, list[Form]] = Field(description="How each language says it")
    avoid: dict[str, list[Form]] = Field(default={}, description="Words not to use for it, by language")


class Glossary(_Licensed):
    """The words of this work, in every language."""

    terms: list[Term]


class Vocabularies(RootModel[dict[str, dict[str, dict[str, str]]]]):
    """The terms that pages are sorted by: vocabulary, term, language, label."""


# What there is


class Licence(_Object):
    id: Literal["CC-BY-SA-4.0"]
    name: str
    address: Address
    attribution: str = Field(description="How to name the source")


class LanguageFiles(_Object):
    code: Tag
    name: str = Field(description="In the language itself")
    direction: Literal["ltr", "rtl"]
    is_default: bool
    is_draft: bool = Field(description="Whether no fluent person has checked the words of the interface yet")
    translated: int = Field(description="Pages that are written in it; the others fall back to the default language")
    home: Reference
    pages: Reference
    texts: Reference
    case_studies: Reference
    atom: Reference
    json_feed: Reference


class ChartFile(_Object):
    name: str
    title: dict[str, str] = Field(description="By language")
    numbers: Reference = Field(description="CSV")


class Index(_Object):
    """What there is. References are relative to this document's own address, so that they stay in its version."""

    name: str
    description: str
    version: str | None = Field(default=None, description="The version of the site; missing on one without versions")
    updated: Time | None = Field(
        default=None, description="When anything in it was last changed, if the history is known"
    )
    licence: Licence
    notice: str = Field(description="What these data must not be used for")
    languages: list[LanguageFiles]
    charts: list[ChartFile]
    documents: dict[str, Reference] = Field(description="What is the same in all languages")
    schemas: dict[str, Reference] = Field(description="JSON Schemas (draft 2020-12) by the name of the document")


#: Every kind of document, by the name of its schema.
DOCUMENTS: Mapping[str, type[BaseModel]] = {
    "index": Index,
    "pages": Pages,
    "texts": Texts,
    "case-studies": CaseStudies,
    "sources": Sources,
    "glossary": Glossary,
    "vocabularies": Vocabularies,
}


def dumped(document: BaseModel) -> Any:
    """A document as plain lists and dictionaries, without what is not known."""
    plain = document.model_dump(mode="json", by_alias=True, exclude_none=True)
    for feature in plain["features"] if isinstance(document, CaseStudies) else ():
        feature.setdefault("geometry", None)  # RFC 7946, 3.2: it is always there
    return plain
