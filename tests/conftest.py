"""What the tests share: sites built once, a browser, a server like the host's, and projects to spoil."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from hub import environment
from hub.localhost import serving

pytest.register_assert_rewrite("spoiling")
# A busy machine is slow; what never comes does not come in any time.
expect.set_options(timeout=20_000)

ROOT = Path(__file__).resolve().parents[1]
FIXTURE = ROOT / "tests" / "fixture"
ENVIRONMENT = {
    key: value for key, value in os.environ.items() if key not in ("SITE_URL", "REPO_URL", "MIKE_DOCS_VERSION")
}
ENVIRONMENT["NO_MKDOCS_2_WARNING"] = "1"


#: Files of tests that take longest: begun first, so that no processor waits for one of them at the end.
LONGEST = ("test_lighthouse", "test_withdraw", "test_old_browsers", "test_accessibility", "test_weight")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def turn(item: pytest.Item) -> int:
        return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)

    items.sort(key=turn)


@dataclass(frozen=True)
class Project:
    """A folder with everything a build needs."""

    root: Path

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def build(self, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build"]
        return subprocess.run(command, cwd=self.root, env={**ENVIRONMENT, **variables}, capture_output=True, text=True)

    def git(self, *words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=self.root, env=ENVIRONMENT, check=True, capture_output=True, text=True
        ).stdout

    def start_repository(self) -> None:
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Test")
        self.git("config", "user.email", "test@example.org")
        self.git("config", "commit.gpgsign", "false")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "All")


def make_project(root: Path) -> Project:
    """The fixture's pages with the real templates, tools and configuration."""
    shutil.copytree(FIXTURE / "docs", root / "docs")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root / "hub.yml")
    shutil.copy(FIXTURE / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copy(ROOT / ".gitignore", root / ".gitignore")
    words = yaml.safe_load((ROOT / "overrides/strings/en.yml").read_text(encoding="utf-8"))
    words = {key: value if key == "_language" else f"ع {value}" for key, value in words.items()}
    words["_language"] = {"direction": "rtl", "state": "draft"}
    (root / "overrides/strings/ar.yml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    return Project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "project")


@pytest.fixture(scope="session")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture's site, built once."""
    made = make_project(tmp_path_factory.mktemp("fixture") / "project")
    result = made.build(SITE_URL="https://hub.example/", REPO_URL="https://github.com/example/hub")
    assert result.returncode == 0, result.stderr
    return made.root / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once."""
    target = tmp_path_factory.mktemp("real") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(target)]
    result = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr, result.stderr
    return target


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a publishing branch with two releases and a preview, made once."""
    from publishing import publish_three  # which needs this module

    return publish_three(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A repository with few pages and their site, made once: copy it (`publishing.copy_of`) to change it."""
    from publishing import SITE_URL, make_small

    made = make_small(tmp_path_factory.mktemp("small") / "project")
    result = made.build(SITE_URL=SITE_URL, MIKE_DOCS_VERSION="2026.11")
    assert result.returncode == 0, result.stderr
    return made


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def fixture_served(fixture_site: Path) -> Iterator[str]:
    with serving(fixture_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=environment.find_browser(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield made
        made.close()


@dataclass
class Visit:
    """A page in a browser, and every request and complaint it made."""

    page: Page
    requests: list[tuple[str, int]]
    complaints: list[str]

    def open(self, address: str) -> Visit:
        self.page.goto(address, wait_until="networkidle")
        return self

    @property
    def failed(self) -> list[tuple[str, int]]:
        return [(url, status) for url, status in self.requests if status >= 400]

    def hosts(self) -> set[str]:
        return {url.split("/")[2] for url, _ in self.requests if url.startswith("http")}


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens pages in fresh profiles: ``visit(address, width=360, java_script_enabled=False)``."""
    contexts: list[BrowserContext] = []

    def make(address: str, width: int = 1280, **options: object) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        made = Visit(context.new_page(), [], [])
        made.page.on("response", lambda answer: made.requests.append((answer.url, answer.status)))
        made.page.on("requestfailed", lambda request: made.requests.append((request.url, 599)))
        made.page.on("console", lambda message: message.type == "error" and made.complaints.append(message.text))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        return made.open(address)

    yield make
    for context in contexts:
        context.close()
