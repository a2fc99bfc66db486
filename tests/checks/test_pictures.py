"""Pictures are declared, agreed to, and tell nothing of their maker."""

from __future__ import annotations

import pytest

from conftest import Project
from spoiling import Case, assert_said, picture, write

CASES: dict[str, Case] = {
    "a picture that is not declared": (
        picture("map.png"),
        "docs/assets/map.png:1 – docs/data/images.yml does not say what this file shows",
        'add a line there: "map.png"',
    ),
    "a picture of people without consent": (
        picture("forum.jpg", "forum.jpg: {people: true}\n"),
        'docs/data/images.yml:1 – "forum.jpg" shows people, and nothing says that they agreed',
        "write consent:",
    ),
    "a picture that may show people": (
        picture("forum.jpg", "forum.jpg: A forum\n"),
        'docs/data/images.yml:1 – it is not said whether "forum.jpg" shows people',
        "people: false",
    ),
    "a declared picture that is not there": (
        write("docs/data/images.yml", "gone.png: {people: false}\n"),
        'docs/data/images.yml:1 – there is no file "gone.png"',
        "remove this line",
    ),
    "a broken picture": (
        write("docs/assets/map.png", "not a picture"),
        "docs/assets/map.png:1 – the file is broken",
        "save it again",
    ),
    "a file that cannot be looked into": (
        write("docs/assets/notes.xyz", "notes"),
        "docs/assets/notes.xyz:1 – the hub cannot look into this kind of file",
        "save it as one of .jpg",
    ),
    "a picture that tells where it was taken": (
        picture("forum.jpg", "forum.jpg: {people: false}\n", place=True),
        "docs/assets/forum.jpg:1 – the file still tells the place where it was taken",
        "screenshot",
    ),
    "a document that names its author": (
        write("docs/assets/leaflet.pdf", "%PDF-1.4\n<< /Author (Someone) >>"),
        "docs/assets/leaflet.pdf:1 – the file still tells its author",
        "remove author",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    assert_said(project, CASES[case])
