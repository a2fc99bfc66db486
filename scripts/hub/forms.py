"""The forms with which somebody opens an issue on GitHub, made from ``.github/forms.yml``: a file a form and language.

The syntax is that of GitHub's issue forms. Choices come from the vocabularies, so that there is one list of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from hub.library import Library
from hub.site.bibliography import letters

DATA = ".github/forms.yml"
FOLDER = ".github/ISSUE_TEMPLATE"
_HEAD = f"# Made from {DATA} by: python3 scripts/hub forms\n"
_KINDS = {"text": "textarea", "line": "input", "choice": "dropdown", "ticks": "checkboxes"}


def made(library: Library) -> dict[str, str]:
    """The files of the forms and their texts, by name. A fault of the file is ours: it is not written by contributors."""
    told = yaml.safe_load((library.root / DATA).read_text(encoding="utf-8"))
    files = {
        f"{name}.{code}.yml": _HEAD + _written(_form(library, told, form, code))
        for name, form in told["forms"].items()
        for code in told["languages"]
    }
    # Who opens an empty issue has read no warning.
    return {"config.yml": _HEAD + _written({"blank_issues_enabled": False}), **files}


def labels(library: Library) -> list[tuple[str, str, str]]:
    """The labels that the forms give to issues, each with its colour and what it is for."""
    told = yaml.safe_load((library.root / DATA).read_text(encoding="utf-8"))["labels"]
    return [(str(name), str(about["colour"]), str(about["description"])) for name, about in told.items()]


def write(library: Library) -> list[str]:
    """Write the files and remove what is left of others. Gives the names of those that changed."""
    folder, files = library.root / FOLDER, made(library)
    folder.mkdir(parents=True, exist_ok=True)
    changed = [name for name, text in files.items() if _read(folder / name) != text]
    for name in changed:
        (folder / name).write_text(files[name], encoding="utf-8", newline="\n")
    gone = [file for file in sorted(folder.iterdir()) if file.name not in files]
    for file in gone:
        file.unlink()
    return [*changed, *(file.name for file in gone)]


def behind(library: Library) -> list[str]:
    """The names of files that are not as the data say."""
    folder, files = library.root / FOLDER, made(library)
    there = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    return sorted(name for name in files.keys() | there if _read(folder / name) != files.get(name))


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


def _written(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=1000)


def _form(library: Library, told: Mapping[str, Any], form: Mapping[str, Any], code: str) -> dict[str, Any]:
    above = [form["private"][code]] if "private" in form else []
    return {
        "name": form["name"][code],
        "description": form["about"][code],
        "labels": [form["label"]],
        "body": [
            *({"type": "markdown", "attributes": {"value": text}} for text in [*above, told["warning"][code]]),
            *(_field(library, field, code) for field in form["fields"]),
        ],
    }


def _field(library: Library, field: Mapping[str, Any], code: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": field["label"][code]}
    if "help" in field:
        attributes["description"] = field["help"][code]
    required = bool(field.get("required"))
    if field["kind"] == "choice":
        attributes["options"] = list(_choices(library, field, code))
    if field["kind"] == "ticks":
        attributes["options"] = [{"label": one[code], "required": required} for one in field["ticks"]]
    made: dict[str, Any] = {"type": _KINDS[field["kind"]], "id": field["id"], "attributes": attributes}
    if required and field["kind"] != "ticks":
        made["validations"] = {"required": True}
    return made


def _choices(library: Library, field: Mapping[str, Any], code: str) -> Iterator[str]:
    if "from" in field:
        names = library.vocabularies[field["from"]]
        yield from sorted((library.label(field["from"], key, code) for key in names), key=letters)
        yield field["other"][code]
    else:
        yield from (one[code] for one in field["choices"])
