"""Versions on a local publishing branch."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ENVIRONMENT, Project, make_project
from hub.publishing import BRANCH

SITE_URL = "https://hub.example/hub/"


def release(project: Project, version: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """What the verb does, without the command making an environment of its own for the copy."""
    code = "import sys; from pathlib import Path; from hub import publishing, releases\ntry: releases.release(Path('.'), sys.argv[1])\nexcept publishing.CannotPublish as e: print(f'hub – {e}', file=sys.stderr); sys.exit(e.code)"
    environment = {**ENVIRONMENT, "SITE_URL": SITE_URL, "PYTHONPATH": str(project.root / "scripts"), **variables}
    return subprocess.run(
        [sys.executable, "-c", code, version], cwd=project.root, env=environment, capture_output=True, text=True
    )


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
