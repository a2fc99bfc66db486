"""Every language has every word of the interface, and every term of the vocabularies has a label in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.library import VOCABULARIES, Library
from hub.problems import Problem

_PLACE = re.compile(r"\{(\w+)\}")


def check(library: Library) -> Iterator[Problem]:
    original = library.strings[library.default_language.code]
    for language in library.languages:
        strings = library.strings[language.code]
        if not strings.words:
            continue  # the missing file is a fault of its own
        for key, text in original.words.items():
            own = strings.words.get(key, "")
            if not own.strip():
                yield Problem(
                    strings.file,
                    strings.lines.get(key, 1),
                    f'the interface string "{key}" is missing',
                    f'write {key}: and, in {language.name}, "{text}"',
                )
            elif set(_PLACE.findall(own)) != set(_PLACE.findall(text)):
                wanted = " ".join(f"{{{name}}}" for name in dict.fromkeys(_PLACE.findall(text))) or "no {…}"
                yield Problem(
                    strings.file,
                    strings.lines.get(key, 1),
                    f'"{key}" has other {{placeholders}} than in English',
                    f"keep {wanted} as it stands",
                )
        for key in strings.words.keys() - original.words.keys():
            yield Problem(
                strings.file,
                strings.lines.get(key, 1),
                f'the interface string "{key}" is used nowhere',
                f"remove it, or add it to {original.file} too",
            )
        for name in VOCABULARIES:
            for term, labels in library.vocabularies[name].items():
                if not str(labels.get(language.code) or "").strip():
                    line = library.vocabulary_lines[name].get(term, 1)
                    yield Problem(
                        f"docs/data/{name}.yml",
                        line,
                        f'"{term}" has no label in {language.name}',
                        f"write {language.code}: and the label below it",
                    )
