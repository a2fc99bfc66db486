"""What a translation was made from, what is left to translate, and what readers are told of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ENVIRONMENT, Project
from hub import checks, library, pinning, translating, translations
from hub.library import Language, Library, Page
from hub.translations import State
from pages import parse, texts

ENGLISH = """---
title: Find champions
summary: Officers who influence others.
evidence: {grade: C, reason: One paper.}
safety_critical: [danger]
---
Call first.

## Why {#why}

Because [partners](partnerships.md#why) met 12 people, for 5% less.[^lamp2015]

```
[a](b.md)
```

## Danger {#danger}

Leave.

### At night {#night}

Call.

## End {#end}

Done.
"""


def page(text: str, language: str = "en") -> Page:
    return library.parse_page(text, language, "tips/champions.md", f"docs/{language}/tips/champions.md", [])


def read(project: Project) -> Library:
    languages = [Language(code, code, code == "en") for code in ("en", "pt", "ar", "sw")]
    return library.read(project.root, project.root / "docs", project.root / "overrides" / "strings", languages)


def hub(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from hub import cli; sys.exit(cli.main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=project.root,
        env={**ENVIRONMENT, "PYTHONPATH": "scripts"},
        capture_output=True,
        text=True,
    )


def changed(old: str, new: str) -> list[str]:
    assert old in ENGLISH
    before, after = (translations.digests(page(text)) for text in (ENGLISH, ENGLISH.replace(old, new)))
    return [key for key in before | after if before.get(key) != after.get(key)]


# What counts as a change


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("people, for", "people – for"),
        ("Because", "because"),
        ("Because", "**Because**"),
        ("Because", "_Because_"),
        ("partnerships.md#why", "../other.md"),
        ("12 people", "12\u00a0people"),
        ("Call first.", "Call\n  first!"),
        ("## Why", "### Why"),
        ("{#why}", "{#why .wide}"),
        ("Call first.", "Call first. <!-- a note -->"),
        ("Call first.", "1. Call first."),
    ],
)
def test_a_cosmetic_edit_asks_nobody_to_translate(old: str, new: str) -> None:
    assert changed(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("Because", "Although", "why"),
        ("12 people", "21 people", "why"),
        ("12 people", "1.2 people", "why"),
        ("5%", "5", "why"),
        ("5% less", "-5% less", "why"),
        ("[partners]", "[others]", "why"),
        ("[^lamp2015]", "[^spoken]", "why"),
        ("[a](b.md)", "[a](c.md)", "why"),
        ("## Why", "## Why not", "why"),
        ("title: Find champions", "title: Find a champion", ""),
        ("others.\n", "all.\n", ""),
        ("One paper", "Two papers", ""),
        ("Call first", "Call", ""),
        ("Call first", "Callfirst", ""),
    ],
)
def test_a_word_figure_or_source_counts(old: str, new: str, section: str) -> None:
    assert changed(old, new) == [section]


def test_a_section_that_is_safety_critical_is_so_with_all_below_it() -> None:
    assert translations.critical(page(ENGLISH)) == {"danger", "night"}


def test_the_states_of_sections() -> None:
    pins = translations.digests(page(ENGLISH))
    body = "Ligue.\n\n## Porquê {#why}\n\nPorque.\n\n## Fim {#end}\n\nFim.\n\n## Mais {#more}\n\nMais.\n"
    meta = f"---\ntranslation: {{sections: {{'': {pins['']}, why: 00000000, end: '{pins['end']}', more: abcdabcd}}}}\n---\n"
    found = {one.id: one.state for one in translations.states(page(ENGLISH), page(meta + body, "pt"))}
    assert found == {
        "": State.CURRENT,
        "why": State.STALE,
        "danger": State.NEW,
        "night": State.NEW,
        "end": State.CURRENT,
        "more": State.GONE,
    }


# Pins in front matter

PINS = {"": "12345678", "no": "1e2f3a4b", "why": "0a1b2c3d"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "front",
    [
        "title: T\n",
        "title: T # last\ntranslation:\nkind: tip\n",
        "translation: {state: draft, from: en} # so\nkind: tip\n",
        "translation: {state: draft, from: en, sections: {why: 1}}\n",
        "translation:\n  state: draft # so\n  from: en # and so\n\n# end\nkind: tip\n",
        "translation:\n  sections:\n    why: 1\n    'old': 2\n  state: reviewed\n  by: editor\nkind: tip\n",
        "translation:\n  sections: {}\n  state: draft\n",
        "translation:\n  sections:\n  state: draft\n",
        "translation: draft\nkind: tip\n",
        "translation:\n    state: draft\n    by: |\n      editor\nkind: tip\n",
    ],
)
def test_pins_are_written_and_the_rest_is_kept(front: str, newline: str) -> None:
    text = f"\ufeff---\n{front}---\nText – with  spaces \n\n---\nx: y\n".replace("\n", newline)
    new = pinning.with_pins(text, PINS, "en")
    head, _, body = new.partition(f"{newline}---{newline}")
    assert body == text.partition(f"{newline}---{newline}")[2]
    assert "\n" not in new.replace("\r\n", "") or newline == "\n"
    before, after = (yaml.safe_load(part.lstrip("\ufeff-\r\n")) for part in (f"{front}", head))
    assert {str(key): str(value) for key, value in after["translation"].pop("sections").items()} == PINS
    about = before.pop("translation", None)
    if isinstance(about, dict):
        about.pop("sections", None)
        assert after.pop("translation") == about
    else:
        assert after.pop("translation") == {"state": "draft", "from": "en"}
    assert before == after
    assert [mark for mark in re.findall("#.*", front) if mark not in new] == []
    assert pinning.with_pins(new, PINS, "en") == new


def test_a_page_that_cannot_be_read_is_left_alone() -> None:
    for text in ("Text", "---\na: b: c\n---\n"):
        with pytest.raises(ValueError, match="front matter"):
            pinning.with_pins(text, PINS, "en")


# The verbs


def test_a_new_section_is_one_thing_to_do_and_a_comma_is_none(project: Project) -> None:
    project.write("docs/en/about/index.md", (project.root / "docs/en/about/index.md").read_text() + "\nOne, two.\n")
    for code in ("pt", "sw"):
        text = "---\ntitle: T\nsummary: S.\nkind: page\n---\nUm.\n"
        project.write(f"docs/{code}/about/index.md", text)
        assert hub(project, "translate", code, "about", "--done").returncode == 0
    before = hub(project, "status").stdout
    project.replace("docs/en/tips/champions.md", "## Why {#why}", "## Who {#who}\n\nOfficers.\n\n## Why {#why}")
    project.replace("docs/en/about/index.md", "One, two.", "One two.")
    result = hub(project, "status")
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("new #who") == 3, "pt, ar and sw have the page"
    assert result.stdout.replace("new #who, ", "").count("#") == before.count("#")
    assert "stale" not in result.stdout
    assert hub(project, "check").returncode == 0, "to be behind is no fault"


def test_a_page_is_begun_finished_and_brought_up_to_date(project: Project) -> None:
    project.start_repository()
    assert hub(project, "translate", "sw", "tips/partnerships").returncode == 0
    file = project.root / "docs/sw/tips/partnerships.md"
    assert "<!--" in file.read_text() and "status: draft" in file.read_text()
    assert hub(project, "check").returncode == 0, "work in progress is no fault"
    assert "begun; finish docs/sw/tips/partnerships.md" in hub(project, "status", "sw").stdout
    assert checks.run(read(project)) == []

    text = re.sub(r"<!--.*?-->\n", "", file.read_text(), flags=re.DOTALL).replace("…", "Kichwa")
    text = re.sub(r"(\{#[\w-]+\})", r"\1\n\nMaandishi.", text).replace("status: draft", "status: published")
    text = re.sub(r"(title|summary):$", r"\1: Neno", text, flags=re.MULTILINE)
    file.write_text(re.sub(r"\n---\n", "\n---\nMaandishi.\n", text, count=1))
    assert hub(project, "check").stdout.startswith("No problems"), hub(project, "check").stdout
    assert "up to date" in hub(project, "translate", "sw", "tips/partnerships").stdout

    english = project.root / "docs/en/tips/partnerships.md"
    english.write_text(english.read_text() + "\nThree new words.\n")
    shown = hub(project, "translate", "sw", "tips/partnerships").stdout
    assert "{+" in shown and "Three new words." in shown and "--done" in shown
    assert "Kichwa" not in shown
    before = file.read_text()
    assert hub(project, "translate", "sw", "tips/partnerships", "--done").returncode == 0
    assert file.read_text().partition("\n---\n")[2] == before.partition("\n---\n")[2]
    assert "up to date" in hub(project, "translate", "sw", "tips/partnerships").stdout


def test_only_the_named_section_is_noted(project: Project) -> None:
    project.replace("docs/en/tips/champions.md", "Find them.", "Find them all.")
    project.replace("docs/en/tips/champions.md", "need people", "need officers")
    translating.finish(read(project), "pt", "tips/champions", ["why"])
    books = read(project)
    late = translations.behind(books.pages["en", "tips/champions.md"], books.pages["pt", "tips/champions.md"])
    assert [one.id for one in late] == ["", "how", "watch-out"]


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (["xx", "tips/champions"], "write one of: pt, ar, sw"),
        (["pt", "tips/champion"], "write tips/champions"),
        (["pt", "../../etc/passwd"], "write"),
        (["pt", "tips/champions", "--done", "hwo"], "write some of: top why"),
        (["sw", "start", "--done"], "type: python3 scripts/hub translate sw start"),
    ],
)
def test_a_mistyped_word_is_answered_in_one_line(project: Project, words: list[str], cure: str) -> None:
    result = hub(project, "translate", *words)
    assert result.returncode == 2
    assert cure in result.stderr and result.stderr.count("\n") == 1


# What readers get


def test_a_new_section_that_matters_for_safety_is_shown_in_english(fixture_site: Path) -> None:
    root = parse(fixture_site, "ar/tips/champions/")
    [quoted] = root.xpath("//div[contains(@class,'original')]")
    assert (quoted.get("lang"), quoted.get("dir")) == ("en", "ltr")
    assert texts(root, "//div[contains(@class,'original')]") == ["Beware."]
    [heading] = root.xpath("//h2[@id='watch-out']")
    assert (heading.get("lang"), heading.get("dir")) == ("en", "ltr")
    notice = heading.getnext()
    assert "ع This part matters for safety" in notice.text_content() and not notice.get("lang")
    assert notice.xpath(".//a/@href") == ["../../../tips/champions/#watch-out"]


def test_another_new_section_is_announced_where_links_to_it_lead(fixture_site: Path) -> None:
    root = parse(fixture_site, "pt/tips/champions/")
    [notice] = root.xpath("//*[@id='how']")
    assert "ainda não está traduzida" in notice.text_content()
    assert notice.xpath("preceding::h2/@id") == ["why"] and notice.xpath("following::h2/@id")[0] == "watch-out"
    assert parse(fixture_site, "tips/champions/").xpath("//*[@role='note']") == []


def test_readers_are_told_of_a_change_and_given_what_matters(project: Project) -> None:
    project.replace("docs/en/tips/champions.md", "need people", "need officers")
    project.replace(
        "docs/en/tips/champions.md", "{#watch-out}\n\n- Beware.", "{#watch-out}\n\n- Leave at once.[^spoken]"
    )
    for code in ("pt", "sw"):
        text = (project.root / f"docs/{code}/tips/champions.md").read_text()
        text = text.replace(", why:", ", watch-out: 00000000, why:") + "\n## Atenção {#watch-out}\n\n- Fique.\n"
        project.write(f"docs/{code}/tips/champions.md", text)
    project.replace("docs/sw/tips/champions.md", "number: 2", "number: 2\nstatus: draft")
    for code in ("en", "pt"):
        project.replace(f"docs/{code}/index.md", "champions.md#why", "champions.md#how")
    result = project.build(SITE_URL="https://hub.example/")
    assert result.returncode == 0, "a link may lead to a section that is not translated yet: " + result.stderr
    site = project.root / "site"
    root = parse(site, "pt/tips/champions/")
    [heading] = root.xpath("//h2[@id='why']")
    assert "mudou desde que foi traduzido" in heading.getnext().text_content()
    assert "Porque as" in root.xpath("//article")[0].text_content()
    [heading] = root.xpath("//h2[@id='watch-out']")
    assert heading.text_content() == "Atenção" and "segurança" in heading.getnext().text_content()
    assert "Leave at once." in heading.getnext().getnext().text_content()
    assert "Fique" not in root.xpath("//article")[0].text_content()
    assert len(root.xpath("//section[@class='sources']//li")) == 2, "also what the English part cites"

    unfinished = parse(site, "sw/tips/champions/")
    assert unfinished.xpath("//aside[@id='fallback']") and unfinished.xpath("//article/@lang") == ["en"]
    assert "hub.example/sw/tips/champions/" not in (site / "sitemap.xml").read_text()


def test_the_page_on_translations_has_a_table_in_the_readers_language(site: Path) -> None:
    for prefix, code in (("", "en"), ("pt/", "pt"), ("fr/", "fr")):
        root = parse(site, f"{prefix}about/translations/")
        [section] = root.xpath("//section[@aria-labelledby='progress']")
        assert section.get("lang") == code
        rows = [[cell.text_content() for cell in row] for row in section.xpath(".//tbody/tr")]
        assert [row[0] for row in rows] == ["Português", "Français", "Kiswahili", "isiZulu", "Setswana"]
        assert len({sum(map(int, row[1:4])) for row in rows}) == 1, "current, behind and missing are all pages"
