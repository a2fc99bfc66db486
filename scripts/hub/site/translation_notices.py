"""Tells readers of a translation, at each section concerned, that it is behind the original.

Where their safety may depend on it, they get the present text of the original in the section's place.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from hub import translations
from hub.addresses import climb
from hub.library import Library
from hub.pages import Page
from hub.translations import OPENING, Section, State


def add(markdown: str, library: Library, language: str, path: str) -> str:
    """The Markdown of a page in a language with its notices; that of the default language as it is."""
    default = library.default_language.code
    original, translated = library.pages.get((default, path)), library.pages.get((language, path))
    if language == default or original is None or translated is None:
        return markdown
    writer = _Writer(library, original, translated)
    english = {section.id: section for section in translations.sections(original.body)}
    states = {section.id: section for section in translations.behind(original, translated)}
    made: list[tuple[str, str]] = []
    for section in translations.sections(markdown):
        text = section.text
        state = states.get(section.id)
        if state and state.state is State.STALE:
            key = "safety" if state.critical else "changed"
            text = writer.notice(key, section.id) + (writer.quoted(english[section.id]) if state.critical else text)
        made.append((section.id, f"{section.line}\n{text}" if section.id else text))
    before = OPENING
    for identifier, section in english.items():
        state = states.get(identifier)
        if state and state.state is State.NEW:
            at = next(index for index, (other, _) in enumerate(made) if other == before) + 1
            made.insert(at, (identifier, writer.new(section, state.critical)))
        before = identifier
    return "\n".join(text for _, text in made)


@dataclass(frozen=True)
class _Writer:
    library: Library
    original: Page
    translated: Page

    def notice(self, key: str, section: str, anchor: str = "") -> str:
        """A sentence in the reader's language and the way to the section in the original.

        Blank lines around, because Markdown takes a block of HTML only there.
        """

        def word(name: str) -> str:
            return escape(self.library.word(self.translated.language, f"translation.{name}"))

        prefix = self.library.language(self.translated.language).prefix
        link = climb(prefix + self.translated.address) + self.original.address + (f"#{section}" if section else "")
        return (
            f'\n\n<div class="notice no-search"{anchor} role="note"><p>{word(key)} '
            f'<a href="{escape(link)}" hreflang="{self.original.language}">{word("english")}</a></p></div>\n\n'
        )

    def new(self, section: Section, critical: bool) -> str:
        """What stands where the original has a section that the translation has not: links to it lead here."""
        if not critical:
            return self.notice("untranslated", section.id, f' id="{escape(section.id)}"')
        heading = f"{'#' * section.level} {section.heading} {{#{section.id}{self._language}}}"
        return f"\n\n{heading}{self.notice('safety', section.id)}{self.quoted(section)}"

    def quoted(self, section: Section) -> str:
        """The original's text of a section, marked as being in its language (WCAG 2.2, 3.1.2)."""
        return (
            f'\n\n<div class="original no-search"{self._language} markdown="1">\n\n{section.text.strip()}\n\n</div>\n\n'
        )

    @property
    def _language(self) -> str:
        direction = self.library.strings[self.original.language].direction
        return f' lang="{self.original.language}" dir="{direction}"'
