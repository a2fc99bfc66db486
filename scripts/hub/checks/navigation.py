"""Every page is reached from the main navigation, which is written once, in ``mkdocs.yml``."""

from __future__ import annotations

from collections.abc import Iterator

from hub import suggestions
from hub.library import Library
from hub.problems import Problem

_FILE = "mkdocs.yml"
#: Opened by the site's name, so it stands in no section.
_HOME = "index.md"


def check(library: Library) -> Iterator[Problem]:
    if not library.sections:
        return
    default, paths = library.default_language.code, library.paths()
    listed, lines = {_HOME}, (library.root / _FILE).read_text(encoding="utf-8").splitlines()
    for section in library.sections:
        if f"nav.{section.key}" not in library.strings[default].words:
            strings = library.strings[default].file
            cure = f"write nav.{section.key}: and the name in {strings}, and in every other language"
            yield Problem(_FILE, _line(lines, f"- {section.key}:"), f'the section "{section.key}" has no name', cure)
        for path in (section.path, *section.children):
            listed.add(path)
            if (default, path) not in library.pages:
                close = suggestions.nearest(path, paths)
                cure = f"write {close}" if close else f"write docs/{default}/{path}, or remove the line"
                yield Problem(_FILE, _line(lines, path), f'there is no page "{path}"', cure)
    for (language, path), page in library.pages.items():
        if language == default and path not in listed and "." not in path.removesuffix(".md"):
            yield Problem(page.file, 1, "no reader would find this page", f'add "- {path}" below nav: in {_FILE}')


def _line(lines: list[str], text: str) -> int:
    return next((number for number, line in enumerate(lines, start=1) if text in line), 1)
