"""How far long work has come, for the person at the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

#: One line up, and empty it.
_CLEAR = "\033[1A\033[2K\r"


@contextmanager
def bar(total: int, label: str) -> Iterator[Callable[[int], None]]:
    """A bar that is there while the work goes on and leaves nothing behind; gives what to call with the steps done.

    It stands on the error stream, so that what is printed stays whole, and only where a person sees it: not in a
    file, a pipe or a workflow.
    """
    if not sys.stderr.isatty():
        yield lambda steps: None
        return
    try:
        with click.progressbar(length=total, label=label, file=sys.stderr, show_eta=False, show_pos=True) as shown:
            yield shown.update
    finally:
        click.echo(_CLEAR, file=sys.stderr, nl=False)
