"""The edition as plain text: for any phone, for a message, for a screen reader, and for who prints on a dot matrix.

UTF-8, lines of `WIDTH` characters. Pages have numbers (``4.2``), and links to pages name these; an address in the web is
written out where it first stands on its page.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from lxml.html import HtmlElement

from hub.site.api.plain import BLOCKS
from hub.site.editions.book import Book, Page

WIDTH = 78
#: What is drawn below a heading of each level.
_UNDER = {"h1": "=", "h2": "-", "h3": "~"}
#: Between the columns of a table.
_GAP = "  "


def write(book: Book, target: Path, _: Path) -> None:
    """Write the edition to a file."""
    numbers = {
        page.address: f"{part}.{place}"
        for part, section in enumerate(book.sections, start=1)
        for place, page in enumerate(section.pages, start=1)
    }
    blocks = [*_opening(book, numbers), *_contents(book, numbers)]
    for part, section in enumerate(book.sections, start=1):
        blocks.append(_ruled(f"{part}  {section.title}", "#"))
        for page in section.pages:
            blocks += _Writer(numbers).page(page, book)
    text = "\n\n".join(block for block in blocks if block.strip())
    target.write_bytes((text + "\n").encode())


def _opening(book: Book, numbers: dict[str, str]) -> list[str]:
    safety = book.safety
    where = f" {safety.label} (→ {numbers[safety.href.strip('/') + '/']})" if safety.href else ""
    notes = [note.text + (f" <{note.href}>" if note.href else "") for note in book.notes]
    return [
        _ruled(book.title, "="),
        _wrapped(f"{book.tagline}"),
        _wrapped(book.edition),
        _wrapped(safety.text + where, "! ", "! "),
        *(_wrapped(note) for note in notes),
    ]


def _contents(book: Book, numbers: dict[str, str]) -> list[str]:
    lines = [_ruled(book.t("editions.contents"), "=")]
    for part, section in enumerate(book.sections, start=1):
        listed = [f"{part}  {section.title}"]
        for page in section.pages:
            mark = f" ({book.t('language.not_translated')})" if page.is_fallback else ""
            number = f"{numbers[page.address]:>6}  "
            listed.append(_wrapped(page.title + mark, number, " " * len(number)))
        lines.append("\n".join(listed))
    return lines


class _Writer:
    """Turns one page into blocks of lines."""

    def __init__(self, numbers: dict[str, str]) -> None:
        self.numbers = numbers
        self.named: set[str] = set()

    def page(self, page: Page, book: Book) -> list[str]:
        [title, *rest] = self.blocks(page.article, WIDTH) or [""]
        head = [_ruled(f"{self.numbers[page.address]}  {page.title}", "=")]
        # The article begins with its kind and its title, which the heading says too.
        shown = [block for block in (title, *rest) if not block.startswith(f"{page.title}\n=")]
        notice = book.notice(page)
        return [*head, *([_wrapped(notice, "! ", "! ")] if notice else []), *shown]

    def blocks(self, element: HtmlElement, width: int) -> list[str]:
        """The blocks inside of an element, each of lines that are not wider than that."""
        made: list[str] = []
        words: list[str] = [element.text or ""]

        def end() -> None:
            if line := " ".join("".join(words).split()):
                made.append(_wrapped(line, width=width))
            words.clear()

        for child in element:
            if isinstance(child.tag, str) and (child.tag in BLOCKS or self._holds_blocks(child)):
                end()
                made += self.block(child, width)
            elif isinstance(child.tag, str):
                words.append(self.inline(child))
            words.append(child.tail or "")
        end()
        return made

    def block(self, element: HtmlElement, width: int) -> list[str]:
        kind = str(element.tag)
        if kind in _UNDER:
            return [_ruled(self.line(element), _UNDER[kind])]
        if kind in ("ul", "ol"):
            return self.listed(element, width)
        if kind == "dl":
            return ["\n".join(line for group in self.groups(element) for line in [_wrapped(group, "", "  ", width)])]
        if kind == "table":
            return _table([[self.line(cell) for cell in row.iter("th", "td")] for row in element.iter("tr")], width)
        if kind == "pre":
            return [textwrap.indent(element.text_content().strip("\n"), "    ")]
        if kind == "blockquote" or "admonition" in (element.get("class") or ""):
            mark = "> " if kind == "blockquote" else "! "
            inside = "\n\n".join(self.blocks(element, width - 2))
            return ["\n".join(f"{mark}{line}".rstrip() for line in inside.split("\n"))]
        if kind == "hr":
            return ["* * *"]
        return self.blocks(element, width)

    def listed(self, element: HtmlElement, width: int) -> list[str]:
        """The items of a list, close together where each is one block."""
        in_sources = element.getparent() is not None and "sources" in (element.getparent().get("class") or "")
        items = []
        for number, item in enumerate(element.iterchildren("li"), start=int(element.get("start") or 1)):
            mark = "- " if element.tag == "ul" else f"[{number}] " if in_sources else f"{number}. "
            inside = "\n\n".join(self.blocks(item, width - len(mark))).split("\n")
            lines = [f"{mark if not at else ' ' * len(mark)}{line}".rstrip() for at, line in enumerate(inside)]
            items.append("\n".join(lines))
        return ["\n\n".join(items) if any("\n\n" in item for item in items) else "\n".join(items)]

    def groups(self, element: HtmlElement) -> list[str]:
        """The terms of a list of terms, each with all that is said of it."""
        made: list[str] = []
        for part in element.iter("dt", "dd"):
            said = self.line(part)
            if part.tag == "dt":
                made.append(f"{said}:")
            elif made:
                made[-1] += f" {said}" if made[-1].endswith(":") else f"; {said}"
        return made

    def line(self, element: HtmlElement) -> str:
        """All that an element says, in one line."""
        return " ".join(self.inline(element).split())

    def inline(self, element: HtmlElement) -> str:
        if not isinstance(element.tag, str) or element.tag in ("svg", "style") or element.get("class") == "back":
            return ""
        if element.tag == "img":
            return f"[{element.get('alt')}]" if element.get("alt") else ""
        if element.get("class") == "mark":
            return f"[{element.text_content()}]"
        inside = (element.text or "") + "".join(self.inline(child) + (child.tail or "") for child in element)
        if element.tag == "br":
            return " "
        if element.tag in BLOCKS:
            return f" {inside} "
        return inside + self.where(element, inside) if element.tag == "a" else inside

    def where(self, link: HtmlElement, said: str) -> str:
        """The number of the page that a link leads to; an address in the web, the first time that its page says it."""
        href = str(link.get("href", ""))
        address = href.lstrip("/").partition("#")[0]
        if href.startswith("/") and address in self.numbers:
            return f" (→ {self.numbers[address]})"
        if href.startswith(("#", "/")) or href in self.named or href.removeprefix("mailto:") == said.strip():
            return ""
        self.named.add(href)
        return f" <{href}>"

    @staticmethod
    def _holds_blocks(element: HtmlElement) -> bool:
        return any(isinstance(one.tag, str) and one.tag in BLOCKS for one in element.iterdescendants())


def _table(rows: list[list[str]], width: int) -> list[str]:
    """A table with its columns side by side where they fit, else each row as a list of what its columns say."""
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    columns = max(len(row) for row in rows)
    widths = [max((len(row[at]) for row in rows if at < len(row)), default=0) for at in range(columns)]
    if sum(widths) + len(_GAP) * (columns - 1) <= width:
        lines = [_GAP.join(f"{cell:<{widths[at]}}" for at, cell in enumerate(row)).rstrip() for row in rows]
        return ["\n".join([lines[0], _GAP.join("-" * one for one in widths), *lines[1:]])]
    head, *rest = rows
    made = []
    for row in rest or [head]:
        lines = [_wrapped(row[0], width=width)]
        for name, cell in zip(head[1:] if rest else [""] * len(row), row[1:], strict=False):
            if cell:
                lines.append(_wrapped(f"{name}: {cell}" if name else cell, "  - ", "    ", width))
        made.append("\n".join(lines))
    return made


def _ruled(title: str, sign: str) -> str:
    lines = _wrapped(title)
    return f"{lines}\n{sign * max(len(line) for line in lines.splitlines() or [''])}"


def _wrapped(text: str, first: str = "", others: str = "", width: int = WIDTH) -> str:
    """A paragraph in lines; an address is never broken."""
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )
