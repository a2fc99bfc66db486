"""Versions of the site on the publishing branch, made with mike: from the refusals to the tag, in their order.

What is built lies in a folder of its own and on a draft of the branch until all of it is there. Then the branch and
the version's tag change in one instant, so that whoever is killed on the way has published nothing.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mike import commands, git_utils, mkdocs_utils
from mkdocs.exceptions import MkDocsException

from hub import changelog, project, publishing, root_of_site, workspace
from hub.addresses import LATEST, PREVIEW, Addresses
from hub.changelog import Entry, Replaced
from hub.publishing import BRANCH, DRAFT, CannotPublish
from hub.site import embeds

_VERSION = re.compile(r"20\d\d\.(0[1-9]|1[0-2])(\.[1-9]\d?)?")
_NOINDEX = b'<meta name="robots" content="noindex">'
_CANONICAL = b'<link rel="canonical"'
_HIDDEN_NOTICE = re.compile(rb'(<aside class="notice" id="outdated"[^>]*?) hidden>')
_EDITIONS = """
import sys
from pathlib import Path
from hub.site import editions
try:
    editions.make(Path(sys.argv[1]))
except editions.CannotMake as problem:
    sys.exit(f"hub – {problem}")
"""
_LOCAL = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class Released:
    """``news`` is what the version brought, empty for a preview; ``send`` is what sends it to origin, as it is typed."""

    news: str
    send: str


@dataclass(frozen=True)
class _Plan:
    """What is to be done. ``keep`` is how many versions stay, ``reason`` why one is replaced, or empty."""

    version: str
    site: str
    repository: str
    keep: int
    editions: bool
    reason: str

    @property
    def is_preview(self) -> bool:
        return self.version == PREVIEW


def release(root: Path, version: str, push: bool = False, editions: bool = False, replace: str = "") -> Released:
    """Build a version and put it on the publishing branch; a release becomes ``latest``, ``dev`` replaces itself.

    ``editions`` says whether the site is also made to be kept; ``replace`` is the reason for which a version that is
    published is made anew. Raises `CannotPublish`; branch and tags are then as they were.
    """
    with publishing.inside(root), workspace.alone() as folder:
        plan = _plan(version, editions, replace)
        _refuse_what_is_wrong(plan, push)
        try:
            build(root, folder / "site", version, plan.site, plan.repository, editions)
        except subprocess.CalledProcessError:
            raise CannotPublish(
                f"the site could not be built – put right what stands above, then type: python3 scripts/hub release {version}",
                1,
            ) from None
        tagged_before = publishing.tip(f"refs/tags/{version}") is not None
        with publishing.drafting() as also:
            entry = _commit(plan, folder / "site")
            if entry:
                also |= _tags(entry)
        send = publishing.push_command(also, over=tagged_before)
        if push:
            publishing.push(send)
        return Released(changelog.told(entry) if entry else "", " ".join(send))


def build(root: Path, site: Path, version: str, address: str, repository: str, editions: bool) -> None:
    """Build the project in a folder as a version, into another folder. What MkDocs says is said on the screen.

    Raises `subprocess.CalledProcessError` where it cannot be built, and `CannotPublish` if editions cannot be made.
    """
    environment = {**os.environ, "MIKE_DOCS_VERSION": version, "SITE_URL": address, "REPO_URL": repository}
    steps = [["-m", "mkdocs", "build", "--site-dir", str(site.resolve())]]
    if editions:
        if not list((root / "scripts/hub/site").glob("editions*")):
            raise CannotPublish("this hub makes no editions – type the same without --editions")
        # By themselves, as the build: an older version makes them with its own scripts.
        environment["PYTHONPATH"] = str(root.resolve() / "scripts")
        steps.append(["-c", _EDITIONS, str(site.resolve())])
    for words in steps:
        subprocess.run(
            [sys.executable, *words], cwd=root, env=environment, check=True, stdout=sys.stderr, stderr=sys.stderr
        )


def _plan(version: str, editions: bool, reason: str) -> _Plan:
    if version != PREVIEW and not _VERSION.fullmatch(version):
        raise CannotPublish(
            f'"{version}" is not a version – write year.month, as 2026.11 (a second one that month: 2026.11.1), or dev'
        )
    try:
        configuration = mkdocs_utils.load_config("mkdocs.yml")
    except (MkDocsException, SystemExit) as problem:
        said = " ".join(str(problem).split())
        raise CannotPublish(
            f"mkdocs.yml cannot be used ({said}) – compare it with the last one: git diff mkdocs.yml"
        ) from None
    policy: Any = configuration.extra.get("versions")
    keep = policy.get("keep") if isinstance(policy, dict) else None
    if not isinstance(keep, int) or keep < 1:
        raise CannotPublish(
            "mkdocs.yml does not say how many versions stay – write below extra: a line versions: {keep: 12}"
        )
    root = Addresses.of(configuration.site_url or "", None).root
    return _Plan(version, root, configuration.repo_url or "", keep, editions, reason)


def _refuse_what_is_wrong(plan: _Plan, push: bool) -> None:
    version = plan.version
    if publishing.is_shallow():
        raise CannotPublish(
            "this clone lacks the older commits, from which pages tell their dates – type: git fetch --unshallow"
        )
    if publishing.tip("HEAD") is None:
        raise CannotPublish("nothing is committed yet, and a version must be found again – type: git commit -a")
    if push and any(f"//{name}" in plan.site for name in _LOCAL):
        raise CannotPublish(
            f"the pages would say that they stand at {plan.site} – type the address of the site before it, as "
            f"SITE_URL=https://name.github.io/hub/ python3 scripts/hub release {version} --push"
        )
    publishing.prepare()
    if plan.is_preview:
        return
    known = [entry.version for entry in root_of_site.told(BRANCH)]
    published = releases(BRANCH)
    if plan.reason and version not in published:
        raise CannotPublish(f"{version} is not published, so it cannot be replaced – type the same without --replace")
    if not plan.reason and version in {*published, *known}:
        raise CannotPublish(
            f"{version} is published already and stays as it is – choose the next, as {_next(version, published)}"
        )
    if not plan.reason and published and _order(version) < _order(published[0]):
        raise CannotPublish(
            f"{version} would come before {published[0]}, which is published – choose the next, as {_next(published[0], published)}"
        )
    tagged = publishing.tip(f"refs/tags/{version}^{{commit}}")
    if not plan.reason and tagged not in (None, publishing.tip("HEAD")):
        raise CannotPublish(
            f"there is a tag {version} of another commit, and no such version – to go on without it, type: git tag -d {version}"
        )
    if publishing.uncommitted():
        raise CannotPublish(
            "there are changes that are not committed, and a version must be found again – type: git commit -a"
        )


def releases(branch: str) -> list[str]:
    """The versions of a branch but for the preview, newest first."""
    listed = (str(entry.version) for entry in commands.list_versions(branch))
    return sorted((version for version in listed if _VERSION.fullmatch(version)), key=_order, reverse=True)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _next(version: str, published: list[str]) -> str:
    month = ".".join(version.split(".")[:2])
    return next(name for number in range(1, 100) if (name := f"{month}.{number}") not in published)


def _commit(plan: _Plan, site: Path) -> Entry | None:
    """All commits of a version, on the draft branch. Gives what is told of it; nothing of a preview."""
    version, before = plan.version, releases(DRAFT)
    newest = not plan.is_preview and (not before or _order(version) >= _order(before[0]))
    with commands.deploy(
        {"site_dir": str(site), "use_directory_urls": True},
        version,
        aliases=[LATEST] if newest else [],
        update_aliases=True,
        alias_type=commands.AliasType.copy,
        branch=DRAFT,
        allow_empty=True,
    ):
        pass  # it is built already
    versions = commands.list_versions(DRAFT)
    served = LATEST if versions.find(LATEST) else version
    commands.set_default(served, template=str(root_of_site.REDIRECT), branch=DRAFT, allow_empty=True)
    kept, gone = releases(DRAFT)[: plan.keep], releases(DRAFT)[plan.keep :]
    with git_utils.Commit(DRAFT, f"What goes with {version}", allow_empty=True) as commit:
        changed = [*(_alias(Addresses(plan.site, version)) if newest else ()), *_outdated(kept[1:])]
        for file in changed:
            commit.add_file(file)
        for old in gone:
            root_of_site.let_go(commit, old)
        if gone:
            versions.difference_update(gone)
            commit.add_file(commands.versions_to_file_info(versions))
        latest_told = version if newest or plan.is_preview else served
        root_of_site.write(commit, latest_told, served, [str(one.version) for one in versions], plan.site)
        entries = root_of_site.told()
        entry = None if plan.is_preview else _entry(plan, entries)
        if entry:
            others = [one for one in entries if one.version != version]
            root_of_site.write_changelog(
                commit, sorted([entry, *others], key=lambda one: _order(one.version), reverse=True)
            )
    return entry


def _alias(addresses: Addresses) -> Iterator[git_utils.FileInfo]:
    """What stands under `LATEST` offers embeds of the newest text, what stands under the version those of it."""
    for file in publishing.files(LATEST):
        renamed = as_latest(file.path, file.data, addresses)
        if renamed != file.data:
            yield git_utils.FileInfo(file.path, renamed, file.mode)


def as_latest(path: str, content: bytes, addresses: Addresses) -> bytes:
    """A file of the newest version as it stands under `LATEST`; ``addresses`` are those of the version."""
    if not path.endswith(("/index.html", f"/{embeds.OEMBED}")):
        return content
    return embeds.renamed(content, addresses, LATEST)


def _outdated(old: list[str]) -> Iterator[git_utils.FileInfo]:
    """Ask search engines to leave older versions, and show their readers the notice without JavaScript too.

    A version is marked as a whole: one whose home page is marked is not read again.
    """
    for version in old:
        home = publishing.read(f"{version}/index.html")
        for file in publishing.files(version) if superseded(home) != home else ():
            if file.path.endswith(".html") and (marked := superseded(file.data)) != file.data:
                yield git_utils.FileInfo(file.path, marked, file.mode)


def superseded(page: bytes) -> bytes:
    """A page of an older version: not to be indexed, its notice shown. Doing it twice changes nothing."""
    if _NOINDEX not in page:
        page = page.replace(_CANONICAL, _NOINDEX + b"\n" + _CANONICAL, 1)
    return _HIDDEN_NOTICE.sub(rb"\1>", page)


def _entry(plan: _Plan, entries: list[Entry]) -> Entry:
    library = project.read(Path("mkdocs.yml").resolve())
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    old = next((one for one in entries if one.version == plan.version), None)
    before = next((one for one in entries if _order(one.version) < _order(plan.version)), None)
    if before and publishing.tip(f"{before.commit}^{{commit}}") is None:
        before = None  # the history was written anew
    return Entry(
        version=plan.version,
        date=old.date if old else today,
        commit=publishing.tip("HEAD") or "",
        site=plan.site,
        repository=plan.repository,
        editions=plan.editions,
        since=before.version if before else "",
        languages=changelog.counted(library),
        items=tuple(changelog.items(library, before.commit)) if before else (),
        replaced=(*(old.replaced if old else ()), *([Replaced(today, plan.reason)] if plan.reason else ())),
    )


def _tags(entry: Entry) -> dict[str, str]:
    """The version's tag, and the one that it had before it was replaced under another name."""
    name = f"refs/tags/{entry.version}"
    made = {name: publishing.tag(entry.version, entry.commit, f"Version {entry.version}\n\n{changelog.told(entry)}")}
    former = publishing.tip(name)
    if entry.replaced and former:
        made = {f"{name}-replaced-{len(entry.replaced)}": former, **made}
    return made
