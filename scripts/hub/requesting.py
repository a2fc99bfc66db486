"""One request to a web address, safely: addresses are contributed, and servers answer what they like.

Nothing inside this machine's networks is ever asked, whatever a name resolves to, and no server can keep us waiting.
Redirects are not followed here.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

#: Seconds for a server to say something, and for a whole answer.
TIMEOUT, DEADLINE = 10.0, 25.0
#: Of the IP addresses of a name, how many are tried.
_TRIED = 3
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}")
_SAFE = "/%:@!$&'()*+,;=~-._"
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Unasked(Exception):
    """Why an address could not be asked, as the rest of a sentence."""


@dataclass(frozen=True)
class Reply:
    """What a server answered. ``location`` and ``retry_after`` are the fields of that name, or empty."""

    status: int
    location: str
    retry_after: str
    body: bytes


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the public internet, also where IPv6 wraps another address."""
    one = ipaddress.ip_address(number)
    inner: ipaddress.IPv4Address | None = None
    if isinstance(one, ipaddress.IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        inner = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF) if one in _NAT64 else inner
    return all(number.is_global and not number.is_multicast for number in (one, inner) if number)


def clean(address: str) -> str:
    """A web address as it is sent: ASCII, without name, password and the place on the page.

    Raises ValueError for what is none.
    """
    parts = urlsplit(address.strip())
    name = parts.hostname or ""
    host = name if name.isascii() else name.encode("idna").decode()
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise ValueError("not a web address")
    place = (f"[{host}]" if ":" in host else host) + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, place, quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE + "?"), ""))


class Requester:
    """Sends requests; may be shared by threads. ``may_reach`` decides on an IP address."""

    def __init__(self, agent: str, may_reach: Callable[[str], bool] = is_public, deadline: float = DEADLINE) -> None:
        self.agent = agent
        self.stopped = threading.Event()
        self._may_reach = may_reach
        self._deadline = deadline
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._secure = ssl.create_default_context()

    def stop(self) -> None:
        """End what is under way; from then on nothing is asked."""
        self.stopped.set()
        with self._lock:
            for line in self._open:
                _shut(line)

    def send(self, method: str, address: str, limit: int) -> Reply:
        """One answer with at most ``limit`` bytes of its body. ``address`` is a clean one. Raises `Unasked`."""
        late = threading.Event()
        try:
            return self._send(method, address, limit, late)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unasked("stopped" if self.stopped.is_set() else _reason(error, late.is_set())) from None

    def _send(self, method: str, address: str, limit: int, late: threading.Event) -> Reply:
        parts = urlsplit(address)
        name, secure = parts.hostname or "", parts.scheme == "https"
        line = self._connect(name, parts.port or (443 if secure else 80))
        connection = http.client.HTTPConnection(name, parts.port, timeout=TIMEOUT)
        if secure:
            line = self._secure.wrap_socket(line, server_hostname=name, do_handshake_on_connect=False)
            connection = http.client.HTTPSConnection(name, parts.port, timeout=TIMEOUT, context=self._secure)

        def end() -> None:
            late.set()
            _shut(line)

        timer = threading.Timer(self._deadline, end)
        timer.daemon = True
        with line:
            with self._lock:
                self._open.add(line)
            timer.start()
            try:
                if isinstance(line, ssl.SSLSocket):
                    line.do_handshake()
                connection.sock = line
                headers = {"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
                connection.request(method, urlunsplit(("", "", parts.path, parts.query, "")), headers=headers)
                with connection.getresponse() as got:
                    body = got.read(limit)
                    if late.is_set() or self.stopped.is_set():
                        raise TimeoutError  # what was cut off looks like a short answer
                    return Reply(got.status, got.getheader("Location", ""), got.getheader("Retry-After", ""), body)
            finally:
                timer.cancel()
                with self._lock:
                    self._open.discard(line)

    def _connect(self, name: str, port: int) -> socket.socket:
        # The numbers that were looked at are the ones that are used: a second look-up could give others.
        numbers = [str(found[4][0]) for found in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
        if not all(map(self._may_reach, numbers)):
            raise Unasked("it leads into a private network")
        failed: OSError | None = None
        for number in numbers[:_TRIED]:
            try:
                return socket.create_connection((number, port), timeout=TIMEOUT)
            except OSError as error:
                failed = error
        raise failed or OSError


def _shut(line: socket.socket) -> None:
    """End a conversation from another thread; an SSL socket's own way would change it under the one that reads."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _reason(error: Exception, late: bool) -> str:
    if late or isinstance(error, TimeoutError):
        return "it gave no answer in time"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "nobody knows its host"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(error, ssl.SSLError):
        return "no safe connection could be made"
    return "it could not be reached" if isinstance(error, OSError) else "its answer cannot be read"
