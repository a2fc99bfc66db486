"""What a machine may put right by itself: pure functions from the bytes of a file to its new bytes.

A check hands one of them on with its `Problem`, bound to its arguments with `functools.partial`. Each does only what
the problem's ``cure`` says, and leaves the file as it is where it no longer finds what it was made for. What is not
replaced stays byte for byte, line ends included.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Sequence
from typing import Any

import yaml

from hub import metadata, yaml_text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def lines(changes: Sequence[tuple[int, str, str]], data: bytes) -> bytes:
    """Whole lines: each change is the line's number, what it was and what it becomes."""
    parts = _lines(data)
    for number, old, new in changes:
        if number <= len(parts) and parts[number - 1].rstrip("\r\n").removeprefix("\ufeff") == old:
            parts[number - 1] = parts[number - 1].replace(old, new, 1)
    return "".join(parts).encode() if parts else data


def in_line(number: int, old: str, new: str, data: bytes) -> bytes:
    """The first place in a line."""
    parts = _lines(data)
    if number <= len(parts):
        parts[number - 1] = parts[number - 1].replace(old, new, 1)
    return "".join(parts).encode() if parts else data


def value(path: str, new: Any, data: bytes) -> bytes:
    """A value of the front matter: ``path`` is its key, ``evidence.grade`` one inside another; None takes it out."""
    text = _text(data)
    found = yaml_text.FRONT.match(text)
    if not found:
        return data
    try:
        root: Any = yaml.compose(found[2].replace("\r\n", " \n"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return data
    *above, key = path.split(".")
    for name in above:
        root = _child(root, name)
    if not isinstance(root, yaml.MappingNode) or (above and root.flow_style and new is None):
        return data
    start = found.start(2)
    node = _child(root, key)
    if node is None:
        if new is None or above:
            return data
        newline = "\r\n" if "\r\n" in found[2] else "\n"
        at = found.end(2)
        text = text[:at] + f"{key}: {_written(new)}{newline}" + text[at:]
    else:
        begin = start + (_key(root, key).start_mark.index if new is None else node.start_mark.index)
        end = start + yaml_text.end_of(node)
        if new is None:
            end = text.index("\n", end) + 1
            text = text[:begin] + text[end:]
        else:
            text = text[:begin] + _as_before(node, new) + text[end:]
    return text.encode()


def without_metadata(suffix: str, data: bytes) -> bytes:
    """A picture without what it tells of its maker; ``suffix`` is that of its name."""
    return metadata.stripped(data, suffix) or data


def recoded(data: bytes) -> bytes:
    """A text that is saved as UTF-16 and says so, as UTF-8."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    try:
        return data.decode("utf-16").encode("utf-8")
    except UnicodeError:
        return data


def _text(data: bytes) -> str:
    """Empty for what is not UTF-8: there is nothing that could be mended surely in it."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""


def _lines(data: bytes) -> list[str]:
    """With their ends, and only at the ends that count as such in the texts: not at form feeds and the like."""
    return re.findall(r"[^\n]*\n|[^\n]+", _text(data))


def _child(node: Any, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _key(node: yaml.MappingNode, key: str) -> yaml.Node:
    name: yaml.Node = next(name for name, _ in node.value if name.value == key)
    return name


def _as_before(node: yaml.Node, new: Any) -> str:
    """Between quotes where the old value was."""
    style = getattr(node, "style", None)
    if isinstance(new, str) and style == '"':
        return json.dumps(new, ensure_ascii=False)
    if isinstance(new, str) and style == "'":
        return "'" + new.replace("'", "''") + "'"
    return _written(new)


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, str):
        return value if _DAY.fullmatch(value) else yaml_text.scalar(value)  # a day is text to `mappings`
    return str(value)
