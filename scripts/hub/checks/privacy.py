"""Nothing by which a person can be reached, found or identified: numbers, addresses, places.

A message says what kind of detail stands where and never repeats it: messages are kept in public logs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import phonenumbers

from hub import prose
from hub.library import Library
from hub.pages import Page
from hub.problems import Problem

#: Addresses that an organisation published for everyone, each with the reason: ``info@example.org: …``.
CONTACTS = "public_contacts"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@\w[\w-]{0,62}+(?:\.\w[\w-]{0,62}+){1,8}")
_SPELLED = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+\s?[(\[]\s?(?:at|arroba|@)\s?[)\]]\s?\w[\w-]{0,62}", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\d.])(?:\+|\()?\d(?:[ \t().,/\u2010-\u2015-]{0,3}\d){6,24}(?![\d])")
#: Most lines hold a year or two; what is looked for has five digits or more, or one of these signs.
_DIGIT = re.compile(r"\d")
_FEW_DIGITS = re.compile(r"[°+]|\bgeo:", re.IGNORECASE)
#: Years and dates, which some countries' numbers look like.
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-/\u2010-\u2015]\s?(?:(?:19|20)\d\d|\d\d[-/]\d\d)")
_PIN = re.compile("[0-9a-f]{8}")
_MARK = re.compile(r"\[\^[^\[\]\s]*\]")
_LINK = re.compile(r"https?://[^\s()<>\"']{0,1000}+")
#: In these a telephone number stands as a link.
_CALLS = re.compile(
    r"(?:tel:|sms:|callto:|wa\.me/|whatsapp\.com/|signal\.me/|viber://)[^\s()<>\"']{0,200}?\d{6}", re.IGNORECASE
)
_COORDINATES = (
    re.compile(r"(?<![\d.])-?\d{1,3}[.,]\d{4,15}\s?°?\s?[NSEWO]?\s?[,;/ ]\s?-?\d{1,3}[.,]\d{4,15}(?!\d)"),
    re.compile(r"(?<!\d)\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d{1,9})?\s?['′’]"),
    re.compile(r"(?<!\d)\d{1,3}[.,]\d{2,15}\s?°?\s?[NS]\b[\s,;/]{0,3}\d{1,3}[.,]\d{2,15}\s?°?\s?[EWO]\b"),
    re.compile(r"(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,4}(?![\w+])"),  # a plus code
    re.compile(r"\bgeo:-?\d", re.IGNORECASE),
)
#: Shapes of identity numbers: Mozambique's Bilhete de Identidade, Kenya's PIN, South Africa's in `_is_south_african`.
_IDENTITY = (re.compile(r"\b\d{12}[A-Z]\b"), re.compile(r"\b[AP]\d{9}[A-Z]\b"))
_THIRTEEN = re.compile(r"(?<!\d)\d{6}[ -]?\d{4}[ -]?\d{3}(?!\d)")
#: Others are plain digits, told only by the word before them (Kenya: 7–9, Botswana's Omang: 9; passports).
_NAMED = re.compile(
    r"\b(?:ID|identity|identification|BI|NUIT|bilhete|identidade|passport|passaporte|passeport|kitambulisho|omang|huduma)\b"
    r"[^\d\n]{0,25}?\b[A-Z]{0,2}\d{6,9}\b",
    re.IGNORECASE,
)
_CURE = {
    "a telephone number": "leave it out; the hub lists none, and may lead to whom it belongs",
    "an e-mail address": f"leave it out, or add it to docs/data/{CONTACTS}.yml with the reason why it is public",
    "the exact place of something": "leave it out, and name a district or country instead",
    "an identity number": "leave it out, and have it removed from the history too",
}


def check(library: Library) -> Iterator[Problem]:
    public = library.data.get(CONTACTS, {})
    lines = library.data_lines.get(CONTACTS, {})
    for address, reason in public.items():
        if not isinstance(reason, str) or not reason.strip():
            yield Problem(
                f"docs/data/{CONTACTS}.yml",
                lines.get(address, 1),
                "this address has no reason",
                "write after the colon who published it, and where",
            )
    yield from _found(library, _shared_texts(library))


def check_pages(library: Library, pages: Sequence[Page]) -> Iterator[Problem]:
    yield from _found(library, (text for page in pages for text in _texts(page)))


def _found(library: Library, texts: Iterable[tuple[str, int, str]]) -> Iterator[Problem]:
    public = library.data.get(CONTACTS, {})
    marks = {f"[^{key}]" for key in library.sources}
    finder = _finder(tuple(library.vocabularies.get("countries", {})), {address.lower() for address in public})
    for file, line, text in texts:
        if len(text) > prose.LONGEST:
            yield Problem(file, line, "this line is too long to be looked through", "break it into paragraphs")
            continue
        text = _MARK.sub(lambda mark: "·" * len(mark.group()) if mark.group() in marks else mark.group(), text)
        for kind, column in finder(text):
            where = f" (from character {column + 1} on)" if column >= 0 else ""
            yield Problem(file, line, f"{kind} seems to stand here{where}", _CURE[kind])


def _texts(page: Page) -> Iterator[tuple[str, int, str]]:
    """Every line of a page that goes public: code and comments too, and front matter."""
    yield from ((page.file, number, line) for number, line in enumerate(page.body.split("\n"), page.body_line))
    for key, value in page.meta.items():
        if key == "translation" and isinstance(value, Mapping):
            # Pins are a machine's digits, and some look like a telephone number. What is none is looked at.
            pins = value.get("sections")
            kept = [pin for pin in flat(pins) if not _PIN.fullmatch(pin)]
            value = [kept, *(one for name, one in value.items() if name != "sections")]
        yield from ((page.file, page.line_of(key), text) for text in flat(value))


def _shared_texts(library: Library) -> Iterator[tuple[str, int, str]]:
    """Interface strings and data, without the keys of sources, which may look like numbers: they stand for works."""
    for strings in library.strings.values():
        yield from ((strings.file, strings.lines.get(key, 1), text) for key, text in strings.words.items())
    for name, data in library.data.items():
        if name != CONTACTS:
            for key, value in data.items():
                line = library.data_lines.get(name, {}).get(key, 1)
                texts = (text for text in (key, *flat(value)) if text not in library.sources)
                yield from ((f"docs/data/{name}.yml", line, text) for text in texts)
    for chart in library.charts.values():
        yield from ((file, line, text) for file, line, _, text in chart.texts(library.default_language.code))
        yield from ((chart.data_file, row.line, text) for row in chart.rows for text in flat(row.values))


def flat(value: Any, depth: int = 8) -> Iterator[str]:
    """Every text and number in a YAML value, however it is nested."""
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set):
        for item in value if depth else ():
            yield from flat(item, depth - 1)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _finder(countries: tuple[str, ...], public: set[str]) -> Callable[[str], list[tuple[str, int]]]:
    regions: list[str | None] = [country for country in countries if country in phonenumbers.SUPPORTED_REGIONS]
    regions.append(None)  # numbers that begin with +

    def is_phone(text: str) -> bool:
        """Whether a run of digits is a number that can be called, from one of the hub's countries or with its prefix."""
        return not _YEARS.fullmatch(text) and any(
            phonenumbers.PhoneNumberMatcher(text, region, phonenumbers.Leniency.VALID, 5).has_next()
            for region in regions
        )

    def find(raw: str) -> list[tuple[str, int]]:
        text = prose.seen(raw)
        kept = len(text) == len(raw)
        found: list[tuple[str, int]] = []

        def take(kind: str, pattern: re.Pattern[str], fits: Callable[[str], bool] = lambda _: True) -> None:
            nonlocal text
            for hit in list(pattern.finditer(text)):
                if fits(hit.group()):
                    found.append((kind, hit.start() if kept else -1))
                    text = text[: hit.start()] + "·" * len(hit.group()) + text[hit.end() :]

        if "@" in text or "(" in text or "[" in text:
            take("an e-mail address", _EMAIL, lambda address: address.lower().rstrip(".") not in public)
            take("an e-mail address", _SPELLED)
        if len(_DIGIT.findall(text)) > 4 or _FEW_DIGITS.search(text):
            take("a telephone number", _CALLS)
            for pattern in _COORDINATES:
                take("the exact place of something", pattern)
            text = _LINK.sub(lambda link: "·" * len(link.group()), text)
            for pattern in (*_IDENTITY, _NAMED):
                take("an identity number", pattern)
            take("an identity number", _THIRTEEN, _is_south_african)
            take("a telephone number", _DIGITS, is_phone)
        return found

    return find


def _is_south_african(text: str) -> bool:
    """Birth date, sex and order, citizenship, a digit of old, a check digit (Luhn)."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    month, day = digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    try:
        date(2000, month, day)
    except ValueError:
        return False
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
