"""YAML as contributors write it: a mapping, where each key stands, and one line for what cannot be read."""

from __future__ import annotations

from typing import Any

import yaml

from hub.problems import Problem


class _Loader(yaml.SafeLoader):
    """Safe YAML that leaves dates as text: ``2026-11-23`` is shown as it was written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse(text: str, name: str, offset: int, faults: list[Problem]) -> tuple[dict[str, Any], dict[str, int]]:
    """A mapping and the line of each of its keys; ``offset`` is how many lines stand above the text.

    Never raises: what is wrong is added to ``faults``, named with ``name``, and the mapping is empty.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 – a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 1 + offset
        what = getattr(error, "problem", None) or "it cannot be read"
        faults.append(
            Problem(
                name,
                line,
                f"this is not valid YAML ({what})",
                'write one "key: value" a line and put quotes around a value that holds a colon',
            )
        )
        return {}, {}
    if data is None:
        return {}, {}
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        faults.append(
            Problem(name, 1 + offset, "a list of keys with values is expected here", 'write one "key: value" a line')
        )
        return {}, {}
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if key.value in lines:
            faults.append(
                Problem(
                    name, key.start_mark.line + 1 + offset, f'"{key.value}" stands here twice', "keep one of the two"
                )
            )
        lines[str(key.value)] = key.start_mark.line + 1 + offset
    return {str(key): value for key, value in data.items()}, lines
