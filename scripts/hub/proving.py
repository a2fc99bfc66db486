"""Whether anything of a page is left in the files of a site: its title, its summary, and each run of eight words of its text
that no other page has, looked for in every file, whatever it is packed in.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

#: So many words in the same order are hardly written twice.
RUN = 8
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<(?:style|script)\b.*?</|<[^<>]*>", re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
#: What holds no words.
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".wasm", ".woff2")
_GZIP, _ZIP, _ZIM, _PDF = b"\x1f\x8b", b"PK\x03\x04", b"ZIM\x04", b"%PDF"


@dataclass
class Phrases:
    """What a page is known by. ``runs`` are eight words each, ``names`` its titles and summaries, as words too."""

    runs: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.runs or self.names)

    def found_in(self, text: str) -> str:
        """A phrase that a text holds, or nothing."""
        told = words(text)
        joined = " ".join(told)
        for name in self.names:
            if f" {name} " in f" {joined} ":
                return name
        return next((run for run in _runs(told) if run in self.runs), "")


def words(text: str) -> list[str]:
    """The words of a text, without what marks it up or escapes its letters."""
    plain = html.unescape(_TAG.sub(" ", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)))
    return [one.casefold() for one in _WORD.findall(plain)]


def of_site(site: Path, ids: set[str]) -> Phrases:
    """What pages are known by, by their ids in the open data of a site that still has them."""
    made, others = Phrases(), set[str]()
    for file in sorted((site / "api/v1/texts").glob("*.json")):
        for one in json.loads(file.read_text(encoding="utf-8"))["pages"]:
            # A run that goes from one paragraph to the next is no phrase.
            runs = {run for line in (one["summary"], *one["text"].splitlines()) for run in _runs(words(line))}
            if one["id"] in ids:
                made.runs |= runs
                names = (" ".join(words(one[key])) for key in ("title", "summary"))
                # A title of one word or two is said by others too.
                made.names |= {name for name in names if name.count(" ") > 2}
            else:
                others |= runs
    return Phrases(made.runs - others, made.names)


@dataclass
class Looked:
    """What came of looking: ``found`` is one line a place, ``files`` how many were looked into, ``unread`` those that could
    not be, with the reason."""

    found: list[str] = field(default_factory=list)
    files: int = 0
    unread: list[str] = field(default_factory=list)


def look(phrases: Phrases, files: Iterable[tuple[str, bytes]]) -> Looked:
    """Look for phrases in files, each by its name and bytes. The same bytes are looked into once."""
    made, known = Looked(), set[bytes]()
    for name, content in files:
        made.files += 1
        if content in known or name.endswith(_PICTURES):
            continue
        known.add(content)
        try:
            for inside, text in _texts(name, content):
                if phrase := phrases.found_in(text):
                    made.found.append(f'{inside} – holds "{phrase}"')
        except _Unread as reason:
            made.unread.append(f"{name} – {reason}")
    return made


class _Unread(Exception):
    pass


def _runs(told: list[str]) -> Iterator[str]:
    return (" ".join(told[at : at + RUN]) for at in range(len(told) - RUN + 1))


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The texts of a file, of what is packed in it too."""
    if content.startswith(_GZIP):
        yield from _texts(name, gzip.decompress(content))
    elif content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inside in archive.namelist():
                if not inside.endswith(_PICTURES):
                    yield from _texts(f"{name}: {inside}", archive.read(inside))
    elif content.startswith(_PDF):
        yield name, _with_a_file(content, _of_pdf)
    elif content.startswith(_ZIM):
        yield name, _with_a_file(content, _of_zim)
    elif name.endswith(".br"):
        import brotli

        yield from _texts(name.removesuffix(".br"), brotli.decompress(content))
    else:
        yield name, content.decode("utf-8", errors="ignore")


def _with_a_file(content: bytes, read: Callable[[Path], str]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_bytes(content)
        return read(file)


def _of_pdf(file: Path) -> str:
    program = shutil.which("pdftotext")
    if not program:
        raise _Unread("made anew, and not looked into: pdftotext is missing – type: sudo apt install poppler-utils")
    return subprocess.run([program, str(file), "-"], capture_output=True, check=True).stdout.decode()


def _of_zim(file: Path) -> str:
    try:
        from libzim.reader import Archive
    except ImportError:
        raise _Unread("made anew, and not looked into: openZIM's library is missing") from None
    archive = Archive(file)
    entries = (archive._get_entry_by_id(number) for number in range(archive.all_entry_count))
    items = (entry.get_item() for entry in entries if not entry.is_redirect)
    return "\n".join(bytes(item.content).decode("utf-8", errors="ignore") for item in items)
