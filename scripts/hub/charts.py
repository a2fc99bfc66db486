"""Charts as contributors write them: ``docs/data/charts/<name>.csv`` holds the numbers, ``<name>.yml`` says what they are.

A text asks for one with a line of its own, ``[chart: name]``. The CSV's first row names the columns, its first column
the rows, both in the default language; ``words`` in the YAML file gives their translations.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hub import mappings, markup, texts
from hub.problems import Problem, shown

#: Where the files stand, as shown to people.
FOLDER = "docs/data/charts"
#: Rows of bars from zero; or estimates with their intervals on the scale of odds ratios.
BARS, INTERVALS = "bars", "intervals"
#: Names of the columns of numbers that `INTERVALS` has, whatever they are called: in this order.
INTERVAL = ("estimate", "low", "high")
MOST_SERIES, MOST_ROWS = 3, 20
_KEYS = ("kind", "title", "caution", "unit", "sources", "words")
_TEXTS = ("title", "caution")
#: Characters of a cell that a message repeats.
_SHOWN = 20
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Plain digits, as every program writes them: no spaces, no signs for thousands, a point before decimals.
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_MARK = re.compile(r"\[\s*chart\s*:([^\[\]]{0,200})\]", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A name and one number a column; None where nothing is known. ``line`` is that of the CSV file."""

    name: str
    values: tuple[Decimal | None, ...]
    line: int


@dataclass(frozen=True)
class Chart:
    """``columns`` are the names of the CSV's columns, that of the first one included.

    ``title`` and ``caution`` (what it must not be read as) are by language, ``words`` is by word of the CSV and then
    by language. ``file`` and ``data_file`` are as shown to people, ``lines`` those of the YAML file's keys.
    """

    name: str
    kind: str
    title: Mapping[str, str]
    caution: Mapping[str, str]
    unit: str
    sources: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    file: str
    data_file: str
    lines: Mapping[str, int]

    def texts(self, default: str) -> Iterator[tuple[str, int, str, str]]:
        """Every text of both files: file and line, its language and itself. ``default`` is the language of the CSV."""
        yield from ((self.data_file, 1, default, column) for column in self.columns)
        yield from ((self.data_file, row.line, default, row.name) for row in self.rows)
        words = {f"words.{word}": labels for word, labels in self.words.items()}
        for key, labels in {"title": self.title, "caution": self.caution, **words}.items():
            for code, text in labels.items():
                yield self.file, self.lines.get(f"{key}.{code}") or self.lines.get(key, 1), code, text

    @property
    def csv(self) -> bytes:
        """The numbers as they are published: RFC 4180 but for plain line ends, UTF-8 without a byte order mark."""
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([row.name, *("" if value is None else value for value in row.values)])
        return made.getvalue().encode()


@dataclass(frozen=True)
class Asked:
    """A chart that a text asks for. ``alone`` is False where the line, or one beside it, holds something else."""

    name: str
    line: int
    alone: bool


def asked(body: str, first_line: int = 1) -> Iterator[Asked]:
    """Every ``[chart: name]`` of a text, in order."""
    lines = dict(markup.lines_of_prose(body, first_line))
    for number, line in lines.items():
        for found in _MARK.finditer(line) if "[" in line else ():
            beside = lines.get(number - 1, "") + lines.get(number + 1, "")
            alone = line.rstrip() == f"[chart: {found[1].strip()}]" and not beside.strip()
            yield Asked(found[1].strip(), number, alone)


def with_sources(body: str, charts: Mapping[str, Chart]) -> str:
    """A text in which each chart that it asks for is followed by the marks of its sources, as footnotes need them."""
    lines = body.split("\n")
    for one in asked(body):
        if one.alone and one.name in charts:
            marks = "".join(f"[^{key}]" for key in charts[one.name].sources)
            lines[one.line - 1] = f"[chart: {one.name}]{marks}"
    return "\n".join(lines)


def read(folder: Path, root: Path, faults: list[Problem]) -> dict[str, Chart]:
    """All charts by name. What is wrong with their files is added to ``faults``; a chart that cannot be used is left out."""
    made = {}
    names = {path.stem for path in folder.glob("*") if path.suffix in (".csv", ".yml")}
    for name in sorted(names):
        file, data_file = folder / f"{name}.yml", folder / f"{name}.csv"
        missing = next((path for path in (file, data_file) if not path.exists()), None)
        if missing:
            other = "numbers" if missing == data_file else "title and sources"
            faults.append(Problem(shown(missing, root), 1, "this file is missing", f"write the {other} of the chart"))
        elif not _NAME.fullmatch(name):
            cure = "rename both files of the chart: small letters, digits and hyphens"
            faults.append(Problem(shown(file, root), 1, "the name makes a poor address", cure))
        elif (chart := _chart(name, file, data_file, root, faults)) is not None:
            made[name] = chart
    return made


def _chart(name: str, file: Path, data_file: Path, root: Path, faults: list[Problem]) -> Chart | None:
    found: list[Problem] = []
    text = texts.read(file, shown(file, root), found)
    about, lines = mappings.parse(text, shown(file, root), 0, found)
    if not found:
        found += _faults_of_description(about, lines, shown(file, root))
    columns, rows = _table(
        texts.read(data_file, shown(data_file, root), found), shown(data_file, root), about.get("kind"), found
    )
    faults += found
    if found:
        return None
    return Chart(
        name=name,
        kind=about["kind"],
        title=MappingProxyType(about["title"]),
        caution=MappingProxyType(about["caution"]),
        unit=about.get("unit") or "",
        sources=tuple(about["sources"]),
        words=MappingProxyType(about.get("words") or {}),
        columns=columns,
        rows=rows,
        file=shown(file, root),
        data_file=shown(data_file, root),
        lines=MappingProxyType(lines),
    )


