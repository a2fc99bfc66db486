"""The verbs of who publishes."""

from __future__ import annotations

import argparse
import sys

from hub.environment import ROOT
from hub.verbs import Adder


def add(verb: Adder) -> None:
    release = verb("release", _release, "publish a version on the branch gh-pages", "release 2026.11 --push")
    release.add_argument(
        "version", help="year.month (2026.11; a second one that month: 2026.11.1), or dev for a preview"
    )
    release.add_argument("--push", action="store_true", help="send the branch to origin afterwards")


def _release(options: argparse.Namespace) -> int:
    from hub import publishing, releases  # mike is slow to load, and the other verbs do without

    try:
        releases.release(ROOT, options.version, push=options.push)
    except publishing.CannotPublish as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return problem.code
    print(
        f"{options.version} is on the branch {publishing.BRANCH}."
        + ("" if options.push else f" Send it with: git push origin {publishing.BRANCH}")
    )
    return 0
