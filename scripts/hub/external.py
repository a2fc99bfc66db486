"""Links to other sites: which there are, and whether they still lead somewhere.

Needs the network and time, so nothing else asks for it: no build and no check of a change depends on other people's
servers. What answered is kept for a week in a file of the user's, so that a second run asks only for the rest.
"""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from hub import markup
from hub.asking import WEEK, Answer, Asker, Outcome
from hub.checks.privacy import flat
from hub.formats import ERROR, NOTICE, WARNING
from hub.library import Library
from hub.problems import Problem
from hub.progress import bar
from hub.requesting import Requester, clean

#: Hosts that are asked at the same time.
HOSTS = 8
_SOURCES = "docs/data/sources.bib"
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\[\]{}|\\^]{1,2000}+")
_BRACKETS = re.compile(r"<(https?://[^\s<>]{1,2000}+)>")


@dataclass(frozen=True)
class Link:
    address: str
    file: str
    line: int


@dataclass
class Found:
    """``problems`` are links that lead nowhere; ``moved`` still work, and name the new address; ``unasked`` got no
    answer that says either. ``links`` counts all, ``addresses`` how many of them were asked or known; ``stopped`` is
    True where a person ended it before."""

    problems: list[Problem] = field(default_factory=list)
    moved: list[Problem] = field(default_factory=list)
    unasked: list[Problem] = field(default_factory=list)
    links: int = 0
    addresses: int = 0
    stopped: bool = False


def agent(repository: str) -> str:
    """How we introduce ourselves: with the place where a server's owner finds out who asks, if it is known."""
    where = "".join(sign for sign in repository if sign.isascii() and sign.isprintable() and sign not in " ()")
    return "hub-link-check/1.0" + (f" (+{where})" if where else "")


def links(library: Library) -> Iterator[Link]:
    """Every link to another site: of the sources, the texts, and what stands above and beside them."""
    for source in library.sources.values():
        yield from (
            Link(one, _SOURCES, source.line)
            for one in (source.url, source.doi and f"https://doi.org/{source.doi}")
            if one
        )
    for page in library.pages.values():
        for link in markup.links(page.body, page.body_line):
            if urlsplit(link.target).scheme in ("http", "https"):
                yield Link(link.target, page.file, link.line)
        for number, line in markup.lines_of_prose(page.body, page.body_line):
            yield from (Link(found[1], page.file, number) for found in _BRACKETS.finditer(line))
        yield from _in_values(page.meta, page.meta_lines, page.file)
    for name, data in library.data.items():
        yield from _in_values(data, library.data_lines.get(name, {}), f"docs/data/{name}.yml")


def _in_values(data: Mapping[str, Any], lines: Mapping[str, int], file: str) -> Iterator[Link]:
    for key, value in data.items():
        parts = [(f"{key}.{inner}", deep) for inner, deep in value.items()] if isinstance(value, Mapping) else []
        for name, part in parts or [(key, value)]:
            for text in flat(part):
                for found in _ADDRESS.finditer(text):
                    yield Link(found.group().rstrip(".,;:!?)"), file, lines.get(name, lines.get(key, 1)))