def _faults_of_description(about: Mapping[str, Any], lines: Mapping[str, int], name: str) -> Iterator[Problem]:
    for key in about:
        if key not in _KEYS:
            yield Problem(name, lines.get(key, 1), f'"{key}" says nothing here', f"write one of {', '.join(_KEYS)}")
    if about.get("kind") not in (BARS, INTERVALS):
        cure = f"write kind: {BARS}, or kind: {INTERVALS} for odds ratios with their intervals"
        yield Problem(name, lines.get("kind", 1), "the kind of the chart is missing or not known", cure)
    for key in _TEXTS:
        if not _is_by_language(about.get(key)):
            what = f'"{key}" is missing' if about.get(key) is None else f'"{key}" is not given by language'
            meaning = "the title" if key == "title" else "what the chart must not be read as"
            cure = f"write {key}: and below it, a little to the right, en: and {meaning}"
            yield Problem(name, lines.get(key, 1), what, cure)
    if about.get("unit") not in (None, "%"):
        yield Problem(name, lines["unit"], "the unit is not known", 'write unit: "%" or leave it out')
    sources = about.get("sources")
    if not isinstance(sources, list) or not sources or not all(isinstance(key, str) for key in sources):
        cure = "write sources: [key], with the key of docs/data/sources.bib"
        yield Problem(name, lines.get("sources", 1), "the chart has no source", cure)
    words = about.get("words") or {}
    if not isinstance(words, dict):
        yield Problem(
            name, lines["words"], '"words" holds no words', "write below it a word of the CSV file and a colon"
        )
    else:
        for word, labels in words.items():
            if not isinstance(word, str) or not _is_by_language(labels):
                cure = "write below it, a little to the right, pt: and the word in Portuguese"
                yield Problem(name, lines.get(f"words.{word}", 1), f'"{word}" is not given by language', cure)


def _is_by_language(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(code, str) and isinstance(text, str) and text.strip() for code, text in value.items())
    )


def _table(text: str, name: str, kind: Any, faults: list[Problem]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Names of the columns, and the rows. Empty lines are left out."""
    try:
        reader = csv.reader(io.StringIO(text), strict=True)
        table = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        faults.append(
            Problem(
                name,
                reader.line_num,
                f"the row cannot be read ({error})",
                "write each quotation mark inside of a cell twice, and close each",
            )
        )
        return (), ()
    found = list(_faults_of_shape(table, name, kind))
    rows = []
    for line, cells in table[1:] if not found else ():
        for column, cell in zip(table[0][1][1:], cells[1:], strict=True):
            if cell and not _NUMBER.fullmatch(cell):
                cure = "write digits only, with a point before decimals: 4171 or 5.5"
                found.append(Problem(name, line, f'"{cell[:_SHOWN]}" in the column "{column}" is not a number', cure))
        if not found:
            values = tuple(Decimal(cell) if cell else None for cell in cells[1:])
            rows.append(Row(cells[0], values, line))
            found += _faults_of_values(rows[-1], name, kind)
    faults += found
    return (tuple(table[0][1]), tuple(rows)) if not found else ((), ())


def _faults_of_shape(table: Sequence[tuple[int, Sequence[str]]], name: str, kind: Any) -> Iterator[Problem]:
    if not table or (len(table[0][1]) == 1 and not re.search("[;\t]", table[0][1][0])):
        yield Problem(name, 1, "there is no table", "write the names of the columns in the first row: group,2013,2017")
        return
    head = table[0][1]
    if len(head) == 1:
        cure = "save it as CSV with commas (UTF-8)"
        yield Problem(name, 1, "the cells are not separated by commas", cure)
        return
    if not all(head) or len(set(head)) < len(head):
        yield Problem(name, table[0][0], "a column has no name, or that of another one", "give each a name of its own")
    if kind == INTERVALS and len(head) != 1 + len(INTERVAL):
        cure = "write four columns: what it is about, odds ratio, lower end, upper end"
        yield Problem(name, table[0][0], "the columns are not those of odds ratios with intervals", cure)
    elif len(head) > 1 + MOST_SERIES:
        cure = f"keep {MOST_SERIES} columns of numbers, or make two charts"
        yield Problem(name, table[0][0], "these are too many columns for a telephone", cure)
    if not 1 <= len(table) - 1 <= MOST_ROWS:
        cure = f"write between 1 and {MOST_ROWS} rows below the first one"
        yield Problem(name, table[-1][0], "there are no rows, or too many to be drawn", cure)
    names: dict[str, int] = {}
    for line, cells in table[1:]:
        if len(cells) != len(head):
            cure = f"write {len(head)}, and numbers without a comma for thousands: 4171"
            yield Problem(name, line, f"the row has {len(cells)} cell{'s' if len(cells) > 1 else ''}", cure)
        if not cells[0] or cells[0] in names:
            yield Problem(name, line, "the row has no name, or that of another one", "write one of its own first")
        names[cells[0]] = line


def _faults_of_values(row: Row, name: str, kind: Any) -> Iterator[Problem]:
    if all(value is None for value in row.values):
        yield Problem(name, row.line, "the row holds no number", "write one, or leave the row out")
    elif kind == INTERVALS:
        estimate, low, high = row.values
        if estimate is None or low is None or high is None or not 0 < low <= estimate <= high:
            cure = "write odds ratio, lower end and upper end, all above zero, the first between the others"
            yield Problem(name, row.line, "this is no odds ratio inside its interval", cure)
