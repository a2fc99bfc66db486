"""Versions of the site on the publishing branch, made with mike."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from mike import commands, git_utils, mkdocs_utils

from hub import publishing
from hub.addresses import LATEST, PREVIEW, Addresses
from hub.publishing import BRANCH, DRAFT, CannotPublish
from hub.site import embed_codes, embeds, policy

_VERSION = re.compile(r"20\d\d\.(0[1-9]|1[0-2])(\.[1-9]\d?)?")
_NOINDEX = b'<meta name="robots" content="noindex">'
_CANONICAL = b'<link rel="canonical"'
_HIDDEN_NOTICE = re.compile(rb'(<aside class="notice" id="outdated"[^>]*?) hidden>')


def release(root: Path, version: str, push: bool = False) -> None:
    """Build a version and put it on the publishing branch; a release becomes ``latest``, ``dev`` replaces itself.

    Raises `CannotPublish`; the branch is then as it was.
    """
    with publishing.inside(root):
        _refuse_what_is_wrong(version)
        try:
            with publishing.drafting():
                _prepare(version)
        except (subprocess.CalledProcessError, SystemExit):
            raise CannotPublish(
                f"the site could not be built – put right what stands above, then type: python3 scripts/hub release {version}",
                1,
            ) from None
        if push:
            publishing.push()


def _refuse_what_is_wrong(version: str) -> None:
    if version != PREVIEW and not _VERSION.fullmatch(version):
        raise CannotPublish(
            f'"{version}" is not a version – write year.month, as 2026.11 (a second one that month: 2026.11.1), or dev'
        )
    publishing.prepare()
    if version == PREVIEW:
        return
    published = [str(entry.version) for entry in commands.list_versions(BRANCH)]
    if version in published:
        raise CannotPublish(
            f"{version} is published already and stays as it is – choose the next, as {_next(version, published)}"
        )
    if publishing.uncommitted():
        raise CannotPublish(
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
        branch=DRAFT,
        allow_empty=True,
    ):
        mkdocs_utils.build("mkdocs.yml", version, output=sys.stderr)
    versions = commands.list_versions(DRAFT)
    if versions.find(LATEST):
        commands.set_default(LATEST, template="overrides/redirect.html", branch=DRAFT, allow_empty=True)
    elif version == PREVIEW:
        commands.set_default(PREVIEW, template="overrides/redirect.html", branch=DRAFT, allow_empty=True)
    if aliases:
        _name_alias(Addresses.of(configuration.site_url or "", version))
    _supersede(
        [str(entry.version) for entry in versions if LATEST not in entry.aliases and str(entry.version) != PREVIEW]
    )
    _write_root(version)


def _name_alias(addresses: Addresses) -> None:
    """Let what stands under `LATEST` offer embeds of the newest text, and what stands under the version those of it."""
    with git_utils.Commit(DRAFT, f"Embeds of {LATEST}", allow_empty=True) as commit:
        for file in git_utils.walk_files(DRAFT, LATEST):
            if file.path.endswith(("/index.html", embeds.OEMBED)):
                named = embeds.renamed(file.data, addresses, LATEST)
                if named != file.data:
                    commit.add_file(git_utils.FileInfo(file.path, named, file.mode))


def _supersede(old: list[str]) -> None:
    """Ask search engines to leave older versions, and show their readers the notice without JavaScript too."""
    with git_utils.Commit(DRAFT, "Mark older versions", allow_empty=True) as commit:
        for version in old:
            for file in git_utils.walk_files(DRAFT, version):
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
    versions = [str(entry.version) for entry in commands.list_versions(DRAFT)]
    served = LATEST if commands.list_versions(DRAFT).find(LATEST) else version
    told = [publishing.read(f"{one}/{policy.HEADERS}").decode() for one in (served, *versions)]
    root = {
        "404.html": publishing.read(f"{served}/404.html"),
        policy.HEADERS: policy.headers_above(told[0], told[1:]).encode(),
        policy.SECURITY: publishing.read(f"{version}/{policy.SECURITY}"),
    }
    with git_utils.Commit(DRAFT, f"Root of the site for {served}", allow_empty=True) as commit:
        for path, content in root.items():
            if content:
                commit.add_file(git_utils.FileInfo(path, content))
        for file in git_utils.walk_files(DRAFT, f"{version}/{embed_codes.FOLDER.rstrip('/')}"):
            if file.path.endswith(".js"):
                commit.add_file(git_utils.FileInfo(file.path.removeprefix(f"{version}/"), file.data, file.mode))
