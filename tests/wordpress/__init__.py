"""A real WordPress for the length of a test: Debian's files in a folder of its own, with a database and a server there.

Nothing of the machine's own is used or changed but the packages' files, and nothing is fetched from elsewhere.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HERE = Path(__file__).parent
FILES = Path("/usr/share/wordpress")
EDITOR, PASSWORD = "editor", "only on this machine"
#: What must be there → the package of Debian that brings it.
_NEEDED = {
    FILES / "wp-load.php": "wordpress",
    FILES / "wp-content/themes/twentytwentyone": "wordpress-theme-twentytwentyone",
    FILES / "wp-content/themes/twentytwentythree": "wordpress-theme-twentytwentythree",
    Path("/usr/sbin/mariadbd"): "mariadb-server",
    Path("/usr/bin/mariadb-install-db"): "mariadb-server",
    Path("/usr/bin/php"): "php-cli",
}
_EXTENSIONS = {"mysqli": "php-mysql", "xml": "php-xml", "curl": "php-curl"}


@dataclass(frozen=True)
class WordPress:
    """``address`` ends in a slash; ``version`` is what WordPress calls itself."""

    address: str
    version: str

    def post(self, slug: str, theme: str) -> str:
        return f"{self.address}?name={slug}&theme={theme}"


def missing() -> list[str]:
    """The packages that have to be installed first."""
    packages = {package for file, package in _NEEDED.items() if not file.exists()}
    if shutil.which("php"):
        there = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.lower().split()
        packages |= {package for name, package in _EXTENSIONS.items() if name not in there}
    else:
        packages |= set(_EXTENSIONS.values())
    return sorted(packages)


@contextmanager
def running(folder: Path, posts: Mapping[str, str]) -> Iterator[WordPress]:
    """Install and serve it, with these posts: what stands in their address → their text, as the editor writes it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    files = folder / "wordpress"
    shutil.copytree(FILES, files)
    (files / "wp-content/mu-plugins").mkdir()
    shutil.copy(HERE / "local.php", files / "wp-content/mu-plugins")
    # Browsers ask every site for an icon.
    (files / "favicon.ico").touch()
    # Paths of sockets may have a hundred characters only, and those of a test's folder have more.
    connection = f"/tmp/hub-wordpress-{port}.sock"  # noqa: S108
    (files / "wp-config.php").write_text(_config(address, connection))
    with _database(folder / "database", connection):
        given = {"address": address, "password": PASSWORD, "posts": posts}
        version = subprocess.run(
            ["php", HERE / "install.php", files], input=json.dumps(given), text=True, capture_output=True, check=True
        ).stdout
        server = ["php", "-d", "display_errors=0", "-S", f"127.0.0.1:{port}", "-t", str(files)]
        with _started(server, folder / "php.log"):
            _wait(lambda: bool(urlopen(f"{address}wp-includes/version.php").status))
            yield WordPress(address, version)


def _config(address: str, connection: str) -> str:
    constants = {
        "DB_NAME": "wordpress",
        "DB_USER": "wordpress",
        "DB_PASSWORD": "",
        "DB_HOST": f"localhost:{connection}",
        "DB_CHARSET": "utf8mb4",
        "WP_HOME": address.removesuffix("/"),
        "WP_SITEURL": address.removesuffix("/"),
        "DISABLE_WP_CRON": True,
        # No look for newer versions.
        "WP_HTTP_BLOCK_EXTERNAL": True,
        "WP_ACCESSIBLE_HOSTS": "127.0.0.1",
    }
    lines = [f"define('{name}', {json.dumps(value)});" for name, value in constants.items()]
    return "\n".join(
        [
            "<?php",
            *lines,
            "$table_prefix = 'wp_';",
            "define('ABSPATH', __DIR__ . '/');",
            "require ABSPATH . 'wp-settings.php';",
        ]
    )


@contextmanager
def _database(data: Path, connection: str) -> Iterator[None]:
    """MariaDB without a network, for one user without a password: only this machine's folder leads to it."""
    common = ["--no-defaults", f"--datadir={data}", f"--user={getuser()}"]
    subprocess.run(
        ["mariadb-install-db", *common, "--skip-test-db", "--auth-root-authentication-method=normal"],
        check=True,
        capture_output=True,
    )
    start = data.parent / "start.sql"
    start.write_text(
        "CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4;\n"
        "CREATE USER IF NOT EXISTS wordpress@localhost;\n"
        "GRANT ALL ON wordpress.* TO wordpress@localhost;\n"
    )
    command = ["/usr/sbin/mariadbd", *common, f"--socket={connection}", "--skip-networking", f"--init-file={start}"]
    with _started([*command, f"--pid-file={data}/pid"], data.parent / "mariadb.log"):
        _wait(lambda: Path(connection).is_socket())
        yield


@contextmanager
def _started(command: list[str], log: Path) -> Iterator[None]:
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def _wait(ready: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            if ready():
                return
        except (URLError, ConnectionError):
            pass
        if time.monotonic() > end:
            raise TimeoutError("it did not start")
        time.sleep(0.1)
