"""Contributed text is hostile: whatever stands in the files, the verbs answer in plain lines and change nothing.

Hypothesis makes the files. ``HYPOTHESIS_PROFILE=long`` looks much longer, and elsewhere each time.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from conftest import FIXTURE, ROOT, Project
from hub import checks, cli, configuration, environment
from hub.problems import Problem
from hub.site import build
from spoiling import CHAMPIONS, PARTNERSHIPS, SOURCES, assert_form, drawn, found, insert, read_project

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "short", max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=QUIET
)
settings.register_profile("long", max_examples=2500, deadline=None, suppress_health_check=QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

Files = Mapping[str, bytes]
PT = "docs/pt/tips/champions.md"
DATA = [f"docs/data/{name}.yml" for name in ("wording", "proper_names", "public_people", "public_contacts", "images", "levels", "kinds", "countries")]  # fmt: skip
STRINGS = "overrides/strings/pt.yml"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project of a few pages with few words in its interface, quick to read again and again."""
    project = Project(tmp_path_factory.mktemp("small") / "project")
    shutil.copytree(FIXTURE / "docs", project.root / "docs")
    shutil.copytree(ROOT / "scripts", project.root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (project.root / "overrides").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", project.root / "hub.yml")
    shutil.copy(FIXTURE / "mkdocs.yml", project.root / "mkdocs.yml")
    for code in ("en", "pt", "ar", "sw"):
        text = "_language: {direction: ltr, state: draft}\nnav.start: S\nnav.tips: T\nnav.cases: C\nnav.about: A\n"
        project.write(f"overrides/strings/{code}.yml", text)
    with pytest.MonkeyPatch.context() as patch:
        config = configuration.read(project.root)
        patch.setattr(cli, "ROOT", project.root)
        patch.setattr(cli, "_library", lambda: build.read_library(config))
        assert checks.run(cli._library()) == []
        yield project


def tree(root: Path) -> dict[str, bytes]:
    """Every file but the code, and where a link leads."""
    made = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if not name.startswith("scripts/"):
            made[name] = (
                str(path.readlink()).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
            )
    return made


@contextlib.contextmanager
def spoilt(project: Project, files: Files) -> Iterator[None]:
    """The project with these files, and as it was afterwards."""
    before = tree(project.root)
    for name, content in files.items():
        (project.root / name).parent.mkdir(parents=True, exist_ok=True)
        (project.root / name).write_bytes(content)
    try:
        yield
    finally:
        restore(project, before)


def restore(project: Project, before: dict[str, bytes]) -> None:
    now = tree(project.root)
    for name in sorted(now.keys() - before.keys(), reverse=True):
        path = project.root / name
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    for name, content in before.items():
        if name not in now or now[name] != content:
            (project.root / name).write_bytes(content)


def said(*words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a verb, on a terminal that takes nothing but UTF-8."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(words)
    for stream in (out, err):
        stream.seek(0)
    return code, out.read(), err.read()


def assert_sound(project: Project) -> None:
    """Every verb that a contributor types ends well: no traceback, one form of message, nothing changed by looking."""
    before = tree(project.root)
    library = cli._library()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "_library", lambda: library)  # read once: nothing below changes what it is read from
        code, out, err = said("check", "--format", "json")
        problems = [Problem(**one) for one in json.loads(out)]
        assert code == (1 if problems else 0), err
        for problem in problems:
            assert_form(problem, project.root)
        for name in ("text", "github"):
            lines = cli._FORMATS[name](problems)
            assert lines.encode() and len(lines.splitlines()) == len(problems) if problems else not lines
        assert_answer(*said("status"))
        assert_answer(*said("translate", "pt", "tips/champions"))
        assert tree(project.root) == before
        for words in (
            ("translate", "sw", "tips/partnerships"),
            ("new", "tip", "A title", "--summary", "S."),
            ("new", "lesson", "Another", "--summary", "S."),
        ):
            assert_answer(*said(*words))
            now = tree(project.root)
            assert all(now[name] == content for name, content in before.items() if name != "mkdocs.yml")
            restore(project, before)


def assert_answer(code: int, out: str, err: str) -> None:
    assert code in (0, 1, 2)
    assert (code == 0) == (not err), err
    assert code == 0 or (len(err.splitlines()) == 1 and err.startswith("hub – ") and not out), (out, err)


# What people and programs write into files

ODD = "\u0301\u0316\u200b\u200d\u200e\u202e\u2066\u2069\ufeff\u2028\u2029\x85\x00\x1b\x07\u0378\ufdfa\U000e0041\U0010ffff\ufffd"
LINE_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n"])
CHARACTERS = st.one_of(
    st.sampled_from(ODD),
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("abcABC 019.,:;-–_*`#[](){}<>!|&@%\"'\\/=+~^\t"),
)
WORDS = st.text(CHARACTERS, max_size=12)
SCALARS = st.one_of(
    WORDS,
    st.sampled_from(
        ["", "~", "null", "yes", "no", "2026-02-30", "2026-11-23", "0x1F", "0o8", "0b_", "1e999", ".nan", "-.inf", "1:30", "9" * 5000,
         "9" * 31, "._", "-._", "*a", "&a b", "<<", "!!python/object:os.system x", "!!python/name:os.system", "!x y", "!!binary x=", "!!int x",
         "!!float x", "!!timestamp 2026-99-99", "!!null x", "!!set {a, b}", "!!omap [a: 1]", "!!pairs [a: 1]", "'open", '"open', '"\\ud800"',
         '"\\0"', '"\\x1b[2J"', '"\\U0010ffff"', '"\\q"', "[a, [b, {c: d}]]", "{a: {b: [c]}}", "[", "}", "a: b", "- a", "| a", ">\n a", "? a",
         "@a", "%a", "`a`", "# a", "KE", "tip", "page", "case-study", "published", "[champions]", "{basis: x, date: y}", "a – b"]
    ),
)  # fmt: skip
KEYS = st.one_of(
    st.sampled_from(
        ["title", "summary", "kind", "status", "number", "strategies", "levels", "country", "years", "organisations", "evidence", "consent",
         "law_checked", "reviewed", "review_by", "search_terms", "list", "template", "translation", "safety_critical", "terms", "abbreviations",
         "understood", "en", "pt", "_language", "direction", "nav.top", "1", "0x1F", "yes", "null", "<<", "? a", "[a]", "{a: b}", '""', "national", "map.png",
         "a@example.org", '"a\\nb"', "!!python/name:x", "2026-11-23", "sections", "state", "from"]
    ),
    WORDS,
)  # fmt: skip


@st.composite
def yaml_text(draw: st.DrawFn) -> str:
    """Lines of keys and values, some indented, some of them wrong."""
    lines = []
    for _ in range(draw(st.integers(0, 7))):
        indent = draw(st.sampled_from(["", "", "", "", "  ", "    ", "\t", " "]))
        lines.append(
            f"{indent}{draw(st.sampled_from(['', '', '', '- ']))}{draw(KEYS)}{draw(st.sampled_from([': ', ': ', ': ', ':', ' ']))}{draw(SCALARS)}"
        )
    return "".join(line + draw(LINE_ENDS) for line in lines)


MARKDOWN = st.sampled_from(
    ["# A", "## B {#b}", "## B", "## B {#b}", "### {#c}", "##", "[a](b.md)", "[a](../x.md#y)", "[a](#b)", "![](x.png)", "[a]()", "[a](//b)",
     "[a](http://[x)", "[a](http://a:b:c/)", "[a](%00.md)", "[a](%zz)", "[^lamp2015]", "[^no]", "[^]", "[[a](b)](c)", "```", "~~~", "<!--", "-->", "<b>", "<div class=x onclick=y>", "{: onclick=x}",
     "- [ ] a", "!!! note", "| a | b |", "| --- |", "SAPS", "XYZ", "Mary Wanjiru", "0712 345 678", "a@b.cd", "12%", "steps 1,1,1%", "…", "\0000\000", "\0001\000", "`a`", "``", "+27", "25°57'56\" S",
     "Prostitutes", "---", "    a", "> a", "1. a", "*a*", "&amp;", "&#0;", "&#xD800;", ":icon:", "<http://a>", "ﷺ"]
)  # fmt: skip
BODY = st.lists(st.one_of(MARKDOWN, MARKDOWN, WORDS, LINE_ENDS, st.just(" ")), max_size=25).map("".join)
FRONT = "title: T\nsummary: S.\nkind: tip\nnumber: 2\nstrategies: [champions]\n"
PAGES = st.one_of(
    st.builds("---\n{}---\n{}".format, yaml_text(), BODY),
    st.builds("---\n{}{}---\n{}".format, st.just(FRONT), yaml_text(), BODY),
    st.builds(
        "---\n{}translation: {{state: draft, sections: {{'': 50fc097d, b: 1, why: 2}}}}\n---\n{}".format,
        st.just(FRONT),
        BODY,
    ),
    st.builds("---{}---{}".format, WORDS, BODY),
    BODY,
)
FIELDS = st.sampled_from(["title", "author", "year", "date", "url", "doi", "publisher", "journal", "volume", "pages", "keywords", "pubstate", "nolink", "langid", "crossref", "é", ""])  # fmt: skip
VALUES = st.one_of(
    WORDS,
    st.builds("{{{}}}".format, WORDS),
    st.builds('"{}"'.format, WORDS),
    st.sampled_from(["a # b", "a", "jan # a", "{{{", "}}}", "{a", '"a', "1999", "{a} # {b}", "", "{javascript:x}", "{https://a.b/}", "#", "{a and  and b}", "{ and }", "{,}", "{, x}"]),
)  # fmt: skip


@st.composite
def bibtex(draw: st.DrawFn) -> str:
    made = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(
            st.sampled_from(["misc", "article", "online", "string", "String", "comment", "preamble", "x y", "", "@"])
        )
        key = draw(st.one_of(st.sampled_from(["a", "b", "lamp2015", "", "a b", "é", "a]"]), WORDS))
        fields = ", ".join(
            f"{draw(FIELDS)} {draw(st.sampled_from(['=', '=', '=', '']))} {draw(VALUES)}"
            for _ in range(draw(st.integers(0, 4)))
        )
        if kind.lower() == "string":
            made.append(f"@{kind}{{{draw(st.sampled_from('ab'))} = {draw(VALUES)}}}")
        else:
            opening, closing = draw(st.sampled_from(["{}", "{}", "{}", "()", "{", "}"])).ljust(2)
            made.append(f"@{kind}{opening}{key},{draw(st.sampled_from(['', ' ', chr(10)]))}{fields}{closing}")
    return "".join(entry + draw(LINE_ENDS) for entry in made)


def encoded(text: SearchStrategy[str]) -> SearchStrategy[bytes]:
    """As editors save it, and as they should not."""
    return st.builds(
        lambda one, way: way(one),
        text,
        st.sampled_from(
            [*[lambda one: one.encode()] * 6, lambda one: b"\xef\xbb\xbf" + one.encode(), lambda one: one.encode("utf-16"),
             lambda one: one.encode("latin-1", "replace"), lambda one: one.encode() + b"\xff\x00\xed\xa0\x80", lambda one: one.replace("\n", "\r\n").encode()]
        ),
    )  # fmt: skip


@given(
    name=st.sampled_from([CHAMPIONS, PARTNERSHIPS, PT, "docs/sw/start.md", "docs/en/new/page.md"]),
    content=encoded(PAGES),
)
@example(name=CHAMPIONS, content=b"")
@example(name=CHAMPIONS, content=b"---\ntitle: T\nsummary: S.\nkind: tip\n---\n\0000\000 `a`\n")
def test_any_page(small: Project, name: str, content: bytes) -> None:
    with spoilt(small, {name: content}):
        assert_sound(small)


@given(english=PAGES, portuguese=PAGES)
def test_any_page_and_its_translation(small: Project, english: str, portuguese: str) -> None:
    with spoilt(small, {CHAMPIONS: english.encode(), PT: portuguese.encode()}):
        assert_sound(small)


@given(content=encoded(bibtex()))
def test_any_bibliography(small: Project, content: bytes) -> None:
    with spoilt(small, {SOURCES: content}):
        assert_sound(small)


@given(
    name=st.sampled_from([*DATA, STRINGS, "overrides/strings/en.yml", "docs/data/new.yml"]),
    content=encoded(yaml_text()),
)
@example(name=STRINGS, content=b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
def test_any_data(small: Project, name: str, content: bytes) -> None:
    with spoilt(small, {name: content}):
        assert_sound(small)


NAVIGATION = st.recursive(
    st.one_of(st.sampled_from(["index.md", "tips/champions.md", "x.md", "", None, 1, True, "../x.md", "https://a.b/"]), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["tips", "about", "x", "", "a b"]), inner, max_size=2)),
    max_leaves=8,
)  # fmt: skip


