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
        return format_date(
            day, "long", Locale.parse(_LOCALES.get(language, language), sep="-" if "-" in language else "_")
        )
    except (ValueError, UnknownLocaleError):
        return date
