"""The verbs of who writes and translates."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable
from pathlib import Path

from hub import checking, drafts, formats, translating
from hub.environment import ROOT
from hub.library import Library
from hub.problems import shown
from hub.verbs import PROG, Adder


def add(verb: Adder) -> None:
    check = verb("check", _check, "check the texts, without making the site", "check docs/pt/tips --format json")
    check.add_argument("paths", nargs="*", metavar="PATH", help="only what these files or folders hold")
    check.add_argument("--format", choices=sorted(formats.FORMATS), default="text", help="how to say it (text)")
    what = check.add_mutually_exclusive_group()
    what.add_argument("--fix", action="store_true", help="put right what is mechanical, and say what is left")
    what.add_argument("--external", action="store_true", help="ask the links to other sites instead; takes time")
    new = verb(
        "new", _new, "start a page: a draft and its place in the navigation", 'new case-study "Title" --country KE'
    )
    new.add_argument("kind", choices=sorted(drafts.SHAPES), help="what the page is")
    new.add_argument("title", nargs="?", help="the page's name; asked for if it is left out")
    new.add_argument("--summary", help="one or two sentences that say what the reader gets; asked for too")
    new.add_argument("--country", help="of a case study: its code of two letters, as KE; asked for too")
    new.add_argument("--section", default="", help="of a plain page: where in the navigation it goes (about)")
    new.add_argument("--slug", default="", help="the file's name, where the title makes no good one")
    status = verb("status", _status, "say what is left to translate", "status pt")
    status.add_argument("language", nargs="?", help="the code of one language, as pt")
    report = verb("report", _report, "say what waits for somebody, as Markdown for an issue", "report --external")
    report.add_argument("--external", action="store_true", help="ask the links to other sites too; takes time")
    translate = verb(
        "translate",
        _translate,
        "begin the translation of a page, or show what has changed since it was translated",
        "translate pt case-studies/kenya",
    )
    translate.add_argument("language", help="the code of the language, as pt")
    translate.add_argument("page", help="the page, as case-studies/kenya")
    translate.add_argument(
        "--done",
        nargs="*",
        metavar="SECTION",
        help="note that these sections, by the id of their heading, are up to date; all of them where none is named",
    )


def _check(options: argparse.Namespace) -> int:
    missing = [path for path in options.paths if not Path(path).exists()]
    if missing:
        print(f"hub – there is no file or folder {missing[0]} – write a path such as docs/en/tips", file=sys.stderr)
        return 2
    within = [shown(Path(path), ROOT) for path in options.paths]
    if options.external:
        return checking.external(within, options.format)
    return checking.report(within, options.format, options.fix)


def _new(options: argparse.Namespace) -> int:
    library = checking.library()
    given = {key: str(getattr(options, key) or "").strip() for key in ("title", "summary", "country")}
    missing = [key for key in drafts.needed(options.kind) if not given[key]]
    try:
        if missing and not sys.stdin.isatty():
            add = {"title": '"The title"', "summary": '--summary "What the reader gets"', "country": "--country KE"}
            what = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
            raise drafts.CannotStart(f"{what} – add: {' '.join(add[key] for key in missing)}")
        for key in missing:
            given[key] = _asked(key, functools.partial(_wrong, library, options.kind, key))
        path = drafts.start(library, options.kind, given, options.section, options.slug)
    except drafts.CannotStart as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return 2
    print(shown(path, ROOT))
    print(f"Write your text there, then type: {PROG} check {shown(path, ROOT)}")
    return 0


def _wrong(library: Library, kind: str, key: str, value: str) -> str | None:
    return drafts.fault(library, kind, {key: value})


def _asked(key: str, fault: Callable[[str], str | None]) -> str:
    """What a person types for a key, asked for again until it may stand."""
    while True:
        try:
            value = input(f"{key.capitalize()}: ").strip()
        except EOFError:
            raise drafts.CannotStart(f"no {key} was given, and nothing was written – start again") from None
        if not (wrong := fault(value)):
            return value
        print(wrong)


def _status(options: argparse.Namespace) -> int:
    return _translating(lambda library: translating.status(library, options.language))


def _report(options: argparse.Namespace) -> int:
    return checking.waiting(options.external)


def _translate(options: argparse.Namespace) -> int:
    if options.done is None:
        return _translating(lambda library: translating.begin(library, options.language, options.page))
    return _translating(lambda library: translating.finish(library, options.language, options.page, options.done))


def _translating(work: Callable[[Library], list[str]]) -> int:
    try:
        print("\n".join(work(checking.library())))
    except translating.CannotTranslate as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return 2
    return 0
