"""The command ``python3 scripts/hub VERB``. What its verbs do stands in `verbs`.

Exit codes: 0 fine, 1 problems found, 2 used wrongly or the machine lacks something.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from hub.environment import CannotPrepare
from hub.project import CannotRead
from hub.verbs import PROG, Runner, publishing, site, texts


def main(arguments: Sequence[str]) -> int:
    """Run a verb. Never raises for what a person can cause."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (CannotPrepare, CannotRead) as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROG, description="Everything there is to do with the hub.", allow_abbrev=False
    )
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")

    def verb(name: str, run: Runner, text: str, example: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            epilog=f"Example: {PROG} {example}",
            allow_abbrev=False,
        )
        made.set_defaults(run=run)
        return made

    for group in (texts, site, publishing):
        group.add(verb)
    return parser
