"""Editions to keep: the whole hub in one language and one file, for who has no connection, or none that is safe.

Made of a finished site (`book`), a module a format; they stand below the version's root as ``editions/<language>.<format>``,
with their check sums beside them: public addresses. Two makings of one site are the same, byte for byte. The page that
offers them tells their sizes and is written last (`downloads`).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from hub.site.editions import book, downloads, epub, folder, pdf, text, zim
from hub.site.editions.book import Book, CannotMake, LeftOut

__all__ = ["FOLDER", "FORMATS", "SUMS", "CannotMake", "LeftOut", "make"]

#: Where they stand below a version's root.
FOLDER = "editions"
#: As ``sha256sum -c`` reads it.
SUMS = "SHA256SUMS"

#: Writes a book to a file; the site is where its pictures are. Raises `LeftOut` where this machine lacks a tool for it.
Format = Callable[[Book, Path, Path], None]
#: By the ending of the file.
FORMATS: Mapping[str, Format] = {
    "epub": epub.write,
    "zip": folder.write,
    "txt": text.write,
    "pdf": pdf.write,
    "zim": zim.write,
}


def make(
    site: Path,
    formats: Mapping[str, Format] = FORMATS,
    languages: Collection[str] = (),
    say: Callable[[str], None] = print,
) -> list[Path]:
    """Make the editions of a finished site, of these languages or of all that have pages of their own.

    Returns the files, the check sums last; editions of other languages stay as they are. ``say`` is told in one line what
    was left out. Raises `CannotMake`; the site is then as it was.
    """
    codes = list(languages) or book.languages(site)
    place, staging = site / FOLDER, site / f"{FOLDER}.building"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        for code in codes:
            of_language = book.read(site, code)
            for ending, write in formats.items():
                try:
                    write(of_language, staging / f"{code}.{ending}", site)
                except LeftOut as reason:
                    say(f"{code}.{ending} is left out: {reason}")
        for file in sorted(place.glob("*.*")) if languages else ():
            if file.stem not in codes:
                shutil.copyfile(file, staging / file.name)
        _write_sums(staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    shutil.rmtree(place, ignore_errors=True)
    staging.rename(place)
    downloads.fill(site, place)
    made = sorted(file for file in place.iterdir() if file.name != SUMS and (not languages or file.stem in codes))
    return [*made, place / SUMS]


def _write_sums(folder: Path) -> None:
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(folder.iterdir())]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
