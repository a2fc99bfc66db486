"""Takes a page back: out of the sources and out of every published version, in every language, in one step.

Nothing changes until all of it is done in a folder of its own and looked through for whatever is left of the page. Then
the publishing branch moves at once, and the sources are committed. What of it lies elsewhere no program can take back;
who runs this is told where.
"""

from __future__ import annotations

import datetime
import difflib
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mike import commands, git_utils

from hub import changelog, progress, project, proving, publishing, removing, root_of_site, withdrawn, workspace
from hub.library import Library
from hub.proving import Looked, Phrases
from hub.publishing import BRANCH, DRAFT, CannotPublish
from hub.site import editions, withdrawal
from hub.site.withdrawal import Withdrawal, notices

#: What holds a page that was taken back, and who can take it away there.
BY_HAND = (
    "Sources: earlier commits and the tags of versions hold its text. How to write them anew: "
    "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository",
    "GitHub keeps old commits for some time, also in forks and pull requests: ask https://support.github.com",
    "Web archives: https://help.archive.org/help/how-do-i-request-to-remove-something-from-archive-org/",
    "Search engines: https://search.google.com/search-console/remove-outdated-content and "
    "https://www.bing.com/webmasters/tools/contentremoval",
    "Copies of the site on other servers: whoever runs them fetches the branch once more.",
    "Files that people have downloaded, and sites that quoted it: write to those whom you know.",
)


@dataclass
class Withdrawn:
    """What was done or would be: ``versions`` is how many files change in each folder of the branch, ``files`` what
    happens to each file of the sources; ``looked`` what came of looking for what is left."""

    page: str
    versions: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    looked: Looked = field(default_factory=Looked)
    phrases: int = 0
    send: str = ""


def withdraw(root: Path, name: str, category: str, purge: bool = False, really: bool = False) -> Withdrawn:
    """Take a page back; ``purge`` leaves the publishing branch without its earlier commits. Without ``really``, nothing
    is changed, and what would be is told.

    Raises `CannotPublish`; branch, tags and sources are then as they were.
    """
    with publishing.inside(root), workspace.alone() as folder:
        library = project.read(Path("mkdocs.yml").resolve())
        publishing.prepare()
        if publishing.uncommitted():
            raise CannotPublish(
                "there are changes that are not committed, and this makes a commit – type: git commit -a"
            )
        trees = dict(_trees(folder))
        path, addresses = _page(library, name, trees)
        what = Withdrawal(addresses, notices.words(library, category), library.default_language.code)
        made = Withdrawn(path)
        today = datetime.datetime.now(datetime.UTC).date()
        instead = {code: words.link for code, words in what.words.items()}
        sources = removing.remove(library, path, category, today, instead)
        if path not in library.paths():
            sources = {file: text for file, text in sources.items() if file == library.root / withdrawn.FILE}
        made.files = {
            file.relative_to(library.root).as_posix(): "goes" if text is None else "changes"
            for file, text in sources.items()
        }
        phrases = Phrases()
        ids = {address.rstrip("/") for address in addresses}
        changed: dict[str, bytes | None] = {}
        # Editions are printed anew for each version, which takes minutes.
        with progress.bar(len(trees), "Versions") as done:
            for top, tree in trees.items():
                if withdrawal.holds(tree, what):
                    found = proving.of_site(tree, ids)
                    phrases.runs |= found.runs
                    phrases.names |= found.names
                    before = _files(tree)
                    try:
                        withdrawal.take_out(tree, what)
                    except editions.CannotMake as problem:
                        raise CannotPublish(f"the editions of {top} cannot be made anew: {problem}") from None
                    differs = dict(_differs(before, _files(tree)))
                    made.versions[top] = len(differs)
                    changed |= {f"{top}/{name}": content for name, content in differs.items()}
                done(1)
        if made.versions and not phrases:
            raise CannotPublish(
                "the published versions do not tell the page's text, so nobody could say what is left of it"
            )
        entries, tags = _told(library, addresses) if trees else ([], {})
        made.phrases = len(phrases.runs) + len(phrases.names)
        made.looked = proving.look(phrases, _all(trees, entries))
        if made.looked.found:
            raise CannotPublish(
                "something of the page is left, so nothing was changed – report it to who looks after these tools:\n"
                + "\n".join(made.looked.found[:20])
            )
        if really:
            made.send = _publish(category, changed, entries, tags, purge) if trees and (changed or purge) else ""
            _commit(library, sources, category)
        return made


