"""Versions on a local publishing branch."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from conftest import ENVIRONMENT, Project, make_project
from hub import releases
from hub.publishing import BRANCH
from hub.releases import Released

SITE_URL = "https://hub.example/hub/"


def release(project: Project, version: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """What the verb does, without the command making an environment of its own for the copy."""
    code = "import sys; from pathlib import Path; from hub import publishing, releases\ntry: releases.release(Path('.'), sys.argv[1])\nexcept publishing.CannotPublish as e: print(f'hub – {e}', file=sys.stderr); sys.exit(e.code)"
    environment = {**ENVIRONMENT, "SITE_URL": SITE_URL, "PYTHONPATH": str(project.root / "scripts"), **variables}
    return subprocess.run(
        [sys.executable, "-c", code, version], cwd=project.root, env=environment, capture_output=True, text=True
    )


PAGE = "---\ntitle: {title}\nsummary: {summary}\nkind: {kind}\nstatus: published\n{more}---\n{text}\n"
#: The smallest site that the templates can make.
PAGES = {
    "en/index.md": ("Safer together", "home", "Start with [the words](words.md)."),
    "en/words.md": ("Words for a first meeting", "page", "Say who you are. Say what you want."),
    "en/about/index.md": ("About", "page", "Made by groups."),
    "en/about/reading-safely.md": ("Read safely", "page", "Clear the history."),
    "en/about/contribute.md": ("Contribute", "page", "Write to us."),
    "pt/words.md": ("Palavras", "page", "Diga quem é."),
}
SMALL = """INHERIT: hub.yml
extra:
  versions: {keep: 2}
nav:
  - index.md
  - about:
      - about/index.md
      - words.md
      - about/reading-safely.md
      - about/contribute.md
plugins:
  i18n:
    languages:
      - {locale: en, name: English, default: true}
      - {locale: pt, name: Português}
"""
DATA = {
    "budgets.yml": "default: {html: 8000, blocking: 14000, first_view: 30000, requests: 5}\n"
    "kinds:\n  search.html: {first_view: 500000, requests: 30}\n",
    "exit.yml": "en: https://example.org/\n",
    "sources.bib": "",
}


def write_page(project: Project, path: str, text: str = "", more: str = "") -> None:
    """One of `PAGES`, or one like it; with another text, and more front matter."""
    title, kind, usual = PAGES.get(path, (f"The page {path.removesuffix('.md')}", "page", "Text."))
    if not path.startswith("en/") and not more:
        more = 'translation: {state: draft, from: en, sections: {"": 00000000}}\n'
    made = PAGE.format(title=title, summary=f"{title}, in short.", kind=kind, more=more, text=text or usual)
    project.write(f"docs/{path}", made)


def make_small(root: Path) -> Project:
    """A repository with few pages and one translation, of which two versions stay."""
    project = make_project(root)
    for folder in (*project.root.glob("docs/??"), project.root / "docs/data/charts", project.root / "docs/assets"):
        shutil.rmtree(folder, ignore_errors=True)
    for name in ("claims.yml", "glossary.yml", "images.yml"):
        (project.root / "docs/data" / name).unlink()
    (project.root / "overrides/strings/ar.yml").unlink()
    for name, text in DATA.items():
        project.write(f"docs/data/{name}", text)
    for path in PAGES:
        write_page(project, path)
    project.write("mkdocs.yml", SMALL)
    project.start_repository()
    return project


def copy_of(project: Project, root: Path) -> Project:
    """The same repository in another place, without what was built there."""
    shutil.copytree(
        project.root, root, ignore=lambda folder, _: ["site"] if Path(folder) == project.root else [], symlinks=True
    )
    return Project(root)


def release_made(project: Project, version: str, site: Path, **options: str | bool) -> Released:
    """What `releases.release` does with a site that is built already: for what comes after the build, or before."""

    def copy(root: Path, target: Path, *_: object) -> None:
        shutil.copytree(site, target)

    with patch.dict("os.environ", {"SITE_URL": SITE_URL}), patch.object(releases, "build", copy):
        return releases.release(project.root, version, **options)  # type: ignore[arg-type]


def branch(project: Project, target: Path) -> Path:
    """The files of the publishing branch, as a host would serve them."""
    project.git("clone", "-q", "--branch", BRANCH, str(project.root), str(target))
    shutil.rmtree(target / ".git")
    return target


def publish_three(target: Path) -> Path:
    """The branch of: 2026.08 (without the page on partnerships), then 2026.11, which is the latest, then a preview."""
    project = make_project(target / "project")
    partnerships = (project.root / "docs/en/tips/partnerships.md").read_text()
    champions = {file: file.read_text() for file in (project.root / "docs").glob("*/tips/champions.md")}
    for file, text in champions.items():
        file.write_text(re.sub(r"\[([^\]]+)\]\(partnerships\.md#why\)", r"\1", text))
    (project.root / "docs/en/tips/partnerships.md").unlink()
    project.replace("mkdocs.yml", "      - tips/partnerships.md\n", "")
    project.start_repository()
    assert (result := release(project, "2026.08")).returncode == 0, result.stderr
    project.write("docs/en/tips/partnerships.md", partnerships)
    for file, text in champions.items():
        file.write_text(text)
    project.replace(
        "mkdocs.yml", "      - tips/champions.md\n", "      - tips/partnerships.md\n      - tips/champions.md\n"
    )
    project.git("add", "-A")
    project.git("commit", "-q", "-m", "Partnerships")
    assert (result := release(project, "2026.11")).returncode == 0, result.stderr
    assert (result := release(project, "dev")).returncode == 0, result.stderr
    assert project.git("branch", "--list", "--format=%(refname:short)").split() == [BRANCH, "main"]
    return branch(project, target / "files")
