"""What other programs are told of the form of the texts: JSON Schemas of the front matter, the vocabularies, the glossary
and the claims.

Draft 2020-12, made of the models in `schema`, with the terms of this site's vocabularies as the values that may stand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from hub import glossary, schema
from hub.library import Library

#: Where they stand below a version's root: a public address.
FOLDER = "schema/v1"


def write(site: Path, library: Library) -> None:
    """``schema/v1/<kind>.json``, ``vocabulary.json``, ``glossary.json`` and ``claims.json``."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for kind in schema.MODELS:
        (folder / f"{kind}.json").write_text(_text(of_kind(kind, library)), encoding="utf-8")
    (folder / "vocabulary.json").write_text(vocabulary(), encoding="utf-8")
    (folder / "glossary.json").write_text(of_glossary(), encoding="utf-8")
    (folder / "claims.json").write_text(claims(), encoding="utf-8")


def of_kind(kind: str, library: Library) -> dict[str, Any]:
    """The JSON Schema of one kind's front matter."""
    made = schema.MODELS[kind].model_json_schema(schema_generator=Generator)
    label = library.label("kinds", kind, library.default_language.code)
    made |= {"title": label, "description": f"What stands above the text of a page of the kind {kind}."}
    for key, name in schema.TERMS.items():
        if key in made["properties"] and key != "kind":
            place = made["properties"][key]
            for form in place.get("anyOf", [place]):
                form.get("items", form)["enum"] = list(library.vocabularies[name])
    if needed := schema.PUBLISHED[kind]:
        made["if"] = {"properties": {"status": {"const": "published"}}, "required": ["status"]}
        made["then"] = {"required": list(needed)}
    return made


def vocabulary() -> str:
    """The JSON Schema of a vocabulary, as text: also kept beside the vocabularies, for editors that read it."""
    made = schema.Vocabulary.model_json_schema(schema_generator=Generator)
    return _text({**made, "title": "Vocabulary", "description": "Terms, each with its label in every language."})


def of_glossary() -> str:
    """The JSON Schema of the glossary, as text: also kept beside it, for editors that read it."""
    made = glossary.Glossary.model_json_schema(schema_generator=Generator)
    return _text(
        {**made, "title": "Glossary", "description": "Words, each with its meaning and its terms by language."}
    )


def claims() -> str:
    """The JSON Schema of the claims, as text: also kept beside them."""
    made = schema.Claims.model_json_schema(schema_generator=Generator)
    return _text({**made, "title": "Claims", "description": "What the sources say, as far as the texts rest on it."})


class Generator(GenerateJsonSchema):
    """Says of a key that may be left out only that: a front matter never holds ``null``, and the names of our
    classes are nobody's business."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def generate(self, schema: core_schema.CoreSchema, mode: Any = "validation") -> dict[str, Any]:
        return {"$schema": self.schema_dialect, **super().generate(schema, mode)}


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
