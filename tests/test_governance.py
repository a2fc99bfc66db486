"""What contributors, editors and operators are told at the root: it names only what exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from hub import cli
from pages import parse

TEXTS = sorted(
    [
        *(ROOT / name for name in ("CODE_OF_CONDUCT.md", "SECURITY.md", "EDITORS.md", "README.md")),
        *ROOT.glob("CONTRIBUTING*.md"),
        *(ROOT / ".github").rglob("*.md"),
    ]
)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_VERB = re.compile(r"(?:`|^\s*)python3 scripts/hub ([^`\n]+)", re.MULTILINE)
_FILE = re.compile(r"`((?:docs|scripts|overrides|tests|\.github)/[\w./-]+\.\w+)`")


def anchors(file: Path) -> set[str]:
    """The places that GitHub gives the headings of a file."""
    heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    for link in _LINK.findall(re.sub(r"`[^`\n]*`", "", file.read_text(encoding="utf-8"))):
        if "://" not in link:
            name, _, place = link.partition("#")
            target = file.parent / name if name else file
            assert target.is_file() or target.is_dir(), link
            assert not place or place in anchors(target), link


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_verbs_and_files_exist(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for words in _VERB.findall(text):
        plain = re.sub(r"<\w+>", "x", words.split(" #")[0]).replace("VERB", "check").strip()
        if plain and plain != "--help":
            cli._parser().parse_args(shlex.split(plain))
    for name in _FILE.findall(text):
        assert (ROOT / name).exists(), name


def test_citation_is_as_its_format_says() -> None:
    """Citation File Format 1.2.0: what it asks for, and no person."""
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (
        told["cff-version"] == "1.2.0" and told["message"] and told["title"] and told["type"] in ("software", "dataset")
    )
    assert all(set(author) == {"name"} for author in told["authors"]), "an entity and not a person"
    assert told["license"] == ["CC-BY-SA-4.0", "Apache-2.0"]


def test_who_is_asked_to_review_is_nobody_invented() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in lines), "a copy names its own people"
    patterns = [line.split()[1] for line in lines if line.startswith("#   /docs/") and "your-organisation" in line]
    codes = {path.stem for path in (ROOT / "overrides/strings").iterdir()} | {"data"}
    for pattern in patterns:
        assert pattern.split("/")[2] in codes | {"*"}, pattern


@pytest.mark.parametrize(("address", "file"), [("tips/champions/", "docs/en/tips/champions.md"), ("pt/tips/champions/", "docs/pt/tips/champions.md")])  # fmt: skip
def test_each_page_leads_to_where_it_is_improved_and_to_its_history(
    fixture_site: Path, address: str, file: str
) -> None:
    assert (ROOT / "tests/fixture" / file).is_file()
    links = parse(fixture_site, address).xpath("//footer//a/@href")
    repository = "https://github.com/example/hub"
    assert f"{repository}/edit/main/{file}" in links and f"{repository}/commits/main/{file}" in links


def test_a_page_that_is_not_translated_offers_to_begin(fixture_site: Path) -> None:
    page = parse(fixture_site, "sw/tips/partnerships/")
    assert "https://github.com/example/hub/new/main/docs/sw?filename=tips/partnerships.md" in page.xpath(
        "//main//a/@href"
    )
    assert not [link for link in page.xpath("//footer//a/@href") if "/edit/" in link], (
        "that would change the English one"
    )
