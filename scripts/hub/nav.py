"""``nav:`` in ``mkdocs.yml`` as a text: adds pages and leaves every other character, comments included, as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml


class CannotAdd(ValueError):
    """The navigation has no place for the page; the text says why, and after a dash what to write."""


def with_pages(text: str, section: str, paths: Sequence[str]) -> str:
    """``mkdocs.yml`` with pages at the end of a section, which is made before the last one if it is not there.

    ``text`` must be YAML that MkDocs reads. Raises `CannotAdd` where the navigation is written in another form.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    top = root.value if isinstance(root, yaml.MappingNode) else []
    nav = next((value for key, value in top if key.value == "nav"), None)
    if not isinstance(nav, yaml.SequenceNode) or nav.flow_style or not nav.value:
        raise CannotAdd("mkdocs.yml has no nav: with one section a line – write nav: and below it the sections")
    pages = next((value for key, value in _sections(nav) if key == section), None)
    if isinstance(pages, yaml.SequenceNode) and pages.value:
        at = _last_scalar(pages).end_mark.index
        if pages.flow_style:
            return text[:at] + "".join(f", {path}" for path in paths) + text[at:]
        return _after_line(text, at, [" " * pages.start_mark.column + f"- {path}" for path in paths])
    if pages is not None:
        raise CannotAdd(
            f'the section "{section}" in mkdocs.yml is a single page – write it as a list, as the other sections are'
        )
    before = nav.value[-2 if len(nav.value) > 1 else -1]
    outer = nav.start_mark.column
    inner = next(
        (node.start_mark.column for _, node in _sections(nav) if isinstance(node, yaml.SequenceNode)), outer + 4
    )
    lines = [" " * outer + f"- {section}:", *(" " * inner + f"- {path}" for path in paths)]
    return _after_line(text, _last_scalar(before).end_mark.index, lines)


def _sections(nav: yaml.SequenceNode) -> Iterator[tuple[str, yaml.Node]]:
    for item in nav.value:
        for key, value in item.value if isinstance(item, yaml.MappingNode) else ():
            yield str(key.value), value


def _last_scalar(node: yaml.Node) -> yaml.Node:
    """The last thing written in a node: its own end mark stands where the next thing begins."""
    while isinstance(node, yaml.SequenceNode | yaml.MappingNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _after_line(text: str, index: int, lines: Sequence[str]) -> str:
    """Put lines below the one that holds a character, after a comment that may end it."""
    newline = "\r\n" if "\r\n" in text else "\n"
    end = text.find(newline, index)
    end = len(text) if end < 0 else end
    return text[:end] + "".join(newline + line for line in lines) + text[end:]
