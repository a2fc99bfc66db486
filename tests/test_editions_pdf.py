"""The edition as PDF, held against what PDF/UA-1 (ISO 14289-1) asks of a file that screen readers can read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Object

from hub.site import editions
from hub.site.editions import book, pdf

FORMATS = {"pdf": pdf.write}
#: What an element is to a reader of PDF 1.7 (ISO 32000-1, 14.8.4); each other one is mapped to one of these.
STANDARD = {
    f"/{name}"
    for name in [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "Code",
        "Link",
        "Annot",
        "Figure",
        "Form",
    ]
}


@pytest.fixture(scope="session")
def printed(fixture_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's site as PDF, with a picture on one page."""
    site = tmp_path_factory.mktemp("pdf") / "site"
    shutil.copytree(fixture_site, site)
    editions.make(site, FORMATS, ["en", "pt"])
    return site


@pytest.fixture(params=["en", "pt"])
def opened(request: pytest.FixtureRequest, printed: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(printed / f"editions/{request.param}.pdf") as file:
        yield file


@pytest.fixture
def told(opened: pikepdf.Pdf, printed: Path) -> book.Book:
    return book.read(printed, str(opened.Root.Lang))


def listed(value: Object | None) -> list[Object]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Object, list[str]]]:
    """Every element of the structure, and what it stands in."""
    waiting: list[tuple[Object, list[str]]] = [(kid, []) for kid in listed(pdf.Root.StructTreeRoot.K)]
    while waiting:
        element, above = waiting.pop()
        yield element, above
        kids = [kid for kid in listed(element.get(Name.K)) if isinstance(kid, Dictionary) and Name.S in kid]
        waiting += [(kid, [*above, str(element.S)]) for kid in kids]


def outline(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as made:
        titles: list[str] = []

        def walk(items: list[pikepdf.OutlineItem]) -> None:
            for item in items:
                titles.append(item.title)
                walk(item.children)

        walk(made.root)
    return titles


def test_it_says_what_it_is(opened: pikepdf.Pdf, told: book.Book) -> None:
    root = opened.Root
    assert bool(root.MarkInfo.Marked) and not root.MarkInfo.get(Name.Suspects, False)
    assert str(opened.docinfo.Title) == told.title and bool(root.ViewerPreferences.DisplayDocTitle)
    with opened.open_metadata() as metadata:
        assert metadata["dc:title"] == told.title and metadata["pdfuaid:part"] == "1"
        assert told.language in metadata["dc:language"]
    assert Name.OpenAction not in root and Name.AA not in root and Name.Names not in root, "and does nothing"


def test_all_that_shows_is_told_or_said_to_be_decoration(opened: pikepdf.Pdf) -> None:
    owners = dict(zip(*[iter(opened.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))  # type: ignore[arg-type]
    for page in opened.pages:
        assert [round(float(one)) for one in page.mediabox] == [0, 0, 595, 842], "A4"
        depth, numbers = 0, []
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
                if operator == "BDC" and Name.MCID in (step.operands[1] if len(step.operands) > 1 else {}):
                    numbers.append(int(step.operands[1].MCID))
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "TJ", "'", '"', "f", "S", "B", "Do", "sh"):
                assert depth > 0, (page.label, operator)
        assert depth == 0
        held = listed(owners[int(page.StructParents)]) if numbers else []
        assert all(isinstance(held[number], Dictionary) for number in numbers), "and each belongs to an element"
        if Name.Annots in page:
            assert page.Tabs == Name.S
        for link in page.get(Name.Annots, []):
            assert str(link.Contents) and Name.StructParent in link


def test_the_structure_is_one_that_readers_know(opened: pikepdf.Pdf) -> None:
    roles = {str(key): str(value) for key, value in opened.Root.StructTreeRoot.get(Name.RoleMap, {}).items()}
    headings, tables, items = 0, 0, 0
    for element, above in elements(opened):
        kind = str(element.S)
        assert roles.get(kind, kind) in STANDARD, kind
        if kind == "/Figure":
            assert str(element.get(Name.Alt, "")).strip()
        headings += kind in ("/H1", "/H2", "/H3")
        tables += kind == "/TH"
        items += kind == "/LI"
        if kind in ("/TH", "/TD"):
            assert "/TR" in above and "/Table" in above
        if kind == "/LI":
            assert above[-1] == "/L"
            assert {str(kid.S) for kid in listed(element.K)} <= {"/Lbl", "/LBody"}
    assert headings > 10 and tables and items


def test_each_page_has_a_bookmark_and_each_link_a_place(opened: pikepdf.Pdf, told: book.Book) -> None:
    marks = outline(opened)
    for page in told.pages:
        assert page.title in marks, page.id
    places = {str(name) for name in opened.Root.Dests}
    inside = 0
    for page in opened.pages:
        for link in page.get(Name.Annots, []):
            if Name.Dest in link:
                assert str(link.Dest) in places
                inside += 1
            else:
                assert str(link.A.URI).startswith(("http", "mailto:")), link.A
    assert inside > len(told.pages)


def test_all_letters_are_in_it(opened: pikepdf.Pdf) -> None:
    fonts = 0
    for held in opened.objects:
        if isinstance(held, Dictionary) and held.get(Name.Type) == Name.FontDescriptor:
            assert {Name.FontFile, Name.FontFile2, Name.FontFile3} & set(held.keys()), held
            fonts += 1
    assert fonts


def test_two_makings_are_the_same(printed: Path, tmp_path: Path) -> None:
    editions.make(shutil.copytree(printed, tmp_path / "site"), FORMATS, ["en"])
    made, before = (site / "editions/en.pdf" for site in (tmp_path / "site", printed))
    assert made.read_bytes() == before.read_bytes()
