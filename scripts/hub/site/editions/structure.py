"""What editions need of a version and its pages do not say: ``editions.json`` below the version's root, made at build.

Editions are made of a built site alone, also long after it was built. What its pages and ``api/v1/`` say is read there;
this adds the order of the pages, where to leave to, and the interface's words. Of pages it knows the names only, so that
nothing of one that was taken away stays here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hub import leaving
from hub.addresses import Addresses
from hub.changes import Changes, is_published
from hub.library import Language, Library
from hub.site import licence

FILE = "editions.json"
#: Words of the interface that editions use; a name that ends in a dot stands for all that begin with it.
_WORDS = (
    "editions.", "search.", "exit.", "site.name", "site.tagline", "site.skip", "site.home", "site.main_navigation",
    "nav.previous", "nav.next", "nav.pages", "nav.top", "version.this", "version.preview", "cite.preview",
    "fallback.title", "fallback.text", "draft.title", "draft.text", "draft.interface", "language.not_translated",
    "footer.safety", "footer.licence", "footer.independent", "footer.weight", "sources.title",
)  # fmt: skip
_HOME = "index.md"
_DOWNLOADS = "downloads"


def write(site: Path, library: Library, addresses: Addresses, changes: Changes) -> None:
    """Write it into a finished build."""
    downloads = library.page_of_list(_DOWNLOADS)
    document = {
        "version": addresses.version,
        "is_preview": addresses.is_preview,
        "date": changes.last.isoformat() if changes.last else None,
        "base": addresses.canonical_base,
        "base_path": addresses.base_path,
        "downloads": downloads.address if downloads else None,
        "licence": {"name": licence.NAME, "address": licence.ADDRESS},
        "languages": {language.code: _language(library, language) for language in library.languages},
    }
    (site / FILE).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _language(library: Library, language: Language) -> dict[str, Any]:
    words = library.strings[library.default_language.code].words
    return {
        "name": language.name,
        "prefix": language.prefix,
        "direction": library.strings[language.code].direction,
        "is_draft": library.strings[language.code].state != "reviewed",
        # A language without pages of its own would have the default language's edition under another name.
        "has_edition": any(is_published(page) for page in library.in_language(language.code)),
        "exit": leaving.target(library, language.code),
        "words": {
            key: library.word(language.code, key)
            for key in words
            if key.startswith(tuple(word for word in _WORDS if word.endswith("."))) or key in _WORDS
        },
        "sections": [
            {"title": library.word(language.code, "site.home"), "pages": [_name(_HOME)]},
            *(
                {
                    "title": library.word(language.code, f"nav.{section.key}"),
                    "pages": [_name(path) for path in section.children or (section.path,)],
                }
                for section in library.sections
            ),
        ],
    }


def _name(path: str) -> str:
    """As the open data name a page."""
    return path.removesuffix(".md")
