"""The open data as other programs get them: what there is, that it is what its schemas say, and that it stays so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import html as lxml_html

from conftest import FIXTURE, ROOT, Project, make_project
from hub import project as projects
from hub.addresses import Addresses
from hub.changes import Changes
from hub.library import Library
from hub.site import api
from hub.site.api import description, models, places, plain, sources
from pages import parse

SNAPSHOTS = ROOT / "tests/snapshots"
LANGUAGES = ("en", "pt", "ar", "sw")
#: Files by the schema that says what stands in them.
FILES = {
    "index": ["index.json"],
    "sources": ["sources.json"],
    "glossary": ["glossary.json"],
    "vocabularies": ["vocabularies.json"],
    "pages": [f"pages/{code}.json" for code in LANGUAGES],
    "texts": [f"texts/{code}.json" for code in LANGUAGES],
    "case-studies": [f"case-studies/{code}.geojson" for code in LANGUAGES],
}


def document(site: Path, name: str) -> Any:
    return json.loads((site / models.FOLDER / name).read_text(encoding="utf-8"))


def page(site: Path, file: str, identity: str) -> dict[str, Any]:
    [found] = [one for one in document(site, file)["pages"] if one["id"] == identity]
    return dict(found)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The fixture's texts."""
    return projects.read(make_project(tmp_path_factory.mktemp("api") / "project").root / "mkdocs.yml")


# Every document is what its schema says


@pytest.mark.parametrize("name", models.DOCUMENTS)
def test_documents_are_what_their_published_schema_says(fixture_site: Path, name: str) -> None:
    schema = document(fixture_site, f"schema/{name}.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for file in FILES[name]:
        made = document(fixture_site, file)
        assert [error.message for error in validator.iter_errors(made)] == [], file
        assert not unnamed(made, schema, schema), f"{file} holds keys that its schema does not describe"
    assert not validator.is_valid({"pages": 1}), "the schema refuses nothing"


@pytest.mark.parametrize("name", models.DOCUMENTS)
def test_the_real_documents_too(site: Path, name: str) -> None:
    validator = Draft202012Validator(document(site, f"schema/{name}.json"), format_checker=FormatChecker())
    for file in FILES[name]:
        path = site / models.FOLDER / file
        if "/ar." not in path.as_posix():
            assert [error.message for error in validator.iter_errors(json.loads(path.read_text()))] == [], file


def unnamed(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> set[str]:
    """Keys that a document holds and its schema does not name."""
    if "$ref" in schema:
        return unnamed(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if isinstance(value, list):
        return {key for one in value for key in unnamed(one, schema.get("items", {}), whole)}
    if not isinstance(value, dict) or "anyOf" in schema:
        return set()
    named = schema.get("properties")
    if named is None:
        inner = schema.get("additionalProperties")
        return (
            {key for one in value.values() for key in unnamed(one, inner, whole)} if isinstance(inner, dict) else set()
        )
    inside = {key for name, one in value.items() if name in named for key in unnamed(one, named[name], whole)}
    return (value.keys() - named.keys()) | inside


def test_front_matter_is_what_the_schema_of_its_kind_says(site: Path) -> None:
    checked = set()
    for one in document(site, "pages/en.json")["pages"]:
        schema = json.loads((site / f"schema/v1/{one['kind']}.json").read_text(encoding="utf-8"))
        assert [error.message for error in Draft202012Validator(schema).iter_errors(one["front_matter"])] == [], one[
            "id"
        ]
        checked.add(one["kind"])
    assert {"tip", "case-study", "guide"} <= checked


# Version 1 is a promise


@pytest.mark.parametrize("name", models.DOCUMENTS)
def test_what_others_rely_on_stays(name: str) -> None:
    kept = json.loads((SNAPSHOTS / f"api-v1/{name}.json").read_text(encoding="utf-8"))
    now = api.schema(name)
    broken = list(breaks(kept, now, kept, now, name))
    assert not broken, (
        f"{'; '.join(broken)}. Programs of others read this: keep it as it was, or leave v1 and make a v2 beside it"
    )
    assert kept == now, (
        f"something was added: copy site/api/v1/schema/{name}.json of a new build to tests/snapshots/api-v1/"
    )


def breaks(
    old: dict[str, Any], new: dict[str, Any], old_whole: dict[str, Any], new_whole: dict[str, Any], at: str
) -> Iterator[str]:
    """What a program written for the old schema may stumble over in a document of the new one."""
    old = old_whole["$defs"][old["$ref"].rpartition("/")[2]] if "$ref" in old else old
    new = new_whole["$defs"][new["$ref"].rpartition("/")[2]] if "$ref" in new else new
    for key in ("type", "const", "anyOf", "format"):
        if old.get(key) != new.get(key):
            yield f"{at} has another {key}: {old.get(key)} became {new.get(key)}"
    if set(new.get("enum", ())) != set(old.get("enum", ())):
        yield f"{at} has other values: {old.get('enum')} became {new.get('enum')}"
    for name, inner in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            yield f"{at}.{name} is gone"
        else:
            yield from breaks(inner, new["properties"][name], old_whole, new_whole, f"{at}.{name}")
    yield from (
        f"{at}.{name} may be missing now" for name in old.get("required", ()) if name not in new.get("required", ())
    )
    for key in ("items", "additionalProperties"):
        if isinstance(old.get(key), dict):
            yield from breaks(old[key], new.get(key) or {}, old_whole, new_whole, f"{at}[]")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda schema: schema["properties"].pop("licence"), "pages.licence is gone"),
        (lambda schema: schema["required"].remove("pages"), "pages.pages may be missing now"),
        (lambda schema: schema["$defs"]["Page"]["properties"]["title"].update(type="integer"), "another type"),
        (lambda schema: schema["$defs"]["Page"]["properties"].update(name=schema["$defs"]["Page"]["properties"].pop("title")), "pages.pages[].title is gone"),
        (lambda schema: schema["$defs"]["Translation"]["properties"]["state"]["enum"].append("new"), "other values"),
    ],
)  # fmt: skip
def test_a_broken_promise_is_noticed(spoil: Any, said: str) -> None:
    kept, now = api.schema("pages"), json.loads(json.dumps(api.schema("pages")))
    spoil(now)
    assert said in "; ".join(breaks(kept, now, kept, now, "pages"))


