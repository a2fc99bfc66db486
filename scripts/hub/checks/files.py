"""Where files stand and how they are named: both become addresses that people keep and share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.library import Library
from hub.problems import Problem

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LOCALE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?")

#: A link is read over a shoulder and kept in a history: no address may out its reader.
TELLING = ("sex", "hiv", "aids", "gay", "lgbt", "trans", "drug")


def check(library: Library) -> Iterator[Problem]:
    codes = [language.code for language in library.languages]
    default = library.default_language.code
    for name in library.other_files:
        folder, _, rest = name.removeprefix("docs/").partition("/")
        cure = f"move it into one of docs/{', docs/'.join(codes)} (images into docs/assets)"
        if folder in codes:
            what, cure = (
                "this is no page, because its name does not end in .md",
                "rename it, or move it into docs/assets",
            )
        elif rest:
            what, cure = f'"{folder}" is not a language of this site', f"{cure}, or add the language to mkdocs.yml"
        else:
            what = "a page must stand in the folder of a language"
        yield Problem(name, 1, what, cure)
    for (language, path), page in sorted(library.pages.items()):
        stem = path.removesuffix(".md")
        last = stem.split("/")[-1]
        suffix = last.rsplit(".", 1)[-1]
        if "." in last and _LOCALE.fullmatch(suffix):
            clean = path.replace(f".{suffix}.md", ".md")
            where = suffix.lower() if suffix.lower() in codes else language
            yield Problem(
                page.file,
                1,
                f'the ending ".{suffix}.md" looks like a language, and the page would vanish',
                f"rename it to docs/{where}/{clean if where != language else clean.replace('.md', '-' + suffix.lower() + '.md')}",
            )
        elif not all(_NAME.fullmatch(part) for part in stem.split("/")):
            yield Problem(
                page.file,
                1,
                "the file name holds a character that makes a poor address",
                f"rename it to docs/{language}/{_clean(stem)}.md",
            )
        for word in TELLING:
            if word in re.split(r"[-/]", stem.lower()):
                yield Problem(
                    page.file,
                    1,
                    f'the address would hold the word "{word}", which can out a reader',
                    "choose a neutral file name",
                )
        if language != default and (default, path) not in library.pages and "." not in last:
            yield Problem(
                page.file,
                1,
                f"there is no docs/{default}/{path} that this could be a translation of",
                f"give it the name of the page it translates, or write docs/{default}/{path} first",
            )


def _clean(stem: str) -> str:
    return "/".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") or "page" for part in stem.split("/"))
