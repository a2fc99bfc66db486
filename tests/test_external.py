"""Links to other sites, asked of servers on this machine that behave well and badly."""

from __future__ import annotations

import contextlib
import email.utils
import io
import json
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, Project
from hub import cli, external, progress, requesting
from hub.asking import Answer, Asker, Outcome
from hub.external import Found, Link, Memory
from hub.requesting import Requester, Unasked, clean, is_public
from spoiling import read_project

AGENT = "hub-link-check/1.0 (+https://git.example/hub)"
Headers = dict[str, str]


@dataclass
class Server:
    """Answers by path: ``pages["/a"] = (301, {"Location": "/b"})``, or a function of the method that gives such."""

    address: str
    pages: dict[str, tuple[int, Headers] | Callable[[str], tuple[int, Headers]]] = field(default_factory=dict)
    robots: str | int = 404
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    most_at_once: int = 0

    def paths(self) -> list[str]:
        return [path for _, path in self.asked if path != "/robots.txt"]


@pytest.fixture
def server() -> Iterator[Server]:
    busy: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.reply("HEAD")

        def do_GET(self) -> None:
            self.reply("GET")

        def reply(self, method: str) -> None:
            busy.append(1)
            made.most_at_once = max(made.most_at_once, len(busy))
            made.asked.append((method, self.path))
            made.agents.add(self.headers["User-Agent"])
            body = b""
            if self.path == "/robots.txt":
                status, headers = (200, {}) if isinstance(made.robots, str) else (made.robots, {})
                body = made.robots.encode() if isinstance(made.robots, str) else b""
            else:
                page = made.pages.get(self.path, (404, {}))
                status, headers = page(method) if callable(page) else page
            busy.pop()
            with contextlib.suppress(OSError):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Server(f"http://127.0.0.1:{running.server_port}")
    threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    running.shutdown()
    running.server_close()


def here(number: str) -> bool:
    """In place of the rule that nothing on this machine is asked."""
    return number == "127.0.0.1"


def asker(waits: dict[str, float] | None = None) -> Asker:
    return Asker(Requester(AGENT, may_reach=here), waits, pause=0)


def ask(server: Server, path: str) -> Answer:
    return asker().ask(server.address + path)


# What an answer means


def test_a_page_that_answers_is_fine_and_is_not_fetched(server: Server) -> None:
    server.pages["/a?b=c"] = (200, {})
    assert ask(server, "/a?b=c#d") == Answer(Outcome.OK, 200)
    assert server.asked == [("GET", "/robots.txt"), ("HEAD", "/a?b=c")]
    assert server.agents == {AGENT}


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone(server: Server, status: int) -> None:
    server.pages["/a"] = (status, {})
    assert ask(server, "/a") == Answer(Outcome.GONE, status)


@pytest.mark.parametrize("refusal", [403, 404, 405, 501])
def test_who_refuses_head_is_asked_with_get(server: Server, refusal: int) -> None:
    server.pages["/a"] = lambda method: (refusal if method == "HEAD" else 200, {})
    assert ask(server, "/a").outcome is Outcome.OK
    assert server.asked[1:] == [("HEAD", "/a"), ("GET", "/a")]


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_refusal_says_nothing_about_the_page(server: Server, status: int) -> None:
    server.pages["/a"] = (status, {})
    assert ask(server, "/a") == Answer(Outcome.UNASKED, why=f"it answers {status}")


def test_a_permanent_move_names_the_new_address_up_to_where_it_is_permanent(server: Server) -> None:
    server.pages |= {
        "/a": (301, {"Location": "b"}),
        "/b": (308, {"Location": f"{server.address}/é"}),
        "/%C3%A9": (302, {"Location": "/today"}),
        "/today": (200, {}),
        "/t": (302, {"Location": "/a"}),
    }
    assert ask(server, "/a") == Answer(Outcome.OK, 200, f"{server.address}/%C3%A9")
    assert ask(server, "/t") == Answer(Outcome.OK, 200, "")


def test_a_move_to_nothing_is_gone(server: Server) -> None:
    server.pages["/a"] = (301, {"Location": "/nothing"})
    assert ask(server, "/a") == Answer(Outcome.GONE, 404)


