"""The first minute on a new machine: what a person is told when something is missing."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from hub import environment
from hub.environment import CannotPrepare

OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 9, 2)
sys.argv = ["scripts/hub", "serve"]
runpy.run_path("scripts/hub", run_name="__main__")
"""


def test_an_old_python_gets_one_line_and_exit_2() -> None:
    result = subprocess.run([sys.executable, "-c", OLD_PYTHON], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "3.11.2" in result.stderr and "3.9.2" in result.stderr and "type:" in result.stderr


def test_a_missing_venv_module_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(CannotPrepare, match="sudo apt install python3-venv"):
        environment.prepare_tests()
    assert not (tmp_path / ".venv").exists()


def test_no_network_says_to_connect(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/nothing")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("PIP_RETRIES", "0")
    with pytest.raises(CannotPrepare, match="connect to the internet") as raised:
        environment.prepare_tests()
    assert "\n" not in str(raised.value)


def test_a_tampered_package_is_not_called_a_bad_connection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("six==1.16.0 --hash=sha256:" + "0" * 64 + "\n")
    with pytest.raises(CannotPrepare, match="do not go on"):
        environment._install(lock)
    (environment.VENV / "hub-requirements.log").unlink()


def test_no_browser_and_no_right_to_install_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("HUB_BROWSER", raising=False)
    monkeypatch.setattr(environment, "MAC_BROWSER", Path("/nowhere"))
    with pytest.raises(CannotPrepare, match="sudo apt install chromium"):
        environment.find_browser(install=True)


def test_nothing_brings_in_properdocs() -> None:
    """mike builds with it instead of MkDocs as soon as it is there."""
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.version("properdocs")
    assert not any("properdocs" in lock.read_text() for lock in ROOT.glob("requirements*.txt"))


def test_what_is_installed_fits_together() -> None:
    result = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_every_locked_package_has_a_hash_and_names_no_host() -> None:
    for name in ("requirements.txt", "requirements-test.txt", "requirements-editions.txt"):
        text = (ROOT / name).read_text()
        assert text.count("--hash=sha256:") >= text.count("==")
        assert "://" not in text


@pytest.mark.parametrize("verb", ["serve", "build", "check", "new", "test", "release", "bench"])
def test_help_of_each_verb_has_an_example(verb: str) -> None:
    result = subprocess.run([sys.executable, "scripts/hub", verb, "--help"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0
    assert f"Example: python3 scripts/hub {verb}" in " ".join(result.stdout.split())


def test_an_unknown_verb_is_wrong_use() -> None:
    result = subprocess.run([sys.executable, "scripts/hub", "srve"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