class Memory:
    """What answered within the last week, and which hosts want to be left alone, in a file.

    A file that cannot be read or written costs nothing but time.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or Path(platformdirs.user_cache_dir("hub-links", appauthor=False)) / "answers.json"
        self.waits: dict[str, float] = {}
        self._known: dict[str, dict[str, Any]] = {}
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, KeyError):
            kept, now = json.loads(self.file.read_text(encoding="utf-8")), time.time()
            self.waits = {str(host): until for host, until in kept["waits"].items() if now < float(until) < now + WEEK}
            self._known = {
                str(address): {"at": float(one["at"]), "moved_to": str(one["moved_to"])}
                for address, one in kept["answers"].items()
                if now - WEEK < one["at"] <= now
            }

    def answer(self, address: str) -> Answer | None:
        one = self._known.get(address)
        return Answer(Outcome.OK, moved_to=one["moved_to"]) if one else None

    def keep(self, address: str, answer: Answer) -> None:
        if answer.outcome is Outcome.OK:
            self._known[address] = {"at": time.time(), "moved_to": answer.moved_to}

    def write(self) -> None:
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            new = self.file.with_suffix(".new")
            new.write_text(json.dumps({"answers": self._known, "waits": self.waits}), encoding="utf-8")
            new.replace(self.file)


def run(listed: Iterable[Link], repository: str) -> Found:
    """Ask what is not known yet, in the name of the project that lives at ``repository``, and show how far it is."""
    memory = Memory()
    asker = Asker(Requester(agent(repository)), memory.waits)
    with contextlib.ExitStack() as stack:
        return check(listed, asker, memory, lambda total: stack.enter_context(bar(total, "Asking other sites")))


def check(
    listed: Iterable[Link], asker: Asker, memory: Memory, progress: Callable[[int], Callable[[int], None]]
) -> Found:
    """Ask what is not known yet, and sort all links by what came of it.

    ``progress`` is told how many addresses there are to ask, and gives what to call for each that is done. Ctrl+C
    ends the asking and keeps what was found.
    """
    every = list(listed)
    places = {link: _cleaned(link.address) for link in every}
    wanted = list(dict.fromkeys(place for place in places.values() if place))
    answers = {address: known for address in wanted if (known := memory.answer(address))}
    todo = [address for address in wanted if address not in answers]
    step = progress(len(todo))
    found = Found(links=len(every))
    try:
        with contextlib.closing(_asked(todo, asker)) as asked:
            for address, answer in asked:
                answers[address] = answer
                memory.keep(address, answer)
                step(1)
    except KeyboardInterrupt:
        found.stopped = True
    finally:
        memory.write()
    found.addresses = len(answers)
    for link, place in sorted(places.items(), key=lambda item: (item[0].file, item[0].line, item[0].address)):
        if not place:
            _sort(link, Answer(Outcome.UNASKED, why="it is no web address"), found)
        elif place in answers:
            _sort(link, answers[place], found)
    return found


def _cleaned(address: str) -> str:
    try:
        return clean(address)
    except ValueError:
        return ""


def _asked(addresses: Iterable[str], asker: Asker) -> Generator[tuple[str, Answer], None, None]:
    """Answers as they come in: the addresses of one host one after the other, several hosts at the same time."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).hostname or ""].append(address)
    got: SimpleQueue[tuple[str, Answer]] = SimpleQueue()

    def work(group: list[str]) -> None:
        for address in group:
            got.put((address, asker.ask(address)))

    with ThreadPoolExecutor(HOSTS) as pool:
        try:
            pending = {pool.submit(work, group) for group in hosts.values()}
            while pending:
                # Awake from time to time: on Windows, a thread that waits without an end does not hear Ctrl+C.
                done, pending = wait(pending, timeout=0.2, return_when=FIRST_COMPLETED)
                yield from _drained(got)
                for one in done:
                    one.result()
            yield from _drained(got)
        finally:
            asker.stop()
            pool.shutdown(cancel_futures=True)


def _drained(queue: SimpleQueue[tuple[str, Answer]]) -> Iterator[tuple[str, Answer]]:
    with contextlib.suppress(Empty):
        while True:
            yield queue.get_nowait()


def _sort(link: Link, answer: Answer, found: Found) -> None:
    shown = "".join(sign if sign.isprintable() else "?" for sign in link.address)
    if answer.outcome is Outcome.GONE:
        other = "the url of a kept copy" if link.file == _SOURCES else "take the link out"
        cure = f"write where it stands now, or {other}"
        found.problems.append(Problem(link.file, link.line, f"{shown} is gone ({answer.status})", cure))
    elif answer.outcome is Outcome.UNASKED:
        cure = "open it in a browser if it stays so"
        found.unasked.append(Problem(link.file, link.line, f"{shown} could not be asked: {answer.why}", cure))
    elif answer.moved_to:
        found.moved.append(Problem(link.file, link.line, f"{shown} has moved for good", f"write {answer.moved_to}"))


def groups(found: Found) -> dict[str, tuple[str, str, list[Problem]]]:
    """What was found, as `hub.formats.apart` takes it."""
    return {
        "problems": (ERROR, "", found.problems),
        "moved": (NOTICE, "These still work, but have a new address:", found.moved),
        "unasked": (WARNING, "These could not be asked, and may be fine:", found.unasked),
    }


def summary(found: Found) -> str:
    """One line with the numbers."""
    counts = f"{len(found.problems)} gone, {len(found.moved)} moved, {len(found.unasked)} could not be asked"
    return ("Stopped. " if found.stopped else "") + f"{found.links} links to {found.addresses} addresses: {counts}."
