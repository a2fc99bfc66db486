"""A figure needs a source beside it, and what only looks like a figure is left in peace."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import CHAMPIONS, PAGE, Case, assert_said, found, replace

CASES: dict[str, Case] = {
    "a figure without a source": (
        replace(CHAMPIONS, "- Beware.", "- Of 45 officers, 12 agreed."),
        "docs/en/tips/champions.md:22 – a figure has no source beside it",
        "write [^key]",
    ),
}
TIP = PAGE.replace("kind: page", "kind: tip")


def figures(project: Project, text: str, code: str = "en", head: str = TIP) -> list[str]:
    """The lines below the front matter of a text in which a figure is complained about."""
    project.write(f"docs/{code}/tips/partnerships.md", head + text)
    above = head.count("\n")
    made = []
    for problem in found(project):
        if "has no source beside it" in problem:
            made.append(str(int(problem.split(" – ")[0].split(":")[1]) - above))
    return made


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reports rose to 66%.\n", ["1: 66%"]),
        ("Reports rose to 66 % in 2017.\n", ["1: 66 %"]),
        ("Cited.[^lamp2015]\n\nOf 1,895 people, 37 agreed.\n", ["3: 1,895"]),
        ("A sentence\nthat wraps before 12 officers.\n", ["2: 12"]),
        ("- One fact.[^lamp2015]\n- 45 officers.\n", ["2: 45"]),
        ("1. 45 officers.\n2. Two.\n", ["1: 45"]),
        ("| Who | Share |\n| --- | --- |\n| A | 5%[^lamp2015] |\n| B | 7% |\n", ["4: 7%"]),
        ('!!! note "Mind"\n    Of 12 women, 3 went.\n', ["2: 12"]),
        ("- One.[^lamp2015]\n\nAfter the list, 9 more.\n", ["3: 9"]),
        ("On 2 August 2024, 45 officers came.\n", ["1: 45"]),
        ("By 2017, 2500 people had joined.\n", ["1: 2500"]),
        ("For 2001% of nothing.\n", ["1: 2001%"]),
        ("In phase 2, 45 officers came.\n", ["1: 45"]),
        ("Within two days 30 officers came; 20 may come.\n", ["1: 30"]),
        ("They were sent to prison for 10 years.\n", ["1: 10"]),
        ("It cost R500 or EUR 490,000.\n", ["1: 500"]),
        ("Of [12 officers](champions.md), none.\n", ["1: 12"]),
    ],
)
def test_a_figure_needs_a_source_in_its_paragraph_item_or_row(project: Project, text: str, expected: list[str]) -> None:
    assert figures(project, text) == [one.split(":")[0] for one in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Reports rose to 66%.[^lamp2015] Of 45 people, 3 agreed.\n",
        "- 45 officers\n  came.[^lamp2015]\n",
        "- 45 officers came.\n\n    They said so.[^lamp2015]\n",
        "From 2013–2017, in 1996–97 and 2012/13; the 1990s; as of 2026-11-23 and 2026-11.\n",
        "On 2 August 2024, 15–16 March and 3 and 4 May 2020.\n",
        "Ask for 15 minutes, 5 to 10 days or 30–45 minutes; a 24-hour line; within 24 hours; at 14:30, 9 am, 24/7.\n",
        "See tip 3, steps 1, 2 and 4 to 6, section 153, version 2026.11 and grade A.\n",
        "COVID-19, HIV-1, reply NW93, the 3rd and 21st, form P3x.\n",
        "ISBN 978 92 4 150618 2, 978-92-4-005239-0 or 9789241506182.\n",
        "1. Ask.\n2. Ask again.\n- [ ] 5 minutes: greetings\n",
        '## 45 officers {#officers}\n\n!!! note "12 officers"\n    Text.\n',
        'See [the tips](champions.md#how "45") or <https://example.org/45> or https://example.org/46.\n',
        "Type `45`.\n\n```\n46\n```\n\n<!-- 47 -->\n",
        "| 45 | 46 |\n| --- | --- |\n| a | b |\n",
    ],
)
def test_what_only_names_or_places_is_no_figure(project: Project, text: str) -> None:
    assert figures(project, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Em 2 de agosto de 2024 e 29 e 30 de Agosto; dica 3, artigo 226 e passos 4 a 6.\n", []),
        ("Peça 15 minutos; em 24 horas; o 73.º encontro; às 14h30; versão 2026.11; o 1.º dia; N.º 5.\n", []),
        ("A percentagem subiu de 6,2% para 9,7%.\n", ["1: 6,2%"]),
        ("Nos 11 distritos, em três dias 45 agentes.\n", ["1: 11"]),
        ("Em 2019, 1.895 pessoas responderam.\n", ["1: 1.895"]),
        ("Em agosto 45 agentes vieram.\n", ["1: 45"]),
    ],
)
def test_in_portuguese_too(project: Project, text: str, expected: list[str]) -> None:
    assert figures(project, text, "pt") == [one.split(":")[0] for one in expected]


def test_in_swahili_the_unit_comes_first(project: Project) -> None:
    assert figures(project, "Omba dakika 15, tarehe 2 Agosti 2024.\n", "sw") == []
    assert figures(project, "Maafisa 15 walikuja.\n", "sw") == ["1"]


def test_only_kinds_that_state_facts_are_asked(project: Project) -> None:
    assert figures(project, "We list 9 tips.\n", head=PAGE) == []
