"""Compressed copies beside the files of a built site, for hosts that send them instead of compressing each time.

nginx (``gzip_static``, ``brotli_static``) and Caddy (``precompressed``) look for them under the file's name and
``.gz`` or ``.br``. GitHub Pages does not, so a release has none.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli

#: What is text. Pagefind's files and pictures are compressed already.
_TEXT = (".html", ".css", ".js", ".json", ".geojson", ".xml", ".svg", ".txt", ".csv", ".bib")
#: Bytes below which a copy would save less than the headers of an answer weigh.
_WORTH = 300
#: Where a GZIP header names the system it was made on (RFC 1952, section 2.3), and its word for "unknown".
_SYSTEM, _UNKNOWN = 9, b"\xff"


@dataclass(frozen=True)
class Copies:
    """How many files have copies; what these files weigh as they are, and what is sent of them as Brotli."""

    files: int
    before: int
    after: int


def write(site: Path) -> Copies:
    """Give each text file of a finished site its copies, where they are smaller. The same bytes on any day and system."""
    files = [file for file in sorted(site.rglob("*")) if file.suffix in _TEXT and file.stat().st_size >= _WORTH]
    with ThreadPoolExecutor() as pool:  # both compressors let other threads work meanwhile
        weights = [pair for pairs in pool.map(lambda file: list(_copied(file)), files) for pair in pairs]
    return Copies(len(weights), sum(before for before, _ in weights), sum(after for _, after in weights))


def _copied(file: Path) -> Iterator[tuple[int, int]]:
    content = file.read_bytes()
    small = {".gz": _gzip(content), ".br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=11)}
    for ending, copy in small.items():
        place = file.with_name(file.name + ending)
        if len(copy) < len(content):
            # A server may look at any moment: no half of a copy under its name.
            new = place.with_name(place.name + ".new")
            new.write_bytes(copy)
            new.replace(place)
    if len(small[".br"]) < len(content):
        yield len(content), len(small[".br"])


def _gzip(content: bytes) -> bytes:
    made = gzip.compress(content, 9, mtime=0)
    return made[:_SYSTEM] + _UNKNOWN + made[_SYSTEM + 1 :]
