"""The words of this work: what each means, how each language says it, and which words hurt. From ``docs/data/glossary.yml``.

Plain immutable data. What is wrong with the file is said by `checks.glossary`; the site's JSON Schema is made of `Term`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, ValidationError

from hub.library import Library

NAME = "glossary"
FILE = f"docs/data/{NAME}.yml"

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Texts = Annotated[tuple[_Text, ...], Field(strict=False)]


class _Closed(BaseModel):
    """Takes no keys but its own, and no value for another."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Form(_Closed):
    """One way to say something. ``matches`` are further forms of it that stand in texts: the plural, a short form."""

    term: _Text = Field(description="The term as a dictionary lists it")
    state: Literal["sourced", "proposed"] = Field(description="Read in a published text, or our own proposal")
    sources: _Texts = Field((), description="Keys of sources.bib in which it was read")
    matches: _Texts = Field((), description="Further forms by which it is found in a text")

    @property
    def is_proposed(self) -> bool:
        return self.state == "proposed"


_Forms = Annotated[tuple[Form, ...], Field(min_length=1, strict=False)]


class Term(_Closed):
    """What one word of the glossary holds; languages are BCP 47 codes."""

    definition: dict[str, _Text] = Field(description="What it means, by language; English is always there")
    sources: _Texts = Field((), description="Keys of sources.bib on which the definition rests")
    terms: dict[str, _Forms] = Field(min_length=1, description="How each language says it")
    avoid: dict[str, _Forms] = Field({}, description="Words not to use for it, by language")

    def form(self, *codes: str) -> tuple[str, Form]:
        """How it is said in the first of these languages that has a word for it, with that language's code."""
        code = next((code for code in codes if code in self.terms), next(iter(self.terms)))
        return code, self.terms[code][0]

    def meaning(self, *codes: str) -> tuple[str, str]:
        """Its definition in the first of these languages that has one, with that language's code."""
        code = next((code for code in codes if code in self.definition), next(iter(self.definition)))
        return code, self.definition[code]

    def cited(self) -> Iterator[str]:
        """The keys of its sources in the order in which they are met, with repetitions."""
        yield from self.sources
        for forms in (*self.terms.values(), *self.avoid.values()):
            for form in forms:
                yield from form.sources


class Glossary(RootModel[dict[Annotated[str, Field(pattern="^[a-z0-9]+(?:-[a-z0-9]+)*$")], Term]]):
    """The file: each term below a neutral name, which becomes an address."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})


@dataclass(frozen=True)
class Match:
    """A form of a term that is looked for in the texts of a language."""

    text: str
    term: str


def read(library: Library) -> Mapping[str, Term]:
    """Every term by its name, in the order of the file; what cannot be read is left to the check."""
    made = {}
    for name, value in library.data.get(NAME, {}).items():
        try:
            made[str(name)] = Term.model_validate(value)
        except ValidationError:
            continue
    return made


def matches(terms: Mapping[str, Term], code: str) -> list[Match]:
    """The forms to look for in texts of a language. A form with no ``matches`` of its own is a word that all know.

    It is left alone in the texts: explaining it would only be in the way.
    """
    return [
        Match(text, name)
        for name, term in terms.items()
        for form in term.terms.get(code, ())
        if form.matches
        for text in (form.term, *form.matches)
    ]
