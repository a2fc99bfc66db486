"""Dates as readers write them."""

from __future__ import annotations

import datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

#: Babel's plain ``en`` is American.
_LOCALES = {"en": "en_GB"}


def written(date: str, language: str) -> str:
    """``2024-08-02`` as *2 August 2024* in a language (BCP 47); what is not a whole ISO 8601 date stays as it is."""
    try:
        day = datetime.date.fromisoformat(date)
        return format_date(day, "long", _locale(language))
    except (ValueError, UnknownLocaleError):
        return date


def months(language: str) -> tuple[str, ...]:
    """The names of the twelve months in a language (BCP 47), written out; empty where they are not known."""
    try:
        return tuple(str(name) for name in _locale(language).months["format"]["wide"].values())
    except (ValueError, UnknownLocaleError):
        return ()


def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language), sep="-" if "-" in language else "_")
