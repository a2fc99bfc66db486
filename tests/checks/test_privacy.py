"""What could lead somebody to a person does not get in."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import CHAMPIONS, Case, assert_said, found, insert, replace, write

CASES: dict[str, Case] = {
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
    "a line too long to be looked through": (
        insert("word " * 5000),
        "partnerships.md:8 – this line is too long",
        "paragraphs",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])


@pytest.mark.parametrize(
    "private", ["0712 345 678", "someone@example.com", "8001015009087", "Mary Wanjiru", "-25.96553, 32.58322"]
)
def test_a_message_never_repeats_a_private_detail(project: Project, private: str) -> None:
    insert(f"They told {private} of it.")(project)
    lines = found(project)
    assert lines
    assert not any(part in line for part in private.split() for line in lines)


PINS = "docs/pt/tips/champions.md"


def test_a_pin_that_looks_like_a_telephone_number_is_none(project: Project) -> None:
    replace(PINS, "why: 1a12f212", "why: 5918067b, how: '71234567'")(project)
    assert not any("telephone" in line for line in found(project))


def test_a_translation_says_nothing_private_of_its_reviewer(project: Project) -> None:
    replace(PINS, "{state: draft,", "{state: reviewed, by: 'Call 0712 345 678',")(project)
    assert any("champions.md:8 – a telephone number" in line for line in found(project))
