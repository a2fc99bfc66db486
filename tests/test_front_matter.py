"""What a page may say about itself, and what a person is told otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from hub import faults, mappings, schema, terms
from hub.problems import Problem

TERMS = {name: yaml.safe_load((ROOT / f"docs/data/{name}.yml").read_text()) for name in set(schema.TERMS.values())}
THREE = "title: T\nsummary: S.\n"
PAGE = THREE + "kind: page\n"
TIP = THREE + "kind: tip\nstatus: published\nnumber: 2\nstrategies: [champions]\n"
CASE = """\
title: "Kenya: a response"
summary: How.
kind: case-study
status: published
strategies: [champions]
country: KE
years: "2013–2017"
levels: [national]
organisations: [BHESP]
evidence:
  grade: A
  reason: Two papers.
law_checked: 2026-11-23
consent: {basis: published-source, date: 2026-11-23}
reviewed: 2026-11-23
review_by: 2027-05-23
"""


def said(text: str) -> list[str]:
    """``line – what – cure`` of every fault."""
    unreadable: list[Problem] = []
    meta, lines = mappings.parse(text, "a.md", 0, unreadable)
    assert unreadable == []
    return [f"{lines.get(fault.key, 1)} – {fault.what} – {fault.cure}" for fault in faults.of(meta, TERMS)]


@pytest.mark.parametrize(
    "good",
    [
        *(f"{THREE}kind: {kind}\n" for kind in schema.MODELS),  # three fields are enough for a draft
        CASE,
        TIP,
        TIP.replace("tip", "lesson"),
        THREE + "kind: guide\nstatus: published\nstrategies: [policy]\n",
        PAGE + "status: published\nsearch_terms: [a, 1325]\nreviewed: 2026-11-23\nreview_by: 2027-05-23\n",
        PAGE + "translation: {state: draft, from: en, anything: [else]}\n",
        CASE.replace('"2013–2017"', "2013"),
        CASE.replace("published-source", "written-consent"),
        PAGE.replace("title: T", f"title: {'t' * 70}").replace("S.", "s" * 220),
        THREE + "kind: case-study\ncountry:\n",  # not filled in yet
    ],
)
def test_what_is_right_is_not_spoken_of(good: str) -> None:
    assert said(good) == []


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


BAD: dict[str, tuple[str, str]] = {
    "no title": ("summary: S.\nkind: page\n", '1 – "title" is missing – write title:'),
    "a blank title": (changed(PAGE, "title: T", 'title: " "'), '1 – "title" is empty – write title:'),
    "a long title": (changed(PAGE, "title: T", f"title: {'t' * 74}"), "74 characters; 70 are the most – shorten it by 4"),
    "a long summary": (changed(PAGE, "S.", "s" * 221), '2 – "summary" has 221 characters; 220 are the most – shorten it by 1'),
    "a title that is a list": (changed(PAGE, "title: T", "title: [a]"), '"title" is not a line of text: "[a]" – write title:'),
    "a title that is a number": (changed(PAGE, "title: T", "title: 1325"), '1 – "title" is not a line of text: "1325" – write title: "1325"'),
    "a title that is no": (changed(PAGE, "title: T", "title: No"), '"title" holds a bare yes, no, on, off'),
    "no kind": (THREE, '1 – "kind" is missing – write kind: and one of home, page'),
    "an unknown kind": (THREE + "kind: tipp\ncountry: KE\n", '3 – kind "tipp" is not a known term – write "tip"'),
    "a kind by its label": (THREE + "kind: Estudo de caso\n", 'write "case-study"'),
    "a kind that is a list": (THREE + "kind: [tip]\n", 'kind "[tip]" is not a known term'),
    "another status": (PAGE + "status: ready\n", '4 – "status" is not draft or published: "ready" – write status: draft'),
    "a misspelt key": (PAGE + "sumary: S.\n", '4 – "sumary" is not a known key – write summary:'),
    "an unknown key": (PAGE + "author: me\n", '4 – "author" is not a known key – remove it, or write one of title'),
    "a key of another kind": (TIP + "consent: {}\n", '7 – "consent" does not belong on a page of the kind tip – remove it, or write kind: case-study'),
    "a published tip without number": (changed(TIP, "number: 2\n", ""), '"number" is missing, which a published page needs'),
    "a published guide without strategies": (
        THREE + "kind: guide\nstatus: published\n",
        '"strategies" is missing, which a published page needs – write strategies: and terms',
    ),
    "a number in quotes": (changed(TIP, "number: 2", 'number: "2"'), '5 – "number" is not a whole number from 1 to 99: "2"'),
    "a number below one": (changed(TIP, "number: 2", "number: 0"), '"number" is not a whole number from 1 to 99: "0"'),
    "a strategy without brackets": (changed(TIP, "[champions]", "champions"), '"strategies" is not a list of words between square brackets: "champions" – write strategies: [champions]'),
    "an empty list": (changed(TIP, "[champions]", "[]"), '"strategies" is empty – write strategies:'),
    "a term twice": (changed(TIP, "[champions]", "[champions, champions]"), '"strategies" holds the same value twice – keep one'),
    "an unknown strategy": (changed(TIP, "[champions]", "[champion]"), '6 – strategies "champion" is not a known term – write "champions"'),
    "a colon in a list": (PAGE + "search_terms: [a, b: c]\n", "holds something that is not a word or a name – put quotes around"),
    "a bare no in a list": (PAGE + "search_terms: [no]\n", '"search_terms" holds a bare yes, no'),
    "Norway": (changed(CASE, "country: KE", "country: NO"), '6 – "country" holds a bare yes, no'),
    "a country by its name": (changed(CASE, "country: KE", "country: Quénia"), '6 – country "Quénia" is not a known term – write "KE"'),
    "a country in small letters": (changed(CASE, "country: KE", "country: ke"), 'write "KE"'),
    "a country that is new here": (
        changed(CASE, "country: KE", "country: South Sudan"),
        'write "SS", and add SS: with its name in each language to docs/data/countries.yml',
    ),
    "a misspelt country that is new here": (changed(CASE, "country: KE", "country: Ugnda"), 'write "UG", and add UG:'),
    "a misspelt country": (changed(CASE, "country: KE", "country: Moçambiqe"), 'write "MZ"'),
    "a code of three letters": (changed(CASE, "country: KE", "country: MOZ"), 'write "MZ"'),
    "no country at all": (changed(CASE, "country: KE", "country: Atlantis"), "or add it to docs/data/countries.yml"),
    "a region as a country": (changed(CASE, "country: KE", "country: EU"), "or add it to docs/data/countries.yml"),
    "years with a hyphen": (changed(CASE, "2013–2017", "2013-2017"), '7 – "years" is not a year, or a first and a last one: "2013-2017" – write years: "2013–2017"'),
    "years cut short": (changed(CASE, "2013–2017", "2013/17"), 'write years: "2013–2017"'),
    "years backwards": (changed(CASE, "2013–2017", "2017–2013"), 'years "2017–2013" do not end after they begin – write years: "2013–2017"'),
    "years of one year": (changed(CASE, "2013–2017", "2013–2013"), 'write years: "2013"'),
    "years in words": (changed(CASE, "2013–2017", "since 2013"), 'write years: "2013", or years:'),
    "a grade that is none": (changed(CASE, "grade: A", "grade: D"), '11 – "grade" of evidence is not A, B or C: "D" – write grade: A, B or C'),
    "no reason": (changed(CASE, "  reason: Two papers.\n", ""), '"reason" of evidence is missing – write reason:'),
    "an empty reason": (changed(CASE, "reason: Two papers.", "reason:"), '12 – "reason" of evidence is empty'),
    "evidence as a word": (changed(CASE, "evidence:\n  grade: A\n  reason: Two papers.", "evidence: A"), '10 – "evidence" is not a grade and a reason: "A" – write evidence: {grade'),
    "an unknown key in evidence": (changed(CASE, "grade: A", "grade: A\n  reasn: B"), '12 – evidence holds the unknown key "reasn" – write reason:'),
    "a number as a key": (changed(CASE, "grade: A", "grade: A\n  1: A"), 'evidence holds the unknown key "1"'),
    "a day that does not exist": (changed(CASE, "law_checked: 2026-11-23", "law_checked: 2026-02-30"), '13 – "law_checked" is not a day of the calendar: "2026-02-30" – write law_checked:'),
    "a day in words": (changed(CASE, "law_checked: 2026-11-23", "law_checked: 23 November 2026"), '"law_checked" is not a day of the calendar: "23 November 2026"'),
    "a day in other digits": (changed(CASE, "law_checked: 2026-11-23", "law_checked: ٢٠٢٦-١١-٢٣"), '"law_checked" is not a day'),
    "a review that is due before": (changed(CASE, "2027-05-23", "2026-11-23"), "16 – review_by (2026-11-23) is not after reviewed (2026-11-23) – write a later day"),
    "consent as a word": (changed(CASE, "{basis: published-source, date: 2026-11-23}", "published-source"), "write consent: {basis: published-source, date: 2026-11-23} with the day"),
    "consent with a name": (
        changed(CASE, "{basis: published-source,", "{basis: written-consent, by: A. Person,"),
        '14 – consent holds "by", and may say nothing of who agreed: this file is public – remove it, and keep only basis and date',
    ),
    "consent on another basis": (changed(CASE, "basis: published-source", "basis: asked"), '"basis" of consent is not published-source or written-consent: "asked"'),
    "consent without a day": (changed(CASE, ", date: 2026-11-23}", "}"), '"date" of consent is missing – write date:'),
    "a translation that is a word": (PAGE + "translation: draft\n", '"translation" is not a state and the language it was made from: "draft" – write translation: {state'),
    "another template": (PAGE + "template: ../main.html\n", '"template" is not home.html'),
    "what would steer a terminal": (changed(CASE, "country: KE", 'country: "\u202ex\\nKE"'), 'country "x KE" is not a known term'),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_each_fault_is_said_in_plain_words(case: str) -> None:
    text, expected = BAD[case]
    lines = said(text)
    assert len(lines) == 1 and expected in lines[0], lines
    assert not any(word in lines[0].lower() for word in ("pydantic", "validation", "input should", "literal", "\n"))


@pytest.mark.parametrize("key", schema.PUBLISHED["case-study"])
def test_a_published_case_study_needs_each_of_these(key: str) -> None:
    meta = {name: value for name, value in mappings.parse(CASE, "a.md", 0, [])[0].items() if name != key}
    assert [fault.key for fault in faults.of(meta, TERMS)] == [key]
    assert list(faults.of({**meta, "status": "draft"}, TERMS)) == []


@pytest.mark.parametrize(
    "value",
    [
        *("0b_", "!!float x", "!!bool x", "!!int x", "!!timestamp x", "!!python/name:os.system", "!!binary 9"),
        *("[" * 5000, "0x" + "f" * 9000, "9" * 5000, "&a [*a]", "{&a a: &b [1], c: *b}", "{[a]: b}", "? [a]", "'\x01'"),
    ],
)
def test_no_value_is_strange_enough_for_a_traceback(value: str) -> None:
    unreadable: list[Problem] = []
    meta, _ = mappings.parse(f"title: {value}\nkind: page\nsummary: S", "a.md", 0, unreadable)
    told = [problem.what for problem in unreadable] + [fault.what for fault in faults.of(meta, TERMS)]
    assert told and all(len(what) < 300 for what in told)


def test_a_key_inside_another_is_found_twice_too() -> None:
    unreadable: list[Problem] = []
    mappings.parse("evidence:\n  grade: A\n  grade: B\n", "a.md", 1, unreadable)
    assert [str(problem) for problem in unreadable] == [
        'a.md:4 – "evidence.grade" stands here twice – keep one of the two'
    ]


def test_a_country_is_known_by_code_and_name() -> None:
    assert terms.country_code("uganda") == terms.country_code("UG") == "UG"
    assert terms.country_code("EU") is None and terms.country_code("World") is None


def test_every_kind_has_a_label(tmp_path: Path) -> None:
    assert set(schema.MODELS) == set(TERMS["kinds"]) == set(schema.PUBLISHED)
