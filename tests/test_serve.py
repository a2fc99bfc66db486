"""The site on a writer's own computer: it follows what she writes, and forgives what is not finished."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from conftest import ENVIRONMENT, ROOT, Project


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def wait_for(address: str, text: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if text in read(address):
                return
        except OSError:
            pass
        time.sleep(0.3)
    pytest.fail(f"{text!r} never came on {address}")


@pytest.fixture
def serving(project: Project) -> Iterator[tuple[Project, str]]:
    port = free_port()
    with (project.root / "serve.log").open("w") as output:
        command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, cwd=project.root, env=ENVIRONMENT, stdout=output, stderr=output)
        try:
            wait_for(f"http://127.0.0.1:{port}/", "A home for tests")
            yield project, f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait()


def test_it_follows_the_writer_and_forgives_what_is_not_finished(serving: tuple[Project, str]) -> None:
    project, address = serving
    project.replace("docs/en/start.md", "Text with", "Fresh text with")
    wait_for(address + "start/", "Fresh text with")
    page = read(address + "start/")
    assert "Content-Security-Policy" not in page, "MkDocs puts a script into each page"
    assert "This page:" not in page and "{size}" not in page, "what a page weighs is known when it is made"
    project.replace("docs/en/start.md", "about/index.md", "about/nothing.md")
    end = time.monotonic() + 30
    while "about/nothing.md" not in (said := (project.root / "serve.log").read_text()) and time.monotonic() < end:
        time.sleep(0.3)
    assert re.search(r'docs/en/start\.md:29 – there is no page "about/nothing\.md"', said), said
    assert "Fresh text with" in read(address + "start/"), "the last good page is still there"
    assert "Traceback" not in said
    project.replace("docs/en/start.md", "about/nothing.md", "about/index.md")
    project.replace("docs/en/start.md", "Fresh text with", "Mended text with")
    wait_for(address + "start/", "Mended text with")


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "scripts/hub", "serve", "--port", str(port)]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 2
    assert result.stderr.strip() == f"hub – port {port} is in use – type: python3 scripts/hub serve --port {port + 1}"