def test_five_redirects_are_followed_and_no_more(server: Server) -> None:
    server.pages |= {f"/{step}": (302, {"Location": f"/{step + 1}"}) for step in range(7)} | {"/7": (200, {})}
    assert ask(server, "/2").outcome is Outcome.OK
    assert ask(server, "/1") == Answer(Outcome.UNASKED, why="it redirects more than 5 times")
    assert server.paths().count("/7") == 1


# Manners


def test_robots_txt_is_obeyed_also_after_a_redirect(server: Server) -> None:
    server.robots = "User-agent: hub-link-check\nDisallow: /private\n\nUser-agent: *\nAllow: /\n"
    server.pages |= {"/private/a": (200, {}), "/b": (302, {"Location": "/private/a"}), "/c": (200, {})}
    asking = asker()
    for path in ("/private/a", "/b"):
        assert asking.ask(server.address + path).why == "its robots.txt asks programs to stay away"
    assert asking.ask(server.address + "/c").outcome is Outcome.OK
    assert server.paths() == ["/b", "/c"]
    assert server.asked.count(("GET", "/robots.txt")) == 1


def test_who_cannot_say_its_rules_is_left_alone(server: Server) -> None:
    server.robots = 500
    server.pages["/a"] = (200, {})
    assert ask(server, "/a").why == "its robots.txt could not be read: it answers 500"
    assert server.paths() == []


def test_who_asks_to_wait_a_moment_is_asked_again_once(server: Server) -> None:
    answers = iter([(429, {"Retry-After": "1"}), (200, {}), (503, {"Retry-After": "1"}), (503, {"Retry-After": "1"})])
    server.pages["/a"] = lambda method: next(answers)
    assert ask(server, "/a").outcome is Outcome.OK
    assert ask(server, "/a").why == "it answers 503"
    assert len(server.paths()) == 4


@pytest.mark.parametrize("after", ["3600", "a date in an hour", "9" * 400, ""])
def test_who_asks_to_wait_long_is_left_alone_in_the_next_run_too(server: Server, after: str) -> None:
    if after.startswith("a date"):
        after = email.utils.formatdate(time.time() + 3600, usegmt=True)
    server.pages |= {"/a": (429, {"Retry-After": after}), "/b": (200, {})}
    waits: dict[str, float] = {}
    asking = asker(waits)
    assert asking.ask(server.address + "/a").outcome is Outcome.UNASKED
    assert asking.ask(server.address + "/b").why == "its server asks to be left alone for now"
    assert time.time() + 3000 < waits["127.0.0.1"] <= time.time() + 7 * 24 * 3600
    assert asker(waits).ask(server.address + "/b").outcome is Outcome.UNASKED
    assert server.paths() == ["/a"]


def test_a_host_is_never_asked_twice_at_a_time(server: Server) -> None:
    def slow(method: str) -> tuple[int, Headers]:
        time.sleep(0.02)
        return 200, {}

    other = server.address.replace("127.0.0.1", "localhost")
    server.pages |= {f"/{page}": slow for page in range(8)}
    server.pages |= {f"/to/{page}": (302, {"Location": f"{other}/{page}"}) for page in range(8)}
    asking = Asker(Requester(AGENT, may_reach=lambda number: True), pause=0)
    threads = [
        threading.Thread(target=asking.ask, args=(f"{other}/{way}{page}",)) for page in range(8) for way in ("", "to/")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.paths()) == 24
    assert server.most_at_once == 1


