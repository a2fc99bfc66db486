"""The JSON Schemas that other programs get, beside the site and beside the vocabularies."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from conftest import FIXTURE, ROOT
from hub import schema
from hub.library import VOCABULARIES
from hub.site import schemas


def test_the_site_holds_a_schema_of_each_kind(fixture_site: Path) -> None:
    folder = fixture_site / "schema/v1"
    assert {path.stem for path in folder.iterdir()} == {*schema.MODELS, "vocabulary", "glossary"}
    for kind in schema.MODELS:
        made = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
        assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert made["required"] == ["title", "summary", "kind"] and made["additionalProperties"] is False
        assert made["properties"]["kind"]["const"] == kind
        assert "null" not in json.dumps(made) and "class" not in json.dumps(made)


def test_a_schema_names_the_terms_of_the_vocabularies(fixture_site: Path) -> None:
    made = json.loads((fixture_site / "schema/v1/case-study.json").read_text(encoding="utf-8"))
    countries = yaml.safe_load((FIXTURE / "docs/data/countries.yml").read_text(encoding="utf-8"))
    one, several = made["properties"]["country"]["anyOf"]
    assert one["enum"] == several["items"]["enum"] == list(countries)
    assert made["properties"]["levels"]["items"]["enum"] == ["national"]
    assert made["if"]["properties"]["status"] == {"const": "published"}
    assert made["then"]["required"] == list(schema.PUBLISHED["case-study"])
    assert made["$defs"]["Consent"]["additionalProperties"] is False
    assert made["properties"]["years"]["pattern"] == "^[0-9]{4}(–[0-9]{4})?$"


def test_the_schema_beside_the_vocabularies_is_the_one_that_is_made() -> None:
    kept = (ROOT / "docs/data/vocabulary.schema.json").read_text(encoding="utf-8")
    assert kept == schemas.vocabulary(), "copy site/schema/v1/vocabulary.json of a new build over it"
    for name in VOCABULARIES:
        text = (ROOT / f"docs/data/{name}.yml").read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=vocabulary.schema.json\n")
        schema.Vocabulary.model_validate(yaml.safe_load(text))
