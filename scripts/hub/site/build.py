"""One build of the site, in the order in which MkDocs' events come in.

MkDocs builds once a language, in one process; the first call makes the `Build`, the last one finishes it.
A site is put together in a folder beside its place and moved there only when nothing went wrong, so that nobody
ever finds half of one. mike and `mkdocs build` come through here too and get the same.
"""

from __future__ import annotations

import functools
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from hub import changes, checks, citations, history, project
from hub import charts as written_charts
from hub.addresses import Addresses, climb
from hub.budgets import DOCUMENTS
from hub.library import Library
from hub.site import (
    api,
    assets,
    charts,
    content,
    embed_codes,
    embed_news,
    embeds,
    feeds,
    last_pass,
    moved,
    page,
    policy,
    schemas,
    search,
    sitemap,
    structured,
    translation_notices,
    words,
    worldmap,
)
from hub.site.assets import Assets
from hub.site.editions import structure
from hub.site.explaining import Explainer
from hub.site.page import View
from hub.site.pictures import Pictures
from hub.site.withdrawal import notices

log = logging.getLogger("mkdocs.hub")

#: mike tells the build which version it makes.
VERSION_VARIABLE = "MIKE_DOCS_VERSION"


@dataclass
class Build:
    """State of the build that runs. ``staging`` is None while serving, where MkDocs has a folder of its own."""

    library: Library
    addresses: Addresses
    assets: Assets
    target: Path
    staging: Path | None
    repository: str
    explainer: Explainer
    pictures: Pictures
    documents: dict[str, str] = field(default_factory=dict)
    templates: jinja2.Environment | None = None

    def view(self, **values: Any) -> View:
        return View(
            library=self.library,
            addresses=self.addresses,
            assets=self.assets,
            repository=self.repository,
            weighed=self.staging is not None,
            **values,
        )


_command = "build"
_build: Build | None = None


def started(command: str) -> None:
    """Remember whether MkDocs builds or serves, or mike only asks for the configuration."""
    global _command, _build
    _command, _build = command, None


def configured(config: MkDocsConfig) -> None:
    """Read and check everything before a file is written. Raises `Abort` with one line a problem."""
    global _build
    config.theme.static_templates = {*DOCUMENTS, "sitemap.xml"}
    if _command == "mike":
        return
    if _i18n(config).building and _build is not None:
        config.site_dir = str(_build.staging or _build.target)
        return
    overrides = Path(config.config_file_path).parent / "overrides"
    read = project.read(Path(config.config_file_path))
    problems = checks.run(read)
    if problems:
        for problem in problems:
            log.error(str(problem))
        raise Abort(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} found; nothing was built")
    target = Path(config.site_dir)
    staging = None if _command == "serve" else target.with_name(target.name + ".building")
    _build = Build(
        library=read,
        addresses=Addresses.of(config.site_url or "http://127.0.0.1:8000/", os.environ.get(VERSION_VARIABLE)),
        assets=assets.make(overrides, {"map.svg": worldmap.outlines(read, assets.style(overrides, "styles/map.css"))}),
        target=target,
        staging=staging,
        repository=(config.repo_url or "").rstrip("/"),
        explainer=Explainer.of(read),
        pictures=Pictures(read),
    )
    if staging:
        shutil.rmtree(staging, ignore_errors=True)
        config.site_dir = str(staging)


def files_chosen(files: Files, config: MkDocsConfig) -> Files:
    """Keep contributed files only: the theme's own scripts and styles are not used and would weigh 2 MB a version.

    A translation that is not finished is left out too, and falls back as if it were missing.
    """
    docs = Path(config.docs_dir)
    unfinished = {f"{language}/{path}" for language, path in _current().library.unfinished}
    return Files(
        [
            file
            for file in files
            if file.abs_src_path and docs in Path(file.abs_src_path).parents and file.src_uri not in unfinished
        ]
    )


def templates_made(env: jinja2.Environment) -> jinja2.Environment:
    """Titles and summaries come from contributors: what a template does not call safe is escaped."""
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    _current().templates = env
    return env


def markdown_read(markdown: str, mkdocs_page: MkDocsPage) -> str:
    """Say in a translation where it is behind, and give a text its charts' sources and its footnotes' definitions."""
    build, language = _current(), _locale(mkdocs_page.file)
    word = functools.partial(build.library.word, language)
    markdown = translation_notices.add(markdown, build.library, language, _path(mkdocs_page.file))
    markdown = written_charts.with_sources(markdown, build.library.charts)
    return f"{markdown}\n\n{citations.definitions(markdown, dict(build.library.sources), word, language)}\n"


