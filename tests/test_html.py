"""The Nu validator on every kind of page: no error."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT
from pages import KINDS, PREFIXES

NODE = ROOT / "tests" / "node"
JAR = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def validator() -> list[str]:
    missing = [name for name in ("java", "npm") if not shutil.which(name)]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"needs {' and '.join(missing)} – type: sudo apt install default-jre-headless npm")
    assert not missing, f"install {' and '.join(missing)} before the tests"
    if not JAR.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=NODE, check=True)
    return ["java", "-Xss4m", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout"]


def check(validator: list[str], files: list[Path]) -> list[str]:
    result = subprocess.run([*validator, *map(str, files)], capture_output=True, text=True)
    assert result.stdout, result.stderr
    messages = json.loads(result.stdout)["messages"]
    return [
        f"{one.get('url', '')}:{one.get('lastLine')} {one['message']}" for one in messages if one["type"] == "error"
    ]


def test_the_validator_finds_a_fault(validator: list[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<!doctype html><title>x</title><p><div></p>")
    assert check(validator, [bad])


def test_every_kind_of_page_is_valid(validator: list[str], site: Path) -> None:
    addresses = [prefix + address for prefix in PREFIXES.values() for address in KINDS.values()]
    files = [site / address if address.endswith(".html") else site / address / "index.html" for address in addresses]
    assert check(validator, files) == []


def test_hard_cases_are_valid(validator: list[str], fixture_site: Path) -> None:
    pages = (
        "",
        "start/",
        "about/sources/",
        "about/glossary/",
        "about/words/",
        "tips/champions/",
        "ar/tips/partnerships/",
        "ar/about/sources/",
        "ar/about/glossary/",
        "ar/about/words/",
        "tips/champions/embed/",
        "ar/tips/partnerships/embed/",
        "about/embedding/",
    )
    addresses = [f"{page}index.html" for page in pages]
    assert check(validator, [fixture_site / address for address in addresses]) == []
