"""``mkdocs.yml`` as far as the hub needs it by itself: the one list of languages, and the navigation.

Read as plain YAML: MkDocs, its theme and its plugins take longer to start than a page takes to be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from hub import history, library, mappings
from hub.library import Language, Library

_LANGUAGES = ("plugins", "i18n", "languages")


class CannotRead(ValueError):
    """There is no such file, it is not YAML, or it lists no languages or pages; one line, with what to write."""


def read(configuration: Path) -> Library:
    """The library of the project that a ``mkdocs.yml`` belongs to. Raises `CannotRead`."""
    root, name = configuration.parent, configuration.name
    own = _top(configuration)
    parent = _at(own, "INHERIT")
    inherited = _top(root / str(parent.value)) if isinstance(parent, yaml.ScalarNode) and parent.value else None
    listed = _at(own, *_LANGUAGES)
    if listed is None and isinstance(_at(own, "plugins"), yaml.MappingNode | type(None)):
        listed = _at(inherited, *_LANGUAGES)
    languages = list(_languages(_plain(listed)))
    if sum(language.default for language in languages) != 1:
        line = listed.start_mark.line + 1 if listed else 1
        raise CannotRead(
            f"{name}:{line} – the list of languages is missing or names no default one, or several – "
            "write below i18n: languages: a line as - {locale: en, name: English, default: true}"
        )
    navigation = _at(own, "nav") or _at(inherited, "nav")
    if not isinstance(navigation, yaml.SequenceNode) or not navigation.value:
        line = navigation.start_mark.line + 1 if navigation else 1
        raise CannotRead(f"{name}:{line} – there is no navigation – write nav: and below it the pages, one a line")
    default = next(language.code for language in languages if language.default)
    made = library.read(root, root / "docs", root / "overrides" / "strings", languages, _plain(navigation))
    return replace(made, former_paths=history.former_paths(root, f"docs/{default}"))


def _top(configuration: Path) -> yaml.Node | None:
    name = configuration.name
    try:
        text = configuration.read_text(encoding="utf-8-sig")
    except OSError:
        raise CannotRead(
            f"{name} cannot be opened – restore it; git checkout {name} brings back the last one"
        ) from None
    except UnicodeDecodeError:
        raise CannotRead(f"{name}:1 – the file is not saved as UTF-8 – save it again with the encoding UTF-8") from None
    try:
        return mappings.nodes(text)
    except mappings.UNREADABLE as error:
        line, what = mappings.line_of(error, text), mappings.in_plain_words(error)
        cure = "compare this line and the one above it with the others"
        raise CannotRead(f"{name}:{line} – this is not valid YAML ({what}) – {cure}") from None


def _at(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def _languages(entries: Any) -> Iterator[Language]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("locale"), str) and entry["locale"]:
            code = entry["locale"]
            is_default = str(entry.get("default", "")).lower() in ("true", "yes", "on")
            yield Language(code, str(entry.get("name") or code), is_default)


def _plain(node: yaml.Node | None) -> Any:
    """Lists, mappings and texts; every scalar is a text."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    return None if node is None else str(node.value)
