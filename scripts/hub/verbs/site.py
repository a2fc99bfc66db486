"""The verbs that make the site, show it, test it and measure it."""

from __future__ import annotations

import argparse
import math
import os
import re
import socket
import subprocess
import sys
import time

from hub import checking, environment
from hub.environment import ROOT
from hub.verbs import PROG, Adder

#: MkDocs' messages that a person at the screen wants; the rest says what MkDocs is busy with.
_WANTED = re.compile(
    r"^(WARNING|ERROR|CRITICAL|INFO\s+-\s+\[[\d:]+\] (Serving|Browser|Detected|Reloading))|^(Error|Aborted|Config value)|Serving on"
)


def add(verb: Adder) -> None:
    serve = verb("serve", _serve, "show the site on this computer, and again after each change", "serve --port 8001")
    serve.add_argument("--port", type=int, default=8000, help="where to serve it (8000)")
    editions = verb(
        "editions",
        _editions,
        "make the files to keep (EPUB, PDF, ZIM, ZIP, text) in site/editions/",
        "editions --language pt",
    )
    editions.add_argument("--language", action="append", help="only this one, as pt; all of them if it is left out")
    build = verb("build", _build, "make the site in the folder site/", "build --compressed")
    build.add_argument(
        "--compressed", action="store_true", help="with .gz and .br copies, for a server that sends them (see hosting)"
    )
    test = verb("test", _test, "check the code and the built site, in a real browser too", "test tests/checks")
    test.add_argument("words", nargs=argparse.REMAINDER, help="what to hand to pytest instead of everything")
    bench = verb(
        "bench", _bench, "compare weight and build time with a stock Material site of the same texts", "bench reader"
    )
    bench.add_argument(
        "what",
        choices=["reader", "build", "check"],
        help="reader: bytes and requests of pages; build: seconds; check: seconds for a thousand pages in four languages",
    )


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


def _build(options: argparse.Namespace) -> int:
    if checking.report():
        return 1
    start = time.monotonic()
    if _mkdocs("build"):
        return 1
    if options.compressed:
        from hub.site import compressed

        made = compressed.write(ROOT / "site")
        number = checking.count(made.files, "file")
        print(f"Compressed copies of {number}: {made.before / 1e6:.1f} MB become {made.after / 1e6:.1f} MB (.br).")
    print(f"The site is in {ROOT / 'site'} ({time.monotonic() - start:.0f} s).")
    return 0


def _editions(options: argparse.Namespace) -> int:
    environment.prepare_editions()
    from hub.site import editions  # takes what the other verbs do without

    site = ROOT / "site"
    if not site.is_dir() and (code := _build(options)):
        return code
    try:
        made = editions.make(site, languages=options.language or ())
    except editions.CannotMake as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return 2
    for file in made:
        print(f"{file.relative_to(ROOT)} ({math.ceil(file.stat().st_size / 1000)} kB)")
    return 0


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
    # All of it on all processors, a file of tests at a time: what a file shares is made once. Their
    # order is that of tests/conftest.py.
    words = options.words or ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    return 1 if subprocess.call([*python, "pytest", *words], cwd=ROOT) else 0


def _bench(options: argparse.Namespace) -> int:
    environment.prepare_tests()
    os.environ["HUB_BROWSER"] = environment.find_browser(install=True)
    from hub import bench

    print({"reader": bench.reader, "build": bench.build, "check": bench.check}[options.what](ROOT))
    return 0