@given(
    navigation=st.one_of(
        NAVIGATION.map(json.dumps),
        yaml_text().map(lambda text: "\n" + text),
        st.text("\t[]{}:- \n&*!'\"a", max_size=20),
    )
)
@example(navigation='[{"tips": []}]')
@example(navigation='[{"tips": [{"a": {"b": "index.md"}}]}]')
def test_any_navigation(small: Project, navigation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    head, nav, rest = (small.root / "mkdocs.yml").read_text().partition("nav:")
    plugins = rest[rest.index("\nplugins:") :]
    with (
        spoilt(small, {"mkdocs.yml": f"{head}{nav} {navigation}{plugins}".encode()}),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(cli, "_library", lambda: build.read_library(configuration.read(small.root)))
        try:
            cli._library()
        except environment.CannotPrepare as problem:
            assert str(problem).startswith("mkdocs.yml:") and len(str(problem).split(" – ")) == 3
            for words in (
                ("check",),
                ("status",),
                ("translate", "pt", "start"),
                ("new", "tip", "A", "--summary", "S."),
            ):
                assert_answer(*said(*words))
        else:
            assert_sound(small)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"nav: [", b"- a\n", b"site_name: x\n", b"INHERIT: hub.yml\nplugins: []\n", b"INHERIT: no.yml\n", b"INHERIT: hub.yml\nnav: 3\n"])  # fmt: skip