def test_there_is_a_pause_between_two_requests(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.robots = "User-agent: *\nCrawl-delay: 7\n"
    server.pages["/a"] = (200, {})
    requester = Requester(AGENT, may_reach=here)
    rests: list[float] = []
    monkeypatch.setattr(requester.stopped, "wait", lambda seconds: bool(rests.append(seconds)))
    asking = Asker(requester)
    asking.ask(f"{server.address}/a")
    asking.ask(f"{server.address}/a")
    assert [round(rest) for rest in rests] == [0, 1, 7], "a second, and what the server asks for"


def test_we_say_who_we_are() -> None:
    assert external.agent("https://github.com/example/hub") == "hub-link-check/1.0 (+https://github.com/example/hub)"
    assert external.agent("") == "hub-link-check/1.0"
    assert "\n" not in external.agent("https://x\r\nCookie: a")


# Hostile servers and addresses


@pytest.mark.parametrize(
    "number",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
    ],
)
def test_the_networks_of_this_machine_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_the_internet_is(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_never_asked(server: Server, host: str) -> None:
    server.pages["/a"] = (200, {})
    answer = Asker(Requester(AGENT), pause=0).ask(f"{server.address.replace('127.0.0.1', host)}/a")
    assert answer.outcome is Outcome.UNASKED
    assert server.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    names = {"outside.example": "127.0.0.1", "inside.example": "10.0.0.1"}
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real(names.get(host, host), *rest, **more))
    server.pages["/a"] = (301, {"Location": "http://inside.example/secret"})
    port = server.address.rsplit(":", 1)[1]
    assert asker().ask(f"http://outside.example:{port}/a").why.endswith("it leads into a private network")
    assert server.paths() == ["/a"]


@pytest.mark.parametrize("one_of_many", [["127.0.0.1", "10.0.0.1"], ["10.0.0.1", "127.0.0.1"]])
def test_a_name_with_one_private_address_is_not_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch, one_of_many: list[str]
) -> None:
    port = int(server.address.rsplit(":", 1)[1])
    infos = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in one_of_many]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *rest, **more: infos)
    assert asker().ask(f"http://two.example:{port}/a").outcome is Outcome.UNASKED
    assert server.asked == []


def test_no_option_and_no_variable_opens_this_machine() -> None:
    """The only way is an argument that tests give."""
    for file in (ROOT / "scripts").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.name == "requesting.py":
            assert "environ" not in text
        else:
            assert "may_reach" not in text, file


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "http://", "https://a b/", "http://[x"])
def test_only_web_addresses_are_asked(server: Server, target: str) -> None:
    server.pages["/a"] = (302, {"Location": target})
    assert asker().ask(target).outcome is Outcome.UNASKED
    answer = ask(server, "/a")
    assert answer.outcome is Outcome.UNASKED or target == "https://a b/"


def test_an_address_is_sent_without_what_is_secret_or_strange() -> None:
    assert clean("https://name:word@exämple.org/ä b?q=\x1b[1m%20#x") == (
        "https://xn--exmple-cua.org/%C3%A4%20b?q=%1B%5B1m%20"
    )


