"""Explains words of the glossary where a text first uses them: a small mark after the word opens the explanation.

The mark is a button and the explanation a popover (HTML, "The popover attribute"): no script, no request, closed by
Escape or a tap beside it, and a screen reader says whether it is open. Both stand in one element, which adds nothing
to the words around it: whoever wants the bare text drops every ``.popup``. Reading modes of browsers do that by
themselves, for the name of the class (Readability). A browser that knows no popovers shows a link to the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from hub import glossary
from hub.addresses import climb
from hub.glossary import Match, Term
from hub.library import Library
from hub.pages import Page

#: More would speckle a page.
MOST = 6
CLASS = "popup"
#: In these a word is a name, a title, a sign, or already something to press.
_LEFT_ALONE = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "a", "abbr", "b", "button", "caption", "cite", "code", "dt", "em", "figure"),
    *("i", "kbd", "label", "math", "nav", "pre", "q", "samp", "script", "strong", "style", "sub", "summary", "sup", "svg"),
    *("template", "textarea", "th", "var"),
}  # fmt: skip
_LEFT_ALONE_CLASSES = {"sources", "footnote", "admonition-title", "cards", CLASS}
#: Opening signs of quotations, with what closes them: words in there are somebody else's, or a title.
_CLOSING = {'"': '"', "“": "”", "«": "»"}
_QUOTATION = re.compile('["“”«»]')
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True)
class Explainer:
    """What every page of a build shares. ``address`` is the glossary's, empty on a site that has none."""

    library: Library
    terms: Mapping[str, Term]
    address: str

    @classmethod
    def of(cls, library: Library) -> Explainer:
        page = library.page_of_list(glossary.NAME)
        return cls(library, glossary.read(library), page.address if page else "")

    def add(self, html: str, page: Page) -> str:
        """A page's text with its first words of the glossary explained in the language of the text."""
        if not self.address or page.address == self.address or page.meta.get("kind") == "home":
            return html
        found = find(html, glossary.matches(self.terms, page.language))
        for offset, name, text in reversed(found):
            html = html[:offset] + self._popup(page, name, text) + html[offset:]
        return html

    def _popup(self, page: Page, name: str, text: str) -> str:
        code, meaning = self.terms[name].meaning(page.language, self.library.default_language.code)
        strings = self.library.strings[code]
        other = f' lang="{code}" dir="{strings.direction}"' if code != page.language else ""
        word = self._words(page.language)
        label = escape(word("glossary.explain").format(term=text))
        href = f"{climb(page.address).removeprefix('./')}{self.address}#{name}"
        return (
            f'<span class="{CLASS}"><button type="button" popovertarget="term:{name}" aria-label="{label}"></button>'
            f'<span id="term:{name}" popover role="note"><span{other}>{escape(meaning)}</span> '
            f'<a href="{href}">{escape(word("glossary.more"))}</a></span></span>'
        )

    def _words(self, code: str) -> Callable[[str], str]:
        return lambda key: self.library.word(code, key)


def find(html: str, matches: list[Match]) -> list[tuple[int, str, str]]:
    """Where the first use of each term ends in a text (offset), with the term's name and the form that stands there.

    At most `MOST`, in the order of the text. The longest form wins, and none is found inside a word; an English
    genitive belongs to it.
    """
    forms = {form: match.term for match in matches for form in (match.text, match.text[:1].upper() + match.text[1:])}
    if not forms:
        return []
    choices = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    finder = _Finder(html, re.compile(rf"(?<![\w-])({choices})(?:['’]s)?(?![\w-]|['’]\w)"), forms)
    finder.feed(html)
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    """Reads a text element by element and writes nothing: what it does not touch stays as it is, byte by byte."""

    def __init__(self, html: str, pattern: re.Pattern[str], forms: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str, str]] = []
        self._pattern, self._forms = pattern, forms
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            given = dict(attrs)
            classes = set((given.get("class") or "").split())
            # What says its language is in another one than the page: its words are not the ones looked for.
            left_alone = tag in _LEFT_ALONE or "lang" in given or bool(classes & _LEFT_ALONE_CLASSES)
            self._open.append((tag, left_alone))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<path/>`` holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self._open) and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(left_alone for _, left_alone in self._open):
            return
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        quotation, at = "", 0
        for found in self._pattern.finditer(data):
            name = self._forms[found[1]]
            for sign in _QUOTATION.findall(data, at, found.start()):
                quotation = _CLOSING.get(sign, "") if not quotation else "" if sign == quotation else quotation
            at = found.end()
            if not quotation and len(self.found) < MOST and name not in (other for _, other, _ in self.found):
                self.found.append((start + at, name, found[1]))
