"""An article as XHTML with SVG inside, as EPUB asks for: HTML's parser knows neither."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

_XHTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
#: Attributes of SVG with capitals, which HTML's parser takes away.
_CAPITALS = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
#: Attributes that name elements of the same page.
_NAMING = ("aria-labelledby", "aria-describedby")


def written(article: HtmlElement, link: Callable[[str], str]) -> str:
    """The article as text; it stays as it is. ``link`` gives each link's target and each picture's source in the edition."""
    made = copy.deepcopy(article)
    _opened(made)
    ids = {identifier(str(name)) for name in made.xpath("//@id")}
    for element in made.iter(etree.Element):
        for name in ("href", "src"):
            if name in element.attrib:
                element.set(name, link(str(element.get(name))))
        if "id" in element.attrib:
            element.set("id", identifier(str(element.get("id"))))
        for name in _NAMING:
            there = [one for one in map(identifier, str(element.get(name, "")).split()) if one in ids]
            element.attrib.pop(name, None)
            if there:
                element.set(name, " ".join(there))
        element.attrib.pop("download", None)
        if (spoken := element.get("lang")) is not None:
            element.set("{http://www.w3.org/XML/1998/namespace}lang", spoken)
        if element.get("class") == "mark":
            element.set("role", "doc-noteref")
        elif element.get("class") == "back":
            element.set("role", "doc-backlink")
    return etree.tostring(_in_its_space(made, _XHTML), encoding="unicode", with_tail=False)


def identifier(name: str) -> str:
    """An id as XML takes it: without a colon (Namespaces in XML, NCName)."""
    return name.replace(":", ".")


def ids(article: HtmlElement) -> set[str]:
    """The ids that `written` gives."""
    return {identifier(str(name)) for name in article.xpath(".//@id")}


def _opened(article: HtmlElement) -> None:
    """Nothing is folded: few reading apps can open it."""
    for element in article.xpath(".//details"):
        element.tag = "div"
    for element in article.xpath(".//summary"):
        element.tag = "p"
        element.set("class", "summary")


def _in_its_space(element: HtmlElement, space: str) -> etree._Element:
    space = _SVG if element.tag == "svg" else space
    nsmap: dict[Any, str] = {None: space}
    made = etree.Element(f"{{{space}}}{element.tag}", nsmap=nsmap)
    if element.tag == "svg":
        made.set("direction", "ltr")  # as on the site, where a style says it, which EPUB forbids
    for name, value in element.attrib.items():
        if name != "xmlns":
            made.set(_CAPITALS.get(str(name), str(name)) if space == _SVG else str(name), str(value))
    made.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            made.append(_in_its_space(child, space))
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + (child.tail or "")
    made.tail = element.tail
    return made