def conversation(say: Callable[[socket.socket], None]) -> str:
    """A server that takes one caller at a time and says what it likes; gives its address."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listening:
            while True:
                line, _ = listening.accept()
                with line, contextlib.suppress(OSError):
                    line.recv(4096)
                    say(line)

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}/"


def drip(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(600):
        line.sendall(b"x")
        time.sleep(0.02)


def flood(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        line.sendall(b"x" * 65536)


def never(line: socket.socket) -> None:
    while True:
        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize("say", [drip, never])
def test_a_server_that_never_ends_is_left(say: Callable[[socket.socket], None]) -> None:
    requester = Requester(AGENT, may_reach=here, deadline=0.3)
    with pytest.raises(Unasked, match="it gave no answer in time"):
        requester.send("GET", conversation(say), 100)


def test_no_more_is_read_than_was_asked_for() -> None:
    assert len(Requester(AGENT, may_reach=here).send("GET", conversation(flood), 1000).body) == 1000


@pytest.mark.parametrize("words", [b"", b"hello\r\n", b"HTTP/1.1 \x00\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a" * 70000])
def test_nonsense_is_no_answer(words: bytes) -> None:
    answer = asker().ask(conversation(lambda line: line.sendall(words)))
    assert answer.outcome is Outcome.UNASKED


def test_a_server_without_a_valid_certificate_is_named() -> None:
    address = conversation(lambda line: line.sendall(b"HTTP/1.1 200 OK\r\n\r\n"))
    answer = asker().ask(address.replace("http:", "https:"))
    assert answer.why.endswith("no safe connection could be made")
    assert requesting._reason(ssl.SSLCertVerificationError(), late=False) == "its certificate is not valid"


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert asker().ask(f"http://127.0.0.1:{port}/").why.endswith("it could not be reached")


# Which links there are, and what is said of them


def test_links_are_found_wherever_they_stand(project: Project) -> None:
    project.replace(
        "docs/en/tips/partnerships.md",
        "Partners meet officers.",
        "Partners [meet](https://a.example/x_(y)) officers, <https://b.example/>. `[no](https://code.example)`",
    )
    project.write("docs/data/public_people.yml", "A Person: director, see https://c.example/who.\n")
    lines = {link.address: f"{link.file}:{link.line}" for link in external.links(read_project(project))}
    page = (project.root / "docs/en/tips/partnerships.md").read_text().split("\n")
    line = next(number for number, text in enumerate(page, 1) if "a.example" in text)
    assert lines["https://b.example/"] == f"docs/en/tips/partnerships.md:{line}"
    assert lines["https://c.example/who"] == "docs/data/public_people.yml:1"
    assert any(address.startswith("https://a.example/x_") for address in lines)
    assert not any("code.example" in address for address in lines)
    sources = [link for link in lines if lines[link].startswith("docs/data/sources.bib")]
    assert any(address.startswith("https://doi.org/") for address in sources)
    assert any(not address.startswith("https://doi.org/") for address in sources)


def nothing(total: int) -> Callable[[int], None]:
    return lambda steps: None


def run(server: Server, file: Path, *paths: str) -> Found:
    listed = [Link(server.address + path, "docs/en/a.md", number) for number, path in enumerate(paths, 1)]
    memory = Memory(file)
    return external.check(listed, asker(memory.waits), memory, nothing)


def test_every_link_to_a_dead_address_is_a_problem_and_it_is_asked_once(server: Server, tmp_path: Path) -> None:
    server.pages |= {"/a": (200, {}), "/m": (301, {"Location": "/a"}), "/f": (403, {})}
    found = run(server, tmp_path / "kept.json", "/dead", "/a", "/dead#why", "/m", "/f")
    assert [(one.line, one.what, one.cure) for one in found.problems] == [
        (1, f"{server.address}/dead is gone (404)", "write where it stands now, or take the link out"),
        (3, f"{server.address}/dead#why is gone (404)", "write where it stands now, or take the link out"),
    ]
    assert [(one.line, one.cure) for one in found.moved] == [(4, f"write {server.address}/a")]
    assert [one.line for one in found.unasked] == [5]
    assert server.asked.count(("HEAD", "/dead")) == 1
    assert external.summary(found) == "5 links to 4 addresses: 2 gone, 1 moved, 1 could not be asked."


def test_a_second_run_asks_only_what_failed_or_is_old(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "folder" / "kept.json"
    server.pages |= {"/a": (200, {}), "/m": (301, {"Location": "/a"}), "/f": (403, {})}
    paths = ("/dead", "/a", "/m", "/f")
    first = run(server, kept, *paths)
    server.asked.clear()
    assert run(server, kept, *paths) == first, "what is known is said again"
    assert set(server.paths()) == {"/dead", "/f"}
    server.asked.clear()
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 8 * 24 * 3600)
    run(server, kept, *paths)
    assert set(server.paths()) == {*paths}


@pytest.mark.parametrize("text", ["", "[]", '{"answers": 1}', '{"answers": {"a": {}}, "waits": {"b": "c"}}', "\x00"])
def test_a_spoilt_file_of_answers_costs_nothing_but_time(server: Server, tmp_path: Path, text: str) -> None:
    (tmp_path / "kept.json").write_text(text)
    server.pages["/a"] = (200, {})
    assert run(server, tmp_path / "kept.json", "/a").problems == []
    assert json.loads((tmp_path / "kept.json").read_text())["answers"]


def test_a_folder_that_cannot_be_written_stops_nothing(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run(server, tmp_path / "file" / "kept.json", "/dead").problems


def test_ctrl_c_keeps_what_was_found(server: Server, tmp_path: Path) -> None:
    going = threading.Event()

    def hang(method: str) -> tuple[int, Headers]:
        going.wait(60)
        return 200, {}

    server.pages |= {"/a": (200, {}), "/slow": hang, "/later": (200, {})}
    listed = [Link(server.address + path, "docs/en/a.md", 1) for path in ("/a", "/dead", "/slow", "/later")]
    memory = Memory(tmp_path / "kept.json")
    done: list[int] = []

    def stop_after_two(total: int) -> Callable[[int], None]:
        def step(steps: int) -> None:
            done.append(steps)
            if len(done) == 2:
                raise KeyboardInterrupt

        return step

    found = external.check(listed, asker(memory.waits), memory, stop_after_two)
    going.set()
    assert found.stopped
    assert [one.what for one in found.problems] == [f"{server.address}/dead is gone (404)"]
    assert found.unasked == [], "what was not asked any more is not blamed"
    assert "/later" not in server.paths()
    assert Memory(tmp_path / "kept.json").answer(f"{server.address}/a") is not None
    assert external.summary(found).startswith("Stopped. ")


# The command


@pytest.fixture
def command(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """``check --external`` with links to the server, and with the user's own folder elsewhere."""
    server.pages |= {"/m": (301, {"Location": "/a"}), "/a": (200, {}), "/f": (403, {})}
    listed = [
        Link(f"{server.address}{path}", file, 3)
        for file, path in (("docs/en/a.md", "/dead"), ("docs/en/a.md", "/m"), ("docs/pt/tips/b.md", "/f"))
    ]
    monkeypatch.setattr(external, "links", lambda library: iter(listed))
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *words, **more: str(tmp_path))
    monkeypatch.setattr(requesting.Requester.__init__, "__defaults__", (here, requesting.DEADLINE))
    monkeypatch.setattr(Asker.__init__, "__defaults__", (None, 0))
    monkeypatch.setenv("REPO_URL", "https://git.example/hub")
    return server