def test_no_navigation_at_all(small: Project, content: bytes | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_library", lambda: build.read_library(configuration.read(small.root)))
    with spoilt(small, {"mkdocs.yml": content or b""}):
        if content is None:
            (small.root / "mkdocs.yml").unlink()
        code, out, err = said("check")
        assert (
            code == 2
            and not out
            and err.startswith("hub – mkdocs.yml")
            and err.count("\n") == 1
            and err.count(" – ") >= 2
        )


@given(suffix=st.sampled_from([".png", ".jpg", ".webp", ".svg", ".pdf", ".docx", ".md", ""]), kind=st.sampled_from([".png", ".jpg", ".webp"]), at=st.integers(0, 400), junk=st.binary(max_size=30), cut=st.booleans())  # fmt: skip
@example(suffix=".webp", kind=".webp", at=400, junk=b"VP8X\x00\x00\x00\x00", cut=False)
def test_any_picture(small: Project, suffix: str, kind: str, at: int, junk: bytes, cut: bool) -> None:
    file = drawn(small.root.parent / f"drawn{kind}", told=True)
    content = file.read_bytes()
    with spoilt(small, {f"docs/assets/a{suffix}": content[:at] + junk + (b"" if cut else content[at + len(junk) :])}):
        assert_sound(small)


# What is no text at all


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


STRANGE: dict[str, Callable[[Path], None]] = {
    "a folder": lambda path: path.mkdir(),
    "a link to nowhere": link("nowhere"),
    "a link in a circle": lambda path: path.symlink_to(path.name),
    "a link out of the project": link("/etc/hostname"),
    "a link to a folder in a circle": link("."),
}


@pytest.mark.parametrize("name", ["docs/en/tips/x.md", CHAMPIONS, PT, SOURCES, "docs/data/wording.yml", "docs/data/levels.yml", "docs/data/x.yml", STRINGS, "docs/assets/x.png", "docs/x.md"])  # fmt: skip
@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_no_file(small: Project, strange: str, name: str) -> None:
    before = tree(small.root)
    path = small.root / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    STRANGE[strange](path)
    try:
        assert_sound(small)
    finally:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        restore(small, before)


@pytest.mark.parametrize("name", [b"a\xff.md", b"a\nb.md", "\u202eb.md".encode(), b"a\x1b[2J.md", b".md", b"\xc2\xa0.md", "a – b.md".encode(), b"a.MD", b"a'\"b.md", b"a.pt.pt.md", b"-.md", b"a%b,c:d.md"])  # fmt: skip
@pytest.mark.parametrize("folder", ["docs/en/tips", "docs/pt", "docs", "docs/assets", "docs/data"])
def test_what_has_a_strange_name(small: Project, folder: str, name: bytes) -> None:
    before = tree(small.root)
    path = small.root / folder / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("---\ntitle: T\nsummary: S.\nkind: page\n---\n")
    try:
        assert_sound(small)
    finally:
        path.unlink()
        restore(small, before)


# Lines that an expression could look through again and again

HOSTILE = ("`", "` ``", "[^", "[](", "[](<", "<!--", "[a [b] ", "{#a", "## {", " ", "![", "a@", "a.", "1 ", "12-", "Aa ", "A.", "AB ",
           "(", "+27", "\u200b1", "\u202e", "| ", "- [ ] ", "!!! ", ". ", "://", "°1'", "a (", "Da de ", "*", ":a", "\x00", "ا ")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_neither_raises_nor_holds_up(project: Project, piece: str) -> None:
    for size in (19_000, 200_000):
        insert(piece * (size // len(piece)))(project)
        read = read_project(project)
        checks.run(read)  # a pattern that looks back and back would take hours
        project.write("docs/en/tips/partnerships.md", (ROOT / "tests/fixture/docs/en/tips/partnerships.md").read_text())


@pytest.mark.parametrize("name", ["wording", "proper_names", "public_people", "public_contacts", "images"])
@pytest.mark.parametrize(
    "text", ["a: [1, {b: [null]}]", "terms: {en: [1], pt: x}", "abbreviations: [A]\nunderstood: 3", "- a", "1: 2", ""]
)
def test_data_of_any_shape_raise_nothing(project: Project, name: str, text: str) -> None:
    project.write(f"docs/data/{name}.yml", text)
    found(project)
