"""Pagefind's index in smaller files, so that a word costs a reader what stands beside it in the alphabet and no more.

Pagefind cuts its index into files of about 28 KB and cannot be told to cut smaller. What is in them stays as it is.
The files are gzip over a signature and CBOR: a file of words is ``[[word, places, forms], …]`` in a list of one, the
list of files ``[version, pages, [[first, last, name], …], filters, sorts, fields]``.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2

#: Pagefind's files are gzip with this in front of the content.
SIGNATURE = b"pagefind_dcd"
#: The release whose files are known to look as described above.
KNOWN = "1.5.2"
#: Bytes of words in a file, about half of it when compressed.
SIZE = 12_000
#: Words that begin with the same letters stay in one file: Pagefind looks for endings and for misspelt words there.
LETTERS = 3
#: Comes after every letter.
_LAST = "\U0010ffff"


def content(file: Path) -> bytes:
    """What is in one of Pagefind's files. Raises ValueError if it is none, OSError or EOFError if it is not whole."""
    unpacked = gzip.decompress(file.read_bytes())
    if not unpacked.startswith(SIGNATURE):
        raise ValueError(f"{file.name} is not one of Pagefind's files")
    return unpacked.removeprefix(SIGNATURE)


def recut(folder: Path) -> None:
    """Cut the index of a bundle anew. Raises ValueError if Pagefind is another than the `KNOWN` one."""
    described = folder / "pagefind-entry.json"
    entry = json.loads(described.read_text(encoding="utf-8"))
    if entry["version"] != KNOWN:
        raise ValueError(f"this index is Pagefind {entry['version']}'s; see whether {KNOWN}'s form still holds")
    [(code, about)] = entry["languages"].items()
    listed = folder / f"pagefind.{about['hash']}.pf_meta"
    version, pages, files, *rest = cbor2.loads(content(listed))
    words: list[Any] = []
    for _, _, name in files:
        file = folder / "index" / f"{name}.pf_index"
        [chunk] = cbor2.loads(content(file))
        words += chunk
        file.unlink()
    listed.unlink()
    made = []
    for part in _parts(words):
        first, last = part[0][0][:LETTERS], part[-1][0][:LETTERS] + _LAST
        made.append([first, last, _write(folder / "index", f"{code}_", ".pf_index", [part])])
    name = _write(folder, f"pagefind.{code}_", ".pf_meta", [version, pages, made, *rest])
    about["hash"] = name.removeprefix("pagefind.")
    described.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _parts(words: list[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    size = 0
    for _, group in itertools.groupby(sorted(words, key=lambda word: word[0]), key=lambda word: word[0][:LETTERS]):
        beside = list(group)
        added = len(cbor2.dumps(beside))
        if part and size + added > SIZE:
            yield part
            part, size = [], 0
        part += beside
        size += added
    if part:
        yield part


def _write(folder: Path, start: str, ending: str, data: Any) -> str:
    """Named after what is in it, as Pagefind does; gives the name without the ending."""
    packed = cbor2.dumps(data)
    name = start + hashlib.sha256(packed).hexdigest()[:10]
    (folder / (name + ending)).write_bytes(gzip.compress(SIGNATURE + packed, 9, mtime=0))
    return name
