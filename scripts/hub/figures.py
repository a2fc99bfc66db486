"""What a figure is: a number that states something, not one that only names or places it, and its value.

No figures are a date, a clock time, the length of a meeting, step 3, COVID-19. A figure has the same value however a
language writes it: *1,895* in English is *1.895* in Portuguese and *1 895* in French.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol

from hub import dates, markup, prose

#: Lines with their numbers: a paragraph, an item of a list with all that belongs to it, or a row of a table.
Lines = list[tuple[int, str]]

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
    # Each begins with a word or a number, and a digit is not far: most places are passed over at once.
    r"(?<![^\W\d])(?=\w)(?=\D{0,60}\d)(?:"
    + "|".join(
        (
            rf"\b{_YEAR}-\d\d(?:-\d\d)?\b",  # ISO 8601
            rf"(?<![\d.,]){_YEAR}(?:[-–/](?:{_YEAR}|\d\d))?(?![\d%]|[.,]\d|\s%)",  # a year, 2013–2017, 2012/13
            r"\b\d{1,2}(?::\d\d|h\d\d)\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)|\b24/7\b",  # a clock time
            rf"\b(?=\w+\s+\d)(?i:{_NAMING})(?:(?<=s)\s+{_NUMBER}(?:{_AND}{_NUMBER})*|\s+{_NUMBER}(?:{_TO}{_NUMBER})?)(?!\d|\s?%)",
            rf"(?<!\d[.,\u00a0\u202f])\b{_NUMBER}(?:{_TO}{_NUMBER})?[\s-](?i:{_UNITS})\b|\b(?=\w+\s\d)(?i:{_UNITS_FIRST})\s{_NUMBER}(?:{_TO}{_NUMBER})?\b",
            r"\b\d+(?:\.?[ºª]|st|nd|rd|th|er|re|e|ème)(?!\w)",  # an ordinal
            r"\b[Nn](?:\.?º|o\.)\s?\d+\b",  # No. 5
            r"\b97[89](?:[ -]?\d){10}\b",  # an ISBN
            r"\b(?!(?:R|P|MT|KES|KSh|ZAR|USD|EUR)\d\d)(?=\w*[^\W\d])(?=\w*\d)\w+",  # a name: NW93 (money is none)
            r"\b[^\W\d_]+-\d+\b",  # COVID-19
        )
    )
    + ")"
)
_DIGIT = re.compile(r"\d")
#: A plain space parts thousands too, as people type them: *13 496*.
_FIGURE = re.compile(rf"(?:(?<![\d.,])\d{{1,3}}(?: \d{{3}}(?!\d))+(?:[.,]\d+)?|{_NUMBER})(?:\s?%)?")

_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")
_ROW = re.compile(r"^\s*\|")
_RULE = re.compile(r"^\s*\|?\s*:?-{3,}")
_TITLE = re.compile(r"^\s*(?:#{1,6}\s|!!!|\?\?\?|===|\*\[[^\]]+\]:|\[\^?[^\]]+\]:)")
#: Never shown as text: where links lead, attributes, tags, bare addresses.
_UNSEEN = re.compile(
    r"\]\([^)\s]{0,500}(?:\s+[\"'][^)]{0,200})?\)|\{:?[^{}]{0,300}\}|<[^<>]{0,500}>|https?://\S{1,500}|&#?\w{1,30};"
)
_MARK = re.compile(r"\[\^([^\]\s]{1,100})\]")


@dataclass(frozen=True)
class Figure:
    """A figure as it is written, its line, and the sentence it stands in (what is no figure is blanked out there)."""

    text: str
    line: int
    sentence: str

    @property
    def is_share(self) -> bool:
        return self.text.endswith("%")

    def value(self, language: str) -> Decimal | None:
        """The number, read as the language (BCP 47) writes numbers; None where that is none, as *6,2* in English."""
        decimal = _decimal_sign(language)
        thousands = "." if decimal == "," else ","
        found = re.fullmatch(
            rf"(\d+|\d{{1,3}}(?:[{thousands} \u00a0\u202f]\d{{3}})+)(?:[{decimal}](\d+))?",
            self.text.rstrip("% \u00a0\u202f"),
        )
        if not found:
            return None
        return Decimal(f"{re.sub('[^0-9]', '', found[1])}.{found[2] or 0}")


def blocks(body: str, first_line: int) -> Iterator[Lines]:
    """Paragraphs, items of lists with all that belongs to them, and rows of tables: lists of numbered lines.

    Headings, titles of boxes and the head of a table are left out, and so are the marks of lists.
    """
    block: Lines = []
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


def cited(block: Lines) -> set[str]:
    """The keys of the sources that a block cites."""
    return {key for _, line in block for key in _MARK.findall(line)}


def of_block(block: Lines, language: str) -> Iterator[Figure]:
    """The figures of a block in order. What is none is blanked out first, so that places stay."""
    text = "\n".join(line for _, line in block)
    for pattern in (_MARK, _UNSEEN, _date_pattern(language), _NO_FIGURE):
        if not _DIGIT.search(text):
            return
        if pattern:
            text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    starts = [0]
    for _, line in block[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    whole, at = prose.Block(text, tuple(starts), tuple(number for number, _ in block)), 0
    for sentence in prose.sentences(whole):
        at = text.index(sentence.text, at)
        for found in _FIGURE.finditer(sentence.text):
            yield Figure(found.group(), whole.line_at(at + found.start()), sentence.text)
        at += len(sentence.text)


@functools.lru_cache
def _date_pattern(language: str) -> re.Pattern[str] | None:
    """The day before a month, as the language writes dates: *2 August*, *15–16 March*, *2 de agosto*."""
    months = dates.months(language)
    if not months:
        return None
    names = "|".join(re.escape(form) for name in months for form in {name, name[:1].upper() + name[1:]})
    return re.compile(
        rf"\b\d{{1,2}}\.?[ºª]?(?:\s*(?:[-–/&]|\b(?:and|to|e|a|et|na|le)\b)\s*\d{{1,2}})?\s+(?:\w{{1,3}}\s+)?(?:{names})\b"
    )


@functools.lru_cache
def _decimal_sign(language: str) -> str:
    try:
        return str(get_decimal_symbol(Locale.parse(language, sep="-" if "-" in language else "_")))
    except (ValueError, UnknownLocaleError):
        return "."
