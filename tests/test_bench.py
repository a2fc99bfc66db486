"""What the measurements look at."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT
from hub import bench, project
from pages import KINDS


def test_every_kind_of_page_is_measured(site: Path) -> None:
    library = project.read(ROOT / "mkdocs.yml")
    found = bench.kinds_of_pages(library)
    assert {str(page.meta["kind"]) for page in library.pages.values()} <= found.keys()
    assert {
        "sources",
        "glossary",
        "browse",
        "translations",
        "overview of tips",
        "404.html",
        "search.html",
    } <= found.keys()
    assert all((site / address).exists() for address in found.values())
    assert len(set(found.values())) == len(found) >= len(KINDS) - 2
