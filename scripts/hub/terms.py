"""The terms of the vocabularies: which one a person meant, and the ISO 3166-1 code of a country."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from babel import Locale

from hub import suggestions

#: A vocabulary: each term with its label in every language.
Terms = Mapping[str, Mapping[str, str]]
#: In Unicode's list of territories and not a country of ISO 3166-1.
_NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}


def nearest(terms: Terms, value: str) -> str | None:
    """The term that a person meant: by its key, or by its label in any language."""
    spellings = {str(label).lower(): key for key, labels in terms.items() for label in labels.values()}
    spellings |= {key.lower(): key for key in terms}
    close = suggestions.nearest(value.lower(), spellings, cutoff=0.7)
    return spellings[close] if close else None


def same(terms: Terms, value: str) -> str | None:
    """The term that a value names but for capitals: by its key, or by its label in a language. None for any other."""
    spellings = {str(label).lower(): key for key, labels in terms.items() for label in labels.values()}
    spellings |= {key.lower(): key for key in terms}
    return spellings.get(value.strip().lower())


def country_code(value: str) -> str | None:
    """The ISO 3166-1 code of a country, given as its code or its English name in any case; else None."""
    return _countries().get(value.strip().lower())


def cure(vocabulary: str, terms: Terms, value: str) -> str:
    """What to write in place of a value that is not in a vocabulary (``countries``, ``strategies`` …)."""
    code = None
    if vocabulary == "countries" and not (code := country_code(value)):
        names = [name for name in _countries() if len(name) > 3]
        code = country_code(suggestions.nearest(value.lower(), names, cutoff=0.8) or "")
    if code and code not in terms:  # before the nearest: South Sudan is not a misspelt South Africa
        return f'write "{code}", and add {code}: with its name in each language to docs/data/countries.yml'
    if near := code or nearest(terms, value):
        return f'write "{near}"'
    return f"write {suggestions.one_of(terms, most=30)}, or add it to docs/data/{vocabulary}.yml"


@functools.cache
def _countries() -> dict[str, str]:
    names = {
        code: str(name)
        for code, name in Locale.parse("en").territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRY
    }
    return {name.lower(): code for code, name in names.items()} | {code.lower(): code for code in names}
