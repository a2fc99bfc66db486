"""The verbs of ``python3 scripts/hub VERB``: arguments in, lines on the screen and an exit code out.

Exit codes: 0 fine, 1 problems found, 2 used wrongly or the machine lacks something.
"""

from __future__ import annotations

import argparse
import functools
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hub import checking, drafts, environment, formats, translating
from hub.environment import ROOT, CannotPrepare
from hub.library import Library
from hub.problems import shown
from hub.project import CannotRead

PROG = "python3 scripts/hub"
#: MkDocs' messages that a person at the screen wants; the rest says what MkDocs is busy with.
_WANTED = re.compile(
    r"^(WARNING|ERROR|CRITICAL|INFO\s+-\s+\[[\d:]+\] (Serving|Browser|Detected|Reloading))|^(Error|Aborted|Config value)|Serving on"
)


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

    def verb(name: str, run: Callable[[argparse.Namespace], int], text: str, example: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            epilog=f"Example: {PROG} {example}",
            allow_abbrev=False,
        )
        made.set_defaults(run=run)
        return made

    serve = verb("serve", _serve, "show the site on this computer, and again after each change", "serve --port 8001")
    serve.add_argument("--port", type=int, default=8000, help="where to serve it (8000)")
    verb("build", _build, "make the site in the folder site/", "build")
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
    test = verb("test", _test, "check the code and the built site, in a real browser too", "test tests/checks")
    test.add_argument("words", nargs=argparse.REMAINDER, help="what to hand to pytest instead of everything")
    status = verb("status", _status, "say what is left to translate", "status pt")
    status.add_argument("language", nargs="?", help="the code of one language, as pt")
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
    release = verb("release", _release, "publish a version on the branch gh-pages", "release 2026.11 --push")
    release.add_argument(
        "version", help="year.month (2026.11; a second one that month: 2026.11.1), or dev for a preview"
    )
    release.add_argument("--push", action="store_true", help="send the branch to origin afterwards")
    bench = verb(
        "bench", _bench, "compare weight and build time with a stock Material site of the same texts", "bench reader"
    )
    bench.add_argument(
        "what",
        choices=["reader", "build", "check"],
        help="reader: bytes and requests of pages; build: seconds; check: seconds for a thousand pages in four languages",
    )
    return parser


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


def _build(_: argparse.Namespace) -> int:
    if checking.report():
        return 1
    start = time.monotonic()
    if _mkdocs("build"):
        return 1
    print(f"The site is in {ROOT / 'site'} ({time.monotonic() - start:.0f} s).")
    return 0


def _serve(options: argparse.Namespace) -> int:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", options.port)) == 0:
            print(
                f"hub – port {options.port} is in use – type: {PROG} serve --port {options.port + 1}", file=sys.stderr
            )
            return 2
    if checking.report():
        return 1
    print("Building; stop with Ctrl+C.", file=sys.stderr)
    return _mkdocs("serve", "--dev-addr", f"127.0.0.1:{options.port}", "--watch", "overrides", "--watch", "docs/data")


def _mkdocs(*words: str) -> int:
    """Run MkDocs and pass on what a person wants to read of what it says."""
    environment_ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", *words]
    with subprocess.Popen(command, cwd=ROOT, env=environment_, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if not line.startswith(("INFO", "DEBUG")) or _WANTED.search(line):
                    print(re.sub(r"^(INFO|ERROR|WARNING)\s+-\s+", "", line.rstrip()), file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            process.terminate()
            return 0
    return process.returncode


def _test(options: argparse.Namespace) -> int:
    environment.prepare_tests()
    os.environ["HUB_BROWSER"] = environment.find_browser(install=True)
    python = [sys.executable, "-m"]
    if not options.words:
        for name, words in (("ruff", ["check", "."]), ("ruff", ["format", "--check", "."]), ("mypy", [])):
            if subprocess.call([*python, name, *words], cwd=ROOT):
                return 1
    # All of it on all processors, a file of tests at a time: what a file shares is made once.
    words = options.words or ["-n", "auto", "--dist", "loadfile"]
    return 1 if subprocess.call([*python, "pytest", *words], cwd=ROOT) else 0


def _status(options: argparse.Namespace) -> int:
    return _translating(lambda library: translating.status(library, options.language))


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


def _release(options: argparse.Namespace) -> int:
    from hub import releases

    try:
        releases.release(ROOT, options.version, push=options.push)
    except releases.CannotRelease as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return problem.code
    print(
        f"{options.version} is on the branch {releases.BRANCH}."
        + ("" if options.push else f" Send it with: git push origin {releases.BRANCH}")
    )
    return 0


def _bench(options: argparse.Namespace) -> int:
    environment.prepare_tests()
    os.environ["HUB_BROWSER"] = environment.find_browser(install=True)
    from hub import bench

    print({"reader": bench.reader, "build": bench.build, "check": bench.check}[options.what](ROOT))
    return 0
