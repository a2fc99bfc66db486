"""What stands on the publishing branch above and around the versions: made anew from them with each one.

A host looks at its root only for a 404 page, for what it is to send with answers and for what robots may read. The
rules are those of `hub.site` for one version, joined for all.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

import jinja2
from mike import git_utils

from hub import changelog, publishing
from hub.addresses import LATEST, climb
from hub.changelog import Entry
from hub.publishing import DRAFT, CannotPublish
from hub.site import embed_codes, policy

REDIRECT = Path("overrides/redirect.html")
_ROBOTS = "User-agent: *\nAllow: /\n"
_SITEMAP = "sitemap.xml"


def write(commit: git_utils.Commit, version: str, served: str, versions: Iterable[str], site: str) -> None:
    """Add to a commit what hosts and robots look for.

    ``version`` was just made, ``served`` is what the root leads to; both and ``versions`` are folders of the draft.
    ``site`` is the address of the root. The 404 page is that of the served version, which greets in every language;
    where to report a weakness is what was said last. Scripts that other sites have in their pages stand here too, each
    under the name of its content, and stay for good.
    """
    told = [publishing.read(f"{one}/{policy.HEADERS}").decode() for one in (served, *versions)]
    root = {
        "404.html": publishing.read(f"{served}/404.html"),
        policy.HEADERS: policy.headers_above(told[0], told[1:]).encode(),
        policy.SECURITY: publishing.read(f"{version}/{policy.SECURITY}"),
        "robots.txt": robots(site if served == LATEST else "").encode(),
        _SITEMAP: sitemap_index(site).encode() if served == LATEST else b"",
    }
    for path, content in root.items():
        if content:
            commit.add_file(git_utils.FileInfo(path, content))
    for file in publishing.files(f"{version}/{embed_codes.FOLDER.rstrip('/')}"):
        if file.path.endswith(".js"):
            commit.add_file(git_utils.FileInfo(file.path.removeprefix(f"{version}/"), file.data, file.mode))


def told(branch: str = DRAFT) -> list[Entry]:
    """What the branch says of its versions, newest first. Raises `CannotPublish` if that was spoilt."""
    try:
        return changelog.read(publishing.read(changelog.DATA, branch))
    except (ValueError, KeyError, TypeError):
        raise CannotPublish(
            f"{changelog.DATA} on the branch {branch} cannot be read – bring back the one of an earlier commit of that branch"
        ) from None


def write_changelog(commit: git_utils.Commit, entries: list[Entry]) -> None:
    """Add what each version brought to a commit, for people and for programs."""
    commit.add_file(git_utils.FileInfo(changelog.DATA, changelog.written(entries)))
    commit.add_file(git_utils.FileInfo(changelog.TEXT, changelog.text(entries)))


def robots(site: str) -> str:
    """``robots.txt`` (RFC 9309): everything may be read, since a page that robots may not read cannot tell them that it
    is not to be listed. ``site`` is the address of the root, empty where there is no version to list."""
    return _ROBOTS + (f"\nSitemap: {site}{_SITEMAP}\n" if site else "")


def sitemap_index(site: str) -> str:
    """The index that names the newest version's sitemap (sitemaps.org 0.9)."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"<sitemap><loc>{escape(site)}{LATEST}/{_SITEMAP}</loc></sitemap>\n"
        "</sitemapindex>\n"
    )


def let_go(commit: git_utils.Commit, version: str) -> None:
    """Leave of an old version only a small page at each address, which leads to the same page of the newest version.

    Where that has none, it leads to the nearest page above. An address that somebody cited or embedded never ends.
    """
    template = jinja2.Template(REDIRECT.read_text(encoding="utf-8"), autoescape=True, keep_trailing_newline=True)
    there = {file.path.removeprefix(f"{LATEST}/") for file in publishing.files(LATEST)}
    pages = [file.path.removeprefix(f"{version}/") for file in publishing.files(version) if file.path.endswith(".html")]
    commit.delete_files([version])
    for page in pages:
        href = f"{climb(f'{version}/{page}')}{LATEST}/{_nearest(page, there)}"
        commit.add_file(git_utils.FileInfo(f"{version}/{page}", template.render(href=href)))


def _nearest(page: str, there: set[str]) -> str:
    """The address of a page, or of the nearest one above it, among files that are there."""
    if page in there:
        return page.removesuffix("index.html")
    folder = page.rpartition("/")[0]
    if not page.endswith("/index.html"):
        return _nearest(f"{folder}/index.html", there) if folder else ""
    above = folder.rpartition("/")[0]
    return _nearest(f"{above}/index.html", there) if above else ""