def content_rendered(html: str, mkdocs_page: MkDocsPage) -> str:
    build, language = _current(), _locale(mkdocs_page.file)
    word = functools.partial(build.library.word, language)
    default, base = build.library.default_language.code, climb(mkdocs_page.file.url)
    html = charts.place(
        build.pictures.place(content.finish(html, word)), build.library.charts, language, default, word, base
    )
    entry = build.library.pages.get((language, _path(mkdocs_page.file)))
    return build.explainer.add(html, entry) if entry else html


def page_context(context: Any, mkdocs_page: MkDocsPage, config: MkDocsConfig) -> None:
    build = _current()
    language = build.library.language(_i18n(config).current_language)
    entry = build.library.page(language.code, _path(mkdocs_page.file))
    assert entry is not None
    context["view"] = page.view_of_page(build.view, language, entry)
    context["structured"] = structured.of_page(context["view"])
    if entry.meta.get("list") in embed_codes.LISTS:
        context["codes"] = embed_codes.of_page(context["view"], embed_codes.EXAMPLE)
    context["text"], context["sources"] = content.split_sources(mkdocs_page.content or "")


def document_context(context: Any, name: str, config: MkDocsConfig) -> None:
    build = _current()
    if name in DOCUMENTS:
        language = build.library.language(_i18n(config).current_language)
        context["view"] = page.view_of_document(build.view, language, name, build.addresses)
    elif name == "sitemap.xml":
        context["entries"] = sitemap.entries(build.library, build.addresses)


def document_rendered(output: str, name: str, config: MkDocsConfig) -> str:
    """MkDocs writes each of these to one place and the last language would win: keep the others for `finished`."""
    build = _current()
    language = build.library.language(_i18n(config).current_language)
    if name not in DOCUMENTS or language.default:
        return output
    build.documents[f"{language.prefix}{name}"] = output
    return ""


def finished(config: MkDocsConfig) -> None:
    """After the last language: write what is made of the whole site, then move it into place."""
    global _build
    if _i18n(config).building or _build is None:
        return
    build, _build = _build, None
    site = build.staging or build.target
    for name, text in build.documents.items():
        (site / name).write_text(text, encoding="utf-8")
    build.assets.write(site)
    build.pictures.write(site)
    assert build.templates is not None
    moved.write(site, build.library, build.view, build.templates)
    embeds.write(site, build.library, build.view, build.templates)
    notices.write_all(site, build.library)
    embed_codes.write(site, build.library, build.assets)
    sitemap.write_addresses(site, build.library)
    schemas.write(site, build.library)
    words.write(site, build.library)
    charts.write(site, build.library.charts)
    happened = changes.read(build.library)
    embed_news.write(site, build.library, build.addresses)
    feeds.write(site, build.library, build.addresses, happened)
    api.write(site, build.library, build.addresses, happened)
    structure.write(site, build.library, build.addresses, happened)
    search.write(site, build.library)
    if build.staging:  # while serving, MkDocs puts a script of its own into each page
        _seal(build, build.staging, Path(config.config_file_path).parent)
    warned = any(
        handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)
    )
    if build.staging and warned and config.strict:
        shutil.rmtree(build.staging)  # MkDocs stops right after this with the number of warnings
    elif build.staging:
        _replace(build.staging, build.target)


def _seal(build: Build, site: Path, root: Path) -> None:
    """What each page may do and weigh. Raises `Abort` with one line a page that weighs too much."""
    done = last_pass.run(site, build.library, build.addresses.base_path)
    if done.heavy:
        shutil.rmtree(site)
        for line in done.heavy:
            log.error(line)
        raise Abort(
            f"{len(done.heavy)} page{'s weigh' if len(done.heavy) > 1 else ' weighs'} too much; nothing was built"
        )
    committed = history.last_commit(root)
    policy.write(site, done.own, build.repository, committed.date().isoformat() if committed else "")


def failed() -> None:
    """Leave nothing half-written behind."""
    global _build
    if _build and _build.staging:
        shutil.rmtree(_build.staging, ignore_errors=True)
    _build = None


def patient(builder: Callable[[], None]) -> Callable[[], None]:
    """A rebuild while serving that survives what a writer has not finished: the pages stay as they were.

    MkDocs would leave every reader's browser waiting until the fault is gone.
    """

    def rebuild() -> None:
        try:
            builder()
        except Abort as problem:
            log.error(f"{problem} – put it right and save; until then the pages stay as they were")

    return rebuild


def _replace(new: Path, place: Path) -> None:
    old = place.with_name(place.name + ".previous")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _current() -> Build:
    assert _build is not None, "MkDocs' events came in another order than expected"
    return _build


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _locale(file: File) -> str:
    return str(file.locale)  # type: ignore[attr-defined]  # set by static-i18n


def _path(file: File) -> str:
    """Relative to its language's folder, as in the library."""
    return str(file.norm_src_uri)  # type: ignore[attr-defined]  # set by static-i18n
