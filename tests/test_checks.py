"""Bad input stops every build with one line that names file, line and cure, and leaves nothing half-written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
import yaml

from conftest import ROOT, Project
from hub import checks, library

PAGE = "---\ntitle: T\nsummary: S.\nkind: page\n---\n"


def found(project: Project) -> list[str]:
    languages = [library.Language(code, code, code == "en") for code in ("en", "pt", "ar", "sw")]
    nav = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    read = library.read(project.root, project.root / "docs", project.root / "overrides" / "strings", languages, nav)
    return [str(problem) for problem in checks.run(read)]


def test_the_fixture_is_clean(project: Project) -> None:
    assert found(project) == []


def write(path: str, text: str) -> Callable[[Project], None]:
    return lambda project: project.write(path, text)


def replace(path: str, old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.replace(path, old, new)


START = "docs/en/start.md"
CHAMPIONS = "docs/en/tips/champions.md"
CASES: dict[str, tuple[Callable[[Project], None], str, str]] = {
    "a folder of an unknown language": (
        write("docs/de/start.md", PAGE),
        'docs/de/start.md:1 – "de" is not a language of this site',
        "docs/en, docs/pt",
    ),
    "a page outside of every language": (
        write("docs/start.md", PAGE),
        "docs/start.md:1 – a page must stand",
        "docs/en",
    ),
    "a name that looks like a language": (
        write("docs/en/node.js.md", PAGE),
        'docs/en/node.js.md:1 – the ending ".js.md" looks like a language',
        "rename it to docs/en/node-js.md",
    ),
    "a translation named by suffix": (
        write("docs/en/start.pt.md", PAGE),
        'docs/en/start.pt.md:1 – the ending ".pt.md"',
        "rename it to docs/pt/start.md",
    ),
    "a name with spaces": (
        write("docs/en/My Page.md", PAGE),
        "docs/en/My Page.md:1 – the file name",
        "rename it to docs/en/my-page.md",
    ),
    "an address that outs its reader": (write("docs/en/sex-work.md", PAGE), 'the word "sex"', "neutral"),
    "a translation of nothing": (
        write("docs/pt/nada.md", PAGE),
        "docs/pt/nada.md:1 – there is no docs/en/nada.md",
        "first",
    ),
    "a missing interface string": (
        replace("overrides/strings/pt.yml", "nav.top: ", "#nav.top: "),
        'overrides/strings/pt.yml:1 – the interface string "nav.top" is missing',
        "Back to top",
    ),
    "an interface string with another placeholder": (
        replace("overrides/strings/en.yml", "nav.top: Back to top", 'nav.top: "Back {where}"'),
        "overrides/strings/pt.yml",
        "keep {where}",
    ),
    "a term without a label": (
        replace("docs/data/levels.yml", ", sw: Kitaifa", ""),
        'docs/data/levels.yml:1 – "national" has no label in sw',
        "write sw:",
    ),
    "a page that the navigation does not name": (
        write("docs/en/tips/lonely.md", PAGE),
        "docs/en/tips/lonely.md:1 – no reader would find this page",
        'add "- tips/lonely.md" below nav: in mkdocs.yml',
    ),
    "a navigation that names no page": (
        replace("mkdocs.yml", "tips/champions.md", "tips/champion.md"),
        'mkdocs.yml:10 – there is no page "tips/champion.md"',
        "write tips/champions.md",
    ),
    "a section without a name": (
        replace("mkdocs.yml", "- cases:", "- stories:"),
        'mkdocs.yml:11 – the section "stories" has no name',
        "nav.stories",
    ),
    "no front matter": (write(START, "Text\n"), "docs/en/start.md:1 – the page has no front matter", "---"),
    "broken front matter": (
        replace(START, "kind: page", "kind: page: no"),
        "docs/en/start.md:4 – this is not valid YAML",
        "quotes",
    ),
    "a key that stands twice": (
        replace(START, "kind: page", "kind: page\nkind: tip"),
        'docs/en/start.md:5 – "kind" stands here twice',
        "keep one",
    ),
    "no summary": (
        replace(CHAMPIONS, "summary: Officers who influence others.\n", ""),
        'champions.md:1 – "summary" is missing',
        "summary:",
    ),
    "an unknown term": (
        replace(CHAMPIONS, "[champions]", "[championz]"),
        'docs/en/tips/champions.md:6 – strategies "championz" is not a known term',
        'write "champions"',
    ),
    "a country by its name": (
        replace("docs/en/case-studies/kenya.md", "country: KE", "country: Quénia"),
        'kenya.md:5 – country "Quénia" is not a known term',
        'write "KE"',
    ),
    "a second title": (
        replace(START, "## First {#first}", "# First {#first}"),
        "start.md:12 – a heading with one #",
        "write ## First",
    ),
    "a heading without an id": (
        replace(START, "## First {#first}", "## First steps"),
        'docs/en/start.md:12 – the heading "First steps" has no id',
        "write ## First steps {#first-steps}",
    ),
    "an id used twice": (
        replace(START, "{#second}", "{#first}"),
        'start.md:27 – the id "first" is used in line 12',
        "another id",
    ),
    "a broken link": (
        replace(START, "about/index.md", "abuot/index.md"),
        'docs/en/start.md:29 – there is no page "abuot/index.md"',
        "write about/index.md",
    ),
    "a broken anchor": (
        replace(CHAMPIONS, "partnerships.md#why", "partnerships.md#wy"),
        'champions.md:14 – there is no heading "#wy" on docs/en/tips/partnerships.md',
        "write #why",
    ),
    "a link without .md": (
        replace(START, "about/index.md", "about/"),
        '"about/" does not end in .md',
        "write about/index.md",
    ),
    "a link from the server's root": (
        replace(START, "about/index.md", "/about/index.md"),
        "breaks in other versions",
        "../tips",
    ),
    "a script as a link": (replace(START, "about/index.md", "javascript:alert(1)"), "is not an address", "https://"),
    "a picture from elsewhere": (
        replace(START, "See [the", "![x](https://example.org/x.png) [the"),
        "a picture from another site",
        "docs/assets",
    ),
    "raw HTML": (
        replace(START, "See ", "<script>alert(1)</script> See "),
        "start.md:29 – HTML (<script>) is not allowed",
        "Markdown",
    ),
    "an event handler": (
        replace(START, "{#second}", "{#second onclick=alert(1)}"),
        '"onclick" is not allowed',
        "keep only",
    ),
    "an unknown source": (
        replace(CHAMPIONS, "[^spoken]", "[^spokn]"),
        'champions.md:10 – the source "spokn" is not in docs/data/sources.bib',
        "write [^spoken]",
    ),
    "a translation of no known text": (
        replace("docs/pt/tips/champions.md", ', sections: {"": 50fc097d, why: 1a12f212}', ""),
        "docs/pt/tips/champions.md:8 – the page does not say which English text it was made from",
        "python3 scripts/hub translate pt tips/champions --done",
    ),
    "a pin of no section": (
        replace("docs/pt/tips/champions.md", "why: 1a12f212", "why: 1a12f212, how: 1a12f212"),
        'docs/pt/tips/champions.md:8 – "sections" names "how"',
        'remove "how"',
    ),
    "a translated section without a pin": (
        replace("docs/pt/tips/champions.md", ", why: 1a12f212", ""),
        'docs/pt/tips/champions.md:12 – "sections" does not name "why"',
        "python3 scripts/hub translate pt tips/champions --done why",
    ),
    "a translated heading with another id": (
        replace("docs/pt/tips/champions.md", "{#why}", "{#porque}\n\nText.\n\n## How {#hwo}"),
        'the heading has the id "hwo", which the English page does not have',
        "write how",
    ),
    "a translated section without a text": (
        replace(
            "docs/pt/tips/champions.md",
            "Porque as [parcerias](partnerships.md#why) precisam de pessoas e de reuniões.",
            "<!-- Because -->",
        ),
        'docs/pt/tips/champions.md:12 – the section "why" is not translated yet',
        "status: draft",
    ),
    "a review by nobody": (
        replace("docs/pt/index.md", ", by: editor", ""),
        "docs/pt/index.md:6 – the translation is said to be reviewed, but not by whom",
        "write by:",
    ),
    "an unknown state of a translation": (
        replace("docs/pt/index.md", "state: reviewed", "state: final"),
        'docs/pt/index.md:6 – the state "final"',
        "write state: draft",
    ),
    "a safety-critical section that does not exist": (
        replace(CHAMPIONS, "[watch-out]", "[whatch-out]"),
        'docs/en/tips/champions.md:8 – safety_critical names "whatch-out"',
        "write watch-out",
    ),
    "a file in another encoding": (
        lambda project: (project.root / START).write_bytes(b"---\ntitle: caf\xe9\nsummary: S\nkind: page\n---\n"),  # type: ignore[dict-item]
        "docs/en/start.md:2 – the file is not saved as UTF-8",
        "UTF-8",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_file_line_and_cure(project: Project, case: str) -> None:
    spoil, what, cure = CASES[case]
    spoil(project)
    lines = [line for line in found(project) if what in line]
    assert lines, found(project)
    assert cure in lines[0]
    assert "\n" not in lines[0]


@pytest.mark.parametrize(
    "case",
    [
        "a folder of an unknown language",
        "a name that looks like a language",
        "a missing interface string",
        "a broken link",
        "a broken anchor",
    ],
)
def test_the_build_stops_and_leaves_nothing(project: Project, case: str) -> None:
    spoil, what, cure = CASES[case]
    spoil(project)
    result = project.build()
    assert result.returncode == 1
    assert what in result.stderr and cure in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(project.root.glob("site*"))


def test_a_failed_build_keeps_the_last_good_site(project: Project) -> None:
    assert project.build().returncode == 0
    before = (project.root / "site/index.html").read_bytes()
    CASES["a broken link"][0](project)
    assert project.build().returncode == 1
    assert (project.root / "site/index.html").read_bytes() == before
    assert [path.name for path in project.root.glob("site*")] == ["site"]


def test_a_fault_met_late_leaves_nothing_either(project: Project) -> None:
    """Templates are rendered language by language: this one breaks when most of the site is written."""
    project.replace(
        "overrides/partials/footer.html",
        "</footer>",
        "{% if view.language.code == 'sw' %}{{ view.get('no.md') }}{% endif %}</footer>",
    )
    result = project.build()
    assert result.returncode == 1
    assert not list(project.root.glob("site*"))


def test_the_real_texts_are_clean() -> None:
    result = subprocess.run([sys.executable, "scripts/hub", "check"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No problems" in result.stdout
