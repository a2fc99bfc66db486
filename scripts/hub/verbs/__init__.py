"""The verbs of the command, a module for those that belong together: arguments in, lines on the screen and an exit code out."""

from __future__ import annotations

import argparse
from typing import Protocol

PROG = "python3 scripts/hub"


class Adder(Protocol):
    """Adds a verb to the command and returns its parser: its name, what runs it, what it does, an example of its words."""

    def __call__(self, name: str, run: Runner, text: str, example: str) -> argparse.ArgumentParser: ...


class Runner(Protocol):
    """What a verb does; returns the exit code."""

    def __call__(self, options: argparse.Namespace, /) -> int: ...
