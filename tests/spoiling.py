"""Ways to spoil a project, what is found in it then, and how every message about it must look."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import yaml
from PIL import ExifTags, Image, PngImagePlugin

from conftest import Project
from hub import checks, library
from hub.problems import Problem

PAGE = "---\ntitle: T\nsummary: S.\nkind: page\n---\n"
START = "docs/en/start.md"
CHAMPIONS = "docs/en/tips/champions.md"
PARTNERSHIPS = "docs/en/tips/partnerships.md"
KENYA = "docs/en/case-studies/kenya.md"
SOURCES = "docs/data/sources.bib"

Spoil = Callable[[Project], None]
#: What is done to a project, a part of the line that is then said, and a part of its cure.
Case = tuple[Spoil, str, str]


def read_project(project: Project) -> library.Library:
    languages = [library.Language(code, code, code == "en") for code in ("en", "pt", "ar", "sw")]
    nav = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    return library.read(project.root, project.root / "docs", project.root / "overrides" / "strings", languages, nav)


def found(project: Project) -> list[str]:
    """What is said of a project; each message has the form that all have."""
    problems = checks.run(read_project(project))
    for problem in problems:
        assert_form(problem, project.root)
    return [str(problem) for problem in problems]


#: What a cure may begin with.
VERBS = frozenset(
    [
        "add",
        "ask",
        "break",
        "check",
        "choose",
        "cite",
        "compare",
        "copy",
        "correct",
        "delete",
        "give",
        "have",
        "keep",
        "leave",
        "make",
        "move",
        "put",
        "remove",
        "rename",
        "restore",
        "save",
        "shorten",
        "start",
        "take",
        "translate",
        "write",
    ]
)
_FOR_PROGRAMMERS = re.compile(
    r"\b(?:None|NoneType|dict|str|int|pydantic|yaml\.|Traceback|\w+Error|Exception|tag:yaml)\b|object at 0x|<class"
)


def assert_form(problem: Problem, root: Path) -> None:
    """One line – what is wrong – what to write, in words for somebody who is no programmer."""
    line = str(problem)
    assert line.isprintable(), repr(line)
    assert len(line) < 1200, line
    assert " – " not in problem.what and problem.what, line
    assert problem.cure.split(" ")[0].rstrip(",;:") in VERBS, line
    assert not _FOR_PROGRAMMERS.search(line), line
    assert not problem.file.startswith(("/", "..")) and "\\" not in problem.file, line
    assert str(root) not in line, line
    file = root / problem.file
    if problem.line != 1:
        assert file.is_file(), line
        ends = file.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
        assert 1 <= problem.line <= ends + 1, line


def assert_said(project: Project, case: Case) -> None:
    """The project, spoilt in this way, gets one line that says what is wrong and what to write."""
    spoil, what, cure = case
    spoil(project)
    lines = [line for line in found(project) if what in line]
    assert lines, found(project)
    assert cure in lines[0]
    assert "\n" not in lines[0]


def assert_silent(project: Project, change: Spoil) -> None:
    """The project, changed in this way, is as clean as before."""
    change(project)
    assert found(project) == []


def write(path: str, text: str) -> Spoil:
    return lambda project: project.write(path, text)


def replace(path: str, old: str, new: str) -> Spoil:
    return lambda project: project.replace(path, old, new)


def insert(text: str) -> Spoil:
    """A sentence into an English page, one into a tip."""
    return replace(PARTNERSHIPS, "Partners meet officers.", f"Partners meet officers. {text}")


def picture(name: str, declared: str = "", place: bool = False) -> Spoil:
    def spoil(project: Project) -> None:
        project.write(f"docs/assets/{name}", "")
        project.write("docs/data/images.yml", declared)
        drawn(project.root / "docs/assets" / name, place=place)

    return spoil


def drawn(path: Path, place: bool = False, told: bool = False, turned: bool = False) -> Path:
    """A small picture in the format of its name."""
    picture = Image.new("RGB", (40, 20), "navy")
    picture.putpixel((0, 0), (255, 255, 255))
    exif = Image.Exif()
    if told:
        exif[ExifTags.Base.Artist] = "Someone"
    if turned:
        exif[ExifTags.Base.Orientation] = 6
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "S"
    options: dict[str, object] = {"exif": exif} if (place or told or turned) else {}
    if told and path.suffix == ".png":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "Someone")
        options["pnginfo"] = info
    if told and path.suffix == ".jpg":
        options["comment"] = b"by Someone"
    picture.save(path, **options)
    return path
