"""Draws a chart as inline SVG in a figure with its caution, its source, the same numbers as a table, and a download.

Lengths are shares of the width and multiples of the size of the text, so that a chart fits every screen and grows with
its reader's letters. Each mark carries its number and its name: nothing is told by colour alone (WCAG 1.4.1). Colours
stand in ``overrides/styles/figures.css``; what has no ground but a line names one here, for browsers that know no custom
properties. No library is used: those for Python draw letters at fixed sizes in a fixed
picture (pygal, svgwrite, leather), bring their own styles or scripts, or only save typing ``<rect>`` (drawsvg).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from html import escape
from pathlib import Path

from babel import UnknownLocaleError
from babel.numbers import format_decimal

from hub.charts import BARS, Chart

#: Where the numbers stand below a version's root: a public address.
FOLDER = "data/charts"
#: Per cent of the width: the longest bar; the rest is for what stands beside it. The scale of odds ratios and its margin.
LONGEST_BAR = 46.0
MARGIN = 3.0
#: In em: the name of a row, a bar with the gap below it, and the gap below a row; what stands above intervals, and one.
_NAME, _BAR, _GAP = 1.5, 1.6, 0.7
_HEAD, _SCALE = 3.4, 4.5
_PLACE = re.compile(r"<p>\[chart: ([a-z0-9-]+)\](.*?)</p>")


def place(
    html: str, charts: Mapping[str, Chart], language: str, default: str, word: Callable[[str], str], base: str
) -> str:
    """The HTML of a text with each chart in its place.

    ``language`` is that of the text, ``default`` that of the charts' files, ``word`` gives an interface string in
    ``language``, ``base`` is the way from the page to its version's root.
    """

    def draw(found: re.Match[str]) -> str:
        chart = charts.get(found[1])
        return _Drawing(chart, language, default, word).figure(base, found[2]) if chart else found[0]

    return _PLACE.sub(draw, html)


def write(site: Path, charts: Mapping[str, Chart]) -> None:
    """Publish the numbers of each chart: ``data/charts/<name>.csv``."""
    for chart in charts.values():
        file = site / FOLDER / f"{chart.name}.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(chart.csv)


class _Drawing:
    """One chart for the readers of one language."""

    def __init__(self, chart: Chart, language: str, default: str, word: Callable[[str], str]) -> None:
        self.chart, self.language, self.default = chart, language, default
        self.word: Callable[[str], str] = lambda key: escape(word(key))

    def figure(self, base: str, marks: str) -> str:
        """``marks`` are the footnote marks of the sources, as HTML."""
        chart, name = self.chart, f"chart-{self.chart.name}"
        size = f"{self.number(Decimal(math.ceil(len(chart.csv) / 1000)))} kB"
        picture = self.bars() if chart.kind == BARS else self.intervals()
        return (
            f'<figure class="chart no-search" aria-labelledby="{name}"><figcaption id="{name}"{self.lang(chart.title)}>'
            f"{self.text(chart.title)}</figcaption>"
            f"{picture}"
            f'<p class="small"><strong>{self.word("chart.caution")}</strong> '
            f"{self.caution()}</p>"
            f'<p class="small">{self.word("chart.source")} {marks.strip()} · <a href="{base}{FOLDER}/{chart.name}.csv"'
            f" download>{self.word('chart.download').format(size=size)}</a></p>"
            f"<details><summary>{self.word('chart.table')}</summary>{self.table()}</details></figure>"
        )

    def bars(self) -> str:
        """A row of bars for each row of the table; a number that is not known has none."""
        most = max(value for row in self.chart.rows for value in row.values if value is not None) or Decimal(1)
        top, parts = 0.0, []
        for row in self.chart.rows:
            parts.append(self.label(row.name, f'y="{_short(top + 1.05)}em" class="row"'))
            top += _NAME
            for number, value in enumerate(row.values):
                if value is not None:
                    width = _short(float(value / most) * LONGEST_BAR)
                    parts.append(
                        f'<rect stroke="currentColor" class="bar-{number}" y="{_short(top)}em" width="{width}%" height="1.3em"/>'
                        f'<text x="{width}%" dx=".4em" y="{_short(top + 1)}em"><tspan class="value">'
                        f"{self.number(value)}{self.chart.unit}</tspan> {self.shown(self.chart.columns[number + 1], 'tspan')}</text>"
                    )
                    top += _BAR
            top += _GAP
        return self.svg(top - _GAP, parts)

    def intervals(self) -> str:
        """Each odds ratio as a dot on the line of its interval; the scale is that of ratios, with one as its middle."""
        values = [float(value) for row in self.chart.rows for value in row.values if value is not None]
        low, high = math.log(min([*values, 0.5])), math.log(max([*values, 2.0]))

        def x(value: float | Decimal) -> str:
            return _short(MARGIN + (100 - 2 * MARGIN) * (math.log(value) - low) / (high - low)) + "%"

        parts = [
            f'<text x="{x(1)}" y="1em" class="middle">{self.word("chart.one")}</text>',
            f'<text x="{x(1)}" dx="-.6em" y="2.4em" class="end">← {self.word("chart.less")}</text>',
            f'<text x="{x(1)}" dx=".6em" y="2.4em">{self.word("chart.more")} →</text>',
        ]
        top = _HEAD
        for row in self.chart.rows:
            estimate, least, greatest = (value or Decimal(1) for value in row.values)
            middle = _short(top + 3.2)
            told = f"{self.number(estimate)} ({self.number(least)}–{self.number(greatest)})"
            parts.append(self.label(row.name, f'y="{_short(top + 1)}em" class="row"'))
            parts.append(
                f'<text y="{_short(top + 2.3)}em">{told}</text>'
                f'<line stroke="currentColor" class="one" x1="{x(1)}" x2="{x(1)}" y1="{_short(top + 2.6)}em" y2="{_short(top + 3.8)}em"/>'
                f'<line stroke="currentColor" class="range" x1="{x(least)}" x2="{x(greatest)}" y1="{middle}em" y2="{middle}em"/>'
                f'<circle cx="{x(estimate)}" cy="{middle}em" r=".42em"/>'
            )
            top += _SCALE
        return self.svg(top - _GAP, parts)

    def svg(self, height: float, parts: list[str]) -> str:
        name = f"chart-{self.chart.name}"
        return (
            f'<svg role="img" aria-labelledby="{name}" aria-describedby="{name}-numbers" height="{_short(height)}em">'
            f'<desc id="{name}-numbers">{"; ".join(self.sentences())}.</desc>{"".join(parts)}</svg>'
        )

    def sentences(self) -> Iterator[str]:
        """What the picture shows, for readers who do not see it."""
        for row in self.chart.rows:
            told = [
                f"{self.plain(column)} {self.number(value)}{self.chart.unit}"
                for column, value in zip(self.chart.columns[1:], row.values, strict=True)
                if value is not None
            ]
            yield f"{self.plain(row.name)}: {', '.join(told)}"

    def table(self) -> str:
        head = "".join(f'<th scope="col"{self.of_word(word)}>{self.plain(word)}</th>' for word in self.chart.columns)
        rows = []
        for row in self.chart.rows:
            cells = [
                f"<td>{self.number(value)}{self.chart.unit}</td>"
                if value is not None
                else f"<td>{self.word('chart.unknown')}</td>"
                for value in row.values
            ]
            rows.append(f'<tr><th scope="row"{self.of_word(row.name)}>{self.plain(row.name)}</th>{"".join(cells)}</tr>')
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"

    def number(self, value: Decimal) -> str:
        """With as many decimals as the file has."""
        return _formatted(value, self.language)

    def label(self, word: str, attributes: str) -> str:
        return f"<text {attributes}{self.of_word(word)}>{self.plain(word)}</text>"

    def shown(self, word: str, element: str) -> str:
        lang = self.of_word(word)
        return f"<{element}{lang}>{self.plain(word)}</{element}>" if lang else self.plain(word)

    def plain(self, word: str) -> str:
        """A word of the CSV in the language of the text, else as it stands there."""
        return escape(self.chart.words.get(word, {}).get(self.language, word))

    def of_word(self, word: str) -> str:
        """A ``lang`` attribute for a word that has no translation (WCAG 3.1.2)."""
        translated = self.language in self.chart.words.get(word, {}) or not any(map(str.isalpha, word))
        return "" if translated or self.language == self.default else f' lang="{self.default}"'

    def text(self, texts: Mapping[str, str]) -> str:
        return escape(texts.get(self.language) or texts.get(self.default, ""))

    def caution(self) -> str:
        lang = self.lang(self.chart.caution)
        return f"<span{lang}>{self.text(self.chart.caution)}</span>" if lang else self.text(self.chart.caution)

    def lang(self, texts: Mapping[str, str]) -> str:
        return "" if self.language in texts or self.language == self.default else f' lang="{self.default}"'


def _short(number: float) -> str:
    """At most two decimals, and none that say nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _formatted(value: Decimal, language: str) -> str:
    decimals = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    try:
        return format_decimal(value, format=pattern, locale=language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return str(value)
