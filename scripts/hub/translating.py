"""The verbs ``status`` and ``translate``: what is left to translate, and one page of it at a time.

Gives lines for the screen. Writes a file only for `begin` and `finish`, and only in the folder of the translation.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from hub import history, pages, pinning, translations
from hub.library import Language, Library
from hub.pages import Page
from hub.translations import OPENING, OPENING_WORD, Progress, State


class CannotTranslate(Exception):
    """Used wrongly; the text is one line: what is wrong – what to type."""


_TITLES = ("language", "current", "behind", "missing", "drafts", "words left")


def status(library: Library, code: str | None = None) -> list[str]:
    """A table of all languages or one, then what to do next and the command for it."""
    wanted = None if code is None else _language(library, code)
    every = [one for one in translations.progress(library) if wanted in (None, one.language)]
    rows = [_TITLES, *(_row(one) for one in every)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_TITLES))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += ["", "current + behind + missing are all pages; drafts are those that no fluent person has reviewed yet."]
    for one in every:
        lines += _next(library, one, in_full=wanted is not None)
    return lines


def _row(one: Progress) -> tuple[str, ...]:
    missing = len(one.missing) + len(one.unfinished)
    counts = (len(one.current), len(one.behind), missing, len(one.drafts), one.words)
    return (f"{one.language.name} ({one.language.code})", *map(str, counts))


def _next(library: Library, one: Progress, in_full: bool) -> list[str]:
    code, default = one.language.code, library.default_language.code
    todo = []
    for path in one.behind:
        late = translations.behind(library.pages[default, path], library.pages[code, path])
        what = ", ".join(
            f"{section.state.value} #{section.id or OPENING_WORD}{_urgent(section.critical)}" for section in late
        )
        todo.append(f"{path}: {what}\n    {translations.command(code, path)}")
    todo += [f"{path}: begun; finish docs/{code}/{path} and write status: published in it" for path in one.unfinished]
    if in_full:
        todo += [f"{path}: missing\n    {translations.command(code, path)}" for path in one.missing]
    elif one.missing:
        todo.append(f"{len(one.missing)} missing; see which\n    python3 scripts/hub status {code}")
    if one.drafts:
        todo.append(
            f"{len(one.drafts)} to be reviewed: who is fluent and has checked one writes state: reviewed and by: in it"
        )
    return ["", f"{one.language.name}, next:", *(f"  {line}" for line in todo)] if todo else []


def _urgent(critical: bool) -> str:
    return " (matters for safety)" if critical else ""


def begin(library: Library, code: str, name: str) -> list[str]:
    """What a translator needs for a page: a new file for a missing one, else what has changed in the original."""
    language, original = _language(library, code), _original(library, name)
    translated = _translated(library, language, original)
    done = translations.command(language.code, original.path, "--done")
    if translated is None:
        file = library.root / "docs" / language.code / original.path
        try:
            text = (library.root / original.file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise CannotTranslate(f"{original.file} cannot be read – type: python3 scripts/hub check") from None
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(pinning.scaffold(original, text, language.code), encoding="utf-8", newline="\n")
        except OSError:
            where = f"docs/{language.code}/{original.path}"
            raise CannotTranslate(f"{where} cannot be written – remove what stands there under that name") from None
        return [
            f"docs/{language.code}/{original.path} is there to be filled in; readers do not see it yet.",
            "When it is ready, write status: published in it, then type: python3 scripts/hub check",
        ]
    late = translations.behind(original, translated)
    if not late and (language.code, original.path) in library.unfinished:
        return [f"{translated.file} is begun: finish it, then write status: published in it."]
    if not late:
        return [f"{translated.file} is up to date with the text it was made from."]
    english = translations.texts(original.meta, original.body)
    lines = []
    for section in late:
        lines += [f"── {section.state.value} #{section.id or OPENING_WORD}{_urgent(section.critical)}", ""]
        if section.state is State.GONE:
            lines += [f"The original has no such section any more: remove it from {translated.file}.", ""]
            continue
        pin = translations.pins(translated).get(section.id)
        old = _earlier(library.root, original, section.id, pin) if pin and section.state is State.STALE else None
        if old is None:
            lines += [english[section.id], ""]
        else:
            lines += [difference(old, english[section.id]), ""]
    return [*lines, f"Change {translated.file}, then type: {done}"]


def finish(library: Library, code: str, name: str, done: Sequence[str]) -> list[str]:
    """Note in the translation that these sections (all, where none is named) are made from the present original."""
    language, original = _language(library, code), _original(library, name)
    translated = _translated(library, language, original)
    if translated is None:
        raise CannotTranslate(
            f"docs/{language.code}/{original.path} does not exist yet – type: {translations.command(code, original.path)}"
        )
    own = {section.id for section in translations.sections(translated.body)}
    known = [identifier for identifier in translations.digests(original) if identifier in own]
    named = [OPENING if word == OPENING_WORD and word not in known else word.removeprefix("#") for word in done]
    for word in named:
        if word not in known:
            shown = " ".join(identifier or OPENING_WORD for identifier in known)
            raise CannotTranslate(f'the two pages have no section "{word}" in common – write some of: {shown}')
    pins = translations.new_pins(original, translated, named or None)
    file = library.root / translated.file
    # Bytes, so that the line ends of the file stay what they are.
    text = file.read_bytes().decode("utf-8", errors="surrogateescape")
    try:
        new = pinning.with_pins(text, pins, original.language)
    except ValueError as problem:
        raise CannotTranslate(
            f"{translated.file} cannot be changed: {problem} – type: python3 scripts/hub check"
        ) from problem
    file.write_bytes(new.encode("utf-8", errors="surrogateescape"))
    return [f"{translated.file}: {len(named or known)} of {len(pins)} sections noted as made from the present text."]


def difference(old: str, new: str) -> str:
    """Both texts in one: what was taken out as ``[-so-]``, what was put in as ``{+so+}``."""
    before, after = (re.findall(r"\s+|\S+", text) for text in (old, new))
    made = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            made.append(come)
            continue
        made += [f"[-{gone}-]"] if gone.strip() else []
        made += [f"{{+{come}+}}"] if come.strip() else [come]
    return "".join(made)


def _earlier(root: Path, original: Page, section: str, pin: str) -> str | None:
    """The text of a section that a pin stands for, from the history of the original's file."""
    for text in history.earlier_texts(root, original.file):
        page = pages.parse(text, original.language, original.path, original.file, [])
        old = translations.texts(page.meta, page.body).get(section)
        if old is not None and translations.digest(old) == pin:
            return old
    return None


