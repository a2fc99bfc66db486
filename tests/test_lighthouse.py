"""Lighthouse on every kind of page, as on a phone with a slow line: 100 for speed, accessibility, practices and search."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from hub import environment
from hub.localhost import serving
from pages import KINDS

NODE = ROOT / "tests" / "node"
#: A translation, and what it was made from.
PREFIXES = ("", "pt/")
#: These must not be found by search engines: nobody looks for them, and what they say has no place of its own.
NOT_INDEXED = ("404.html", "search.html")


def measure(addresses: list[str]) -> dict[str, dict[str, Any]]:
    """What `lighthouse.mjs` says of each address; one browser for all of them."""
    if not shutil.which("npm"):
        if not os.environ.get("CI"):
            pytest.skip("needs npm – type: sudo apt install npm")
        pytest.fail("install npm before the tests")
    if not (NODE / "node_modules" / "lighthouse").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=NODE, check=True)
    variables = {**os.environ, "CHROME_PATH": environment.find_browser()}
    command = ["node", "lighthouse.mjs", *addresses]
    result = subprocess.run(command, cwd=NODE, env=variables, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return {made["address"]: made for made in map(json.loads, result.stdout.splitlines())}


def wanting(made: dict[str, Any], hidden: bool) -> list[str]:
    """What keeps a page from full marks. A part of the score for speed may be 99 where the whole is 100."""
    left_out = ("is-crawlable",) if hidden else ()
    low = {name: score for name, score in made["scores"].items() if score < 100 and not (hidden and name == "seo")}
    said = [said for audit, said in made["found"].items() if audit not in left_out]
    return [
        *(f"{name} {score}" for name, score in low.items()),
        *(one for one in said if "performance" in low or not one.startswith("performance")),
    ]


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "index.html").write_text("<!doctype html><title>x</title><img src=none.png><p>Text", encoding="utf-8")
    with serving(folder) as address:
        yield address


def test_a_bad_page_is_found_wanting(bad: str) -> None:
    made = measure([bad])[bad]
    assert {"image-alt", "html-has-lang", "meta-description", "viewport"} & set(made["found"])
    assert made["scores"]["accessibility"] < 100 and made["scores"]["seo"] < 100


def test_every_kind_of_page_has_full_marks(site: Path) -> None:
    with serving(site) as served:
        addresses = [served + prefix + address for prefix in PREFIXES for address in KINDS.values()]
        made = measure(addresses)
    assert sorted(made) == sorted(addresses)
    assert {
        address: said for address, one in made.items() if (said := wanting(one, address.endswith(NOT_INDEXED)))
    } == {}
