"""A figure has a source where it stands: a number that nobody can look up is worth less than no number.

Asked of the kinds of pages that state facts, for each paragraph, item of a list or row of a table. A number is no
figure where it only names or places something: a date, a clock time, the length of a meeting, step 3, COVID-19.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hub import dates, markup, prose
from hub.library import Library, Page
from hub.problems import Problem

KINDS = ("tip", "lesson", "case-study", "guide", "evidence")

#: Written before a number that is a name: *step 3*, *artigo 226*, *version 2026.11*. In any language of the hub.
_NAMING = (
    "tips?|lessons?|steps?|parts?|phases?|versions?|sections?|articles?|chapters?|pages?|paragraphs?|tables?|grades?|acts?|"
    "dicas?|lição|lições|passos?|partes?|fases?|versão|versões|secção|secções|artigos?|capítulos?|páginas?|parágrafos?|"
    "tabelas?|lei|conseils?|leçons?|étapes?|chapitres?|tableaux?|loi|"
    "kidokezo|vidokezo|somo|hatua|sehemu|toleo|kifungu|ukurasa|awamu|iseluleko|isifundo|isinyathelo|inguqulo|isigaba|ikhasi|"
    "kgakololo|thuto|kgato|kgatiso|karolo|tsebe"
)
#: Units up to a month are how advice is measured out; years are not among them: they are ages and sentences.
_UNITS = (
    "minutes?|min|hours?|days?|weeks?|months?|minutos?|horas?|dias?|semanas?|mês|meses|heures?|jours?|semaines?|mois"
)
#: Languages that put the unit first.
_UNITS_FIRST = (
    "dakika|saa|siku|wiki|mwezi|miezi|(?:ama)?minithi|(?:ama)?hora|(?:izin)?suku|(?:ama)?viki|(?:izi)?nyanga|"
    "metsotso|diura|malatsi|dibeke|dikgwedi"
)

_NUMBER = r"\d+(?:[.,\u00a0\u202f]\d+)*"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:[-–/]|\b(?:to|or|a|ou|à|hadi)\b)\s*"
_AND = r"\s*(?:[-–,&]|\b(?:and|to|e|a|et|à|na|le)\b)\s*"
#: What is no figure, whatever the language. A share is one wherever it stands.
_NO_FIGURE = re.compile(
    "|".join(
        (
            rf"\b{_YEAR}-\d\d(?:-\d\d)?\b",  # ISO 8601
            rf"(?<![\d.,]){_YEAR}(?:[-–/](?:{_YEAR}|\d\d))?(?![\d%]|[.,]\d|\s%)",  # a year, 2013–2017, 2012/13
            r"\b\d{1,2}(?::\d\d|h\d\d)\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)|\b24/7\b",  # a clock time
            rf"\b(?i:{_NAMING})(?:(?<=s)\s+{_NUMBER}(?:{_AND}{_NUMBER})*|\s+{_NUMBER}(?:{_TO}{_NUMBER})?)(?!\d|\s?%)",
            rf"(?<!\d[.,\u00a0\u202f])\b{_NUMBER}(?:{_TO}{_NUMBER})?[\s-](?i:{_UNITS})\b|\b(?i:{_UNITS_FIRST})\s{_NUMBER}(?:{_TO}{_NUMBER})?\b",
            r"\b\d+(?:\.?[ºª]|st|nd|rd|th|er|re|e|ème)(?!\w)",  # an ordinal
            r"\b[Nn](?:\.?º|o\.)\s?\d+\b",  # No. 5
            r"\b(?!(?:R|P|MT|KES|KSh|ZAR|USD|EUR)\d\d)(?=\w*[^\W\d])(?=\w*\d)\w+",  # a name: NW93 (money is none)
            r"\b[^\W\d_]+-\d+\b",  # COVID-19
        )
    )
)
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(rf"{_NUMBER}(?:\s?%)?")

_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")
_ROW = re.compile(r"^\s*\|")
_RULE = re.compile(r"^\s*\|?\s*:?-{3,}")
_TITLE = re.compile(r"^\s*(?:#{1,6}\s|!!!|\?\?\?|===|\*\[[^\]]+\]:|\[\^?[^\]]+\]:)")
#: Never shown as text: where links lead, attributes, tags, bare addresses.
_UNSEEN = re.compile(
    r"\]\([^)\s]{0,500}(?:\s+[\"'][^)]{0,200})?\)|\{:?[^{}]{0,300}\}|<[^<>]{0,500}>|https?://\S{1,500}|&#?\w{1,30};"
)
_MARK = re.compile(r"\[\^[^\]\s]{1,100}\]")


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    for page in pages:
        if page.meta.get("kind") not in KINDS:
            continue
        no_date = _date_pattern(page.language)
        for block in blocks(page.body, page.body_line):
            text = "\n".join(line for _, line in block)
            if not _DIGIT.search(text):
                continue
            if _MARK.search(text) or len(text) > prose.LONGEST:
                continue
            # One cure serves the whole paragraph. The figure itself is not repeated: it may be somebody's number.
            if (number := next(_figures(block, no_date), None)) is not None:
                cure = "write [^key] of its source after the sentence, or leave the figure out"
                yield Problem(page.file, number, "a figure has no source beside it", cure)


def blocks(body: str, first_line: int) -> Iterator[list[tuple[int, str]]]:
    """Paragraphs, items of lists with all that belongs to them, and rows of tables: lists of numbered lines.

    Headings, titles of boxes and the head of a table are left out, and so are the marks of lists.
    """
    block: list[tuple[int, str]] = []
    indent: int | None = None  # of the list's item that the block is, if it is one
    after_gap = False
    for number, line in markup.lines_of_prose(body, first_line):
        item = _ITEM.match(line)
        own = len(line) - len(line.lstrip())
        if not line.strip():
            after_gap = True
            continue
        belongs = own > indent if indent is not None and after_gap else not after_gap
        if item or _ROW.match(line) or _TITLE.match(line) or not belongs:
            if block and not _RULE.match(line):
                yield block
            block, indent = [], len(item.group(1)) if item else None
        after_gap = False
        if not (_TITLE.match(line) or _RULE.match(line)):
            block.append((number, line[item.end() :] if item else line))
    if block:
        yield block


def _figures(block: list[tuple[int, str]], no_date: re.Pattern[str] | None) -> Iterator[int]:
    """The line of each figure of a block; blanked out is what is none, so that places stay."""
    text = "\n".join(line for _, line in block)
    for pattern in (_MARK, _UNSEEN, *([no_date] if no_date else []), _NO_FIGURE):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    for found in _FIGURE.finditer(text):
        yield block[text.count("\n", 0, found.start())][0]


def _date_pattern(language: str) -> re.Pattern[str] | None:
    """The day before a month, as the language writes dates: *2 August*, *15–16 March*, *2 de agosto*."""
    months = dates.months(language)
    if not months:
        return None
    names = "|".join(re.escape(form) for name in months for form in {name, name[:1].upper() + name[1:]})
    return re.compile(
        rf"\b\d{{1,2}}\.?[ºª]?(?:\s*(?:[-–/&]|\b(?:and|to|e|a|et|na|le)\b)\s*\d{{1,2}})?\s+(?:\w{{1,3}}\s+)?(?:{names})\b"
    )