# Addresses


def test_every_address_of_the_index_answers(fixture_site: Path) -> None:
    index = document(fixture_site, "index.json")
    base = fixture_site / models.FOLDER
    listed = [*index["documents"].values(), *index["schemas"].values(), *(one["numbers"] for one in index["charts"])]
    for language in index["languages"]:
        listed += [language[key] for key in ("home", "pages", "texts", "case_studies", "atom", "json_feed")]
    for reference in listed:
        place = base / reference
        assert (place / "index.html" if place.is_dir() else place).is_file(), reference
    assert {language["code"]: language["translated"] for language in index["languages"]} == {
        code: len(list((FIXTURE / "docs" / code).rglob("*.md"))) for code in LANGUAGES
    }
    assert "version" not in index and "updated" not in index, "not known here, and not made up"
    assert "versions.json" not in index["documents"]


def test_every_file_is_told_of(fixture_site: Path) -> None:
    index = document(fixture_site, "index.json")
    told = {*index["documents"].values(), *index["schemas"].values(), "index.json"}
    told |= {language[key] for language in index["languages"] for key in ("pages", "texts", "case_studies")}
    base = fixture_site / models.FOLDER
    assert {file.relative_to(base).as_posix() for file in base.rglob("*") if file.is_file()} <= told


def test_a_version_names_itself_and_the_list_of_versions(published: Path) -> None:
    for version in ("2026.11", "latest"):
        index = document(published / version, "index.json")
        assert index["version"] == "2026.11" and index["updated"].endswith("+00:00")
        assert (published / version / models.FOLDER / index["documents"]["versions.json"]).resolve() == (
            published / "versions.json"
        )
        [first, *_] = document(published / version, "pages/en.json")["pages"]
        assert first["address"] == "https://hub.example/hub/latest/" and first["published"]


