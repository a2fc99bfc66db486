"""Asks web addresses whether they still answer, politely. Knows the manners of HTTP, and nothing of the hub.

One request at a time to a host with a pause between two, no body where none is needed; robots.txt (RFC 9309) and
Retry-After (RFC 9110) are obeyed.
"""

from __future__ import annotations

import contextlib
import email.utils
import threading
import time
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from hub.requesting import Reply, Requester, Unasked, clean

REDIRECTS = 5
#: Seconds between two requests to a host.
PAUSE = 1.0
#: Seconds that we wait where a server asks us to. If it asks for more, it is left alone until then, a week at most;
#: if it does not say how long, for an hour.
PATIENCE, WEEK, HOUR = 30.0, 7 * 24 * 3600.0, 3600.0
#: Bytes that are read of a page, and of a robots.txt (what RFC 9309 asks for at least).
_PAGE, _ROBOTS = 4096, 512 * 1024


class Outcome(Enum):
    OK = "ok"
    GONE = "gone"
    UNASKED = "unasked"


@dataclass(frozen=True)
class Answer:
    """What came of asking. ``moved_to`` is where an address that answers moved for good, ``why`` why none was got."""

    outcome: Outcome
    status: int = 0
    moved_to: str = ""
    why: str = ""


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    pause: float = PAUSE


class Asker:
    """Asks addresses through a `Requester`; may be shared by threads.

    ``waits`` holds the hosts that want to be left alone and until when (seconds since 1970), and is added to.
    """

    def __init__(self, requester: Requester, waits: dict[str, float] | None = None, pause: float = PAUSE) -> None:
        self.waits = waits if waits is not None else {}
        self._requester = requester
        self._pause = pause
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}
        self._robots: dict[str, RobotFileParser | str] = {}

    def stop(self) -> None:
        """End what is under way; from then on nothing is asked."""
        self._requester.stop()

    def ask(self, address: str) -> Answer:
        """What an address answers. Never raises for what a server does."""
        try:
            return self._follow(clean(address))
        except Unasked as reason:
            return Answer(Outcome.UNASKED, why=str(reason))
        except ValueError:
            return Answer(Outcome.UNASKED, why="it is no web address")

    def _follow(self, address: str) -> Answer:
        at, moved_to, permanent = address, "", True
        for _ in range(REDIRECTS + 1):
            self._mind_robots(at)
            reply = self._exchange("HEAD", at)
            if reply.status >= 400:  # many servers refuse HEAD, or answer it wrongly
                reply = self._exchange("GET", at)
            target = self._target(at, reply)
            if not target:
                break
            at, permanent = target, permanent and reply.status in (301, 308)
            moved_to = at if permanent else moved_to
        else:
            raise Unasked(f"it redirects more than {REDIRECTS} times")
        if reply.status in (404, 410):
            return Answer(Outcome.GONE, reply.status)
        if not 200 <= reply.status < 300:
            raise Unasked(f"it answers {reply.status}")
        return Answer(Outcome.OK, reply.status, moved_to)

    def _target(self, at: str, reply: Reply) -> str:
        """Where an answer redirects to, or the empty string."""
        if reply.status not in (301, 302, 303, 307, 308) or not reply.location:
            return ""
        try:
            return clean(urljoin(at, reply.location))
        except ValueError:
            raise Unasked("it redirects to what is no web address") from None

    def _mind_robots(self, address: str) -> None:
        origin = urljoin(address, "/")
        if origin not in self._robots:
            try:
                self._robots[origin] = self._read_robots(origin)
            except Unasked as reason:
                self._robots[origin] = f"its robots.txt could not be read: {reason}"
        rules = self._robots[origin]
        if isinstance(rules, str):
            raise Unasked(rules)
        if not rules.can_fetch(self._requester.agent, address):
            raise Unasked("its robots.txt asks programs to stay away")
        with contextlib.suppress(TypeError, ValueError):
            host = self._host(address)
            host.pause = max(host.pause, min(float(rules.crawl_delay(self._requester.agent) or 0), PATIENCE))

    def _read_robots(self, origin: str) -> RobotFileParser:
        at = f"{origin}robots.txt"
        for _ in range(REDIRECTS + 1):
            reply = self._exchange("GET", at, _ROBOTS)
            target = self._target(at, reply)
            if not target:
                break
            at = target
        rules = RobotFileParser()
        if 200 <= reply.status < 300:
            rules.parse(reply.body.decode("utf-8-sig", errors="replace").splitlines())
        elif 400 <= reply.status < 500:
            rules.parse([])  # RFC 9309, 2.3.1.3: no rules
        else:
            raise Unasked(f"it answers {reply.status}")
        return rules

    def _host(self, address: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(urlsplit(address).hostname or "", _Host(pause=self._pause))

    def _exchange(self, method: str, address: str, limit: int = _PAGE) -> Reply:
        """One request when it is its turn, and a second one if the server asks us to come back soon."""
        host, name = self._host(address), urlsplit(address).hostname or ""
        with host.lock:
            for again in (True, False):
                if self.waits.get(name, 0) > time.time():
                    raise Unasked("its server asks to be left alone for now")
                self._rest(host.free_at - time.monotonic())
                try:
                    reply = self._requester.send(method, address, limit)
                finally:
                    host.free_at = time.monotonic() + host.pause
                if reply.status not in (429, 503):
                    return reply
                wait = _seconds(reply.retry_after) if reply.retry_after else (HOUR if reply.status == 429 else 0)
                if again and 0 < wait <= PATIENCE:
                    self._rest(wait)
                    continue
                if wait:
                    self.waits[name] = time.time() + wait
                break
        raise Unasked(f"it answers {reply.status}")

    def _rest(self, seconds: float) -> None:
        if self._requester.stopped.wait(max(seconds, 0)):
            raise Unasked("stopped")


def _seconds(retry_after: str) -> float:
    """Retry-After: a number of seconds, or a date."""
    if retry_after.isascii() and retry_after.isdigit():
        return min(float(retry_after[:9]), WEEK)
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        return min(max(email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time(), 0), WEEK)
    return 0
