"""What pages may weigh: ``docs/data/budgets.yml``, as plain data.

Bytes are those that go over the wire: compressed, with the headers of each answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from hub.library import Library

NAME = "budgets"
FILE = f"docs/data/{NAME}.yml"
#: Pages without a text of their own, which may have a budget as the kinds of pages do.
DOCUMENTS = ("404.html", "search.html")
#: And what other sites show of a page.
EMBED = "embed"

Limit = Annotated[int, Field(gt=0)]


class Limits(BaseModel):
    """What a kind of page may weigh, where it is not what pages may weigh in general."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    html: Limit | None = None
    blocking: Limit | None = None
    first_view: Limit | None = None
    requests: Limit | None = None


class Default(Limits):
    """What a page may weigh of which nothing else is said."""

    html: Limit
    blocking: Limit
    first_view: Limit
    requests: Limit


class Allowance(Limits):
    """What one page may weigh, in every language, and why it needs more than others."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Budgets(BaseModel):
    """The whole file. ``kinds`` by a kind's key or a document's name, ``pages`` by a page's path in its language."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    default: Default
    kinds: Mapping[str, Limits] = Field(default_factory=dict)
    pages: Mapping[str, Allowance] = Field(default_factory=dict)


@dataclass(frozen=True)
class Budget:
    """The limits of one page.

    ``html`` is the page itself, ``blocking`` that and the styles, without which nothing shows, ``first_view`` all that
    a browser fetches before its reader does anything (each in bytes), ``requests`` how many answers that takes.
    """

    html: int
    blocking: int
    first_view: int
    requests: int


def read(library: Library) -> Budgets:
    """Raises pydantic's ValidationError where the file holds anything else."""
    told = library.data.get(NAME, {}).items()
    return Budgets.model_validate({key: value for key, value in told if value is not None})


def of(budgets: Budgets, kind: str, path: str = "") -> Budget:
    """The budget of a page by its kind (or a document's name) and path: what is said of the page, its kind, or of all."""
    said = (budgets.pages.get(path), budgets.kinds.get(kind), budgets.default)

    def limit(name: str) -> int:
        return int(next(found for one in said if one and (found := getattr(one, name))))

    return Budget(limit("html"), limit("blocking"), limit("first_view"), limit("requests"))
