"""YAML as people write it: a mapping, the line of each of its keys, and one sentence for what cannot be read."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import category

import yaml

from hub import mends, yaml_text
from hub.problems import Problem

#: Characters: data files and front matter are a few thousand, and PyYAML takes seconds for a million.
LONGEST = 300_000
#: What PyYAML raises; the ones after its own come from values that only look like a number, a date or a truth.
UNREADABLE = (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
#: PyYAML's words, and ours for somebody who never heard of scalars and tokens.
_PLAIN_WORDS = (
    ("mapping values are not allowed", "there is a colon inside a value"),
    ("sequence entries are not allowed", "there is a hyphen where a value is expected"),
    ("'\\t'", "there is a tab where spaces belong"),
    ("that cannot start any token", "a value begins with a sign that means something else here"),
    ("could not find expected ':'", "a line has no colon"),
    ("unexpected end of stream", "a quotation mark is opened and never closed"),
    ("expected ',' or", "a bracket is opened and not closed"),
    ("expected <block end>", "a line does not stand straight below the one that it belongs to"),
    ("unknown escape character", "there is a backslash between double quotes"),
    ("could not determine a constructor", "a value begins with an exclamation mark"),
    ("expected a single document", "there is a second line ---"),
    ("expected '<document start>'", "there is a second line ---"),
    ("stands for another value", "a * at the beginning stands for another value"),
    ("this long", "a number this long"),
    ("nobody can see", "there is a character that nobody can see"),
    ("control characters are not allowed", "there is a character that nobody can see"),
    ("special characters are not allowed", "there is a character that nobody can see"),
)


def _whole_number(loader: Any, node: yaml.ScalarNode) -> int:
    if len(node.value) > 30:
        raise yaml.MarkedYAMLError(problem="a number this long", problem_mark=node.start_mark)
    return int(loader.construct_yaml_int(node))


class _Loader(yaml.SafeLoader):
    """Safe YAML in which dates stay text: ``2026-11-23`` is shown as it was written.

    Neither may a value refer to another one (``*name``), where a few lines grow into gigabytes, nor a number have
    hundreds of digits, which Python refuses to write out, nor a text hold what no file can.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="stands for another value",
                problem_mark=self.peek_event().start_mark,  # type: ignore[no-untyped-call]
            )
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


def _text(loader: Any, node: yaml.ScalarNode) -> str:
    text = str(loader.construct_yaml_str(node))
    if any(category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text if not sign.isprintable()):
        raise yaml.MarkedYAMLError(problem="nobody can see", problem_mark=node.start_mark)
    return text


class _FastLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same for a text without references and without depth: see `_plain`."""


for _each in (_Loader, _FastLoader):
    _each.add_constructor("tag:yaml.org,2002:int", _whole_number)
    _each.add_constructor("tag:yaml.org,2002:str", _text)
    _each.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
#: Deeper than anyone writes; the fast loader has no bottom and would take the whole program with it.
_DEEPEST = 50


def parse(text: str, name: str, offset: int, faults: list[Problem]) -> tuple[dict[str, Any], dict[str, int]]:
    """A mapping and the line of each of its keys; a key one step inside is listed as ``evidence.grade``.

    ``name`` is the file as shown to people, ``offset`` is how many lines stand above the text. Faults are added to
    ``faults``, and then the mapping is empty.
    """
    if len(text) > LONGEST:
        cure = f"shorten it to less than {LONGEST:,} characters"
        faults.append(Problem(name, 1 + offset, "there is too much here to be read", cure))
        return {}, {}
    try:
        node, data = _read(text)
    except UNREADABLE as error:
        cure = 'write one "key: value" a line and put quotes around a value that holds a colon'
        plain = in_plain_words(error)
        if "nobody can see" in plain:
            cure = "remove that character, or write the line again by hand"
        what = f"this is not valid YAML ({plain})"
        changes = yaml_text.repaired(text)
        mend = functools.partial(mends.lines, [(number + offset, old, new) for number, old, new in changes])
        faults.append(Problem(name, line_of(error, text) + offset, what, cure, mend if changes else None))
        return {}, {}
    if data is None:
        return {}, {}
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        faults.append(
            Problem(name, 1 + offset, "a list of keys with values is expected here", 'write one "key: value" a line')
        )
        return {}, {}
    lines: dict[str, int] = {}
    for key, line in _keys(node):
        if key in lines:
            faults.append(Problem(name, line + offset, f'"{key}" stands here twice', "keep one of the two"))
        lines[key] = line + offset
    return {str(key): value for key, value in data.items()}, lines


def mapping(value: Any) -> Mapping[Any, Any]:
    """A value that should hold keys; empty where a contributor wrote something else."""
    return value if isinstance(value, Mapping) else {}


def in_plain_words(error: BaseException | None) -> str:
    """What PyYAML found, for somebody who never heard of scalars and tokens."""
    said = f"{getattr(error, 'problem', None) or ''} {getattr(error, 'reason', None) or ''}"
    return next((plain for words, plain in _PLAIN_WORDS if words in said), "it cannot be read")


def line_of(error: BaseException | None, text: str) -> int:
    """The line at which reading stopped, from 1; never below the text, where some faults are met."""
    mark = getattr(error, "problem_mark", None)
    at = getattr(error, "position", None)
    line = mark.line if mark else text.count("\n", 0, at) if isinstance(at, int) else 0
    return min(int(line), max(text.rstrip("\n").count("\n"), 0)) + 1


def nodes(text: str) -> yaml.Node | None:
    """A text's nodes without their values: also of one with tags that only another program knows. Raises one of `UNREADABLE`."""
    loader = (_FastLoader if _plain(text) else _Loader)(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _read(text: str) -> tuple[yaml.Node | None, Any]:
    """The text's nodes, which know their lines, and its values. Raises one of `UNREADABLE`."""
    loader = (_FastLoader if _plain(text) else _Loader)(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _plain(text: str) -> bool:
    """Whether a text may be given to the fast loader; also not one with a fault, which the other one words better."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_FastLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
                return False
    except UNREADABLE:
        return False
    return True


def _keys(node: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    for key, value in node.value:
        yield str(key.value), key.start_mark.line + 1
        if isinstance(value, yaml.MappingNode):
            for inner, _ in value.value:
                yield f"{key.value}.{inner.value}", inner.start_mark.line + 1
