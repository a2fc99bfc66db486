"""Puts right the HTML that Markdown made of a text: its sources get a heading and the reader's language, pictures that
only decorate are hidden from screen readers, checklists print, wide tables scroll."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from html import escape

_FOOTNOTES = re.compile(r'<div class="footnote">\s*<hr ?/?>\s*(<ol>.*?</ol>)\s*</div>', re.DOTALL)
_FOOTNOTE = re.compile(r'<li id="fn:[^"]+">\s*<p>(.*?)</p>\s*</li>', re.DOTALL)
_BACKLINKS = re.compile(r'<a class="footnote-backref"[^>]*>[^<]*</a>(?:\s*<a class="footnote-backref"[^>]*>[^<]*</a>)*')
_MARK = re.compile(r'<sup id="[^"]+"><a class="footnote-ref" href="#fn:[^"]+">(\d+)</a></sup>')
_CHECKBOX = re.compile(
    r'<label class="task-list-control"><input type="checkbox" disabled( checked)?\s*/?>\s*<span class="task-list-indicator"></span></label>'
)
_ICON = re.compile(r'<span class="twemoji">\s*<svg ')


def split_sources(html: str) -> tuple[str, str]:
    """A finished text and its list of sources, so that a template may put something between them."""
    at = html.find('<section class="sources"')
    return (html[:at], html[at:]) if at >= 0 else (html, "")


def finish(html: str, word: Callable[[str], str]) -> str:
    """The content of a page as readers get it. ``word`` gives an interface string in the language of the text."""
    html = _with_marks(html, word)
    html = _CHECKBOX.sub('<span class="box" aria-hidden="true"></span>', html)
    html = _ICON.sub('<span class="icon"><svg aria-hidden="true" focusable="false" ', html)
    return _scrolling(html, word("content.table"))


def _with_marks(html: str, word: Callable[[str], str]) -> str:
    """Marks and sources with short names: ``s:2`` is the second source, ``m:2`` its first mark in the text.

    Markdown's own names hold the key of the source, at each mark and at each way back: a tenth of a page. The colon
    keeps them apart from the ids of headings, which have none. One way back is enough: a source that is cited twenty
    times would else end in twenty links of the same name. The page's script lets it lead to the mark that was followed.
    """
    marked: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        number = found[1]
        name = "" if number in marked else f' id="m:{number}"'
        marked.add(number)
        label = escape(word("sources.mark").format(number=number))
        return f'<sup{name}><a class="mark" href="#s:{number}" aria-label="{label}">{number}</a></sup>'

    def sources(found: re.Match[str]) -> str:
        numbers = itertools.count(1)
        listed = _FOOTNOTE.sub(lambda one: source(next(numbers), one[1]), found[1])
        title = escape(word("sources.title"))
        return f'<section class="sources" aria-labelledby="sources"><h2 id="sources">{title}</h2>{listed}</section>'

    def source(number: int, text: str) -> str:
        back = f'<a class="back" href="#m:{number}" aria-label="{escape(word("sources.back"))}">↩</a>'
        return f'<li id="s:{number}">{_BACKLINKS.sub(back, text)}</li>'

    return _FOOTNOTES.sub(sources, _MARK.sub(mark, html))


def _scrolling(html: str, name: str) -> str:
    """Each table in a region that scrolls: reachable by keyboard (WCAG 2.1.1), and told from the others on its page."""
    first, *tables = html.split("<table>")
    for number, table in enumerate(tables, start=1):
        label = escape(f"{name} {number}" if len(tables) > 1 else name)
        first += f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>'
        first += table.replace("</table>", "</table></div>")
    return first
