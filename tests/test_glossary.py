"""The glossary: what its file may hold, and its page as a reader meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from conftest import ROOT, Project
from hub import checks, glossary, library
from hub.site import schemas
from pages import parse, texts

FILE = "docs/data/glossary.yml"
GOOD = """
bell:
  definition: {en: What rings.}
  terms: {en: [{term: bell, state: sourced, matches: [bells]}]}
"""


def read(project: Project) -> library.Library:
    languages = [library.Language(code, code, code == "en") for code in ("en", "pt", "ar", "sw")]
    nav = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    return library.read(project.root, project.root / "docs", project.root / "overrides" / "strings", languages, nav)


def found(project: Project) -> list[str]:
    return [str(problem) for problem in checks.run(read(project))]


def complaints(project: Project, text: str) -> list[str]:
    project.write(FILE, text)
    return [problem for problem in found(project) if problem.startswith(FILE)]


# The file


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("bell:\n  d", "sex-bell:\n  d", 'the address of "sex-bell" would hold the word "sex"'),
        ("bell:\n  d", "Bell x:\n  d", '"Bell x" makes a poor address'),
        ("{en: What rings.}", "{}", '"bell" has no definition in en'),
        ("{en: What rings.}", "{pt: Que toca.}", '"bell" has no definition in en'),
        ("{en: What rings.}", "{en: What rings., de: Glocke}", "definition › de is not a language of this site"),
        ("{en: What rings.}", "{en: ''}", "definition › en is not a definition in each language"),
        ("{en: What rings.}", "What rings.", '"bell": definition is not a definition in each language'),
        ("{en: What rings.}", "{en: It rings 3 times.}", "holds a figure"),
        ("{en: What rings.}", f"{{en: {'ring ' * 41}}}", "has 41 words"),
        ("  definition: {en: What rings.}\n", "", '"bell": definition is missing'),
        ("  definition: {en: What rings.}\n  ", "  definition: {en: A}\n  colour: red\n  ", '"bell": colour is not known'),
        ("{en: [", "{de: [", "terms › de is not a language of this site"),
        ("{en: [", "{pt: [", '"bell" has no term in en'),
        ("term: bell", "term: ''", "term is not a word or a few words"),
        ("term: bell, ", "", "term is missing – write term: and the word"),
        ("state: sourced", "state: perhaps", "state is not sourced or proposed – write state: sourced if"),
        (", state: sourced", "", "state is missing"),
        ("[{term", "[], pt: [{term", "terms › en is not a list of terms"),
        ("matches: [bells]", "matches: bells", "matches is not a list of forms"),
        ("matches: [bells]", "matches: [bells, bells]", '"bells" stands twice in en of "bell"'),
        ("matches: [bells]", "matches: [bell]", '"bell" stands twice in en of "bell"'),
        ("matches: [bells]", "match: [bells]", "match is not known here – write matches:"),
        ("matches: [bells]", "sources: [lamp2051]", 'the source "lamp2051", which is not in docs/data/sources.bib – write lamp2015'),
        ("  terms", "  sources: [nowhere-at-all]\n  terms", "add it there under that key"),
        ("  terms", "  avoid: {xx: [{term: b, state: sourced}]}\n  terms", "avoid › xx is not a language"),
    ],
)  # fmt: skip
def test_each_way_to_get_it_wrong_is_said_in_one_line(project: Project, old: str, new: str, said: str) -> None:
    assert old in GOOD
    said_of = complaints(project, GOOD.replace(old, new, 1))
    assert any(said in problem for problem in said_of), said_of
    assert all(problem.startswith(f"{FILE}:2 – ") and problem.count(" – ") == 2 for problem in said_of), said_of


def test_a_form_leads_to_one_term(project: Project) -> None:
    second = GOOD.replace("bell:\n", "gong:\n", 1).replace("term: bell", "term: gong")
    assert complaints(project, GOOD + second) == [
        f'{FILE}:6 – "bells" in en is a form of "bell" already – remove it from one of the two'
    ]
    never_looked_for = second.replace("term: gong", "term: bell").replace(", matches: [bells]", "")
    assert complaints(project, GOOD + never_looked_for) == []


def test_a_good_file_and_none_at_all_are_fine(project: Project) -> None:
    assert found(project) == []
    assert complaints(project, GOOD) == []
    for text in ("bell: 5\n", "bell:\n", "- a\n- b\n", "bell: [a\n"):
        assert complaints(project, text), text


def test_a_source_of_the_glossary_is_a_source_in_use(project: Project) -> None:
    assert found(project) == []
    project.write(FILE, GOOD)
    assert any('no page cites "bell"' in problem for problem in found(project))


def test_a_word_without_further_forms_is_left_alone(project: Project) -> None:
    terms = glossary.read(read(project))
    assert [match.text for match in glossary.matches(terms, "en")] == ["lamp lighter", "lamp lighters", "lamp", "lamps"]
    assert [match.text for match in glossary.matches(terms, "pt")] == ["acendedor", "acendedores"]
    assert glossary.matches(terms, "sw") == []


def test_the_schema_beside_the_glossary_is_the_one_that_is_made() -> None:
    kept = (ROOT / "docs/data/glossary.schema.json").read_text(encoding="utf-8")
    assert kept == schemas.of_glossary(), "copy site/schema/v1/glossary.json of a new build over it"
    assert json.loads(kept)["$defs"]["Form"]["properties"]["state"]["enum"] == ["sourced", "proposed"]
    text = (ROOT / FILE).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=glossary.schema.json\n")
    glossary.Glossary.model_validate(yaml.safe_load(text))


# The page


def test_a_term_has_its_anchor_its_meaning_and_its_words(fixture_site: Path) -> None:
    root = parse(fixture_site, "about/glossary/")
    assert root.xpath("//section[@class='glossary']//h2/@id") == ["lamp", "lamplighter", "works"]
    [entry] = root.xpath("//section[@aria-labelledby='lamplighter']")
    assert texts(entry, "h2") == ["lamp lighter"]
    assert texts(entry, "p")[0] == "Who <b>lights</b> lamps at dusk.1"
    assert texts(entry, ".//dl/div") == [
        "English lamp lighter21 Do not write: lamp boy2",
        "Português acendedor (our proposal, not checked yet)",
        "العربية مشعل (our proposal, not checked yet)",
        "Kiswahili no reliable term found yet Do not write: mtoto wa taa (our proposal, not checked yet)",
    ]
    assert entry.xpath(".//dd/span[.='مشعل']/@dir") == ["rtl"]
    [lamp] = root.xpath("//section[@aria-labelledby='lamp']")
    assert texts(lamp, "p[@class='small']") == ["No reliable term found yet in: العربية, Kiswahili"]
    assert root.xpath("//nav[@class='contents']//a/@href") == ["#lamp", "#lamplighter"]


def test_numbers_lead_to_the_sources_and_back(fixture_site: Path) -> None:
    root = parse(fixture_site, "about/glossary/")
    ids = set(root.xpath("//@id"))
    marks = root.xpath("//section[@class='glossary']//a[@class='mark' or @class='back']")
    assert marks and {mark.get("href").removeprefix("#") for mark in marks} <= ids
    first, second = texts(root, "//section[@class='glossary']//section[@class='sources']//li")
    assert first.startswith("Voices. A talk.") and second.startswith("Bells <i>and</i> lamps. Bell & Co.")
    assert root.xpath("//a[@class='mark']/@aria-label")[0] == "Source 1"


def test_the_list_is_in_the_readers_language_with_its_own_words_first(fixture_site: Path) -> None:
    root = parse(fixture_site, "pt/about/glossary/")
    [section] = root.xpath("//section[@class='glossary']")
    assert section.get("lang") == "pt"
    [entry] = root.xpath("//section[@aria-labelledby='lamplighter']")
    assert texts(entry, "h2") == ["acendedor"] and texts(entry, "p/span") == ["Quem acende os candeeiros ao anoitecer."]
    assert texts(entry, ".//dt")[0] == "Português"
    arabic = parse(fixture_site, "ar/about/glossary/").xpath("//section[@aria-labelledby='lamp']")[0]
    assert [(h.get("lang"), h.get("dir")) for h in arabic.xpath("h2/span | p/span[1]")][:2] == [("en", "ltr")] * 2


def test_the_real_glossary_is_discreet_plain_and_whole(site: Path) -> None:
    for prefix in ("", "pt/", "fr/", "sw/", "zu/", "tn/"):
        root = parse(site, f"{prefix}about/glossary/")
        ids = root.xpath("//section[@class='entry']/h2/@id")
        assert len(ids) == len(set(ids)) >= 17
        assert not [name for name in ids if re.search("sex|hiv|aids|gay|drug", name)]
        assert texts(root, "//nav[@class='contents']//a") == texts(root, "//section[@class='entry']/h2")
    [champion] = parse(site, "pt/about/glossary/").xpath("//section[@aria-labelledby='champion']")
    assert "polícia defensor dos direitos (proposta nossa, ainda não verificada)" in texts(champion, ".//dd")
    assert champion.xpath(".//dt/@lang") == ["pt", "en", "fr"], "no term is invented where none was found"


def test_the_list_of_sources_says_that_the_glossary_cites_them(site: Path) -> None:
    [entry] = parse(site, "about/sources/").xpath("//li[@id='source-unfpa2013']")
    assert "Glossary" in texts(entry, "small")[0]
    assert [urlsplit(link).path for link in entry.xpath("small/a/@href")] == ["../../about/glossary/"]
