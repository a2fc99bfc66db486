"""What the front matter of a page may hold, a kind of page at a time, and what a vocabulary may.

A draft needs ``title``, ``summary`` and ``kind``; a published page also what `PUBLISHED` lists for its kind. The site's
JSON Schemas are made of these models. What a person is told of a fault stands in `faults`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

#: Keys whose values come from a vocabulary in ``docs/data/``.
TERMS = {"kind": "kinds", "country": "countries", "strategies": "strategies", "levels": "levels"}
#: What a page of each kind must say before it may be published.
PUBLISHED: Mapping[str, tuple[str, ...]] = {
    "home": (),
    "page": (),
    "tip": ("number", "strategies"),
    "lesson": ("number", "strategies"),
    "guide": ("strategies",),
    "evidence": (),
    "case-study": (
        "country",
        "years",
        "organisations",
        "strategies",
        "levels",
        "evidence",
        "law_checked",
        "consent",
        "reviewed",
        "review_by",
    ),
}


def _written(value: Any) -> Any:
    """``2013`` without quotes is a number to YAML and a year to people."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _day(value: str) -> str:
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date().isoformat()
    except ValueError:
        raise PydanticCustomError("shape", "not a day") from None


def _years(value: str) -> str:
    first, _, last = value.partition("–")
    if last and last <= first:
        raise PydanticCustomError("order", "ends before it begins")
    return value


def _countries(value: Any) -> Any:
    """One code, or a list of them for a story of several countries."""
    codes = value if isinstance(value, list) else [value]
    if not codes or not all(isinstance(code, str) and code.strip() for code in codes):
        raise PydanticCustomError("shape", "not a code nor a list of codes")
    return _distinct(codes) and value


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("twice", "holds a value twice")
    return values


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[
    str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"}), AfterValidator(_day)
]
Years = Annotated[str, Field(pattern="^[0-9]{4}(–[0-9]{4})?$"), BeforeValidator(_written), AfterValidator(_years)]
Word = Annotated[Text, BeforeValidator(_written)]
Texts = Annotated[list[Word], Field(min_length=1, json_schema_extra={"uniqueItems": True}), AfterValidator(_distinct)]

_CODE = {"type": "string", "minLength": 1}
Countries = Annotated[
    Any,
    AfterValidator(_countries),
    WithJsonSchema({"anyOf": [_CODE, {"type": "array", "items": dict(_CODE), "minItems": 1, "uniqueItems": True}]}),
]


class _Closed(BaseModel):
    """Takes no keys but its own, and no value for another."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Evidence(_Closed):
    grade: Literal["A", "B", "C"] = Field(description="How strong the evidence is: A, B or C")
    reason: Text = Field(description="Why it has this grade, in one sentence")


class Consent(_Closed):
    """On what the right to tell the story rests. Never who agreed: the file is public, and people may withdraw."""

    basis: Literal["published-source", "written-consent"] = Field(description="What the right to tell it rests on")
    date: Day = Field(description="The day on which this was made sure")


class FrontMatter(_Closed):
    """What every page may say about itself."""

    title: Annotated[Text, StringConstraints(max_length=70)] = Field(description="The page's name")
    summary: Annotated[Text, StringConstraints(max_length=220)] = Field(description="What the reader gets")
    kind: str = Field(description="What the page is: tip, case-study …")
    status: Literal["draft", "published"] = Field("draft", description="Whether the page is ready")
    search_terms: Texts | None = Field(None, description="Words that readers may type and the text does not hold")
    strategies: Texts | None = Field(None, description="Ways of working that the page is about")
    reviewed: Day | None = Field(None, description="The day on which the page was last checked as a whole")
    review_by: Day | None = Field(None, description="The day by which it is to be checked again")
    list: (
        Literal["sources", "glossary", "translations", "browse", "embedding", "embed-examples", "data", "downloads"]
        | None
    ) = Field(None, description="What the site adds below the text")
    template: Literal["home.html"] | None = Field(None, description="The template, where it is not the usual one")
    # What a translation says of its original is not this module's business.
    safety_critical: Texts | None = Field(
        None, description="Ids of sections whose present text must reach readers at once"
    )
    translation: dict[Any, Any] | None = Field(None, description="What the translation was made from, and its state")


class Home(FrontMatter):
    kind: Literal["home"]


class PlainPage(FrontMatter):
    kind: Literal["page"]


class _Numbered(FrontMatter):
    number: Annotated[int, Field(ge=1, le=99)] | None = Field(None, description="Its place in the series")


class Tip(_Numbered):
    kind: Literal["tip"]


class Lesson(_Numbered):
    kind: Literal["lesson"]


class Guide(FrontMatter):
    kind: Literal["guide"]


class _Placed(FrontMatter):
    country: Countries | None = Field(None, description="ISO 3166-1 code of the country, or a list of codes")
    years: Years | None = Field(None, description="2013, or 2013–2017")


class EvidenceNote(_Placed):
    kind: Literal["evidence"]


class CaseStudy(_Placed):
    kind: Literal["case-study"]
    organisations: Texts | None = Field(None, description="Who did the work, by the names they use")
    levels: Texts | None = Field(None, description="Where a change was made")
    evidence: Evidence | None = Field(None, description="How strong the evidence is, and why")
    law_checked: Day | None = Field(None, description="The day on which the sources on the law were read")
    consent: Consent | None = Field(None, description="On what the right to tell the story rests")


MODELS: Mapping[str, type[FrontMatter]] = {
    "home": Home,
    "page": PlainPage,
    "tip": Tip,
    "lesson": Lesson,
    "case-study": CaseStudy,
    "guide": Guide,
    "evidence": EvidenceNote,
}
#: Every key that some kind of page may have.
KEYS = {key for model in MODELS.values() for key in model.model_fields}


class Vocabulary(RootModel[dict[Annotated[str, Field(pattern="^[A-Za-z0-9-]+$")], dict[str, Text]]]):
    """A file of terms in ``docs/data/``: each term with its label in every language, by BCP 47 code."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})


class Claim(_Closed):
    """An entry of ``docs/data/claims.yml``: what a source says, as far as the texts rest on it."""

    claim: Text = Field(description="What the source says, in our own words, with its numbers as they stand there")
    source: Texts = Field(description="Keys of docs/data/sources.bib: the works that say so")
    place: Text = Field(description="Where it stands in the source")
    strength: Literal["study", "official", "law", "report", "programme", "press", "other"] = Field(
        description="What kind of word it is; the head of docs/data/claims.yml says what each means"
    )
    seen: Day = Field(description="The day on which the source was read")
    note: Text | None = Field(None, description="What a reader must mind: a target, sources that differ")


class Claims(RootModel[dict[Annotated[str, Field(pattern="^[a-z0-9-]+$")], Claim]]):
    """``docs/data/claims.yml``: claims by an id that stays the same."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})
