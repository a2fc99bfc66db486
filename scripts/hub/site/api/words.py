"""The words of this work: the glossary, and the terms that pages are sorted by."""

from __future__ import annotations

from hub import glossary
from hub.library import Library
from hub.site.api import models


def glossary_of(library: Library) -> models.Glossary:
    """Every term in the order of its file."""
    terms = [
        models.Term(id=name, **term.model_dump(mode="json", exclude_defaults=True))
        for name, term in glossary.read(library).items()
    ]
    return models.Glossary(licence=models.LICENCE, notice=models.NOTICE, terms=terms)


def vocabularies(library: Library) -> models.Vocabularies:
    """Every vocabulary with its labels in every language."""
    made = {
        name: {term: {code: str(label) for code, label in labels.items()} for term, labels in terms.items()}
        for name, terms in library.vocabularies.items()
    }
    return models.Vocabularies(made)
