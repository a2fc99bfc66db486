"""The verb ``check``: reads the hub, has it checked, and says what was found. Gives exit codes."""

from __future__ import annotations

import datetime
import functools
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hub import checks, fixing, formats, progress, project
from hub.environment import ROOT
from hub.library import Library
from hub.problems import Problem

if TYPE_CHECKING:  # asking other sites is slow to load, and seldom wanted
    from hub.external import Found


def library() -> Library:
    """The hub as the site is made of it. Raises `project.CannotRead`."""
    return project.read(ROOT / "mkdocs.yml")


def report(within: Sequence[str] = (), form: str = "text", fix: bool = False) -> int:
    """Check everything and show what lies within the given files and folders; put right what is mechanical if asked."""
    concerns = functools.partial(_lies_in, within)
    read = library()
    problems, mended = _checked(read, concerns), list[Problem]()
    if fix:
        try:
            mended, problems = fixing.fix(ROOT, problems, lambda: checks.run(library(), concerns))
        except OSError as error:
            name, why = error.filename or "a file", error.strerror or "no reason given"
            print(f"hub – {name} cannot be written ({why}) – see who may write there, and again", file=sys.stderr)
            return 2
    for one in mended:
        print(f"{one.file}:{one.line} – mended: {one.what}", file=sys.stderr)
    if text := formats.FORMATS[form](problems):
        print(text)
    if problems:
        print(f"{count(len(problems), 'problem')} found.", file=sys.stderr)
        mechanical = sum(problem.mend is not None for problem in problems)
        if mechanical and not fix:
            print(f"This puts {mechanical} of them right: python3 scripts/hub check --fix", file=sys.stderr)
        return 1
    if form == "text":
        print(f"No problems in {count(len(read.pages), 'page')} and {count(len(read.languages), 'language')}.")
    return 0


def external(within: Sequence[str], form: str) -> int:
    """Ask the links to other sites that lie within the given files and folders."""
    from hub import external as asked

    found = _asked(library(), within)
    if text := formats.apart(form, asked.groups(found)):
        print(text)
    print(asked.summary(found), file=sys.stderr)
    return 130 if found.stopped else int(bool(found.problems))


def waiting(ask: bool) -> int:
    """Say what waits for somebody (see `reporting`), with or without asking the links to other sites."""
    from hub import reporting

    read = library()
    found = _asked(read) if ask else None
    print(reporting.report(read, datetime.date.today(), found), end="")
    return 130 if found and found.stopped else 0


def count(number: int, noun: str) -> str:
    """*1 page*, *2 pages*."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _asked(read: Library, within: Sequence[str] = ()) -> Found:
    """Ask the links to other sites that lie within the given files and folders."""
    from hub import external as asked

    listed = [link for link in asked.links(read) if _lies_in(within, link.file)]
    return asked.run(listed, os.environ.get("REPO_URL", ""))


def _checked(read: Library, concerns: functools.partial[bool]) -> list[Problem]:
    pages = sum(concerns(page.file) for page in read.pages.values())
    with progress.bar(pages, "Checking") as step:
        return checks.run(read, concerns, step)


def _lies_in(within: Sequence[str], file: str) -> bool:
    """Whether a file is one of these or lies in one of these folders; every file lies in none named."""
    return not within or any(file == path or file.startswith(f"{path.rstrip('/')}/") for path in within)
