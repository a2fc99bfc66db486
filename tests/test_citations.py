from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from lxml import html as lxml_html

from hub import citations, dates

WORDS = {
    "sources.undated": "No date",
    "sources.and_others": "and others",
    "sources.no_link": "No public link known",
    "sources.names_people": "Not linked",
    "language.pt": "In Portuguese",
}


@pytest.fixture
def bibliography(tmp_path: Path) -> Path:
    return tmp_path / "sources.bib"


def test_a_reference_is_escaped_linked_and_dated_in_the_readers_language(bibliography: Path) -> None:
    bibliography.write_text(
        "@online{a, author = {{A & B}}, title = {One <two>}, publisher = {P}, date = {2015-03-07}, url = {https://example.org/?a=1&b=2}, language = {pt}}"
    )
    sources, problems = citations.read(bibliography, bibliography.parent)
    assert problems == []
    text = citations.reference(sources["a"], WORDS.__getitem__, "en")
    assert text.startswith(
        'A &amp; B. <a lang="pt" hreflang="pt" href="https://example.org/?a=1&amp;b=2" rel="noreferrer">One &lt;two&gt;</a>'
    )
    assert "7 March 2015" in text
    assert text.endswith("In Portuguese.")


@pytest.mark.parametrize(
    ("reader", "opening"),
    [("pt", "<em>"), ("en", '<em lang="pt">'), ("ar", '<em lang="pt" dir="ltr">'), ("tn", '<em lang="pt">')],
)
def test_a_title_in_another_language_says_which(bibliography: Path, reader: str, opening: str) -> None:
    """WCAG 3.1.2: what reads aloud has to know; right-to-left pages have to keep its full stops in place."""
    bibliography.write_text("@misc{a, author = {A}, title = {Um}, publisher = {P}, year = {2015}, language = {pt}}")
    sources, _ = citations.read(bibliography, bibliography.parent)
    assert f"A. {opening}Um</em>. P" in citations.reference(sources["a"], WORDS.__getitem__, reader)


def test_many_authors_are_shortened_and_a_missing_link_is_said(bibliography: Path) -> None:
    bibliography.write_text("@misc{a, author = {One, A and Two, B and Three, C and Four, D and Five, E}, title = {T}}")
    sources, _ = citations.read(bibliography, bibliography.parent)
    assert (
        citations.reference(sources["a"], WORDS.__getitem__, "en")
        == "One A and others. <em>T</em>. No date. No public link known."
    )


def test_a_doi_is_a_link(bibliography: Path) -> None:
    bibliography.write_text(
        "@article{a, author = {X}, title = {T}, year = {2016}, doi = {10.1/x}, journal = {J}, volume = {2}}"
    )
    sources, _ = citations.read(bibliography, bibliography.parent)
    assert sources["a"].address == "https://doi.org/10.1/x"
    assert sources["a"].container == "J 2"


def test_a_bibliography_in_another_encoding_is_read_all_the_same(bibliography: Path) -> None:
    bibliography.write_bytes(b"@misc{a, title={A}}\r\n@misc{b, title={caf\xe9}}")
    sources, [problem] = citations.read(bibliography, bibliography.parent)
    assert (problem.line, problem.what) == (2, "the file is not saved as UTF-8")
    assert list(sources) == ["a", "b"]


def test_no_field_of_an_entry_is_markup(bibliography: Path) -> None:
    bibliography.write_text(
        "@online{a, author = {{<b>*A*}}, title = {[x](javascript:alert(1)) <script>}, publisher = {<img src=x>},"
        ' year = {<i>}, url = {https://example.org/}, language = {x"><script>}}'
    )
    sources, _ = citations.read(bibliography, bibliography.parent)
    text = citations.reference(sources["a"], WORDS.__getitem__, "en")
    root = lxml_html.fromstring(markdown.markdown(text))
    assert {element.tag for element in root.iter()} == {"p", "a"}
    assert root.xpath("//a/@href") == ["https://example.org/"]
    assert root.text_content().startswith("<b>*A*. [x](javascript:alert(1)) <script>. <img src=x>. <i>.")


def test_what_an_entry_lacks_it_admits(bibliography: Path) -> None:
    bibliography.write_text(
        "@misc{a, title = {A}, pubstate = {undated}, nolink = {only copies held by others}, keywords = {x, reserve}}\n"
        "@misc{b, title = {B}, keywords = {reserved-seats}}"
    )
    sources, problems = citations.read(bibliography, bibliography.parent)
    assert problems == []
    assert (sources["a"].undated, sources["a"].unlinked, sources["a"].reserved) == (
        True,
        "only copies held by others",
        True,
    )
    assert (sources["b"].undated, sources["b"].unlinked, sources["b"].reserved) == (False, "", False)


def test_a_work_that_names_people_is_not_linked_and_says_so(bibliography: Path) -> None:
    bibliography.write_text("@misc{a, title = {A}, year = {2024}, nolink = {names people}}")
    source = citations.read(bibliography, bibliography.parent)[0]["a"]
    assert citations.reference(source, WORDS.__getitem__, "en") == "<em>A</em>. 2024. Not linked."


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("@misc{a, title={A}}\n\n@misc{a, title={B}}", 3, "used twice"),
        ("@misc{a,\n year={2000}}", 1, "has no title"),
        ("@misc{a,\n title={A}, url={javascript:alert(1)}}", 1, "not a web address"),
        ("@misc{a,\n title={A},\n publisher = WHO}", 3, "stands without braces"),
        ("\n@misc{a, title={A}\n@misc{b, title={B}}", 2, "cannot be read"),
    ],
)
def test_faults_of_the_bibliography_have_a_line(bibliography: Path, text: str, line: int, what: str) -> None:
    bibliography.write_text(text)
    _, problems = citations.read(bibliography, bibliography.parent)
    assert [(problem.file, problem.line) for problem in problems if what in problem.what][:1] == [("sources.bib", line)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "2 August 2024"), ("pt", "2 de agosto de 2024"), ("sw", "2 Agosti 2024"), ("xx", "2024-08-02")],
)
def test_dates_are_written_out(language: str, text: str) -> None:
    assert dates.written("2024-08-02", language) == text


def test_months_are_known_in_the_languages_of_the_hub() -> None:
    assert dates.months("pt")[7] == "agosto"
    assert all(len(dates.months(code)) == 12 for code in ("en", "pt", "fr", "sw", "zu", "tn"))
    assert dates.months("xx") == ()


def test_a_year_stays_a_year() -> None:
    assert dates.written("2013", "en") == "2013"
