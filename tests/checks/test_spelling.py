"""A word that no dictionary has is found with the word that was meant; what is no such word is left in peace."""

from __future__ import annotations

import pytest

from conftest import ROOT, Project
from hub import checks
from hub.checks import spelling
from hub.problems import Problem
from spoiling import PAGE, read_project

TIP = "docs/{code}/tips/partnerships.md"


def everything(project: Project) -> list[Problem]:
    read = read_project(project)
    return [*spelling.check(read), *spelling.check_pages(read, list(read.pages.values()))]


def found(project: Project, code: str, text: str, head: str = PAGE) -> list[str]:
    """What is said of a page of this language, with the lines counted from below its front matter."""
    file = TIP.format(code=code)
    project.write(file, head + text)
    above = head.count("\n")
    return [
        f"{problem.line - above}: {problem.what} – {problem.cure}"
        for problem in everything(project)
        if problem.file == file
    ]


def test_the_fixture_is_clean(hub: Project) -> None:
    assert list(everything(hub)) == []


def test_a_wrong_word_is_told_with_the_right_one(hub: Project) -> None:
    file = TIP.format(code="en")
    hub.write(file, f"{PAGE}They recieve letters.\n")
    assert [str(one) for one in everything(hub)] == [
        f'{file}:6 – "recieve" is not in the dictionary – '
        'write "receive" or "relieve", or add the word to docs/data/spelling.yml below en:'
    ]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "A line.\n\nThey met an oficer there.\n", '3: "oficer" is not in the dictionary – write "officer"'),
        ("en", "A line that wraps\nbefore an oficer.\n", '2: "oficer" is not in the dictionary – write "officer"'),
        ("en", "The color of it.\n", '1: "color" is not in the dictionary – write "colour"'),
        ("en", "## The polise and the police {#why}\n", '1: "polise" is not in the dictionary – write "police"'),
        ("en", "| A | B |\n| --- | --- |\n| One | the meetting |\n", '3: "meetting" is not in the dictionary'),
        ("en", "See [the meetting](champions.md).\n", '1: "meetting" is not in the dictionary'),
        ("en", "The self-deffence.\n", '1: "self-deffence" is not in the dictionary'),
        ("en", "The **meet\u200btting** there.\n", '1: "meettting" is not in the dictionary'),
        ("pt", "A violencia na esquadra.\n", '1: "violencia" is not in the dictionary – write "violência"'),
        ("pt", "Um prjecto: o projecto da esquadra.\n", '1: "prjecto" is not in the dictionary – write "projecto"'),
        ("pt", "Os counties do Quénia.\n", '1: "counties" is not in the dictionary, only in the one for English'),
    ],
)
def test_wrong_words_are_found_where_they_stand(hub: Project, code: str, text: str, expected: str) -> None:
    said = found(hub, code, text)
    assert len(said) == 1
    assert said[0].replace(" or ", ", ").startswith(expected), said


def test_a_word_is_told_once_a_page_at_its_first_place(hub: Project) -> None:
    said = found(hub, "en", "One oficer.\n\nAn oficer. Oficer!\n\nA meetting.\n")
    assert [one.split(" is not")[0] for one in said] == ['1: "oficer"', '5: "meetting"']


def test_a_word_with_a_capital_may_be_a_name_and_is_not_repeated(hub: Project) -> None:
    said = found(hub, "en", "We met Mwalimuxa there.\n")
    assert len(said) == 1 and "Mwalimuxa" not in said[0]
    assert said[0].startswith("1: a word with a capital M is not in the dictionary")
    assert 'write "' not in said[0]  # a word like it would give it away
    assert "docs/data/proper_names.yml" in said[0]


def test_at_most_three_words_are_suggested(hub: Project) -> None:
    assert found(hub, "en", "The bax.\n")[0].split(" – ")[1].split(", or add")[0].count('"') == 6


def test_the_word_that_the_hub_uses_comes_first(hub: Project) -> None:
    said = found(hub, "en", "The polce came. The police did, and police do.\n")
    assert said == [
        '1: "polce" is not in the dictionary – write "police" or "pole" or "ponce", or add the word to '
        "docs/data/spelling.yml below en:"
    ]


@pytest.mark.parametrize("key", ["title", "summary"])
def test_title_and_summary_are_read_too(hub: Project, key: str) -> None:
    before = PAGE.split("\n")
    line = next(number for number, text in enumerate(before) if text.startswith(key))
    before[line] = f"{key}: The oficer"
    assert [one.split(" is")[0] for one in found(hub, "en", "A line.\n", "\n".join(before))] == [
        f'{line + 1 - PAGE.count(chr(10))}: "oficer"'
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The organisation's colour isn't grey: they've re-read the officers' well-written by-laws.\n"),
        ("en", "The officer’s café is naïve.\n"),
        ("en", "`recieve` and ``the oficer``\n\n```\nrecieve\n```\n\n<!-- recieve -->\n"),
        ("en", '[Here](https://example.org/recieve-oficer "recieve") and https://recieve.example/oficer.\n'),
        ("en", "See recieve.example.org, file oficer.md, mail@recieve.example and @oficer.\n"),
        ("en", "Text.[^recieve]{.oficer #recieve}\n\n## Why {#oficer .recieve}\n"),
        ("en", '<div class="recieve" markdown>\n\n:hub-recieve: **Text**\n\n</div>\n'),
        ("en", "HIV, LGBTI, SAPS's, NASCOPs, WordPress, iPhone, P3x, NW93, x2y, a, b.\n"),
        ("en", "Of the 12th and 3rd: 5kg, 10am.\n"),
        ("en", 'They call it “polícia amiga” or «esquadra», "acção".\n'),
        ("pt", "Acções, excepções, direcção, actualizá-la, desactualizados, vêem, lêem e afectadas.\n"),
        ("pt", "Acções, ações, projecto, projeto.\n"),
        ("pt", "Diz-se “never again”, em inglês.\n"),
        ("pt", "Never give an officer the names of your members.\n"),  # one problem of `language`, not eight of ours
        ("sw", "Wafanyakazi wanaandika xyzzyx.\n"),
        ("ar", "ابحث عنهم recieve.\n"),
        ("en", "😀 🎉\n\n\u200f\u202e\u200b\n"),
        ("en", ""),
    ],
)
def test_right_words_are_left_in_peace(hub: Project, code: str, text: str) -> None:
    assert found(hub, code, text) == []


