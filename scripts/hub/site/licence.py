"""The licence of the texts, as readers and as programs are told of it."""

from __future__ import annotations

NAME = "CC BY-SA 4.0"
ADDRESS = "https://creativecommons.org/licenses/by-sa/4.0/"
