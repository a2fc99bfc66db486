"""Pictures and documents in ``docs/assets``: each is declared in ``docs/data/images.yml``, shows people only with their
consent, and tells nothing of its maker.

``images.yml`` holds a name a line: ``map.png: {people: false}``, ``forum.jpg: {people: true, consent: …}``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from hub import mends, metadata
from hub.library import Library
from hub.problems import Problem, shown

DECLARED = "docs/data/images.yml"
_KNOWN = (*metadata.PICTURES, *metadata.DRAWINGS, *metadata.DOCUMENTS, *metadata.OFFICE)


def check(library: Library) -> Iterator[Problem]:
    folder = library.root / "docs" / "assets"
    entries, lines = library.data.get("images", {}), library.data_lines.get("images", {})
    names = {path.relative_to(folder).as_posix(): path for path in library.assets}
    for name, path in names.items():
        file = shown(path, library.root)
        if name not in entries:
            yield Problem(
                file,
                1,
                f"{DECLARED} does not say what this file shows",
                f'add a line there: "{name}": {{people: false}}, or {{people: true, consent: …}} if it shows people',
            )
        if path.suffix.lower() not in _KNOWN:
            yield Problem(
                file,
                1,
                "the hub cannot look into this kind of file for details that give someone away",
                f"save it as one of {', '.join(_KNOWN)}",
            )
            continue
        try:
            told = metadata.found(path)
        except metadata.Unreadable:
            yield Problem(
                file, 1, "the file is broken, very large, or not what its name says", "save it again and replace it"
            )
            continue
        if told:
            way = (
                "take a screenshot of it, or save it without metadata"
                if path.suffix.lower() in metadata.PICTURES
                else "remove author and properties before you export it"
            )
            mend = None
            if path.suffix.lower() in metadata.PICTURES:
                mend = functools.partial(mends.without_metadata, path.suffix)
            yield Problem(file, 1, f"the file still tells {told}", way, mend)
    for name, entry in entries.items():
        if name not in names:
            yield Problem(
                DECLARED, lines.get(name, 1), f'there is no file "{name}" in docs/assets', "correct or remove this line"
            )
        else:
            yield from _entry(name, entry, lines.get(name, 1))


def _entry(name: str, entry: Any, line: int) -> Iterator[Problem]:
    people = entry.get("people") if isinstance(entry, dict) else None
    if not isinstance(people, bool):
        yield Problem(
            DECLARED, line, f'it is not said whether "{name}" shows people', "write people: true or people: false"
        )
    elif people and not str(entry.get("consent") or "").strip():
        yield Problem(
            DECLARED,
            line,
            f'"{name}" shows people, and nothing says that they agreed',
            "write consent: and how they agreed to be shown here, or remove the picture",
        )
