"""What a browser leaves open in a tagged PDF, so that readers of PDF/UA-1 (ISO 14289-1) get all of it, and twice the same.

Chromium marks which text is a heading, a list, a table or a link. It leaves unmarked what only decorates, wraps every run
of text in an element that says nothing, gives links no words of their own, and writes the time of day into the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, ObjectStreamMode, Operator, Pdf, String

#: Elements of PDF 2.0 that Chromium uses, and what they are in 1.7 (ISO 32000-1, 14.7.3).
_ROLES = {"/Strong": Name.Span, "/Em": Name.Span}
#: Elements that hold blocks of text and no text of their own (ISO 32000-1, 14.8.4.2).
_GROUPS = {"/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote"}
_INLINE = {"/Link", "/Strong", "/Em", "/Code", "/Span", "/Quote", "/Note", "/Reference"}
#: Operators that begin a path, and that draw (ISO 32000-1, 8.2).
_PATH = {"m", "re"}
_PAINT = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}

_Drawn = ContentStreamInstruction | pikepdf.ContentStreamInlineImage
#: What an element holds: an element, a reference, or marked content as the page that it is on and its number there.
_Kid = Object | tuple[Object, int]


@dataclass(frozen=True)
class About:
    """What a PDF says of itself. ``labels`` are the words of each link, by where it leads (``#name`` or an address)."""

    title: str
    language: str
    subject: str
    author: str
    made: datetime
    labels: Mapping[str, str]


def finish(printed: bytes, about: About) -> bytes:
    """A printed document as it is published: the same bytes for the same text."""
    with Pdf.open(io.BytesIO(printed)) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream([*_with_artifacts(page)]))
            for annotation in page.get(Name.Annots, []):
                annotation.Contents = String(about.labels.get(_leads(annotation), "") or _leads(annotation))
        _Tree(pdf).settle()
        _close(pdf.Root.Outlines)
        _describe(pdf, about)
        made = io.BytesIO()
        pdf.save(
            made,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
            recompress_flate=True,
        )
    return made.getvalue()


