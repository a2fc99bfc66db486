"""Writes a translator's files: pins into front matter that is otherwise left as it is, and the frame of a new page.

Pure: the text of a file in, the new text of it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from hub import translations, yaml_text
from hub.pages import Page

#: Front matter that is the same in every language, or that only the original page has.
_TO_TRANSLATE = ("title", "summary", "search_terms")
_OWN = ("translation", "safety_critical", "status")


def with_pins(text: str, pins: Mapping[str, str], language: str) -> str:
    """The text of a translated page with these pins as its ``translation: sections:``, and nothing else changed.

    ``language`` is the code of the original, written where the page does not say yet what it was made from.
    Raises ValueError for a text without front matter that can be read.
    """
    found = yaml_text.FRONT.match(text)
    if not found:
        raise ValueError("no front matter")
    front, start = found[2], found.start(2)
    try:
        root = yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError("the front matter is not valid YAML") from error
    begin, end, new = _edit(front, root, pins, language)
    return text[: start + begin] + new + text[start + end :]


def _edit(front: str, root: yaml.Node | None, pins: Mapping[str, str], language: str) -> tuple[int, int, str]:
    """The span of the front matter to replace, and by what."""
    newline = "\r\n" if "\r\n" in front else "\n"
    about = _value(root, "translation")
    if about is None:
        lines = ["translation:", "  state: draft", f"  from: {language}", "  sections:", *_block(pins, 4)]
        return len(front), len(front), newline.join(lines) + newline
    if not isinstance(about, yaml.MappingNode) or not about.value:
        flow = f"{{state: draft, from: {language}, sections: {_flow(pins)}}}"
        return _span(about, flow)
    sections = _value(about, "sections")
    if sections is None and about.flow_style:
        end = about.end_mark.index - 1
        return end, end, f", sections: {_flow(pins)}"
    if sections is None:
        indent = about.value[0][0].start_mark.column
        at = _line_end(
            front, len(front[: yaml_text.end_of(about)].rstrip())
        )  # a text of several lines ends below itself
        lines = ["", " " * indent + "sections:", *_block(pins, indent + 2)]
        return at, at, newline.join(lines)
    if isinstance(sections, yaml.MappingNode) and not sections.flow_style and pins:
        first = sections.value[0][0].start_mark
        lines = _block(pins, first.column)
        return first.index, yaml_text.end_of(sections), newline.join(lines).lstrip(" ")
    return _span(sections, _flow(pins))


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _span(node: yaml.Node, new: str) -> tuple[int, int, str]:
    begin, end = node.start_mark.index, yaml_text.end_of(node)
    return begin, end, new if end > begin else f" {new}"


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"\r?\n|\Z").search(text, at)
    assert found is not None
    return found.start()


def _block(pins: Mapping[str, str], indent: int) -> list[str]:
    return [f"{' ' * indent}{yaml_text.scalar(key)}: {yaml_text.scalar(value)}" for key, value in pins.items()]


def _flow(pins: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{yaml_text.scalar(key)}: {yaml_text.scalar(value)}" for key, value in pins.items()) + "}"


def scaffold(original: Page, text: str, language: str) -> str:
    """A translation to fill in, from the ``text`` of the original's file.

    What is to be translated stands in comments, everything else is copied. It is not shown to readers until its
    ``status: draft`` is changed, and its pins say which English text it starts from.
    """
    found = yaml_text.FRONT.match(text)
    front = found[2].replace("\r\n", "\n") if found else ""
    lines = ["---"]
    for key, block in _entries(front):
        if key in _TO_TRANSLATE:
            value = " ".join(" ".join(block.split("\n")).split(":", 1)[1].split())
            lines += [f"# {value}", f"{key}:"]
        elif key not in _OWN:
            lines += ["# Translate the reason, too."] if key == "evidence" else []
            lines.append(block)
    lines += [
        "# Readers do not see this page yet. When it is ready, write status: published.",
        "status: draft",
        "translation:",
        "  state: draft",
        f"  from: {original.language}",
        "  sections:",
        *_block(translations.digests(original), 4),
        "---",
    ]
    for section in translations.sections(original.body):
        if section.id != translations.OPENING:
            lines += [
                f"<!-- {_quoted(section.heading)} -->",
                f"{'#' * section.level} {translations.EMPTY} {{#{section.id}}}",
                "",
            ]
        if section.text.strip():
            lines += ["<!--", _quoted(section.text.strip()), "-->", "", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _entries(front: str) -> list[tuple[str, str]]:
    """Each key of a front matter with its lines, as they stand in the file."""
    made: list[tuple[str, str]] = []
    for line in front.rstrip("\n").split("\n"):
        found = re.match(r"([A-Za-z_][\w-]*)[ \t]*:", line)
        if found:
            made.append((found[1], line))
        elif made and line.strip() and not line.startswith("#"):
            made[-1] = (made[-1][0], f"{made[-1][1]}\n{line}")
    return made


def _quoted(text: str) -> str:
    """Markdown inside a comment: what would open or close one is taken apart."""
    return text.replace("<!--", "<! --").replace("-->", "-- >")
