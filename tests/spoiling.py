"""Ways to spoil a project, what is found in it then, and how every message about it must look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from PIL import ExifTags, Image, PngImagePlugin

from conftest import Project
from hub import checks, library

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
    return [str(problem) for problem in checks.run(read_project(project))]


def assert_said(project: Project, case: Case) -> None:
    """The project, spoilt in this way, gets one line that says what is wrong and what to write."""
    spoil, what, cure = case
    spoil(project)
    lines = [line for line in found(project) if what in line]
    assert lines, found(project)
    assert cure in lines[0]
    assert "\n" not in lines[0]


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
