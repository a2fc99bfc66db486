"""A small server that behaves like the hosts we publish on: gzip, one 404 page for the whole site, nothing else.

For tests and measurements only; it listens on this machine alone.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


@contextmanager
def serving(
    folder: Path, mount: str = "/", headers: Callable[[str], Mapping[str, str]] = lambda path: {}
) -> Iterator[str]:
    """Serve a folder under a path; gives the address of its root, with a slash at the end.

    ``headers`` says by the path of an address what else is sent with it.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, body: bool) -> None:
            path = unquote(urlsplit(self.path).path)
            file = self._file(path.removeprefix(mount)) if path.startswith(mount) else None
            if file and file.is_dir():
                self.send_response(301)
                self.send_header("Location", path + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            status = 200
            if file is None or not file.exists():
                status, file = 404, folder / "404.html"
            content = file.read_bytes() if file.exists() else b"404"
            self.send_response(status)
            self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
            # As GitHub Pages does: what is public may be read from any site, also from a frame in a sandbox.
            common = {"Cache-Control": "max-age=600", "Access-Control-Allow-Origin": "*"}
            for name, value in {**common, **headers(path)}.items():
                self.send_header(name, value)
            if file.suffix in _COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
                content = gzip.compress(content, 6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if body:
                self.wfile.write(content)

        def _file(self, relative: str) -> Path | None:
            file = (folder / relative).resolve()
            if not file.is_relative_to(folder.resolve()):
                return None
            return file / "index.html" if relative.endswith("/") or not relative else file

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{mount}"
    finally:
        server.shutdown()
        server.server_close()
