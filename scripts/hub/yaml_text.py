"""YAML as text: where a value stands, how to write one, and what people forget to put between quotes.

For those who change a part of a file that a person wrote and leave every other character as it is.
"""

from __future__ import annotations

import json
import re

import yaml

#: Front matter in the text of a file, with the line ends of any computer: its first line, the YAML, and its last line.
FRONT = re.compile(r"\A(\ufeff?---[ \t]*\r?\n)((?:.*?\r?\n)?)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z_][\w-]{0,40}):[ \t]+(\S.*)")
_ERRORS = (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError)


def end_of(node: yaml.Node) -> int:
    """Where the last character of a value stands; a block's own mark lies behind the lines that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def scalar(text: str) -> str:
    """A string as YAML reads it back: quoted where it would be a number, a truth value or a sign."""
    try:
        plain = yaml.safe_load(f"[{text}]") == [text] and yaml.safe_load(f"{text}: x") == {text: "x"}
    except yaml.YAMLError:
        plain = False
    return text if plain and text == text.strip() else json.dumps(text, ensure_ascii=False)


def repaired(text: str) -> list[tuple[int, str, str]]:
    """The lines with which a text becomes a mapping that YAML can read: number, old and new. Empty where that is not sure.

    Only what can be meant in one way is changed: a value that cannot be read by itself, because it holds a colon or
    begins with a sign of YAML's, gets quotes, and tabs at the beginning of a line become spaces.
    """
    lines, changes = text.split("\n"), []
    for number, line in enumerate(lines, start=1):
        new = line.lstrip("\t")
        new = "  " * (len(line) - len(new)) + new
        entry = _ENTRY.fullmatch(new)
        # After a sign like # a comment may have been meant, after one like | a text of several lines.
        if entry and " #" not in new and entry[2][0] not in "|>" and not _readable(new):
            new = f"{entry[1]}: {json.dumps(entry[2].rstrip(), ensure_ascii=False)}"
        if new != line:
            changes.append((number, line, new))
            lines[number - 1] = new
    return changes if changes and _readable("\n".join(lines)) else []


def _readable(text: str) -> bool:
    try:
        return isinstance(yaml.safe_load(text), dict)
    except _ERRORS:
        return False
