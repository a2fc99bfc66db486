"""HTML as plain text: what a reader sees, block by block."""

from __future__ import annotations

from lxml.html import HtmlElement

#: What is no part of the line around it.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tr",
        "ul",
    ]
)
_CELLS = ("td", "th")


def plain(element: HtmlElement) -> str:
    """The text of an element. Blocks are parted by empty lines, items of a list begin with a hyphen or their number,
    cells of a row are parted by bars. What is only there to be seen (icons, boxes to tick) is left out."""
    writer = _Writer()
    writer.add(element)
    writer.end()
    return "\n\n".join(writer.blocks)


class _Writer:
    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.words: list[str] = []
        self.mark = ""

    def add(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in ("script", "style") or element.get("aria-hidden") == "true":
            return
        if tag == "pre":
            self.end()
            self.blocks.append(element.text_content().strip("\n"))
            return
        if tag in BLOCKS:
            self.end()
        if tag == "li":
            self.mark = _mark(element)
        elif tag == "br":
            self.words.append(" ")
        elif tag in _CELLS and element.getprevious() is not None:
            self.words.append(" | ")
        self.words.append(element.text or "")
        for child in element:
            self.add(child)
            self.words.append(child.tail or "")
        if tag in BLOCKS:
            self.end()

    def end(self) -> None:
        """End the block that is being written, if it says anything."""
        if line := " ".join("".join(self.words).split()):
            self.blocks.append(self.mark + line)
            self.mark = ""
        self.words = []


def _mark(item: HtmlElement) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    return f"{len(list(item.itersiblings('li', preceding=True))) + 1}. "
