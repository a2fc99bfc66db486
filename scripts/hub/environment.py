"""Makes what the other modules run in: ``.venv`` with the locked packages, and a browser for the tests and for the PDF.

Standard library only, because it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BUILD_LOCK = ROOT / "requirements.txt"
EDITIONS_LOCK = ROOT / "requirements-editions.txt"
TEST_LOCK = ROOT / "requirements-test.txt"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MAC_BROWSER = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


class CannotPrepare(Exception):
    """The machine lacks something; the text is one line: what is wrong – what to type."""


def is_inside() -> bool:
    """Whether this Python is the one in ``.venv``."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def run_inside(arguments: list[str]) -> int:
    """Make ``.venv`` if it is missing or out of date, then run the command in it.

    Returns the exit code; 2 with one line on stderr if the environment cannot be made.
    """
    try:
        _prepare([BUILD_LOCK])
    except CannotPrepare as problem:
        print(f"hub – {problem}", file=sys.stderr)
        return 2
    command = [str(_python()), str(ROOT / "scripts" / "hub"), *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def prepare_tests() -> None:
    """Install what the tests need into ``.venv``. Raises `CannotPrepare`."""
    _prepare([BUILD_LOCK, EDITIONS_LOCK, TEST_LOCK])


def prepare_editions() -> None:
    """Install what the editions as PDF and as ZIM need into ``.venv``. Raises `CannotPrepare`."""
    _prepare([BUILD_LOCK, EDITIONS_LOCK])
    # This Python looked into its folders before the packages were there.
    importlib.invalidate_caches()


def find_browser(install: bool = False) -> str:
    """The path of a Chromium-family browser, from ``HUB_BROWSER``, the PATH or Debian's package.

    With ``install`` the package is installed where this user may. Raises `CannotPrepare`.
    """
    for name in filter(None, (os.environ.get("HUB_BROWSER"), *BROWSERS)):
        if path := shutil.which(name):
            return path
    if MAC_BROWSER.exists():
        return str(MAC_BROWSER)
    # Without its recommended fonts, Debian's Chromium may have none to print with.
    if install and _apt_install("chromium", "fonts-liberation") and (path := shutil.which("chromium")):
        return path
    raise CannotPrepare(
        "tests and the PDF need the browser Chromium and this user may not install it – type: sudo apt install chromium"
        " (or set HUB_BROWSER to a Chrome or Chromium)"
    )


def _apt_install(*packages: str) -> bool:
    """Install Debian packages without asking anything; False where that is not possible."""
    if not shutil.which("apt-get"):
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL):
            return False
        prefix = ["sudo", "-n"]
    print(f"hub – installing {' and '.join(packages)} (once) …", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
    ):
        if subprocess.call([*prefix, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment):
            return False
    return True


def _prepare(locks: list[Path]) -> None:
    if not _venv_works():
        _make_venv()
    for lock in locks:
        stamp = VENV / f"hub-{lock.stem}"
        digest = hashlib.sha256(lock.read_bytes()).hexdigest()
        if _read(stamp) != digest:
            _install(lock)
            stamp.write_text(digest)


def _make_venv() -> None:
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotPrepare(
            f"Python's venv module is missing – type: sudo apt install python3-venv (or python{version}-venv)"
        )
    print("hub – first use: making .venv …", file=sys.stderr)
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        last = (made.stderr or made.stdout).strip().splitlines()[-1:] or ["no reason given"]
        raise CannotPrepare(
            f".venv could not be made ({last[0]}) – free some disk space or fix the rights of {ROOT}, then try again"
        )


def _install(lock: Path) -> None:
    print(f"hub – installing the packages of {lock.name} (once, some minutes on a slow line) …", file=sys.stderr)
    log = VENV / f"hub-{lock.stem}.log"
    command = [str(_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    with log.open("w") as output:
        failed = subprocess.call(
            [*command, "--retries", "2", "--timeout", "20", "-r", str(lock)], stdout=output, stderr=subprocess.STDOUT
        )
    if not failed:
        return
    text = log.read_text(errors="replace")
    words = "type: " + " ".join(["python3 scripts/hub", *sys.argv[1:]])
    if "No space left" in text:
        raise CannotPrepare(f"the disk is full – free some space (about 300 MB), then {words}")
    if "HASHES" in text:
        raise CannotPrepare(
            f"a downloaded package is not the one that {lock.name} names – do not go on; report it to the editors"
        )
    raise CannotPrepare(
        f"the packages could not be downloaded – connect to the internet, then {words} (details: {log})"
    )


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _venv_works() -> bool:
    """Whether ``.venv`` still runs here: a moved folder or an upgraded Python breaks it."""
    if not _python().exists():
        return False
    probe = [str(_python()), "-c", "import pip, sys; print(sys.prefix)"]
    answer = subprocess.run(probe, capture_output=True, text=True)
    return answer.returncode == 0 and Path(answer.stdout.strip()).resolve() == VENV.resolve()


def _read(path: Path) -> str | None:
    return path.read_text() if path.exists() else None
