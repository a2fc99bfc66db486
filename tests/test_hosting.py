"""The servers that "Put a copy on your own server" shows, as they stand there, with our site in them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import ROOT
from hub.site import compressed

TEXT = (ROOT / "docs/en/about/hosting.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(fixture_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site as the page says to make it: compressed, and fetched with git."""
    place = tmp_path_factory.mktemp("hosting") / "hub"
    shutil.copytree(fixture_site, place)
    compressed.write(place)
    (place / ".git").mkdir()
    (place / ".git/config").write_text("secret")
    return place


def example(starts: str) -> str:
    [found] = [one for one in re.findall(r"```\n(.*?)```", TEXT, re.DOTALL) if one.startswith(starts)]
    return str(found)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str) -> str:
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not path and not os.environ.get("CI"):
        pytest.skip(f"{name} is missing – type: sudo apt install {name}")
    assert path, f"install {name} before the tests"
    return path


@contextmanager
def running(command: list[str], port: int, home: Path) -> Iterator[str]:
    log = home / "log"
    with log.open("w") as output:
        process = subprocess.Popen(command, env={**os.environ, "HOME": str(home)}, stdout=output, stderr=output)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home, port = tmp_path_factory.mktemp(request.param), free_port()
    file = home / "configuration"
    if request.param == "nginx":
        told = example("server {").replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/hub", str(folder))
        file.write_text(
            f"daemon off; pid {home}/pid; error_log {home}/errors; events {{}}\n"
            f"http {{ include /etc/nginx/mime.types; client_body_temp_path {home}/b; proxy_temp_path {home}/p;\n"
            f"fastcgi_temp_path {home}/f; uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;\n{told} }}\n"
        )
        # Its workers are another user, and tests' folders are closed to others.
        user = "user root;\n" if os.geteuid() == 0 else ""
        file.write_text(user + file.read_text())
        command = [program("nginx"), "-c", str(file)]
    else:
        told = example("hub.example.org {").replace("hub.example.org", f"http://127.0.0.1:{port}", 1)
        file.write_text("{\n    admin off\n}\n" + told.replace("/srv/hub", str(folder)))
        command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]
    with running(command, port, home) as address:
        yield address


def asked(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_pages_come_with_what_protects_their_readers(server: str, folder: Path) -> None:
    status, headers, body = asked(f"{server}tips/champions/")
    assert status == 200 and body == (folder / "tips/champions/index.html").read_bytes()
    assert headers["Content-Type"].startswith("text/html")
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


def test_embeds_may_be_shown_by_other_sites(server: str) -> None:
    status, headers, _ = asked(f"{server}tips/champions/embed/")
    assert status == 200 and "X-Frame-Options" not in headers


def test_copies_are_sent_that_are_compressed_already(server: str, folder: Path) -> None:
    _, headers, body = asked(f"{server}tips/champions/", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert body == (folder / "tips/champions/index.html.gz").read_bytes()


def test_what_does_not_exist_is_said_in_every_language(server: str, folder: Path) -> None:
    status, _, body = asked(f"{server}no/such/page/")
    assert status == 404 and body == (folder / "404.html").read_bytes()


def test_an_address_without_its_slash_leads_to_the_page(server: str) -> None:
    assert asked(f"{server}tips/champions")[0] == 200


def test_how_the_copy_was_fetched_is_nobodys_business(server: str) -> None:
    status, _, body = asked(f"{server}.git/config")
    assert status == 404 and b"secret" not in body