def _page(library: Library, name: str, trees: Mapping[str, Path]) -> tuple[str, tuple[str, ...]]:
    """The path of a page and its addresses. One that only older versions have is known by its address there."""
    stem = name.strip().strip("/").removesuffix(".md").removesuffix("/index")
    path = next((one for one in library.paths() if one.removesuffix(".md") == stem), "")
    openers = {section.path for section in library.sections}
    if path in openers or f"{stem}/index.md" in openers or stem in ("", "index"):
        raise CannotPublish(
            f"{name} is a page that others stand below, and stays – take back those, or change its text"
        )
    addresses = removing.former(library, path or f"{stem}.md")
    published = {
        one.parent.relative_to(tree).as_posix() + "/" for tree in trees.values() for one in tree.rglob("oembed.json")
    }
    if not path and f"{stem}/" not in published:
        known = {one.removesuffix(".md") for one in library.paths()} | {one.rstrip("/") for one in published}
        near = difflib.get_close_matches(stem, sorted(known), 1)
        raise CannotPublish(
            f"there is no page {name}, and no published version has it – write its path"
            + (f", as {near[0]}" if near else ", as case-studies/name")
        )
    return path or f"{stem}.md", tuple(sorted(addresses))


def _trees(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each folder of the publishing branch that holds a version, in a folder of its own."""
    if not publishing.tip(BRANCH):
        return
    for version in commands.list_versions(BRANCH):
        for top in (str(version.version), *sorted(version.aliases)):
            tree = folder / "versions" / top
            for file in publishing.files(top, BRANCH):
                target = tree / file.path.removeprefix(f"{top}/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.data)
            if tree.exists():
                yield top, tree


def _files(tree: Path) -> dict[str, bytes]:
    return {file.relative_to(tree).as_posix(): file.read_bytes() for file in sorted(tree.rglob("*")) if file.is_file()}


def _differs(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[tuple[str, bytes | None]]:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield name, after.get(name)


def _told(library: Library, addresses: tuple[str, ...]) -> tuple[list[changelog.Entry], dict[str, str]]:
    """The changelog without the page, and anew the tags that name it: their full names, and the texts."""
    places = {language.prefix + one for language in library.languages for one in addresses}
    entries, tags = [], {}
    for entry in changelog.read(publishing.read(changelog.DATA, BRANCH)):
        kept = changelog.without(entry, places)
        entries.append(kept)
        if kept != entry and publishing.tip(f"refs/tags/{entry.version}"):
            tags[entry.version] = changelog.told(kept)
    return entries, tags


def _all(trees: Mapping[str, Path], entries: list[changelog.Entry]) -> Iterator[tuple[str, bytes]]:
    """Every file of the branch as it will be."""
    for top, tree in trees.items():
        for name, content in _files(tree).items():
            yield f"{top}/{name}", content
    if not trees:
        return
    for file in publishing.files("", BRANCH):
        top, _, inside = file.path.partition("/")
        if not (inside and top in trees) and file.path not in (changelog.DATA, changelog.TEXT):
            yield file.path, file.data
    yield changelog.DATA, changelog.written(entries).encode()
    yield changelog.TEXT, changelog.text(entries).encode()


def _publish(
    category: str,
    changed: Mapping[str, bytes | None],
    entries: list[changelog.Entry],
    tags: Mapping[str, str],
    purge: bool,
) -> str:
    """Move branch and tags; gives what sends them to origin, as it is typed."""
    with publishing.drafting() as also:
        with git_utils.Commit(DRAFT, f"A page was taken back ({category})", allow_empty=True) as commit:
            commit.delete_files([name for name, content in changed.items() if content is None])
            for name, content in changed.items():
                if content is not None:
                    commit.add_file(git_utils.FileInfo(name, content))
            if entries:
                root_of_site.write_changelog(commit, entries)
        if purge:
            publishing.forget()
        for version, text in tags.items():
            source = publishing.tip(f"refs/tags/{version}^{{commit}}") or ""
            also[f"refs/tags/{version}"] = publishing.tag(version, source, f"Version {version}\n\n{text}")
    command = publishing.push_command(also, over=True)
    if purge:
        command = [f"+{one}" if one == BRANCH else one for one in command]
    return " ".join(command)


def _commit(library: Library, sources: Mapping[Path, str | None], category: str) -> None:
    """Write the sources and commit them, and nothing else. Raises `CannotPublish` where git refuses."""
    for file, text in sources.items():
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8", newline="")
    names = [file.relative_to(library.root).as_posix() for file in sources]
    for words in (
        ["add", "--all", "--", *names],
        ["commit", "-q", "-m", f"A page was taken back ({category})", "--", *names],
    ):
        done = subprocess.run(["git", *words], cwd=library.root, capture_output=True, text=True)
        if done.returncode:
            raise CannotPublish(
                f"the published versions are without the page, but the sources could not be committed "
                f"({' '.join((done.stderr or done.stdout).split())}) – type: git commit -a"
            )