def _translated(library: Library, language: Language, original: Page) -> Page | None:
    key = (language.code, original.path)
    return library.pages.get(key) or library.unfinished.get(key)


def _language(library: Library, code: str) -> Language:
    others = [language for language in library.languages if not language.default]
    found = next((language for language in others if language.code == code), None)
    if found is None:
        codes = ", ".join(language.code for language in others)
        raise CannotTranslate(f'"{code}" is not a language that pages are translated into – write one of: {codes}')
    return found


def _original(library: Library, name: str) -> Page:
    """The page in the default language that a person means: ``tips/champions`` or the path of a file of any language."""
    default = library.default_language.code
    path = name.replace("\\", "/").removeprefix("./").removeprefix("docs/").removesuffix("/").removesuffix(".md")
    head, _, rest = path.partition("/")
    path = rest if rest and head in {language.code for language in library.languages} else path
    for candidate in (f"{path}.md", f"{path}/index.md"):
        if (default, candidate) in library.pages:
            return library.pages[default, candidate]
    raise CannotTranslate(f'there is no page "{name}" – {_suggested(path, library.paths())}')


def _suggested(path: str, paths: Iterable[str]) -> str:
    close = difflib.get_close_matches(path, [known.removesuffix(".md") for known in paths], n=3)
    return f"write {' or '.join(close)}" if close else "write its path, as tips/champions"
