"""Versions of the site on the publishing branch, made with mike.

A release is prepared on a branch of its own and the publishing branch is moved to it in one step, so that it is
as before or complete, whatever happens in between.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mike import commands, git_utils, mkdocs_utils

from hub.addresses import LATEST, PREVIEW, Addresses
from hub.site import embed_codes, embeds, policy

BRANCH = "gh-pages"
_DRAFT = "hub-release-in-progress"
_VERSION = re.compile(r"20\d\d\.(0[1-9]|1[0-2])(\.[1-9]\d?)?")
_NOINDEX = b'<meta name="robots" content="noindex">'
_CANONICAL = b'<link rel="canonical"'
_HIDDEN_NOTICE = re.compile(rb'(<aside class="notice" id="outdated"[^>]*?) hidden>')


class CannotRelease(Exception):
    """One line: what is wrong – what to type. ``code`` is the command's exit code."""

    def __init__(self, text: str, code: int = 2) -> None:
        super().__init__(text)
        self.code = code


def release(root: Path, version: str, push: bool = False) -> None:
    """Build a version and put it on the publishing branch; a release becomes ``latest``, ``dev`` replaces itself.

    Raises `CannotRelease`; the branch is then as it was.
    """
    with _inside(root):
        _refuse_what_is_wrong(version)
        start = _tip(BRANCH)
        if start:
            git_utils.update_ref(_DRAFT, start)
        try:
            _prepare(version)
            git_utils.update_ref(BRANCH, git_utils.get_latest_commit(_DRAFT))
        except (subprocess.CalledProcessError, SystemExit):
            raise CannotRelease(
                f"the site could not be built – put right what stands above, then type: python3 scripts/hub release {version}",
                1,
            ) from None
        except git_utils.GitError as error:
            raise CannotRelease(f"git said: {str(error).splitlines()[-1].strip()} – nothing was published") from None
        finally:
            if _tip(_DRAFT):
                git_utils.delete_branch(_DRAFT)
        if push:
            try:
                git_utils.push_branch("origin", BRANCH)
            except git_utils.GitError as error:
                raise CannotRelease(
                    f"the branch could not be sent ({str(error).splitlines()[-1].strip()}) – type: git push origin {BRANCH}"
                ) from None


def _refuse_what_is_wrong(version: str) -> None:
    if version != PREVIEW and not _VERSION.fullmatch(version):
        raise CannotRelease(
            f'"{version}" is not a version – write year.month, as 2026.11 (a second one that month: 2026.11.1), or dev'
        )
    for key, example in (("user.name", "A name for commits"), ("user.email", "name@example.org")):
        try:
            git_utils.get_config(key)
        except git_utils.GitError:
            raise CannotRelease(f'git does not know who publishes – type: git config {key} "{example}"') from None
    if not _tip(BRANCH) and _tip(f"origin/{BRANCH}"):
        git_utils.update_ref(BRANCH, git_utils.get_latest_commit(f"origin/{BRANCH}"))
    if version == PREVIEW:
        return
    published = [str(entry.version) for entry in commands.list_versions(BRANCH)]
    if version in published:
        raise CannotRelease(
            f"{version} is published already and stays as it is – choose the next, as {_next(version, published)}"
        )
    changed = subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True).stdout.strip()
    if changed:
        raise CannotRelease(
            "there are changes that are not committed, and a version must be found again – type: git commit -a"
        )


def _next(version: str, published: list[str]) -> str:
    month = ".".join(version.split(".")[:2])
    return next(name for number in range(1, 100) if (name := f"{month}.{number}") not in published)


