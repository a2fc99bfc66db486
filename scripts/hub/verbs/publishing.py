"""The verbs of who publishes."""

from __future__ import annotations

import argparse
import sys

from hub import checking, environment
from hub.environment import ROOT
from hub.verbs import PROG, Adder


def add(verb: Adder) -> None:
    release = verb("release", _release, "publish a version on the branch gh-pages", "release 2026.11 --push")
    release.add_argument(
        "version", help="year.month (2026.11; a second one that month: 2026.11.1), or dev for a preview"
    )
    release.add_argument("--editions", action="store_true", help="make the files to keep as well (see editions)")
    release.add_argument(
        "--push", action="store_true", help="send the branch and the version's tag to origin afterwards"
    )
    release.add_argument("--replace", action="store_true", help="make a version anew that is published; needs --reason")
    release.add_argument("--reason", default="", help="why it is replaced: readers of the changelog are told")
    release.add_argument(
        "--verify",
        action="store_true",
        help="publish nothing: build a published version from its tag once more and compare the two",
    )


def _release(options: argparse.Namespace) -> int:
    from hub import publishing  # mike is slow to load, and the other verbs do without

    try:
        return _verify(options.version) if options.verify else _publish(options)
    except publishing.CannotPublish as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return problem.code


def _publish(options: argparse.Namespace) -> int:
    from hub import publishing, releases

    if options.replace != bool(options.reason.strip()):
        raise publishing.CannotPublish(
            "to replace a version takes both, and the reason is published – type: "
            f'{PROG} release {options.version} --replace --reason "A number on page … was wrong"'
        )
    if checking.report():
        return 1
    if options.editions:
        environment.prepare_editions()
    done = releases.release(ROOT, options.version, options.push, options.editions, options.reason.strip())
    if done.news:
        print(f"\n{done.news}")
    sent = " and was sent to origin." if options.push else f". Send it with: {done.send}"
    print(f"{options.version} is on the branch {publishing.BRANCH}{sent}")
    return 0


def _verify(version: str) -> int:
    from hub import verifying

    done = verifying.verify(ROOT, version)
    for line in done.differences:
        print(line)
    if done.differences:
        print(
            f"{checking.count(len(done.differences), 'difference')} in {checking.count(done.files, 'file')}.",
            file=sys.stderr,
        )
        return 1
    print(f"{version} is the same as what its tag gives, {checking.count(done.files, 'file')}.")
    return 0
