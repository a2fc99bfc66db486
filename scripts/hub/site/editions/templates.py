"""The frames of the editions: ``overrides/editions/``, filled in with what a book holds."""

from __future__ import annotations

import functools

import jinja2

from hub.environment import ROOT

_FOLDER = ROOT / "overrides" / "editions"


def render(template: str, /, **values: object) -> str:
    """A template filled in; what is not called safe is escaped. The same rules hold for XML."""
    return _environment().get_template(template).render(**values)


def raw(name: str) -> str:
    """A file as it stands there: styles and scripts."""
    return (_FOLDER / name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