def sheets(printed: bytes) -> dict[str, int]:
    """On which sheet, from 1, each name of the document stands."""
    with Pdf.open(io.BytesIO(printed)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        places = pdf.Root.get(Name.Dests, Dictionary())
        return {name[1:]: numbers[place[0].objgen] for name, place in places.items()}


def _with_artifacts(page: pikepdf.Page) -> Iterator[_Drawn]:
    """What is drawn outside of all text is an artifact (ISO 14289-1, 7.1)."""
    begin = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
    end = ContentStreamInstruction([], Operator("EMC"))
    depth, inside = 0, False
    waiting: list[_Drawn] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            if inside:
                yield end
                inside = False
            depth += 1
        elif operator == "EMC":
            depth -= 1
        if depth or inside or operator == "EMC":
            yield from waiting
            waiting = []
            yield instruction
        elif waiting or operator in _PATH:
            # A path may also only clip.
            waiting.append(instruction)
            if operator in _PAINT:
                yield begin
                inside = True
            if inside or operator == "n":
                yield from waiting
                waiting = []
        elif operator == "BT" or operator in _PAINT:
            yield begin
            inside = True
            yield instruction
        else:
            yield instruction
    yield from waiting
    if inside:
        yield end


class _Tree:
    """The structure of a document, without the elements that say nothing."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.owners: dict[int, Object] = {}
        self.marked: dict[tuple[int, int], list[Object | None]] = {}

    def settle(self) -> None:
        for page in self.pdf.pages:
            self.marked[page.obj.objgen] = []
        top = _listed(self.root.K)[0]
        self.fill(top, self.kids(top))
        top.P = self.root
        self.root.K = top
        self.root.RoleMap = Dictionary(_ROLES)
        if Name.IDTree in self.root:
            del self.root.IDTree
        for page in self.pdf.pages:
            if Name.StructParents in page:
                owners = Array(one if one is not None else None for one in self.marked[page.obj.objgen])
                self.owners[int(page.StructParents)] = self.pdf.make_indirect(owners)
        numbers = Array(one for key in sorted(self.owners) for one in (key, self.owners[key]))
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        self.root.ParentTreeNextKey = max(self.owners, default=-1) + 1

    def kids(self, element: Object) -> list[_Kid]:
        """What an element holds once those that say nothing are gone: elements, and marked content as page and number."""
        found: list[_Kid] = []
        for kid in _listed(element.get(Name.K)):
            if isinstance(kid, int):
                found.append((element.Pg, kid))
            elif kid.get(Name.Type) == Name.MCR and Name.Stm not in kid:
                found.append((kid.Pg if Name.Pg in kid else element.Pg, int(kid.MCID)))
            elif Name.S not in kid:
                found.append(kid)
            else:
                found += self.element(kid, str(element.S) in _GROUPS | {"/NonStruct"})
        return found

    def element(self, element: Object, in_group: bool) -> list[_Kid]:
        kids = self.kids(element)
        kind = str(element.S)
        if kind == "/NonStruct" and Name.Lang not in element and Name.Alt not in element:
            if not in_group or any(_is_block(kid) for kid in kids) or not kids:
                return kids
            element.S = Name.P
        elif kind == "/NonStruct":
            element.S = Name.Div if any(_is_block(kid) for kid in kids) else Name.P if in_group else Name.Span
        elif kind == "/LI":
            kids = self.item(kids)
        self.fill(element, kids)
        return [element]

    def item(self, kids: list[_Kid]) -> list[_Kid]:
        """An item of a list is a label and a body (ISO 32000-1, 14.8.4.3.3)."""
        labels = [kid for kid in kids if not isinstance(kid, tuple) and kid.get(Name.S) == Name.Lbl]
        body = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody))
        self.fill(body, [kid for kid in kids if kid not in labels])
        return [*labels, body]

    def fill(self, element: Object, kids: Iterable[_Kid]) -> None:
        held = Array()
        page = element.get(Name.Pg)
        for kid in kids:
            if isinstance(kid, tuple):
                here, number = kid
                page = page if page is not None else here
                if here.objgen == page.objgen:
                    held.append(number)
                else:
                    held.append(Dictionary(Type=Name.MCR, Pg=here, MCID=number))
                owners = self.marked[here.objgen]
                owners += [None] * (number + 1 - len(owners))
                owners[number] = element
            else:
                if kid.get(Name.Type) == Name.OBJR:
                    self.owners[int(kid.Obj.StructParent)] = element
                else:
                    kid.P = element
                held.append(kid)
        if page is not None:
            element.Pg = page
        element.K = held[0] if len(held) == 1 else held
        if Name.ID in element:
            del element.ID
        _trim(element)


def _trim(element: Object) -> None:
    """Which cells a heading is for is said by its scope; that a cell is one cell is not said."""
    if Name.A not in element:
        return
    kept = Array()
    for attributes in _listed(element.A):
        for key in (Name.Headers, Name.RowSpan, Name.ColSpan):
            if key in attributes and (key == Name.Headers or int(attributes[key]) == 1):
                del attributes[key]
        if len(attributes.keys()) > 1:
            kept.append(attributes)
    if len(kept):
        element.A = kept[0] if len(kept) == 1 else kept
    else:
        del element.A


def _is_block(kid: _Kid) -> bool:
    return not isinstance(kid, tuple) and Name.S in kid and str(kid.S) not in _INLINE


def _listed(value: Object | None) -> list[Object]:
    return [] if value is None else list(value) if isinstance(value, Array) else [value]


def _leads(annotation: Object) -> str:
    if Name.Dest in annotation:
        return f"#{str(annotation.Dest)[1:]}"
    return str(annotation.A.URI)


def _close(outline: Object) -> int:
    """Bookmarks open on what is below them only when asked (ISO 32000-1, 12.3.3). Returns how many there are here."""
    number, item = 0, outline.get(Name.First)
    while item is not None:
        number += 1
        if Name.First in item:
            item.Count = -_close(item)
        item = item.get(Name.Next)
    outline.Count = number
    return number


def _describe(pdf: Pdf, about: About) -> None:
    pdf.Root.Lang = String(about.language)
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    made = f"D:{about.made.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"
    pdf.docinfo = pdf.make_indirect(
        Dictionary(Title=about.title, Author=about.author, Subject=about.subject, CreationDate=made, ModDate=made)
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        when = about.made.astimezone(UTC).isoformat()
        metadata["dc:title"] = about.title
        metadata["dc:language"] = {about.language}
        metadata["dc:creator"] = [about.author]
        metadata["dc:description"] = about.subject
        metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = when
        metadata["pdfuaid:part"] = "1"