def test_openapi_describes_every_address(fixture_site: Path) -> None:
    told = document(fixture_site, "openapi.json")
    # The OpenAPI Initiative's own schema, Apache-2.0.
    schema = json.loads((SNAPSHOTS / "openapi-3.1.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(told)] == []
    assert told["servers"] == [{"url": "https://hub.example/api/v1"}]
    operations = [operation["get"] for operation in told["paths"].values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for path, item in told["paths"].items():
        [content] = item["get"]["responses"]["200"]["content"].values()
        codes = item["parameters"][0]["schema"]["enum"] if "{language}" in path else [""]
        assert codes in (list(LANGUAGES), [""])
        for code in codes:
            assert (fixture_site / models.FOLDER / path.strip("/").format(language=code)).is_file()
        if "schema" in content:
            assert (fixture_site / models.FOLDER / content["schema"]["$ref"]).is_file()
    described = {path.strip("/").split("{")[0] for path in told["paths"]}
    assert described >= {file.split("en.")[0] for files in FILES.values() for file in files[:1]}


def test_llms_txt_has_its_form_and_leads_somewhere(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n\n", text), "a title, then a summary"
    links = re.findall(r"^- \[[^\]]+\]\(http://127\.0\.0\.1:8000/([^)]*)\): .+$", text, re.MULTILINE)
    assert len(links) == text.count("\n- ") and len(links) > 10 and len(text) < 5000
    for link in links:
        assert (site / link / "index.html").is_file() or (site / link).is_file(), link


@pytest.mark.parametrize("prefix", ["", "pt/", "fr/"])
def test_the_page_on_data_leads_to_the_files_of_its_reader(site: Path, prefix: str) -> None:
    root = parse(site, f"{prefix}about/data/")
    links = root.xpath("//section[@aria-labelledby='addresses']//a/@href")
    code = prefix.strip("/") or "en"
    files = {(site / prefix / "about/data" / link).resolve().relative_to(site.resolve()).as_posix() for link in links}
    assert {f"api/v1/texts/{code}.json", f"{prefix}feed.xml", "api/v1/index.json", "llms.txt"} <= files
    assert all((site / file).is_file() for file in files) and len(files) == len(links)
    text = root.xpath("string(//article)")
    named = {name for name in re.findall(r"BASE/(api/v1/[\w./-]+)", text)}
    assert len(named) >= 4 and all((site / name).is_file() for name in named), "the examples work"


# What it says


def test_a_page_says_all_about_itself(fixture_site: Path) -> None:
    tip = page(fixture_site, "texts/en.json", "tips/champions")
    assert tip["address"] == "https://hub.example/tips/champions/" and tip["language"] == "en"
    assert tip["title"] == "Find champions" and tip["kind"] == "tip" and not tip["is_fallback"]
    assert tip["front_matter"]["search_terms"] == ["ally", "champoin"] and tip["front_matter"]["number"] == 2
    assert tip["sources"] == ["lamp2015", "spoken"] and "translation" not in tip
    assert tip["markdown"].startswith("Find them.[^lamp2015] And again.") and "{#why}" in tip["markdown"]
    assert tip["text"] == (
        "Find them. And again.\n\nWhy\n\nBecause partnerships need people.\n\nHow\n\n1. Ask.\n\nWatch out\n\n- Beware."
    )
    words = page(fixture_site, "pages/en.json", "about/words")
    assert words["reviewed"] == "2020-01-31" and "markdown" not in words and "text" not in words


def test_a_translation_says_how_it_stands_to_its_original(fixture_site: Path) -> None:
    made = page(fixture_site, "pages/pt.json", "tips/champions")["translation"]
    assert (made["from"], made["state"], made["is_current"]) == ("en", "draft", False)
    assert {one["id"]: (one["state"], one["safety_critical"]) for one in made["sections"]} == {
        "": ("current", False), "why": ("current", False), "how": ("new", False), "watch-out": ("new", True),
    }  # fmt: skip
    text = page(fixture_site, "texts/pt.json", "tips/champions")["text"]
    assert "esquadra" in text and "Beware" not in text, "the original's words are in its own file"


def test_what_is_not_translated_is_told_and_its_text_stands_once(fixture_site: Path) -> None:
    fallback = page(fixture_site, "pages/pt.json", "tips/partnerships")
    assert (fallback["is_fallback"], fallback["language"]) == (True, "en")
    assert fallback["address"] == "https://hub.example/tips/partnerships/"
    assert [one["id"] for one in document(fixture_site, "texts/pt.json")["pages"]] == ["index", "tips/champions"]
    listed = [[one["id"] for one in document(fixture_site, f"pages/{code}.json")["pages"]] for code in LANGUAGES]
    assert listed[0][:3] == ["index", "start", "tips/index"] and all(one == listed[0] for one in listed)


def test_marks_lead_to_works_and_works_to_pages(site: Path) -> None:
    works = {work["id"] for work in document(site, "sources.json")}
    cited: set[str] = set()
    for code in ("en", "pt"):
        for one in document(site, f"texts/{code}.json")["pages"]:
            assert set(
                re.findall(r"\[\^([^\]\s]+)\]", re.sub("`[^`]*`|```.*?```", "", one["markdown"], flags=re.DOTALL))
            ) <= set(one["sources"])
            assert "[^" not in one["text"] or one["id"] in ("about/data", "about/contribute"), one["id"]
            cited |= set(one["sources"])
    assert cited <= works
    terms = document(site, "glossary.json")["terms"]
    assert works - cited <= set(re.findall(r'"([\w-]+)"', json.dumps(terms))), "cited by no page"


def test_works_that_name_people_have_no_link(site: Path) -> None:
    real = projects.read(ROOT / "mkdocs.yml")
    unlinked = {key for key, source in real.sources.items() if source.unlinked}
    text = (site / models.FOLDER / "sources.bib").read_text(encoding="utf-8")
    works = {work["id"]: work for work in document(site, "sources.json")}
    assert unlinked & works.keys()
    for key in unlinked & works.keys():
        assert not {"URL", "DOI", "accessed"} & works[key].keys(), key
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    entries = bibtexparser.loads(text, parser=parser).entries
    assert {entry["ID"] for entry in entries} == works.keys()
    for entry in entries:
        assert not {"nolink", "keywords"} & entry.keys()
        assert entry["ID"] not in unlinked or not {"url", "doi", "urldate"} & entry.keys()


def test_a_link_that_a_contributor_left_in_such_an_entry_stays_in(project: Project) -> None:
    project.replace(
        "docs/data/sources.bib",
        "nolink = {never written down}",
        "url = {https://example.org/secret},\n  doi = {10.1/secret},\n  nolink = {names people}",
    )
    made = projects.read(project.root / "mkdocs.yml")
    assert made.sources["spoken"].address, "the entry has a link"
    assert "secret" not in sources.bibtex(made) + api.text(sources.csl(made))


def test_sources_are_csl_and_bibtex(library: Library) -> None:
    by_id = {work["id"]: work for work in json.loads(api.text(sources.csl(library)))}
    assert by_id.keys() == {"aster", "bell", "lamp2015", "spoken"}, "what no page cites is left out"
    lamp = by_id["lamp2015"]
    assert lamp["type"] == "article-journal" and lamp["issued"] == {"date-parts": [[2015, 3, 7]]}
    assert lamp["author"] == [{"family": "Lamp", "given": "Ada"}, {"literal": "Institute of Roads & Bridges"}]
    assert (lamp["container-title"], lamp["volume"], lamp["issue"], lamp["page"]) == (
        "Journal of Roads",
        "3",
        "2",
        "1–9",
    )
    assert by_id["spoken"] == {"id": "spoken", "type": "document", "title": "A talk", "author": [{"literal": "Voices"}], "publisher": "Voices"}  # fmt: skip
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    entries = {entry["ID"]: entry for entry in bibtexparser.loads(sources.bibtex(library), parser=parser).entries}
    assert entries.keys() == by_id.keys()
    assert entries["lamp2015"]["author"] == "Lamp, Ada and {{Institute of Roads & Bridges}}"
    assert entries["aster"]["ENTRYTYPE"] == "online"


@pytest.mark.parametrize("value", ["A } }\n@misc{x, title = {B", "A {", "} {"])
def test_a_value_cannot_end_its_entry(library: Library, value: str) -> None:
    spoilt = {**library.sources, "spoken": replace(library.sources["spoken"], entry={"title": value, "year": "2001"})}
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    entries = bibtexparser.loads(sources.bibtex(replace(library, sources=spoilt)), parser=parser).entries
    by_id = {entry["ID"]: entry for entry in entries}
    assert by_id.keys() == {"aster", "bell", "lamp2015", "spoken"} and by_id["spoken"]["year"] == "2001"


@pytest.mark.parametrize("code", ["en", "pt"])
def test_case_studies_are_geojson(site: Path, code: str) -> None:
    """RFC 7946: a FeatureCollection of Features in WGS 84, longitude first, no crs."""
    made = document(site, f"case-studies/{code}.geojson")
    assert made["type"] == "FeatureCollection" and "crs" not in made and "geometry" not in made
    assert "never a place where somebody is" in made["notice"]
    identities = [feature["id"] for feature in made["features"]]
    assert len(set(identities)) == len(identities) > 15
    points: dict[str, list[float]] = {}
    for feature in made["features"]:
        assert feature["type"] == "Feature" and {"geometry", "properties"} <= feature.keys()
        geometry, countries = feature["geometry"], feature["properties"]["countries"]
        assert geometry is not None and geometry["type"] == ("Point" if len(countries) == 1 else "MultiPoint")
        positions = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
        assert len(positions) == len(countries)
        for country, (longitude, latitude) in zip(countries, positions, strict=True):
            assert -180 <= longitude <= 180 and -90 <= latitude <= 90
            assert points.setdefault(country, [longitude, latitude]) == [longitude, latitude], (
                "the country, no place in it"
            )
    longitude, latitude = points["KE"]
    assert 34 < longitude < 42 and -5 < latitude < 5


def test_a_story_of_no_country_has_no_place() -> None:
    assert places.geometry([]) is None and places.geometry(["XX"]) is None
    made = models.CaseStudies(
        type="FeatureCollection", licence=models.LICENCE, notice="", features=[
            models.Feature(type="Feature", id="a", geometry=None, properties=models.CaseStudy(
                title="", language="en", address="", summary="", countries=[], country_names=[], strategies=[],
            ))
        ],
    )  # fmt: skip
    [feature] = json.loads(api.text(made))["features"]
    assert "geometry" in feature and feature["geometry"] is None, "RFC 7946, 3.2"
    assert "years" not in feature["properties"]


def test_nothing_is_given_away_that_readers_do_not_get(project: Project) -> None:
    swahili = (project.root / "docs/sw/tips/champions.md").read_text()
    swahili = (
        swahili.replace("1a12f212}", "1a12f212, watch-out: 00000000}") + "\n## Angalia {#watch-out}\n\n- Zamani.\n"
    )
    project.write("docs/sw/tips/champions.md", swahili)
    project.replace("docs/en/tips/partnerships.md", "kind: tip", "kind: tip\nstatus: draft")
    project.replace("docs/pt/tips/champions.md", "kind: tip", "kind: tip\nstatus: draft")
    project.replace("docs/en/tips/champions.md", "Find them.", "Find them. <!-- Zebrawood? Ask Ada. -->")
    project.write(
        "docs/en/tips/champions.md",
        (project.root / "docs/en/tips/champions.md").read_text() + "\n<!--\nZebrawood\n-->\n",
    )
    assert (result := project.build()).returncode == 0, result.stderr
    for file in [
        *(project.root / "site/api").rglob("*.*"),
        *(project.root / "site").rglob("feed.*"),
        project.root / "site/llms.txt",
    ]:
        text = file.read_text(encoding="utf-8")
        assert "Build partnerships" not in text and "esquadra" not in text, file
        assert "Ask Ada" not in text and "<!--" not in text, "comments are for those who write"
    fallback = page(project.root / "site", "pages/pt.json", "tips/champions")
    assert fallback["is_fallback"] and fallback["language"] == "en"
    behind = page(project.root / "site", "texts/sw.json", "tips/champions")
    assert {"id": "watch-out", "state": "stale", "safety_critical": True} in behind["translation"]["sections"]
    assert "Kwa sababu" in behind["text"] and "Zamani" not in behind["text"], "safety depends on the present text"


def test_every_document_says_its_licence_and_what_it_is_not_for(site: Path) -> None:
    for file in ("pages/en.json", "texts/pt.json", "case-studies/en.geojson", "glossary.json"):
        made = document(site, file)
        assert made["licence"] == "CC-BY-SA-4.0" and "single out" in made["notice"], file
    index = document(site, "index.json")
    assert index["licence"]["address"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert "single out" in index["notice"] and "single out" in document(site, "openapi.json")["info"]["description"]


def test_two_builds_are_the_same_byte_by_byte(fixture_site: Path, project: Project) -> None:
    result = project.build(SITE_URL="https://hub.example/", REPO_URL="https://github.com/example/hub")
    assert result.returncode == 0, result.stderr

    def made(site: Path) -> dict[str, bytes]:
        files = [*(site / "api").rglob("*.*"), *site.rglob("feed.*"), site / "llms.txt"]
        return {file.relative_to(site).as_posix(): file.read_bytes() for file in files if file.is_file()}

    assert made(fixture_site) == made(project.root / "site")
    assert len(made(fixture_site)) > 20


def test_plain_text_keeps_blocks_apart() -> None:
    element = lxml_html.fragment_fromstring(
        "<div><h2>A</h2><p>One<br>two <em>three</em>.</p><ul><li>x<ul><li><p>y</p><p>z</p></li></ul></li></ul>"
        "<ol><li>2026</li><li>b</li></ol><table><tr><th>1</th><td>2</td></tr></table><pre>  c\n d\n</pre>"
        '<p><span class="icon" aria-hidden="true"><svg><title>no</title></svg></span> &lt;b&gt;</p><!-- no --><p> </p></div>'
    )
    assert plain.plain(element).split("\n\n") == [
        "A", "One two three.", "- x", "- y", "z", "1. 2026", "2. b", "1 | 2", "  c\n d", "<b>",
    ]  # fmt: skip


def test_an_index_without_history_makes_up_no_day(library: Library) -> None:
    made = json.loads(api.text(description.index(library, Addresses("https://hub.example/"), Changes((), False, None))))
    assert "updated" not in made and made["name"] == "Working with police"
