"""The index in smaller files: all of it is there, each word where Pagefind looks for it."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import cbor2
import pytest

from hub.site import search_index


def bundle(folder: Path, words: list[list[Any]], version: str = search_index.KNOWN) -> Path:
    """A bundle as Pagefind writes it, with all words in two files."""
    (folder / "index").mkdir(parents=True)
    halves = [words[: len(words) // 2], words[len(words) // 2 :]]
    listed = [[half[0][0], half[-1][0], f"en_{number}"] for number, half in enumerate(halves)]
    pack(folder / "pagefind.en_old.pf_meta", [version, [["en_page", 9]], listed, [], [], ["title"]])
    for number, half in enumerate(halves):
        pack(folder / "index" / f"en_{number}.pf_index", [half])
    entry = {"version": version, "languages": {"en": {"hash": "en_old", "wasm": "en", "page_count": 1}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry), encoding="utf-8")
    return folder


def pack(file: Path, data: Any) -> None:
    file.write_bytes(gzip.compress(search_index.SIGNATURE + cbor2.dumps(data)))


def files(folder: Path) -> tuple[list[Any], dict[str, list[Any]]]:
    """The list of a bundle's files, and the words in each."""
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    [listed] = folder.glob("*.pf_meta")
    assert listed.name == f"pagefind.{entry['languages']['en']['hash']}.pf_meta"
    words = {file.stem: cbor2.loads(search_index.content(file))[0] for file in (folder / "index").iterdir()}
    return cbor2.loads(search_index.content(listed)), words


def alphabet() -> list[list[Any]]:
    letters = "abcdefghij"
    made = [a + b + c + end for a in letters for b in letters for c in letters for end in ("", "s", "ing")]
    return [[word, [[0, [-25, *range(20)], []]], []] for word in sorted(made)]


def test_every_word_is_kept_and_stands_in_the_file_that_is_asked_for_it(tmp_path: Path) -> None:
    words = alphabet()
    folder = bundle(tmp_path / "en", words)
    search_index.recut(folder)
    [version, pages, listed, *rest], parts = files(folder)
    assert (version, pages, rest) == (search_index.KNOWN, [["en_page", 9]], [[], [], ["title"]])
    assert sorted((word for part in parts.values() for word in part), key=lambda word: word[0]) == words
    assert {name for _, _, name in listed} == set(parts) and len(parts) > 5
    for first, last, name in listed:
        for word, _, _ in parts[name]:
            holding = [other for low, high, other in listed if low <= word <= high]
            assert holding == [name] and first <= word <= last


def test_words_with_the_same_beginning_stay_together(tmp_path: Path) -> None:
    folder = bundle(tmp_path / "en", alphabet())
    search_index.recut(folder)
    _, parts = files(folder)
    beginnings = [{word[: search_index.LETTERS] for word, _, _ in part} for part in parts.values()]
    assert len(set().union(*beginnings)) == sum(map(len, beginnings))


def test_another_pagefind_is_refused(tmp_path: Path) -> None:
    folder = bundle(tmp_path / "en", alphabet(), version="1.6.0")
    with pytest.raises(ValueError, match=r"1\.6\.0"):
        search_index.recut(folder)


def test_what_is_not_pagefinds_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(gzip.compress(b"something else"))
    with pytest.raises(ValueError, match="not one of Pagefind's"):
        search_index.content(file)


def test_the_files_of_the_real_site_are_small(site: Path) -> None:
    for code in ("en", "pt"):
        sizes = [file.stat().st_size for file in (site / "search" / code / "index").iterdir()]
        assert len(sizes) > 10 and max(sizes) < 10_000, sizes


def test_recutting_changes_nothing_the_second_time(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "en"
    shutil.copytree(site / "search" / "en", folder)
    before = files(folder)
    search_index.recut(folder)
    assert files(folder) == before