def test_own_words_are_right_below_their_language_only(hub: Project) -> None:
    assert len(found(hub, "en", "The funderz met. Funderz met.\n")) == 1
    hub.write("docs/data/spelling.yml", "en:\n  - funderz\n")
    assert found(hub, "en", "The funderz met. Funderz met.\n") == []
    hub.write("docs/data/spelling.yml", "pt:\n  - funderz\n")
    assert len(found(hub, "en", "The funderz met.\n")) == 1


def test_an_own_word_with_a_capital_keeps_it(hub: Project) -> None:
    hub.write("docs/data/spelling.yml", "en: [Kisumux]\n")
    assert found(hub, "en", "In Kisumux.\n") == []
    assert len(found(hub, "en", "In kisumux.\n")) == 1


def test_names_are_right_in_every_language(hub: Project) -> None:
    names = (hub.root / "docs/data/proper_names.yml").read_text(encoding="utf-8")
    hub.write("docs/data/proper_names.yml", f"{names}\nmore:\n  - Tiyane Xvasate\n  - Nampulax\n")
    hub.write("docs/data/public_people.yml", "Munyax Katumbax: a public role\n")
    text = "Tiyane Xvasate, Nampulax, Munyax Katumbax, Katumbax.\n"
    assert found(hub, "en", text) == []
    assert found(hub, "pt", text) == []
    assert len(found(hub, "en", "Xvasate.\n")) == 1


def test_terms_of_the_glossary_are_right(hub: Project) -> None:
    assert len(found(hub, "en", "The zzparalegal.\n")) == 1
    hub.replace("docs/data/glossary.yml", "en: [{term: lamp, ", "en: [{term: zzparalegal, ")
    assert found(hub, "en", "The zzparalegal.\n") == []
    assert len(found(hub, "pt", "O zzparalegal.\n")) == 1  # a word of one language is none of another


def test_words_that_readers_type_may_be_wrong(hub: Project) -> None:
    head = PAGE.replace("kind: page", "kind: page\nsearch_terms: [champoin]")
    assert found(hub, "en", "A line.\n", head) == []


def test_strings_and_labels_are_read_too(hub: Project) -> None:
    hub.replace("overrides/strings/pt.yml", "Início", "Iníciu")
    hub.replace("docs/data/kinds.yml", "en: Case study", "en: Case studdy")
    said = {one.file: one for one in everything(hub)}
    assert set(said) == {"overrides/strings/pt.yml", "docs/data/kinds.yml"}
    assert '"studdy"' in said["docs/data/kinds.yml"].what


def test_an_unknown_language_in_the_list_is_told(hub: Project) -> None:
    hub.write("docs/data/spelling.yml", "en: [funderz]\nenglish:\n  - funderz\n")
    said = [str(one) for one in everything(hub) if one.file == "docs/data/spelling.yml"]
    assert said == ['docs/data/spelling.yml:2 – "english" is not a language of this site – write one of en, pt, ar, sw']


@pytest.mark.parametrize(
    "listed", ["en: funderz\n", "en: {a: b}\n", "en:\n", "en: [1, true, null]\n", "[]\n", "en: [[a]]\n"]
)
def test_a_list_of_words_of_any_shape_is_read(hub: Project, listed: str) -> None:
    hub.write("docs/data/spelling.yml", listed)
    assert len(found(hub, "en", "An oficer.\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "a" * 19_000,
        "a'" * 9_000,
        "é-" * 9_000,
        " ".join(f"{'qx' * (number % 20 + 1)}" for number in range(4_000)),
        "\u202e\u200f" * 4_000,
        "“" * 10_000,
        "😀" * 10_000,
    ],
)
def test_hostile_text_ends_in_no_traceback(hub: Project, text: str) -> None:
    assert all(len(one) < 400 for one in found(hub, "en", f"{text}\n"))


def test_many_wrong_words_do_not_fill_the_memory_or_the_day(hub: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while only the words that the hub uses are suggested."""
    monkeypatch.setattr("hub.checks.lexicon._LOOKED_UP", 1)
    monkeypatch.setattr("hub.checks.lexicon._ASKED", 0)
    said = found(hub, "en", "The oficer, the meetting, the polce. The police.\n")
    assert [one.split(" – ")[1].split(",")[0] for one in said] == [
        'write "officer"',
        "correct it",
        'write "police"',
    ]


def test_without_a_dictionary_nothing_is_said(project: Project) -> None:
    assert found(project, "en", "They recieve letters.\n") == []


def test_every_dictionary_says_under_which_licence_it_stands() -> None:
    words = {file.stem for file in (ROOT / "dictionaries").glob("*.dic")}
    assert words == {"en", "pt", "fr"}
    for code in words:
        assert (ROOT / "dictionaries" / f"{code}.aff").is_file()
        assert (ROOT / "dictionaries" / f"{code}.LICENSE.txt").stat().st_size > 500


def test_it_is_one_of_the_checks(hub: Project) -> None:
    hub.write(TIP.format(code="en"), f"{PAGE}They recieve letters.\n")
    assert any('"recieve"' in str(problem) for problem in checks.run(read_project(hub)))
