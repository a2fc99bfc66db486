"""A site as the packages ship it, of the same texts: Material, static-i18n and their own search."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

import yaml

from hub import citations, project

#: Languages that stock Material has words for; the build of the others stops.
LANGUAGES = ("en", "pt", "fr")


def write(root: Path, target: Path) -> None:
    """The same texts for a site as the packages ship it: footnotes written out, titles as headings."""
    library = project.read(root / "mkdocs.yml")
    for (language, path), page in library.pages.items():
        if language not in LANGUAGES:
            continue
        file = target / "docs" / language / path
        file.parent.mkdir(parents=True, exist_ok=True)
        word = functools.partial(library.word, language)
        notes = citations.definitions(page.body, dict(library.sources), word, language)
        file.write_text(f"# {page.meta['title']}\n\n{page.body}\n\n{notes}\n", encoding="utf-8")
    names = {language.code: language.name for language in library.languages}
    configuration = {
        "site_name": "Stock",
        "site_url": "http://127.0.0.1:8000/",
        "theme": {"name": "material", "font": False},
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "folder",
                    "fallback_to_default": True,
                    "languages": [{"locale": code, "name": names[code], "default": code == "en"} for code in LANGUAGES],
                }
            },
        ],
        "markdown_extensions": [
            "abbr",
            "admonition",
            "attr_list",
            "footnotes",
            "md_in_html",
            "tables",
            "toc",
            "pymdownx.details",
            "pymdownx.superfences",
            "pymdownx.tasklist",
        ],
    }
    (target / "mkdocs.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    if (root / "docs" / "assets").exists():
        shutil.copytree(root / "docs" / "assets", target / "docs" / "assets")
