"""The same texts give the same site, byte for byte, whoever builds it, where and when: a release can be checked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import ENVIRONMENT, make_project

#: What differs from one machine to the next, and must not be seen in a site. MkDocs takes the day from the last one.
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "pt_PT.UTF-8",
    "PYTHONHASHSEED": "2",
    "SOURCE_DATE_EPOCH": "981173106",
}
SITE = {"SITE_URL": "https://hub.example/hub/", "REPO_URL": "https://github.com/example/hub"}
EDITIONS = """
import importlib.util, pathlib, sys
if importlib.util.find_spec("hub.site.editions"):
    from hub.site import editions
    editions.make(pathlib.Path(sys.argv[1]))
"""


def test_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    first = make_project(tmp_path / "one")
    first.start_repository()
    second = tmp_path / "somewhere else" / "the second"
    subprocess.run(["git", "clone", "-q", first.root, second], check=True)
    for file in second.rglob("*"):
        if ".git" not in file.parts:
            os.utime(file, (981173106, 981173106))
    one, two = (built(first.root, HERE, 0o022), built(second, THERE, 0o077))
    assert one.keys() == two.keys(), sorted(one.keys() ^ two.keys())
    assert "index.html" in one and "pt/feed.xml" in one
    different = [name for name in sorted(one) if one[name] != two[name]]
    assert not different, f"{different[0]}: {around(one[different[0]], two[different[0]])}"


def built(root: Path, variables: dict[str, str], umask: int) -> dict[str, bytes]:
    """Every file of the site, and of its editions."""
    variables = {**ENVIRONMENT, **SITE, **variables, "PYTHONPATH": str(root / "scripts")}
    for command in (["-m", "mkdocs", "build"], ["-c", EDITIONS, "site"]):
        done = subprocess.run(
            [sys.executable, *command], cwd=root, env=variables, umask=umask, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    site = root / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def around(one: bytes, two: bytes) -> tuple[bytes, bytes]:
    """Where two files part."""
    at = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return one[max(0, at - 40) : at + 40], two[max(0, at - 40) : at + 40]