def _prepare(version: str) -> None:
    """All commits of a release, on the draft branch."""
    aliases = [] if version == PREVIEW else [LATEST]
    configuration = mkdocs_utils.load_config("mkdocs.yml")
    with commands.deploy(
        configuration,
        version,
        aliases=aliases,
        update_aliases=True,
        alias_type=commands.AliasType.copy,
        branch=_DRAFT,
        allow_empty=True,
    ):
        mkdocs_utils.build("mkdocs.yml", version, output=sys.stderr)
    versions = commands.list_versions(_DRAFT)
    if versions.find(LATEST):
        commands.set_default(LATEST, template="overrides/redirect.html", branch=_DRAFT, allow_empty=True)
    elif version == PREVIEW:
        commands.set_default(PREVIEW, template="overrides/redirect.html", branch=_DRAFT, allow_empty=True)
    if aliases:
        _name_alias(Addresses.of(configuration.site_url or "", version))
    _supersede(
        [str(entry.version) for entry in versions if LATEST not in entry.aliases and str(entry.version) != PREVIEW]
    )
    _write_root(version)


def _name_alias(addresses: Addresses) -> None:
    """Let what stands under `LATEST` offer embeds of the newest text, and what stands under the version those of it."""
    with git_utils.Commit(_DRAFT, f"Embeds of {LATEST}", allow_empty=True) as commit:
        for file in git_utils.walk_files(_DRAFT, LATEST):
            if file.path.endswith(("/index.html", embeds.OEMBED)):
                named = embeds.renamed(file.data, addresses, LATEST)
                if named != file.data:
                    commit.add_file(git_utils.FileInfo(file.path, named, file.mode))


def _supersede(old: list[str]) -> None:
    """Ask search engines to leave older versions, and show their readers the notice without JavaScript too."""
    with git_utils.Commit(_DRAFT, "Mark older versions", allow_empty=True) as commit:
        for version in old:
            for file in git_utils.walk_files(_DRAFT, version):
                if file.path.endswith(".html") and (marked := superseded(file.data)) != file.data:
                    commit.add_file(git_utils.FileInfo(file.path, marked, file.mode))


def superseded(page: bytes) -> bytes:
    """A page of an older version: not to be indexed, its notice shown. Doing it twice changes nothing."""
    if _NOINDEX not in page:
        page = page.replace(_CANONICAL, _NOINDEX + b"\n" + _CANONICAL, 1)
    return _HIDDEN_NOTICE.sub(rb"\1>", page)


def _write_root(version: str) -> None:
    """What a host looks for at its root only, and every version brings along.

    The 404 page is the newest version's, which greets in every language; where to report a weakness is what was said
    last. Scripts that other sites have in their pages stand here too, each under the name of its content, and stay
    for good.
    """
    versions = [str(entry.version) for entry in commands.list_versions(_DRAFT)]
    served = LATEST if commands.list_versions(_DRAFT).find(LATEST) else version
    told = [_read(f"{one}/{policy.HEADERS}").decode() for one in (served, *versions)]
    root = {
        "404.html": _read(f"{served}/404.html"),
        policy.HEADERS: policy.headers_above(told[0], told[1:]).encode(),
        policy.SECURITY: _read(f"{version}/{policy.SECURITY}"),
    }
    with git_utils.Commit(_DRAFT, f"Root of the site for {served}", allow_empty=True) as commit:
        for path, content in root.items():
            if content:
                commit.add_file(git_utils.FileInfo(path, content))
        for file in git_utils.walk_files(_DRAFT, f"{version}/{embed_codes.FOLDER.rstrip('/')}"):
            if file.path.endswith(".js"):
                commit.add_file(git_utils.FileInfo(file.path.removeprefix(f"{version}/"), file.data, file.mode))


def _read(path: str) -> bytes:
    """A file of the draft; nothing where it has none, as versions of earlier years."""
    try:
        return bytes(git_utils.read_file(_DRAFT, path))
    except git_utils.GitError:
        return b""


def _tip(branch: str) -> str | None:
    try:
        return str(git_utils.get_latest_commit(branch))
    except git_utils.GitError:
        return None


@contextmanager
def _inside(root: Path) -> Iterator[None]:
    """mike and git work in the current folder."""
    before = Path.cwd()
    os.chdir(root)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # mike calls "mkdocs" by name: it must be the one beside this Python.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    try:
        yield
    finally:
        os.chdir(before)
