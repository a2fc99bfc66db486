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

from conftest import FIXTURE, ROOT, Project
from hostile import PAGES, WORDS, bibtex, encoded, yaml_text
from hub import checking, checks, cli, formats, verbs
from hub.problems import Problem
from hub.project import CannotRead, read
from spoiling import CHAMPIONS, PARTNERSHIPS, SOURCES, assert_form, drawn, found

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "short", max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=QUIET
)
settings.register_profile("long", max_examples=1500, deadline=None, suppress_health_check=QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

Files = Mapping[str, bytes]
PT = "docs/pt/tips/champions.md"
DATA = [f"docs/data/{name}.yml" for name in ("wording", "proper_names", "public_people", "public_contacts", "images", "levels", "kinds", "countries", "budgets")]  # fmt: skip
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
        for module in (verbs.texts, checking):
            patch.setattr(module, "ROOT", project.root)
        patch.setattr(checking, "library", lambda: read(project.root / "mkdocs.yml"))
        assert checks.run(checking.library()) == []
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
    library = checking.library()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "library", lambda: library)  # read once: nothing below changes what it is read from
        code, out, err = said("check", "--format", "json")
        problems = [Problem(one["file"], one["line"], one["what"], one["cure"]) for one in json.loads(out)]
        assert code == (1 if problems else 0), err
        for problem in problems:
            assert_form(problem, project.root)
        for name in ("text", "github"):
            lines = formats.FORMATS[name](problems)
            assert lines.encode() and len(lines.splitlines()) == len(problems) if problems else not lines
        assert_answer(*said("status"))
        assert_answer(*said("translate", "pt", "tips/champions"))
        assert tree(project.root) == before
        mechanical = any(one["mechanical"] for one in json.loads(out))
        for words in (
            ("translate", "sw", "tips/partnerships"),
            ("new", "tip", "A title", "--summary", "S."),
            ("new", "lesson", "Another", "--summary", "S."),
        ):
            assert_answer(*said(*words))
            now = tree(project.root)
            assert all(now[name] == content for name, content in before.items() if name != "mkdocs.yml")
            restore(project, before)
    if mechanical:
        assert_mended(project)
        restore(project, before)


def assert_mended(project: Project) -> None:
    """``--fix`` changes only files of which it was said, leaves nothing for a second time, and says what it left."""
    before = tree(project.root)
    code, _, err = said("check", "--fix")
    assert code in (0, 1) and "Traceback" not in err
    once = tree(project.root)
    assert once.keys() == before.keys()
    changed = {name for name in once if once[name] != before[name]}
    assert all(f"{name}:" in err for name in changed)
    assert said("check", "--fix")[0] == code
    assert tree(project.root) == once


def assert_answer(code: int, out: str, err: str) -> None:
    assert code in (0, 1, 2)
    assert (code == 0) == (not err), err
    assert code == 0 or (len(err.splitlines()) == 1 and err.startswith("hub – ") and not out), (out, err)


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
        patch.setattr(checking, "library", lambda: read(small.root / "mkdocs.yml"))
        try:
            checking.library()
        except CannotRead as problem:
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
    monkeypatch.setattr(checking, "library", lambda: read(small.root / "mkdocs.yml"))
    with spoilt(small, {"mkdocs.yml": content or b""}):
        if content is None:
            (small.root / "mkdocs.yml").unlink()
        code, out, err = said("check")
        assert (
            code == 2
            and not out
            and err.startswith(("hub – mkdocs.yml", "hub – no.yml"))
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
@pytest.mark.parametrize("folder", ["docs/en/tips", "docs/assets", "docs/data"])
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
           "(", "+27", "\u200b1", "\u202e", "| ", "- [ ] ", "!!! ", ". ", "://", "°1'", "a (", "Da de ", "*", ":a", "\x00", "ا ", "1,", "1.", "...", "_", "a_", "[[a](b)](c) ", "\u0301\u0316", "ﷺ", "\0000\000", "`a``")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_neither_raises_nor_holds_up(small: Project, piece: str) -> None:
    for name, size in ((PARTNERSHIPS, 19_000), (CHAMPIONS, 50_000), (PT, 50_000)):
        text = (small.root / name).read_text(encoding="utf-8") + "\n" + piece * (size // len(piece))
        with spoilt(small, {name: text.encode()}):
            checks.run(checking.library())  # an expression that looks back and back would take hours
            assert_answer(*said("status"))


MANY: dict[str, tuple[str, str]] = {
    "headings": (CHAMPIONS, "## A {{#a{}}}\n[a](#b{})\n"),
    "the same heading": (PT, "## A {{#a}}\n"),
    "headings of a translation": (PT, "## A {{#a{}}}\n"),
    "blank lines": (CHAMPIONS, "\n"),
    "lines of one paragraph": (CHAMPIONS, "word and word\n"),
    "marks": (CHAMPIONS, "[^k{}]\n"),
    "comments that never end": (CHAMPIONS, "<!-- a\n"),
    "entries": (SOURCES, "@misc{{a{}, title={{A}}}}\n"),
    "entries that never end": (SOURCES, "@misc{{a{}, title={{\n"),
    "values without braces": (SOURCES, "@misc{{a{}, title=b{}}}\n"),
    "abbreviations that double": (SOURCES, "@string{{a = a # a # {{x}}}}\n"),
    "blank lines of a bibliography": (SOURCES, "\n"),
    "people": ("docs/data/public_people.yml", "Ada L{}:\n"),
}


@pytest.mark.parametrize("case", MANY)
def test_many_lines_are_looked_through_once(small: Project, case: str) -> None:
    name, line = MANY[case]
    text = (small.root / name).read_text(encoding="utf-8") + "\n"
    lines = "".join(line.format(number, number) for number in range(2_000))
    with spoilt(small, {name: (text + lines).encode()}):
        library = checking.library()
        for problem in checks.run(library):
            assert_form(problem, small.root)


@pytest.mark.parametrize("name", ["wording", "proper_names", "public_people", "public_contacts", "images"])
@pytest.mark.parametrize(
    "text", ["a: [1, {b: [null]}]", "terms: {en: [1], pt: x}", "abbreviations: [A]\nunderstood: 3", "- a", "1: 2", ""]
)
def test_data_of_any_shape_raise_nothing(project: Project, name: str, text: str) -> None:
    project.write(f"docs/data/{name}.yml", text)
    found(project)
