"""The verbs of who publishes."""

from __future__ import annotations

import argparse
import sys

from hub import checking, environment, forms
from hub.environment import ROOT
from hub.verbs import PROG, Adder
from hub.withdrawn import CATEGORIES


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
    withdraw = verb(
        "withdraw",
        _withdraw,
        "take a page back everywhere; shows what it would do until --yes",
        "withdraw case-studies/name --reason safety --yes",
    )
    withdraw.add_argument("page", help="the page, as case-studies/name")
    withdraw.add_argument(
        "--reason", required=True, choices=CATEGORIES, help="all that readers are told of why; no more is ever said"
    )
    withdraw.add_argument("--yes", action="store_true", help="do it, and do not only show it")
    withdraw.add_argument(
        "--purge-history", action="store_true", help="leave the branch gh-pages without its earlier commits too"
    )
    issue_forms = verb("forms", _forms, "make the forms for issues from .github/forms.yml", "forms")
    issue_forms.add_argument(
        "--labels", action="store_true", help="show the labels instead: name, colour, what it is for, with tabs between"
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


def _withdraw(options: argparse.Namespace) -> int:
    from hub import publishing, withdrawing

    environment.prepare_editions()
    try:
        done = withdrawing.withdraw(ROOT, options.page, options.reason, options.purge_history, options.yes)
    except publishing.CannotPublish as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return problem.code
    for version, number in done.versions.items():
        print(f"{version}: {checking.count(number, 'file')} of the branch {publishing.BRANCH}")
    if not done.versions:
        print(f"no version on the branch {publishing.BRANCH} has the page")
    for file, what in done.files.items():
        print(f"{file} {what}")
    looked = done.looked
    print(
        f"Looked for {checking.count(done.phrases, 'phrase')} of it in {checking.count(looked.files, 'file')},"
        " also in what is packed: nothing is left."
    )
    for line in looked.unread:
        print(f"Not looked into: {line}")
    if not options.yes:
        words = " --purge-history" if options.purge_history else ""
        print(
            f"\nNothing was changed. To do it, type: {PROG} withdraw {options.page} --reason {options.reason}{words} --yes"
        )
        return 0
    print("\nThe page was taken back here. What is left to do by hand:")
    print("- Send the sources: git push" + (f"\n- Send the versions: {done.send}" if done.send else ""))
    if done.versions and not options.purge_history:
        print(
            f"- Earlier commits of {publishing.BRANCH} still hold it. To leave them behind, type: "
            f"{PROG} withdraw {options.page} --reason {options.reason} --purge-history --yes"
        )
    if options.purge_history:
        print(
            "- In this clone, git keeps what nothing leads to for some weeks: git reflog expire --expire=now --all && git gc --prune=now"
        )
    print("".join(f"- {line}\n" for line in withdrawing.BY_HAND), end="")
    return 0


def _forms(options: argparse.Namespace) -> int:
    if options.labels:
        print("\n".join("\t".join(label) for label in forms.labels(checking.library())))
        return 0
    changed = forms.write(checking.library())
    print("\n".join(f"{forms.FOLDER}/{name}" for name in changed) if changed else "All forms are as their data say.")
    return 0
