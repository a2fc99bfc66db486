"""Whether a published version is what its tag gives: built once more and compared, file by file.

Everybody with the repository can do this, and so does not have to trust the machine that published.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mike import commands

from hub import changelog, project, publishing, releases, root_of_site, withdrawn, workspace
from hub.addresses import LATEST, Addresses
from hub.changelog import Entry
from hub.publishing import BRANCH, CannotPublish
from hub.site import withdrawal
from hub.site.withdrawal import Withdrawal, notices

_LOCK = Path("requirements.txt")


@dataclass(frozen=True)
class Verified:
    """``differences`` is one line a file that is not what it should be, ``files`` how many were compared."""

    differences: list[str]
    files: int


def verify(root: Path, version: str) -> Verified:
    """Build a version (or `LATEST`) from its tag, with the tag's own scripts and in this environment, and compare it with the branch.

    Raises `CannotPublish` where there is nothing to compare, where it cannot be built, and where the tag names another
    source than the branch.
    """
    with publishing.inside(root), workspace.alone() as folder:
        entry = _entry(version)
        version = entry.version
        source = folder / "source"
        done = subprocess.run(
            ["git", "worktree", "add", "-q", "--detach", str(source), f"refs/tags/{version}"],
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise CannotPublish(f"git said: {done.stderr.strip()}")
        try:
            releases.build(source, folder / "site", version, entry.site, entry.repository, entry.editions)
        except subprocess.CalledProcessError:
            raise CannotPublish(f"the tag {version} cannot be built in this environment; why stands above", 1) from None
        _without_withdrawn(root, folder / "site")
        return _compared(entry, folder / "site", same_packages=_lock(Path()) == _lock(source))


def _entry(version: str) -> Entry:
    """What the branch says of a version, if it and its tag are there."""
    if publishing.is_shallow():
        raise CannotPublish(
            "this clone lacks the older commits, from which pages tell their dates – type: git fetch --unshallow --tags"
        )
    publishing.prepare()
    published = releases.releases(BRANCH)
    if version == LATEST and published:
        version = published[0]
    if version not in published:
        said = f"{', '.join(published)} can be compared" if published else "nothing is published yet"
        raise CannotPublish(f"{version} is not on the branch {BRANCH} – {said}")
    entry = next((one for one in root_of_site.told(BRANCH) if one.version == version), None)
    if entry is None:
        raise CannotPublish(
            f"{changelog.DATA} on the branch {BRANCH} does not name {version}, so its source is not known"
        )
    tagged = publishing.tip(f"refs/tags/{version}^{{commit}}")
    if tagged is None:
        raise CannotPublish(f"this clone lacks the tag {version} – type: git fetch --tags")
    if tagged != entry.commit:
        raise CannotPublish(
            f"the tag {version} was moved: it names the commit {tagged}, and {changelog.DATA} the commit {entry.commit}",
            1,
        )
    return entry


def _without_withdrawn(root: Path, site: Path) -> None:
    """Take out of a version that was built what was taken back since."""
    library = project.read(root / "mkdocs.yml")
    for record in withdrawn.records(library):
        said = notices.words(library, record.category)
        what = Withdrawal((record.address,), said, library.default_language.code)
        if withdrawal.holds(site, what):
            withdrawal.take_out(site, what)


def _lock(place: Path) -> bytes:
    """The packages that a project is built with; nothing where it does not say."""
    return (place / _LOCK).read_bytes() if (place / _LOCK).exists() else b""


def _compared(entry: Entry, site: Path, same_packages: bool) -> Verified:
    version = entry.version
    newest = LATEST in next(one.aliases for one in commands.list_versions(BRANCH) if str(one.version) == version)
    built = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    expected = dict(_published(entry, built, newest))
    there = {
        file.path: file.data
        for folder in ((version, LATEST) if newest else (version,))
        for file in publishing.files(folder, BRANCH)
    }
    differences = list(_differences(expected, there))
    if differences and not same_packages:
        differences.append(f"{_LOCK} is another one in the tag: other packages may be the reason")
    return Verified(differences, len(expected))


def _published(entry: Entry, built: Mapping[str, bytes], newest: bool) -> Iterator[tuple[str, bytes]]:
    """The files of a built version as `releases` puts them on the branch, by their path there.

    Whatever else is done to published versions must be done here too, after what stands.
    """
    version, addresses = entry.version, Addresses(entry.site, entry.version)
    for path, content in built.items():
        if newest:
            yield f"{version}/{path}", content
            yield f"{LATEST}/{path}", releases.as_latest(f"{LATEST}/{path}", content, addresses)
        else:
            yield f"{version}/{path}", releases.superseded(content) if path.endswith(".html") else content


def _differences(expected: Mapping[str, bytes], there: Mapping[str, bytes]) -> Iterator[str]:
    for path in sorted(expected.keys() | there.keys()):
        if path not in there:
            yield f"{path} – is missing on the branch"
        elif path not in expected:
            yield f"{path} – is on the branch, but not what the tag gives"
        elif expected[path] != there[path]:
            yield f"{path} – differs"
