"""``mkdocs.yml`` as far as the hub needs it by itself: the one list of languages, and the navigation.

Read as plain YAML: MkDocs, its theme and its plugins take longer to start than a page takes to be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from hub import history, library
from hub.library import Language, Library

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CannotRead(ValueError):
    """There is no such file, it is not YAML, or it lists no languages; one line: what is wrong – what to write."""


def read(configuration: Path) -> Library:
    """The library of the project that a ``mkdocs.yml`` belongs to. Raises `CannotRead`."""
    root = configuration.parent
    top = _top(configuration)
    languages = list(_languages(_at(top, "plugins", "i18n", "languages")))
    if sum(language.default for language in languages) != 1:
        raise CannotRead(
            f"{configuration.name} names no language as the default one, or several – "
            "write below i18n: languages: a line as - {locale: en, name: English, default: true}"
        )
    default = next(language.code for language in languages if language.default)
    nav = _plain(_at(top, "nav"))
    made = library.read(
        root, root / "docs", root / "overrides" / "strings", languages, nav if isinstance(nav, list) else []
    )
    return replace(made, former_paths=history.former_paths(root, f"docs/{default}"))


def _top(configuration: Path) -> yaml.Node | None:
    name = configuration.name
    try:
        # Nodes know nothing of tags such as !ENV, which are for MkDocs.
        node: yaml.Node | None = yaml.compose(configuration.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise CannotRead(f"there is no {name} – restore it") from None
    except UnicodeDecodeError:
        raise CannotRead(f"{name} is not saved as UTF-8 – save it again with the encoding UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or "it cannot be read"
        raise CannotRead(
            f"{name}:{line} – this is not valid YAML ({what}) – compare the line with those around it"
        ) from None
    return node


def _at(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def _languages(node: yaml.Node | None) -> Iterator[Language]:
    for entry in _plain(node) or ():
        if isinstance(entry, dict) and entry.get("locale"):
            code = str(entry["locale"])
            is_default = str(entry.get("default", "")).lower() in ("true", "yes", "on")
            yield Language(code, str(entry.get("name") or code), is_default)


def _plain(node: yaml.Node | None) -> Any:
    """Lists, mappings and texts; every scalar is a text."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    return None if node is None else str(node.value)
