"""Charts: each that a text asks for exists and stands alone, each has its sources in the list and beside it, its
numbers are theirs, and its words are given in the languages of its title and fit on a telephone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub import charts, citations
from hub.charts import Chart
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem
from hub.suggestions import nearest

#: Characters that fit beside each other on a screen of 360 px: the name of a row, and that of a column beside its bar.
LONGEST_ROW, LONGEST_COLUMN = 36, 16


def check(library: Library) -> Iterator[Problem]:
    shown = {one.name for page in library.pages.values() for one in charts.asked(page.body)}
    for chart in library.charts.values():
        if chart.name not in shown:
            cure = f"write [chart: {chart.name}] in a line of its own, or remove both its files"
            yield Problem(chart.file, 1, "no page shows this chart", cure)
        for key in chart.sources:
            if key not in library.sources:
                close = nearest(key, library.sources)
                cure = f"write {close}" if close else "add it there under that key"
                what = f'the source "{key}" is not in docs/data/sources.bib'
                yield Problem(chart.file, chart.lines.get("sources", 1), what, cure)
        yield from _numbers(chart, library)
        yield from _words(chart, library)


def _numbers(chart: Chart, library: Library) -> Iterator[Problem]:
    """A number is drawn only if a source of the chart says so."""
    held = [library.claims.figures[key].numbers for key in chart.sources if key in library.claims.figures]
    for row in chart.rows:
        for value in row.values:
            if value is not None and not any(value in numbers for numbers in held):
                what = f"the number {value} is in no claim of the sources of the chart"
                cure = "correct it, or add to docs/data/claims.yml what the source says"
                yield Problem(chart.data_file, row.line, what, cure)


def _words(chart: Chart, library: Library) -> Iterator[Problem]:
    default = library.default_language.code
    codes = [language.code for language in library.languages]
    rows, columns = [row.name for row in chart.rows], list(chart.columns)
    for key, texts in (("title", chart.title), ("caution", chart.caution)):
        if default not in texts:
            yield Problem(chart.file, chart.lines[key], f'"{key}" has no {default}:', f"write {default}: and the text")
        for code in texts:
            if code not in codes:
                what = f'"{code}" is not a language of this site'
                yield Problem(chart.file, chart.lines.get(f"{key}.{code}", 1), what, f"write one of {', '.join(codes)}")
    for word in chart.words:
        if word not in rows + columns:
            close = nearest(word, rows + columns)
            cure = f"write {close}" if close else "write it as there, or leave it out"
            yield Problem(
                chart.file, chart.lines.get(f"words.{word}", 1), f'"{word}" is not in {chart.data_file}', cure
            )
    for code in chart.title:
        if code not in chart.caution:
            cure = f"write {code}: and the same in this language"
            yield Problem(chart.file, chart.lines["caution"], f'the title has {code}:, "caution" has none', cure)
        lacking = [] if code == default else [word for word in rows + columns if code not in chart.words.get(word, {})]
        if any(not word.isdigit() for word in lacking):
            word = next(word for word in lacking if not word.isdigit())
            cure = f"write below words: the line {word}: and below it {code}: and the word"
            yield Problem(chart.file, chart.lines.get("words", 1), f'the title has {code}:, "{word}" has none', cure)
    beside = columns[1:] if chart.kind == charts.BARS else []
    for word, longest in (*((row, LONGEST_ROW) for row in rows), *((column, LONGEST_COLUMN) for column in beside)):
        for code, text in {default: word, **chart.words.get(word, {})}.items():
            if len(text) > longest:
                file, line = (chart.data_file, 1) if code == default else (chart.file, chart.lines[f"words.{word}"])
                line = next((row.line for row in chart.rows if code == default and row.name == word), line)
                what = f'"{text}" is too long to be read on a telephone'
                yield Problem(file, line, what, f"write it with at most {longest} characters")


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    # What is wrong with the files of a chart has been said of them.
    faulty = {problem.file.removeprefix(f"{charts.FOLDER}/").rpartition(".")[0] for problem in library.faults}
    for page in pages:
        cited = citations.cited(page.body)
        for one in charts.asked(page.body, page.body_line):
            if one.name in faulty:
                continue
            if one.name not in library.charts:
                close = nearest(one.name, library.charts)
                cure = f"write [chart: {close}]" if close else f"write {charts.FOLDER}/{one.name}.csv and .yml first"
                yield Problem(page.file, one.line, f'there is no chart "{one.name}"', cure)
            elif not one.alone:
                cure = f"write [chart: {one.name}] in a line of its own, with an empty line above and below"
                yield Problem(page.file, one.line, "a chart cannot stand inside of a paragraph", cure)
            else:
                for key in library.charts[one.name].sources:
                    if key not in cited:
                        what = f'the text does not cite the source "{key}" of the chart that it shows'
                        cure = f"write in a sentence what the chart shows, and [^{key}] after it"
                        yield Problem(page.file, one.line, what, cure)
