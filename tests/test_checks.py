"""Bad input stops every build with one line that names file, line and cure, and leaves nothing half-written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
import yaml

from conftest import ROOT, Project
from hub import checks, library
from test_metadata import drawn

PAGE = "---\ntitle: T\nsummary: S.\nkind: page\n---\n"


def read_project(project: Project) -> library.Library:
    languages = [library.Language(code, code, code == "en") for code in ("en", "pt", "ar", "sw")]
    nav = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    return library.read(project.root, project.root / "docs", project.root / "overrides" / "strings", languages, nav)


def found(project: Project) -> list[str]:
    return [str(problem) for problem in checks.run(read_project(project))]


def test_the_fixture_is_clean(project: Project) -> None:
    assert found(project) == []


def write(path: str, text: str) -> Callable[[Project], None]:
    return lambda project: project.write(path, text)


def replace(path: str, old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.replace(path, old, new)


def insert(text: str) -> Callable[[Project], None]:
    """A sentence into an English page, one into a tip."""
    return replace("docs/en/tips/partnerships.md", "Partners meet officers.", f"Partners meet officers. {text}")


START = "docs/en/start.md"
CHAMPIONS = "docs/en/tips/champions.md"
KENYA = "docs/en/case-studies/kenya.md"


def picture(name: str, declared: str = "", place: bool = False) -> Callable[[Project], None]:
    def spoil(project: Project) -> None:
        project.write(f"docs/assets/{name}", "")
        project.write("docs/data/images.yml", declared)
        drawn(project.root / "docs/assets" / name, place=place)

    return spoil


SOURCES = "docs/data/sources.bib"
CASES: dict[str, tuple[Callable[[Project], None], str, str]] = {
    "a folder of an unknown language": (
        write("docs/de/start.md", PAGE),
        'docs/de/start.md:1 – "de" is not a language of this site',
        "docs/en, docs/pt",
    ),
    "a page outside of every language": (
        write("docs/start.md", PAGE),
        "docs/start.md:1 – a page must stand",
        "docs/en",
    ),
    "a name that looks like a language": (
        write("docs/en/node.js.md", PAGE),
        'docs/en/node.js.md:1 – the ending ".js.md" looks like a language',
        "rename it to docs/en/node-js.md",
    ),
    "a translation named by suffix": (
        write("docs/en/start.pt.md", PAGE),
        'docs/en/start.pt.md:1 – the ending ".pt.md"',
        "rename it to docs/pt/start.md",
    ),
    "a name with spaces": (
        write("docs/en/My Page.md", PAGE),
        "docs/en/My Page.md:1 – the file name",
        "rename it to docs/en/my-page.md",
    ),
    "an address that outs its reader": (write("docs/en/sex-work.md", PAGE), 'the word "sex"', "neutral"),
    "a translation of nothing": (
        write("docs/pt/nada.md", PAGE),
        "docs/pt/nada.md:1 – there is no docs/en/nada.md",
        "first",
    ),
    "a missing interface string": (
        replace("overrides/strings/pt.yml", "nav.top: ", "#nav.top: "),
        'overrides/strings/pt.yml:1 – the interface string "nav.top" is missing',
        "Back to top",
    ),
    "an interface string with another placeholder": (
        replace("overrides/strings/en.yml", "nav.top: Back to top", 'nav.top: "Back {where}"'),
        "overrides/strings/pt.yml",
        "keep {where}",
    ),
    "a term without a label": (
        replace("docs/data/levels.yml", ", sw: Kitaifa", ""),
        'docs/data/levels.yml:1 – "national" has no label in sw',
        "write sw:",
    ),
    "a page that the navigation does not name": (
        write("docs/en/tips/lonely.md", PAGE),
        "docs/en/tips/lonely.md:1 – no reader would find this page",
        'add "- tips/lonely.md" below nav: in mkdocs.yml',
    ),
    "a navigation that names no page": (
        replace("mkdocs.yml", "tips/champions.md", "tips/champion.md"),
        'mkdocs.yml:10 – there is no page "tips/champion.md"',
        "write tips/champions.md",
    ),
    "a section without a name": (
        replace("mkdocs.yml", "- cases:", "- stories:"),
        'mkdocs.yml:11 – the section "stories" has no name',
        "nav.stories",
    ),
    "no front matter": (write(START, "Text\n"), "docs/en/start.md:1 – the page has no front matter", "---"),
    "broken front matter": (
        replace(START, "kind: page", "kind: page: no"),
        "docs/en/start.md:4 – this is not valid YAML",
        "quotes",
    ),
    "a key that stands twice": (
        replace(START, "kind: page", "kind: page\nkind: tip"),
        'docs/en/start.md:5 – "kind" stands here twice',
        "keep one",
    ),
    "no summary": (
        replace(CHAMPIONS, "summary: Officers who influence others.\n", ""),
        'champions.md:1 – "summary" is missing',
        "summary:",
    ),
    "an unknown term": (
        replace(CHAMPIONS, "[champions]", "[championz]"),
        'docs/en/tips/champions.md:6 – strategies "championz" is not a known term',
        'write "champions"',
    ),
    "a misspelt key": (
        replace(CHAMPIONS, "search_terms:", "serch_terms:"),
        'docs/en/tips/champions.md:7 – "serch_terms" is not a known key',
        "write search_terms:",
    ),
    "a key inside another": (
        replace(KENYA, "evidence: {grade: A,", "evidence:\n  grade: A\n  reason: R.\nconsent: {by: me,"),
        'kenya.md:13 – consent holds "by"',
        "remove it",
    ),
    "front matter with nothing in it": (write(START, "---\n---\nText\n"), 'start.md:1 – "title" is missing', "title:"),
    "a published case study with little in it": (
        replace(KENYA, "country: KE", "country: KE\nstatus: published"),
        'kenya.md:1 – "consent" is missing, which a published page needs',
        "write consent: {basis: published-source, date:",
    ),
    "a term without any label": (
        replace("docs/data/levels.yml", "{en: National, pt: Nacional, ar: وطني, sw: Kitaifa}", "National"),
        'docs/data/levels.yml:1 – "national" has no labels',
        "en: and its label",
    ),
    "a country by its name": (
        replace("docs/en/case-studies/kenya.md", "country: KE", "country: Quénia"),
        'kenya.md:5 – country "Quénia" is not a known term',
        'write "KE"',
    ),
    "a second title": (
        replace(START, "## First {#first}", "# First {#first}"),
        "start.md:12 – a heading with one #",
        "write ## First",
    ),
    "a heading without an id": (
        replace(START, "## First {#first}", "## First steps"),
        'docs/en/start.md:12 – the heading "First steps" has no id',
        "write ## First steps {#first-steps}",
    ),
    "an id used twice": (
        replace(START, "{#second}", "{#first}"),
        'start.md:27 – the id "first" is used in line 12',
        "another id",
    ),
    "a broken link": (
        replace(START, "about/index.md", "abuot/index.md"),
        'docs/en/start.md:29 – there is no page "abuot/index.md"',
        "write about/index.md",
    ),
    "a broken anchor": (
        replace(CHAMPIONS, "partnerships.md#why", "partnerships.md#wy"),
        'champions.md:14 – there is no heading "#wy" on docs/en/tips/partnerships.md',
        "write #why",
    ),
    "a link without .md": (
        replace(START, "about/index.md", "about/"),
        '"about/" does not end in .md',
        "write about/index.md",
    ),
    "a link from the server's root": (
        replace(START, "about/index.md", "/about/index.md"),
        "breaks in other versions",
        "../tips",
    ),
    "a script as a link": (replace(START, "about/index.md", "javascript:alert(1)"), "is not an address", "https://"),
    "a picture from elsewhere": (
        replace(START, "See [the", "![x](https://example.org/x.png) [the"),
        "a picture from another site",
        "docs/assets",
    ),
    "raw HTML": (
        replace(START, "See ", "<script>alert(1)</script> See "),
        "start.md:29 – HTML (<script>) is not allowed",
        "Markdown",
    ),
    "an event handler": (
        replace(START, "{#second}", "{#second onclick=alert(1)}"),
        '"onclick" is not allowed',
        "keep only",
    ),
    "an unknown source": (
        replace(CHAMPIONS, "[^spoken]", "[^spokn]"),
        'champions.md:10 – the source "spokn" is not in docs/data/sources.bib',
        "write [^spoken]",
    ),
    "a telephone number": (
        insert("Call 0712 345 678 now."),
        "partnerships.md:8 – a telephone number seems",
        "leave it out",
    ),
    "a telephone number with a prefix": (
        insert("Call +44 20 7946 0958."),
        "partnerships.md:8 – a telephone number",
        "leave",
    ),
    "a telephone number behind unseen characters": (
        insert("Call 07\u200b12 34\u202e5 67\ufe0f8 now."),
        "partnerships.md:8 – a telephone number",
        "leave it out",
    ),
    "a telephone number as a link": (insert("[Chat](https://wa.me/27821234567)"), "a telephone number", "leave it out"),
    "a telephone number in a comment": (insert("<!-- 0712 345 678 -->"), "a telephone number", "leave it out"),
    "a telephone number in the front matter": (
        replace(CHAMPIONS, "search_terms: [ally,", "search_terms: [0712345678x, '0712 345678',"),
        "champions.md:7 – a telephone number",
        "leave it out",
    ),
    "an e-mail address": (
        insert("Write to someone@example.com."),
        "partnerships.md:8 – an e-mail address",
        "public_contacts",
    ),
    "an e-mail address in words": (
        insert("Write to someone (at) example dot com."),
        "an e-mail address",
        "leave it out",
    ),
    "a public address without a reason": (
        write("docs/data/public_contacts.yml", "office@example.org:\n"),
        "docs/data/public_contacts.yml:1 – this address has no reason",
        "who published it",
    ),
    "coordinates": (insert("They meet at -25.96553, 32.58322."), "partnerships.md:8 – the exact place", "district"),
    "coordinates in degrees": (insert("They meet at 25°57'56\" S."), "partnerships.md:8 – the exact place", "district"),
    "a South African identity number": (
        insert("Born 8001015009087."),
        "partnerships.md:8 – an identity number",
        "history",
    ),
    "a Mozambican identity number": (insert("BI 110100123456A."), "partnerships.md:8 – an identity number", "history"),
    "a Kenyan identity number": (insert("Her national ID no. is 23456789."), "8 – an identity number", "history"),
    "a person's name": (
        insert("They told Mary Wanjiru of it."),
        "partnerships.md:8 – what looks like a person's name stands here (from character 35 on)",
        "public_people.yml",
    ),
    "a name at the beginning of a sentence": (insert("Mary Wanjiru told it."), "a person's name", "public_people.yml"),
    "a name with an initial": (insert("They told M. Wanjiru."), "a person's name", "leave the name out"),
    "a name with particles": (insert("They told Maria da Silva."), "a person's name", "leave the name out"),
    "a name after a title": (insert("They told inspector Otieno."), "a person's name", "leave the name out"),
    "a name in a summary": (
        replace(CHAMPIONS, "Officers who influence others.", "Officers like Mary Wanjiru."),
        "champions.md:3 – what looks like a person's name",
        "leave the name out",
    ),
    "a public person without a reason": (
        write("docs/data/public_people.yml", "Ada Lamp:\n"),
        "docs/data/public_people.yml:1 – this person has no reason",
        "public role",
    ),
    "a line too long to be looked through": (
        insert("word " * 5000),
        "partnerships.md:8 – this line is too long",
        "paragraphs",
    ),
    "a word to avoid": (
        insert("They met Prostitutes."),
        'partnerships.md:8 – "prostitutes" is a word to avoid',
        "write sex worker",
    ),
    "a word to avoid in a translation": (
        replace("docs/pt/tips/champions.md", "precisam de pessoas e de reuniões.", "Prostitutas."),
        'docs/pt/tips/champions.md:14 – "prostitutas" is a word to avoid',
        "write trabalhadora de sexo",
    ),
    "a short form that is not explained": (
        insert("The SAPS came."),
        'partnerships.md:8 – "SAPS" is not explained',
        'write "South African Police Service (SAPS)" here',
    ),
    "an unknown short form": (insert("The XYZ came."), '"XYZ" is not explained', 'its long form and "(XYZ)"'),
    "a sentence that is too long": (
        insert("They " + "walk and " * 20 + "rest."),
        "partnerships.md:8 – a sentence here has 42 words",
        "make two of it",
    ),
    "a text that is too hard": (
        insert("Organisational responsibilities necessitate interdisciplinary collaboration. " * 25),
        "partnerships.md:8 – this page reads like a text for school year",
        "shorter words",
    ),
    "a translation with a heading at another level": (
        replace("docs/pt/tips/champions.md", "## Porquê {#why}", "### Porquê {#why}"),
        "docs/pt/tips/champions.md:12 – the headings are not those of docs/en/tips/champions.md",
        "keep the heading ## … {#why} here (line 12 there)",
    ),
    "a translation without a link": (
        replace("docs/sw/tips/champions.md", "[ushirikiano](partnerships.md#why)", "ushirikiano"),
        'docs/sw/tips/champions.md:12 – section "#why" lacks the link to partnerships.md#why',
        "add it as in line 14 of docs/en/tips/champions.md",
    ),
    "a translation that cites less": (
        replace("docs/sw/tips/champions.md", "[^spoken][^lamp2015]", "[^spoken]"),
        "docs/sw/tips/champions.md:10 – the text above the first heading lacks the mark [^lamp2015]",
        "add it as in line 10 of docs/en/tips/champions.md",
    ),
    "a translation with a box of its own": (
        replace(
            "docs/sw/tips/champions.md", "unahitaji watu.", 'unahitaji watu.\n\n!!! warning "Angalia"\n    Angalia.'
        ),
        'section "#why" has a box "warning", which docs/en/tips/champions.md has not',
        "leave it out",
    ),
    "a translation with other facts": (
        replace("docs/sw/tips/champions.md", "number: 2", "number: 3"),
        'docs/sw/tips/champions.md:5 – "number" is not the same as in docs/en/tips/champions.md',
        "write number: 2",
    ),
    "a picture that is not declared": (
        picture("map.png"),
        "docs/assets/map.png:1 – docs/data/images.yml does not say what this file shows",
        'add a line there: "map.png"',
    ),
    "a picture of people without consent": (
        picture("forum.jpg", "forum.jpg: {people: true}\n"),
        'docs/data/images.yml:1 – "forum.jpg" shows people, and nothing says that they agreed',
        "write consent:",
    ),
    "a picture that may show people": (
        picture("forum.jpg", "forum.jpg: A forum\n"),
        'docs/data/images.yml:1 – it is not said whether "forum.jpg" shows people',
        "people: false",
    ),
    "a declared picture that is not there": (
        write("docs/data/images.yml", "gone.png: {people: false}\n"),
        'docs/data/images.yml:1 – there is no file "gone.png"',
        "remove this line",
    ),
    "a broken picture": (
        write("docs/assets/map.png", "not a picture"),
        "docs/assets/map.png:1 – the file is broken",
        "save it again",
    ),
    "a file that cannot be looked into": (
        write("docs/assets/notes.xyz", "notes"),
        "docs/assets/notes.xyz:1 – the hub cannot look into this kind of file",
        "save it as one of .jpg",
    ),
    "a picture that tells where it was taken": (
        picture("forum.jpg", "forum.jpg: {people: false}\n", place=True),
        "docs/assets/forum.jpg:1 – the file still tells the place where it was taken",
        "screenshot",
    ),
    "a document that names its author": (
        write("docs/assets/leaflet.pdf", "%PDF-1.4\n<< /Author (Someone) >>"),
        "docs/assets/leaflet.pdf:1 – the file still tells its author",
        "remove author",
    ),
    "a source that no page cites": (
        replace(SOURCES, "  keywords = {reserve},\n", ""),
        'docs/data/sources.bib:26 – no page cites "later"',
        "[^later], remove it, or write keywords = {reserve}",
    ),
    "a source without a publisher": (
        replace(SOURCES, "  publisher = {Voices},\n", ""),
        'docs/data/sources.bib:12 – the source "spoken" does not say who published it',
        "publisher = {…}",
    ),
    "a source without a date": (
        replace(SOURCES, "  pubstate = {undated},\n", ""),
        'docs/data/sources.bib:12 – the source "spoken" has no date',
        "pubstate = {undated}",
    ),
    "a source with a date and none": (
        replace(SOURCES, "pubstate = {undated}", "pubstate = {undated}, year = {2001}"),
        'the source "spoken" has a date and says that it has none',
        "remove",
    ),
    "a source without an address": (
        replace(SOURCES, "  nolink = {never written down},\n", ""),
        'docs/data/sources.bib:12 – the source "spoken" has no address',
        "nolink = {…}",
    ),
    "a source with an address and none": (
        replace(SOURCES, "nolink = {never", "doi = {10.1/y}, nolink = {never"),
        'the source "spoken" has an address and says that it has none',
        "remove",
    ),
    "a list that does not exist": (
        replace("docs/en/about/sources.md", "list: sources", "list: [sorces]"),
        'docs/en/about/sources.md:5 – "list" is not sources',
        "write list: sources",
    ),
    "a figure without a source": (
        replace(CHAMPIONS, "- Beware.", "- Of 45 officers, 12 agreed."),
        "docs/en/tips/champions.md:22 – a figure has no source beside it",
        "write [^key]",
    ),
    "a translation of no known text": (
        replace("docs/pt/tips/champions.md", ', sections: {"": 50fc097d, why: 1a12f212}', ""),
        "docs/pt/tips/champions.md:8 – the page does not say which English text it was made from",
        "python3 scripts/hub translate pt tips/champions --done",
    ),
    "a pin of no section": (
        replace("docs/pt/tips/champions.md", "why: 1a12f212", "why: 1a12f212, how: 1a12f212"),
        'docs/pt/tips/champions.md:8 – "sections" names "how"',
        'remove "how"',
    ),
    "a translated section without a pin": (
        replace("docs/pt/tips/champions.md", ", why: 1a12f212", ""),
        'docs/pt/tips/champions.md:12 – "sections" does not name "why"',
        "python3 scripts/hub translate pt tips/champions --done why",
    ),
    "a translated heading with another id": (
        replace("docs/pt/tips/champions.md", "{#why}", "{#porque}\n\nText.\n\n## How {#hwo}"),
        'the heading has the id "hwo", which the English page does not have',
        "write how",
    ),
    "a translated section without a text": (
        replace(
            "docs/pt/tips/champions.md",
            "Porque as [parcerias](partnerships.md#why) precisam de pessoas e de reuniões.",
            "<!-- Because -->",
        ),
        'docs/pt/tips/champions.md:12 – the section "why" is not translated yet',
        "status: draft",
    ),
    "a review by nobody": (
        replace("docs/pt/index.md", ", by: editor", ""),
        "docs/pt/index.md:6 – the translation is said to be reviewed, but not by whom",
        "write by:",
    ),
    "an unknown state of a translation": (
        replace("docs/pt/index.md", "state: reviewed", "state: final"),
        'docs/pt/index.md:6 – the state "final"',
        "write state: draft",
    ),
    "a safety-critical section that does not exist": (
        replace(CHAMPIONS, "[watch-out]", "[whatch-out]"),
        'docs/en/tips/champions.md:8 – safety_critical names "whatch-out"',
        "write watch-out",
    ),
    "a file in another encoding": (
        lambda project: (project.root / START).write_bytes(b"---\ntitle: caf\xe9\nsummary: S\nkind: page\n---\n"),  # type: ignore[dict-item]
        "docs/en/start.md:2 – the file is not saved as UTF-8",
        "UTF-8",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    spoil, what, cure = CASES[case]
    spoil(project)
    lines = [line for line in found(project) if what in line]
    assert lines, found(project)
    assert cure in lines[0]
    assert "\n" not in lines[0]


GOOD = (
    "In 2017–2018 and from 2016 to 2020, 4,171 of 13,496 reports; on 2026-11-23 it was 1,898 (72.3%).",
    "Write to office@example.org, or see https://example.org/2015/03/0821234567.",
    "The South African Police Service (SAPS) came. SAPS stayed, in Kenya's 24 hours and Phase II.",
    "Kenya and Mozambique met. The Institute of Roads read “Broken Lamps” by Ada Lamp.",
    "The Rescue Trust helped. Use `prostitute` in [code](index.md) only. HIV is known.",
    "The XYZ, a group of officers, and the ABC (a club) came.",
    "The book is 978 92 9022 354 2; version 2026.11 has 37.5% more.",
)


@pytest.mark.parametrize("text", GOOD)
def test_what_is_right_is_left_alone(project: Project, text: str) -> None:
    insert(f"{text}[^lamp2015]")(project)
    assert found(project) == []


@pytest.mark.parametrize(
    "private", ["0712 345 678", "someone@example.com", "8001015009087", "Mary Wanjiru", "-25.96553, 32.58322"]
)
def test_a_message_never_repeats_a_private_detail(project: Project, private: str) -> None:
    insert(f"They told {private} of it.")(project)
    lines = found(project)
    assert lines
    assert not any(part in line for part in private.split() for line in lines)


HOSTILE = ("`", "` ``", "[^", "[](", "[](<", "<!--", "[a [b] ", "{#a", "## {", " ", "![", "a@", "a.", "1 ", "12-", "Aa ", "A.", "AB ",
           "(", "+27", "\u200b1", "\u202e", "| ", "- [ ] ", "!!! ", ". ", "://", "°1'", "a (", "Da de ", "*", ":a", "\x00", "ا ")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_neither_raises_nor_holds_up(project: Project, piece: str) -> None:
    for size in (19_000, 200_000):
        insert(piece * (size // len(piece)))(project)
        read = read_project(project)
        checks.run(read)  # a pattern that looks back and back would take hours
        project.write("docs/en/tips/partnerships.md", (ROOT / "tests/fixture/docs/en/tips/partnerships.md").read_text())


@pytest.mark.parametrize("name", ["wording", "proper_names", "public_people", "public_contacts", "images"])
@pytest.mark.parametrize(
    "text", ["a: [1, {b: [null]}]", "terms: {en: [1], pt: x}", "abbreviations: [A]\nunderstood: 3", "- a", "1: 2", ""]
)
def test_data_of_any_shape_raise_nothing(project: Project, name: str, text: str) -> None:
    project.write(f"docs/data/{name}.yml", text)
    found(project)


@pytest.mark.parametrize(
    "case",
    [
        "a folder of an unknown language",
        "a name that looks like a language",
        "a missing interface string",
        "a broken link",
        "a broken anchor",
    ],
)
def test_the_build_stops_and_leaves_nothing(project: Project, case: str) -> None:
    spoil, what, cure = CASES[case]
    spoil(project)
    result = project.build()
    assert result.returncode == 1
    assert what in result.stderr and cure in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(project.root.glob("site*"))


def test_a_failed_build_keeps_the_last_good_site(project: Project) -> None:
    assert project.build().returncode == 0
    before = (project.root / "site/index.html").read_bytes()
    CASES["a broken link"][0](project)
    assert project.build().returncode == 1
    assert (project.root / "site/index.html").read_bytes() == before
    assert [path.name for path in project.root.glob("site*")] == ["site"]


def test_a_fault_met_late_leaves_nothing_either(project: Project) -> None:
    """Templates are rendered language by language: this one breaks when most of the site is written."""
    project.replace(
        "overrides/partials/footer.html",
        "</footer>",
        "{% if view.language.code == 'sw' %}{{ view.get('no.md') }}{% endif %}</footer>",
    )
    result = project.build()
    assert result.returncode == 1
    assert not list(project.root.glob("site*"))


def test_the_real_texts_are_clean() -> None:
    result = subprocess.run([sys.executable, "scripts/hub", "check"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No problems" in result.stdout
