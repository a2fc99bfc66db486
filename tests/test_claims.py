"""The claims that the texts rest on are whole, and a figure without one in what is cited beside it is found."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
import yaml
from pydantic import ValidationError

from conftest import ROOT, Project
from hub import figures, schema
from hub.site import schemas
from spoiling import PAGE, found, read_project

TIP = PAGE.replace("kind: page", "kind: tip")
WHOLE = """lamp2015-1:
  claim: Reports rose from 1,234 to 13,496 and from 6.2% to 53%; 45% to 75% of 12 people in 5 of 11 provinces.
  source: [lamp2015]
  place: abstract
  strength: study
  seen: 2026-11-23
aster-1:
  claim: In 2012 a course of 3 days was held for 77 officers, on 12 May.
  source: [aster]
  place: excerpt of the page
  strength: programme
  seen: 2026-11-23
  note: A target of 99, not a result.
"""
FILE = "docs/data/claims.yml"


def complaints(project: Project, text: str, code: str = "en") -> list[str]:
    """For a text: the line below the front matter and the figure of each complaint."""
    project.write(FILE, WHOLE)
    project.write(f"docs/{code}/tips/partnerships.md", TIP + text)
    made = []
    for problem in found(project):
        where, what, _ = problem.split(" – ", 2)
        if "is in no claim" in what and where.startswith(f"docs/{code}/"):
            line = int(where.split(":")[1]) - TIP.count("\n")
            made.append(f"{line}: {what.removeprefix('a figure').split(' is in')[0].strip(' ()')}")
    return sorted(made)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose to 13,496.[^lamp2015]\n", []),
        ("It rose to 13 496.[^lamp2015]\n", []),
        ("It rose to 13496.[^lamp2015]\n", []),
        ("It rose to 13,469.[^lamp2015]\n", ["1: "]),
        ("It rose to 13.496.[^lamp2015]\n", ["1: "]),
        ("It rose from 6.2 to 53%.[^lamp2015]\n", []),
        ("It rose to 53 % and 6.20%.[^lamp2015]\n", []),
        ("It rose from 6.1 to 54%.[^lamp2015]\n", ["1: 6.1", "1: 54%"]),
        ("Between 45–75% in 5 of 11 provinces.[^lamp2015]\n", []),
        ("It was 12% in 11% of places.[^lamp2015]\n", ["1: 12%", "1: 11%"]),
        ("Ten officers, five of them in seven places.[^lamp2015]\n", []),
        ("For 77 officers.[^lamp2015]\n", ["1: 77"]),
        ("For 77 officers.[^aster]\n", []),
        ("For 77 officers of 12.[^lamp2015][^aster]\n", []),
        ("For 12 officers and 5,000.[^aster]\n", ["1: 12", "1: 5,000"]),
        ("For 99 officers.[^aster]\n", ["1: 99"]),
        ("For 77 officers.[^spoken]\n", ["1: 77"]),
        ("- For 77.[^aster]\n- For 77.[^lamp2015]\n", ["2: 77"]),
        ("| Who | How many |\n| --- | --- |\n| A[^aster] | 77 |\n| B[^aster] | 78 |\n", ["4: 78"]),
        ("A line.[^aster]\nAnother with 8.\n", ["2: 8"]),
        ("Of 88 officers.\n\nNone.[^aster]\n", []),  # no source beside it: that is said already
        ("On 2 August 2024, within 24 hours, in step 4 of 2013–2017.[^aster]\n", []),
    ],
)
def test_a_figure_stands_in_a_claim_of_a_source_cited_with_it(project: Project, text: str, expected: list[str]) -> None:
    assert complaints(project, text) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Subiu para 13.496, de 6,2% a 53 %.[^lamp2015]\n", []),
        ("Subiu para 13\u00a0496 ou 1\u202f234.[^lamp2015]\n", []),
        ("Subiu para 13,496 e 6.2%.[^lamp2015]\n", ["1: 6.2%", "1: "]),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(project: Project, text: str, expected: list[str]) -> None:
    assert complaints(project, text, "pt") == sorted(expected)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "1,234.5", "1234.5"),
        ("pt", "1.234,5", "1234.5"),
        ("fr", "1 234,5 %", "1234.5"),
        ("fr", "1\u202f234", "1234"),
        ("sw", "1,234", "1234"),
        ("en", "4.80%", "4.8"),
        ("en", "6,2", None),
        ("en", "1,23,456", None),
        ("en", "1.2.3", None),
        ("qq", "1,234", "1234"),
    ],
)
def test_a_figure_has_one_value_in_every_language(language: str, text: str, value: str | None) -> None:
    expected = None if value is None else Decimal(value)
    assert figures.Figure(text, 1, text).value(language) == expected


def test_what_we_computed_says_so_in_its_sentence(project: Project) -> None:
    words = (project.root / "docs/data/wording.yml").read_text(encoding="utf-8")
    project.write("docs/data/wording.yml", words + "arithmetic:\n  en: [our arithmetic, our sum]\n")
    text = "In all 88 came (Our sum).[^aster] And 89 went.[^aster]\n"
    assert complaints(project, text) == ["1: 89"]
    assert 'write "(our arithmetic)" after it' in "\n".join(found(project))
    # One language's words are not another's, and without words nothing is said of them.
    assert complaints(project, "Vieram 88 (our sum).[^aster]\n", "pt") == ["1: 88"]
    assert 'write "(' not in "\n".join(one for one in found(project) if one.startswith("docs/pt"))


def test_a_message_shows_no_long_number(project: Project) -> None:
    assert complaints(project, "Call 84123456 or 1,2345.[^aster]\n") == ["1: "]
    said = [one for one in found(project) if "is in no claim" in one]
    assert not any("84123456" in one or "2345" in one for one in said)


def test_only_pages_that_state_facts_are_asked(project: Project) -> None:
    project.write(FILE, WHOLE)
    project.write("docs/en/start.md", PAGE + "There are 88.[^aster]\n")
    assert not any("is in no claim" in one for one in found(project))


@pytest.mark.parametrize(
    ("old", "new", "what", "cure"),
    [
        ("source: [lamp2015]", "source: [lamp2051]", 'the source "lamp2051" of the claim "lamp2015-1"', '"lamp2015"'),
        ("source: [lamp2015]", "source: [zzz]", 'the source "zzz" of the claim "lamp2015-1" is not in', "add it there"),
        ("source: [lamp2015]", "source: lamp2015", "is not a list", "write source: [lamp2015]"),
        ("source: [lamp2015]", "source: []", '"source" of the claim "lamp2015-1" is empty', "write source:"),
        ("source: [lamp2015]", "source: [aster, aster]", "the same value twice", "keep one"),
        (
            "source: [lamp2015]",
            "source: {a: [b]}",
            '"source" of the claim "lamp2015-1" cannot be read',
            "write source:",
        ),
        ("  source: [lamp2015]\n", "", '"source" of the claim "lamp2015-1" is missing', "write source:"),
        ("  place: abstract\n", "", '"place" of the claim "lamp2015-1" is missing', "write place:"),
        ("place: abstract", "place:", '"place" of the claim "lamp2015-1" is empty', "write place:"),
        ("place: abstract", "place: 12", '"place" of the claim "lamp2015-1" cannot be read', "quotes"),
        ("strength: study", "strength: strong", 'the strength "strong" of the claim "lamp2015-1"', "study, official"),
        ("seen: 2026-11-23\naster", "seen: 2026-02-30\naster", "is not a day of the calendar", "as 2026-11-23"),
        ("seen: 2026-11-23\naster", "seen: November 2026\naster", "is not a day of the calendar", "as 2026-11-23"),
        ("place: abstract", "page: abstract", '"page" of the claim "lamp2015-1" is not a known key', "write pl"),
        ("place: abstract", "place: abstract\n  colour: red", '"colour" of the claim', "remove it"),
        ("aster-1:", "lamp2015-1:", '"lamp2015-1" stands here twice', "keep one"),
        ("aster-1:", "Aster 1:", '"Aster 1" cannot be the id of a claim', "small letters"),
    ],
)
def test_each_way_to_get_a_claim_wrong(project: Project, old: str, new: str, what: str, cure: str) -> None:
    project.write(FILE, WHOLE)
    assert found(project) == []
    project.replace(FILE, old, new)
    said = [one for one in found(project) if one.startswith(f"{FILE}:")]
    assert any(what in one and cure in one.split(" – ")[2] for one in said), said


@pytest.mark.parametrize("value", ["", "text", "[1, 2]", "7"])
def test_an_entry_that_is_none_is_named_and_breaks_nothing(project: Project, value: str) -> None:
    project.write(FILE, f"{WHOLE}other-1: {value}\n")
    project.write("docs/en/tips/partnerships.md", TIP + "For 77 officers.[^aster]\n")
    (said,) = [one for one in found(project) if FILE in one]
    assert said.startswith(f'{FILE}:14 – the claim "other-1" says nothing – write')


def test_a_fault_is_shown_in_the_line_of_its_key(project: Project) -> None:
    project.write(FILE, WHOLE.replace("strength: study", "strength: \u001b[31mred"))
    assert not any("\u001b" in one for one in found(project))
    project.write(FILE, WHOLE.replace("strength: study", "strength: great"))
    (said,) = found(project)
    assert said.startswith(f"{FILE}:5 – ")


def test_keys_of_sources_are_no_telephone_numbers(project: Project) -> None:
    sources = (project.root / "docs/data/sources.bib").read_text(encoding="utf-8")
    project.write("docs/data/sources.bib", sources.replace("{later,", "{call841234567,"))
    project.write(FILE, WHOLE.replace("[aster]", "[call841234567]"))
    assert found(project) == []
    project.write(FILE, WHOLE.replace("excerpt of the page", "call 841234567"))
    assert any("a telephone number" in one for one in found(project))


def test_the_claims_are_plain_data_by_source(project: Project) -> None:
    project.write(FILE, WHOLE)
    held = read_project(project).claims
    assert [claim.id for claim in held.all] == ["lamp2015-1", "aster-1"]
    assert held.all[1].sources == ("aster",) and held.all[1].note.startswith("A target")
    assert held.figures["aster"].numbers == {Decimal(77)} and not held.figures["aster"].shares


def test_the_schema_beside_the_claims_is_the_one_that_is_made() -> None:
    kept = (ROOT / "docs/data/claims.schema.json").read_text(encoding="utf-8")
    assert kept == schemas.claims(), "copy site/schema/v1/claims.json of a new build over it"
    made = json.loads(kept)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    text = (ROOT / FILE).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=claims.schema.json\n")
    for word in made["$defs"]["Claim"]["properties"]["strength"]["enum"]:
        assert f"#     {word} " in text, "the head of the file says what each strength means"


def test_a_claim_outside_the_schema_is_refused() -> None:
    whole = yaml.load(WHOLE, yaml.BaseLoader)  # noqa: S506 - dates stay text
    schema.Claims.model_validate(whole)
    with pytest.raises(ValidationError):
        schema.Claims.model_validate({"A b": whole["aster-1"]})
