"""Text that nobody has translated is found, and text that is right is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import ROOT, Project
from hub import checks, library
from hub.checks import language, passages
from hub.checks.lexicon import Lexicon
from hub.problems import Problem
from spoiling import PAGE, read_project

TIP = "docs/{code}/tips/partnerships.md"


def everything(project: Project) -> list[Problem]:
    read = read_project(project)
    return [*language.check(read), *language.check_pages(read, list(read.pages.values()))]


def found(project: Project, code: str, text: str, head: str = PAGE) -> list[str]:
    """What is said of a page of this language, with the lines counted from below its front matter."""
    file = TIP.format(code=code)
    project.write(file, head + text)
    made = []
    for problem in everything(project):
        if problem.file == file:
            made.append(f"{problem.line - head.count(chr(10))}: {problem.what}")
    return made


ENGLISH = "this text seems to be in English"
PORTUGUESE = "this text seems to be in Portuguese"


def test_the_fixture_is_clean(hub: Project) -> None:
    assert list(everything(hub)) == []


def test_nearly_every_text_of_the_hub_is_known_for_its_language_in_the_folder_of_another() -> None:
    """What `language` says about its limits."""
    codes = ["en", "pt", "fr", "sw", "zu", "tn"]
    languages = [library.Language(code, code, code == "en") for code in codes]
    read = library.read(ROOT, ROOT / "docs", ROOT / "overrides/strings", languages)
    lexicon = Lexicon(read)
    texts = list(passages.of_pages(read, read.pages.values()))
    assert len(texts) > 1000
    assert [one for one in texts if language.other_language(lexicon, codes, one) is not None] == []
    for folder in codes:
        others = [replace(one, language=folder) for one in texts if one.language != folder and len(one.words) > 2]
        told = sum(language.other_language(lexicon, codes, one) is not None for one in others)
        assert told > 0.95 * len(others), folder


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("pt", "Uma frase certa aqui.\n\nNever give an officer the names of your members.\n", [f"3: {ENGLISH}"]),
        ("pt", "## What you can do this month {#how}\n\nEscreva à esquadra.\n", [f"1: {ENGLISH}"]),
        ("pt", "## Watch out {#watch-out}\n\nEscreva à esquadra.\n", [f"1: {ENGLISH}"]),
        ("pt", "- Escreva à esquadra.\n- Write to the police station first.\n", [f"2: {ENGLISH}"]),
        ("pt", "| Quem | O quê |\n| --- | --- |\n| A polícia | Answers every letter |\n", [f"3: {ENGLISH}"]),
        ("pt", "![Two officers at a table](../../assets/map.png)\n", [f"1: {ENGLISH}"]),
        ("pt", "Na esquadra ![Two officers at a table](../../assets/map.png) há agentes.\n", [f"1: {ENGLISH}"]),
        (
            "pt",
            "Wafanyakazi wa ngono wana haki ya kulindwa na polisi kila siku.\n",
            ["1: this text seems to be in Swahili"],
        ),
        ("en", "Polícias e trabalhadoras de sexo falam uns com os outros.\n", [f"1: {PORTUGUESE}"]),
        ("en", "Alle Menschen sind frei und gleich an Würde und Rechten geboren.\n", ["1: this text does not seem"]),
        ("en", "Все люди рождаются свободными и равными в правах.\n", ["1: this text does not seem"]),
        ("sw", "Never give an officer the names of your members.\n", [f"1: {ENGLISH}"]),
        ("sw", "Nunca dê a um agente os nomes das pessoas.\n", [f"1: {PORTUGUESE}"]),
        ("ar", "Never give an officer the names of your members.\n", [f"1: {ENGLISH}"]),
    ],
)
def test_text_in_another_language_is_found(hub: Project, code: str, text: str, expected: list[str]) -> None:
    said = found(hub, code, text)
    assert len(said) == len(expected)
    assert all(one.startswith(start) for one, start in zip(said, expected, strict=True)), said


@pytest.mark.parametrize("key", ["title", "summary"])
def test_title_and_summary_are_read_too(hub: Project, key: str) -> None:
    head = f"---\ntitle: Título\nsummary: Resumo.\nkind: page\n{key}: How to talk with a commander\n---\n"
    head = "\n".join(line for line in head.split("\n") if line not in (f"{key}: Título", f"{key}: Resumo."))
    hub.write(TIP.format(code="pt"), head)
    problems = [str(one) for one in everything(hub) if one.file == TIP.format(code="pt")]
    line = head.split("\n").index(f"{key}: How to talk with a commander") + 1
    assert problems == [
        f"{TIP.format(code='pt')}:{line} – {ENGLISH} – translate it to Portuguese, "
        "or put it in quotation marks if it quotes someone"
    ]


def test_the_reason_of_a_grade_is_read_too(hub: Project) -> None:
    head = PAGE.replace("---\n", "", 1).removesuffix("---\n")
    head = f"---\n{head}evidence:\n  grade: A\n  reason: Several independent studies found the same.\n---\n"
    assert found(hub, "pt", "Uma frase.\n", head) == [f"-1: {ENGLISH}"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("pt", "A organização Hands Off escreveu isto. As Equipas de Resposta a Crises vieram.\n"),
        ("pt", "Disseram: “we are treated with respect”.\n"),
        ("pt", "Disseram: «we are treated with respect».\n"),
        ("pt", "“The Moses Approach to talking with the police”\n"),
        ("pt", "We are treated with respect by the officers.\n{: lang=en}\n"),
        ("pt", "> We are treated with respect by the officers. {: lang=en }\n"),
        ("pt", "A equipa escreveu *we are treated with respect by the officers*{: lang=en} na carta.\n"),
        ("pt", "- **We are treated with respect**{lang=en}\n- [Never give a name](index.md){: lang=en}: leia isto.\n"),
        ("pt", "Escreva `never give an officer the names of your members`.\n"),
        ("pt", "```\nnever give an officer the names of your members\n```\n"),
        ("pt", "<!-- never give an officer the names of your members -->\n"),
        ("pt", "Os [directores](https://example.org/never-give-an-officer-the-names) escreveram.\n"),
        ("pt", "Um projecto de protecção: acções, excepções e infecções, que as pessoas lêem e vêem.\n"),
        ("pt", "Website\n\n- SAPS\n- PDF\n- Kenya\n"),
        ("pt", "—\n\n…\n\n123\n"),
        ("pt", ""),
        ("en", "Officers of the Polícia da República de Moçambique came.\n"),
        ("en", "😀😀😀 🎉\n\n\u200f\u202e\u200b\n"),
        ("ar", "ابحث عن Creative Commons Attribution هنا مع all of the officers.\n"),
        ("sw", "Wafanyakazi wa ngono wana haki ya kulindwa na polisi kila siku.\n"),
        ("sw", "Polisi, watu na vituo: masomo ya kwanza.\n"),
    ],
)
def test_right_text_is_left_in_peace(hub: Project, code: str, text: str) -> None:
    hub.write("docs/data/proper_names.yml", "all: [Hands Off, Polícia da República de Moçambique]\n")
    assert found(hub, code, text) == []


def test_words_that_name_their_language_say_nothing_of_the_text_around_them(hub: Project) -> None:
    marked = "*a nossa carta*{: lang=pt}"
    assert found(hub, "pt", f"We wrote {marked} to the officers of this station.\n") == [f"1: {ENGLISH}"]
    assert found(hub, "pt", "Uma carta: *we are treated with respect*{: lang=pt}.\n") == [f"1: {ENGLISH}"]


def test_a_cited_work_keeps_its_title(hub: Project) -> None:
    title = "The way we talk with officers"
    assert found(hub, "pt", f"{title}\n") == [f"1: {ENGLISH}"]
    sources = (hub.root / "docs/data/sources.bib").read_text(encoding="utf-8")
    hub.write(
        "docs/data/sources.bib", f"{sources}\n@book{{way, title = {{{title}}}, publisher = {{A}}, year = {{2000}}}}\n"
    )
    assert found(hub, "pt", f"{title}\n") == []


def test_words_that_readers_type_may_be_any(hub: Project) -> None:
    head = PAGE.replace("kind: page", "kind: page\nsearch_terms: [how to talk with a commander]")
    assert found(hub, "pt", "Uma frase.\n", head) == []


def test_a_translation_that_readers_do_not_see_yet_may_hold_anything(hub: Project) -> None:
    head = PAGE.replace("kind: page", "kind: page\nstatus: draft")
    assert found(hub, "pt", "Never give an officer the names of your members.\n", head) == []
    assert found(hub, "pt", "Never give an officer the names of your members.\n") == [f"1: {ENGLISH}"]


def test_a_string_of_the_interface_is_read_too(hub: Project) -> None:
    key, text = "fallback.text", "You are reading the English text."
    own = read_project(hub).strings["sw"].words[key]
    hub.replace("overrides/strings/sw.yml", own, text)
    line = read_project(hub).strings["sw"].lines[key]
    said = [str(one) for one in everything(hub)]
    assert said == [f"overrides/strings/sw.yml:{line} – {ENGLISH} – translate it to Swahili"]


def test_a_label_is_read_too(hub: Project) -> None:
    hub.replace("docs/data/kinds.yml", "pt: Estudo de caso", "pt: A study of one case")
    assert [one.file for one in everything(hub)] == ["docs/data/kinds.yml"]


def test_without_a_dictionary_nothing_is_said(project: Project) -> None:
    assert found(project, "pt", "Never give an officer the names of your members.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 19_000,
        "word " * 3_000,
        "“" * 10_000,
        "\u202e" * 5_000,
        "{: lang=" * 2_000,
        "![" * 5_000,
        "ab'" * 5_000,
        "*a*{lang=" * 2_000,
        "[a](" * 5_000,
    ],
)
def test_hostile_text_ends_in_no_traceback(hub: Project, text: str) -> None:
    hub.write(TIP.format(code="pt"), f"{PAGE}{text}\n")
    list(everything(hub))


def test_it_is_one_of_the_checks(hub: Project) -> None:
    hub.write(TIP.format(code="pt"), f"{PAGE}Never give an officer the names of your members.\n")
    assert any(ENGLISH in str(problem) for problem in checks.run(read_project(hub)))