def test_the_command_says_it_to_people(command: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--external"]) == 1
    said = capsys.readouterr()
    at = command.address
    assert said.out.split("\n\n") == [
        f"docs/en/a.md:3 – {at}/dead is gone (404) – write where it stands now, or take the link out",
        f"These still work, but have a new address:\ndocs/en/a.md:3 – {at}/m has moved for good – write {at}/a",
        "These could not be asked, and may be fine:\n"
        f"docs/pt/tips/b.md:3 – {at}/f could not be asked: it answers 403 – open it in a browser if it stays so\n",
    ]
    assert said.err == "3 links to 3 addresses: 1 gone, 1 moved, 1 could not be asked.\n"
    assert command.agents == {AGENT}


def test_the_command_speaks_to_programs(command: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--external", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert {name: [one["file"] for one in lines] for name, lines in data.items()} == {
        "problems": ["docs/en/a.md"],
        "moved": ["docs/en/a.md"],
        "unasked": ["docs/pt/tips/b.md"],
    }
    assert cli.main(["check", "--external", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::notice", "::warning"]


def test_what_could_not_be_asked_is_no_failure(command: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(ROOT / "docs/pt/tips"), "--external"]) == 0
    assert command.paths() == ["/f", "/f"], "and nothing else is asked"


def test_nothing_that_decides_on_a_change_asks_other_sites() -> None:
    for file in (ROOT / ".github/workflows").glob("*.yml"):
        workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
        asks = "--external" in file.read_text(encoding="utf-8")
        starts = set(workflow[True])  # YAML takes the word "on" for a truth
        assert not asks or starts <= {"schedule", "workflow_dispatch"}, file
    assert "--external" not in (ROOT / ".ci/run").read_text(encoding="utf-8")


# Progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_person_sees_how_far_it_is_and_nothing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.bar(4, "Asking") as step:
        step(1)
        step(1)
        assert "2/4" in screen.getvalue()
    assert screen.getvalue().endswith("\033[1A\033[2K\r")


def test_the_line_is_cleared_after_ctrl_c_too(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with pytest.raises(KeyboardInterrupt), progress.bar(4, "Asking"):
        raise KeyboardInterrupt
    assert screen.getvalue().endswith("\033[1A\033[2K\r")


def test_a_file_or_a_pipe_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.bar(4, "Asking") as step:
        step(4)
    assert capsys.readouterr() == ("", "")
