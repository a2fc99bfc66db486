"""YAML as people write it: a mapping, the line of each of its keys, and one sentence for what cannot be read."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import yaml

from hub import mends, yaml_text
from hub.problems import Problem

#: What PyYAML raises; the ones after its own come from values that only look like a number, a date or a truth.
_UNREADABLE = (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError)


def _whole_number(loader: Any, node: yaml.ScalarNode) -> int:
    if len(node.value) > 30:
        raise yaml.MarkedYAMLError(problem="a number this long", problem_mark=node.start_mark)
    return int(loader.construct_yaml_int(node))


class _Loader(yaml.SafeLoader):
    """Safe YAML in which dates stay text: ``2026-11-23`` is shown as it was written.

    Neither may a value refer to another one (``*name``), where a few lines grow into gigabytes, nor a number have
    hundreds of digits, which Python refuses to write out.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="a * at the beginning stands for another value",
                problem_mark=self.peek_event().start_mark,  # type: ignore[no-untyped-call]
            )
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


class _FastLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same for a text without references and without depth: see `_plain`."""


for _each in (_Loader, _FastLoader):
    _each.add_constructor("tag:yaml.org,2002:int", _whole_number)
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
    try:
        node, data = _read(text)
    except _UNREADABLE as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 1 + offset
        what = getattr(error, "problem", None) or "it cannot be read"
        cure = 'write one "key: value" a line and put quotes around a value that holds a colon'
        changes = yaml_text.repaired(text)
        mend = functools.partial(mends.lines, [(number + offset, old, new) for number, old, new in changes])
        faults.append(Problem(name, line, f"this is not valid YAML ({what})", cure, mend if changes else None))
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


def _read(text: str) -> tuple[yaml.Node | None, Any]:
    """The text's nodes, which know their lines, and its values. Raises one of `_UNREADABLE`."""
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
    except _UNREADABLE:
        return False
    return True


def _keys(node: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    for key, value in node.value:
        yield str(key.value), key.start_mark.line + 1
        if isinstance(value, yaml.MappingNode):
            for inner, _ in value.value:
                yield f"{key.value}.{inner.value}", inner.start_mark.line + 1
