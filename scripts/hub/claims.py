"""``claims.yml``: what each source says, as far as the texts rest on it, and the figures that stand in it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hub import figures

#: The language that the claims are written in, and so their numbers.
LANGUAGE = "en"


@dataclass(frozen=True)
class Claim:
    """What ``sources`` (keys of ``sources.bib``) say at a ``place``. ``seen`` is ISO 8601; ``note`` may be empty."""

    id: str
    claim: str
    sources: tuple[str, ...]
    place: str
    strength: str
    seen: str
    note: str


@dataclass(frozen=True)
class Figures:
    """The numbers of a source's claims, and those among them that are shares."""

    numbers: frozenset[Decimal]
    shares: frozenset[Decimal]

    def hold(self, figure: figures.Figure, language: str) -> bool:
        """Whether this figure stands here. A share must be one here too; a number may be one (*from 45 to 75%*)."""
        value = figure.value(language)
        return value in self.shares or (not figure.is_share and value in self.numbers)


@dataclass(frozen=True)
class Claims:
    """All claims, in the order of the file."""

    all: tuple[Claim, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Claims:
        """From a file that may hold anything: what is wrong with an entry is for `checks` to say."""
        return cls(tuple(_claim(name, entry) for name, entry in data.items() if isinstance(entry, Mapping)))

    @functools.cached_property
    def figures(self) -> Mapping[str, Figures]:
        """By a source's key, the figures of all its claims."""
        numbers: dict[str, set[Decimal]] = {}
        shares: dict[str, set[Decimal]] = {}
        for claim in self.all:
            for figure in figures.of_block([(1, claim.claim)], LANGUAGE):
                if (value := figure.value(LANGUAGE)) is None:
                    continue
                for source in claim.sources:
                    numbers.setdefault(source, set()).add(value)
                    if figure.is_share:
                        shares.setdefault(source, set()).add(value)
        return {key: Figures(frozenset(held), frozenset(shares.get(key, ()))) for key, held in numbers.items()}


def _claim(name: str, entry: Mapping[str, Any]) -> Claim:
    sources = entry.get("source")
    return Claim(
        id=name,
        claim=str(entry.get("claim") or ""),
        sources=tuple(map(str, sources)) if isinstance(sources, list) else (),
        place=str(entry.get("place") or ""),
        strength=str(entry.get("strength") or ""),
        seen=str(entry.get("seen") or ""),
        note=str(entry.get("note") or ""),
    )
