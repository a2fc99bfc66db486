"""``mkdocs.yml`` as MkDocs reads it, and one sentence where it does not: its own messages are for programmers."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from hub import mappings
from hub.environment import CannotPrepare

_NAME = "mkdocs.yml"
_VALUE = re.compile(r"Config value '(\w+)'")


def read(root: Path) -> MkDocsConfig:
    """The configuration of a project. Raises `CannotPrepare` where there is none that can be used."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    heard = _Heard()
    log = logging.getLogger("mkdocs")
    propagates, log.propagate = log.propagate, False
    log.addHandler(heard)
    try:
        config = load_config(str(root / _NAME))
    except Exception as error:  # plugins raise what they like
        raise CannotPrepare(_sentence(root, error, heard.keys)) from None
    finally:
        log.removeHandler(heard)
        log.propagate = propagates
    if "i18n" not in config.plugins:
        raise CannotPrepare(f"{_NAME}:1 – the list of languages is missing – write i18n: and languages: below plugins:")
    return config


def _sentence(root: Path, error: Exception, keys: list[str]) -> str:
    try:
        text = (root / _NAME).read_text(encoding="utf-8")
    except OSError:
        return f"{_NAME} cannot be opened – restore it; git checkout {_NAME} brings back the last one"
    except UnicodeDecodeError:
        return f"{_NAME}:1 – the file is not saved as UTF-8 – save it again with the encoding UTF-8"
    if hasattr(error.__cause__, "problem_mark") or hasattr(error.__cause__, "position"):
        line, what = mappings.line_of(error.__cause__, text), mappings.in_plain_words(error.__cause__)
        return (
            f"{_NAME}:{line} – this is not valid YAML ({what}) – compare this line and the one above it with the others"
        )
    cure = f"write it as it was; git diff {_NAME} shows what has changed"
    if not keys:
        return f"{_NAME}:1 – MkDocs cannot use this file – {cure}"
    line = next((at for at, one in enumerate(text.split("\n"), 1) if one.startswith(f"{keys[0]}:")), 1)
    return f'{_NAME}:{line} – MkDocs cannot use the value of "{keys[0]}" – {cure}'


class _Heard(logging.Handler):
    """Keeps which keys MkDocs complains of."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.keys: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.keys += _VALUE.findall(record.getMessage())
