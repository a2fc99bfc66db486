"""What a picture tells about its maker is found, and goes without a change to what it shows."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PIL import Image

from hub import metadata
from spoiling import drawn


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
def test_a_plain_picture_tells_nothing(tmp_path: Path, suffix: str) -> None:
    path = drawn(tmp_path / f"a{suffix}")
    assert metadata.found(path) is None
    assert metadata.stripped(path.read_bytes(), path.suffix) is None


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
@pytest.mark.parametrize("place", [True, False])
def test_details_are_found_and_taken_out_once(tmp_path: Path, suffix: str, place: bool) -> None:
    path = drawn(tmp_path / f"a{suffix}", place=place, told=True)
    before = Image.open(path).convert("RGB").tobytes()
    assert ("place" in str(metadata.found(path))) is place
    made = metadata.stripped(path.read_bytes(), path.suffix)
    assert made and b"Someone" not in made
    path.write_bytes(made)
    assert metadata.found(path) is None
    assert metadata.stripped(path.read_bytes(), path.suffix) is None
    assert Image.open(path).convert("RGB").tobytes() == before


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
def test_a_picture_that_only_says_it_is_turned_is_turned(tmp_path: Path, suffix: str) -> None:
    path = drawn(tmp_path / f"a{suffix}", turned=True)
    made = metadata.stripped(path.read_bytes(), path.suffix)
    assert made
    path.write_bytes(made)
    assert Image.open(path).size == (20, 40)
    assert metadata.stripped(path.read_bytes(), path.suffix) is None


def test_what_hangs_on_behind_a_picture_goes(tmp_path: Path) -> None:
    for suffix in (".png", ".jpg", ".webp"):
        path = drawn(tmp_path / f"a{suffix}")
        whole = path.read_bytes()
        path.write_bytes(whole + b"film of the place")
        assert metadata.stripped(path.read_bytes(), path.suffix) == whole


def test_documents_and_drawings(tmp_path: Path) -> None:
    def told(name: str, data: bytes) -> str | None:
        (tmp_path / name).write_bytes(data)
        return metadata.found(tmp_path / name)

    assert told("a.pdf", b"%PDF-1.4 << /Author (Someone) >>") == "its author"
    assert told("a.pdf", b"%PDF-1.4 << /Author () >>") is None
    assert told("a.svg", b"<svg><metadata>x</metadata></svg>")
    assert told("a.svg", b"<svg><path d='M0 0'/></svg>") is None
    for text, result in (("Someone", "its author"), ("", None)):
        with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
            archive.writestr("docProps/core.xml", f"<x><dc:creator>{text}</dc:creator></x>")
        assert metadata.found(tmp_path / "a.docx") == result


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".pdf", ".docx", ".xyz"])
def test_broken_files_are_told_apart_and_left_alone(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    for data in (
        b"",
        b"\x00" * 100,
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff",
        b"RIFF\xff\xff\xff\xffWEBP",
    ):
        path.write_bytes(data)
        assert metadata.stripped(path.read_bytes(), path.suffix) is None
        with pytest.raises(metadata.Unreadable):
            metadata.found(path)
    if suffix in (".png", ".jpg", ".webp"):
        whole = drawn(path, told=True).read_bytes()
        for end in range(0, len(whole), 7):
            path.write_bytes(whole[:end])
            metadata.stripped(path.read_bytes(), path.suffix)
