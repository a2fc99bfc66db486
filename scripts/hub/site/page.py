"""What the templates are told: where they stand, and everything around the text of a page.

Links are relative wherever a page stands at a known depth, so that they stay in its version; a 404 page is
served at any depth and gets absolute ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from hub import dates, leaving
from hub.addresses import LATEST, Addresses, climb
from hub.library import Language, Library, Section
from hub.pages import Page
from hub.site import bibliography, browsing, citing, glossary_page, related, worldmap
from hub.site.api import description
from hub.site.assets import Assets
from hub.translations import Progress, progress


@dataclass(frozen=True)
class LanguageLink:
    """Where the language menu leads from a page. ``translated`` is False for a fallback."""

    code: str
    name: str
    href: str
    current: bool
    translated: bool


@dataclass(frozen=True)
class View:
    """One page, or a template without a page, as readers of one language see it. The templates' only source.

    ``weighed`` says whether the page will be told its weight in the end.
    """

    library: Library
    addresses: Addresses
    assets: Assets
    language: Language
    base: str
    path: str | None
    document: str | None = None
    repository: str = ""
    weighed: bool = False

    def t(self, key: str, **values: object) -> str:
        """An interface string in the reader's language."""
        text = self.library.word(self.language.code, key)
        return text.format(**values) if values else text

    def label(self, vocabulary: str, key: str) -> str:
        return self.library.label(vocabulary, key, self.language.code)

    def labels(self, key: str) -> str:
        """A page's terms (``strategies``, ``levels``) as a list in the language of the text."""
        listed = self.entry.listed(key) if self.entry else []
        return ", ".join(self.library.label(key, term, self.content_language) for term in listed)

    def date(self, key: str) -> str:
        """A front matter date, written out in the language of the text."""
        return dates.written(str(self.entry.meta.get(key, "")), self.content_language) if self.entry else ""

    def dated(self, word: str, key: str) -> Markup:
        """An interface string in the language of the text, with a front matter date at its {date} (HTML, "time")."""
        day = escape(str(self.entry.meta.get(key, ""))) if self.entry else ""
        time = Markup('<time datetime="{}">{}</time>').format(day, self.date(key))
        return escape(self.content_word(word)).replace("{date}", time)

    def asset(self, name: str) -> str:
        return self.base + self.assets.names[name]

    @property
    def direction(self) -> str:
        return self.library.strings[self.language.code].direction

    @property
    def interface_is_draft(self) -> bool:
        return self.library.strings[self.language.code].state != "reviewed"

    @property
    def entry(self) -> Page | None:
        return self.library.page(self.language.code, self.path) if self.path is not None else None

    @property
    def is_fallback(self) -> bool:
        return self.entry is not None and self.entry.language != self.language.code

    @property
    def content_language(self) -> str:
        return self.entry.language if self.entry else self.language.code

    @property
    def content_direction(self) -> str:
        return self.library.strings[self.content_language].direction

    def content_word(self, key: str) -> str:
        """An interface string in the language of the text, which on a fallback page is not the reader's."""
        return self.library.word(self.content_language, key)

    def get(self, path: str) -> Page:
        page = self.library.page(self.language.code, path)
        if page is None:
            raise KeyError(f"a template asks for the page {path}, which does not exist")
        return page

    def link(self, path: str, anchor: str = "") -> str:
        """The way from here to a page in the same language and version."""
        return (self.base + self.language.prefix + self.get(path).address or "./") + (f"#{anchor}" if anchor else "")

    def root_of(self, code: str) -> str:
        """The way from here to the home page of a language."""
        return self.base + self.library.language(code).prefix or "./"

    @property
    def exit(self) -> str:
        """Where a reader goes who has to be away at once."""
        return leaving.target(self.library, self.language.code)

    @property
    def home(self) -> str:
        return self.link("index.md")

    @property
    def search(self) -> str:
        return f"{self.base}{self.language.prefix}search.html"

    @property
    def languages(self) -> list[LanguageLink]:
        return [
            LanguageLink(
                language.code,
                language.name,
                self._in(language),
                language.code == self.language.code,
                self.path is None or self.library.is_translated(language.code, self.path),
            )
            for language in self.library.languages
        ]

    def _in(self, language: Language) -> str:
        address = self.get(self.path).address if self.path is not None else self.document or ""
        return self.base + language.prefix + address or "./"

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.library.sections

    @property
    def section(self) -> Section | None:
        """The section that this page belongs to."""
        return next(
            (section for section in self.sections if self.path == section.path or self.path in section.children), None
        )

    @property
    def neighbours(self) -> tuple[Page | None, Page | None]:
        """The pages before and after this one in its section."""
        if self.section is None or self.path not in self.section.children:
            return None, None
        order = self.section.children
        at = order.index(self.path)
        before = self.get(order[at - 1]) if at > 0 else None
        after = self.get(order[at + 1]) if at + 1 < len(order) else None
        return before, after

    def children(self, key: str) -> list[Page]:
        """The pages of a section by its key, without the one it opens with."""
        section = next(section for section in self.sections if section.key == key)
        return [self.get(path) for path in section.children if path != section.path]

    def short_title(self, page: Page) -> str:
        """A page's title among its neighbours: a case study is known by its country, if no other is about that one."""
        title = str(page.meta["title"])
        start = title.partition(": ")[0]
        if page.meta.get("kind") != "case-study" or self.section is None:
            return title
        titles = [str(other.meta["title"]) for other in self.children(self.section.key)]
        return start if sum(other.startswith(f"{start}: ") for other in titles) == 1 else title

    @property
    def case_map(self) -> worldmap.CaseMap:
        """Where the case studies are: for the partial ``map.html``."""
        return worldmap.of_cases(self.library, self.language.code, self.link)

    @property
    def bibliography(self) -> list[bibliography.Entry]:
        """Every source that pages of this language cite."""
        return bibliography.entries(self.library, self.language.code)

    @property
    def glossary(self) -> glossary_page.Shown:
        return glossary_page.shown(self.library, self.language.code)

    @property
    def data_files(self) -> list[str]:
        """Addresses of the open data in the reader's language, below the version's root."""
        return [*description.common(), *description.of_language(self.language)]

    @property
    def browse(self) -> tuple[browsing.Facet, ...]:
        """Every page, by what a reader may choose it by."""
        return browsing.facets(self.library, self.language.code)

    @property
    def browse_link(self) -> str:
        """The way to the page that lists them all; empty on a site that has none."""
        return self._link_of_list("browse")

    @property
    def embedding_link(self) -> str:
        """The way to the page with the codes for other sites; empty on a site that has none."""
        return self._link_of_list("embedding")

    def _link_of_list(self, name: str) -> str:
        page = self.library.page_of_list(name)
        return self.link(page.path) if page else ""

    @property
    def countries(self) -> list[tuple[str, str]]:
        """Each country that some page is about, and the way to these pages.

        Scripts read the query of that address, the place in the list works without them.
        """
        facet = next(facet for facet in self.browse if facet.key == "country")
        return [(one.label, f"{self.browse_link}?country={one.key}#country-{one.key}") for one in facet.choices]

    @property
    def related(self) -> list[Page]:
        """Where a reader may go on from here."""
        return related.pages(self.library, self.language.code, self.path) if self.path is not None else []

    @property
    def citation(self) -> citing.Citation | None:
        """How others cite this page, if it is one to be cited."""
        if self.entry is None or self.entry.meta.get("kind") not in citing.KINDS:
            return None
        title, language = str(self.entry.meta.get("title", "")), self.library.language(self.content_language)
        return citing.citation(title, self.entry.address, self.canonical, language, self.addresses, self.content_word)

    # What search engines and other programs are told (all absolute).

    @property
    def canonical(self) -> str:
        """Of a fallback page, the page that holds the text in its own language (RFC 6596)."""
        if self.entry is None:
            return ""
        return self.addresses.canonical_base + self.library.language(self.content_language).prefix + self.entry.address

    def absolute(self, path: str) -> str:
        """The canonical address of a page in the reader's language."""
        return self.addresses.canonical_base + self.language.prefix + self.get(path).address

    @property
    def home_address(self) -> str:
        return self.absolute("index.md")

    @property
    def own_address(self) -> str:
        """Of this page in this version, which `canonical` does not name."""
        return self.addresses.base + self.language.prefix + self.entry.address if self.entry else ""

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """``hreflang`` and address of each real translation and ``x-default``; none on a fallback page."""
        return (
            [] if self.entry is None or self.is_fallback else alternates(self.library, self.addresses, self.entry.path)
        )

    @property
    def is_indexed(self) -> bool:
        return self.entry is not None and not self.addresses.is_preview

    @property
    def preview(self) -> str:
        """The picture that messengers show beside a link. It stands in this build: another may draw another one."""
        return self.addresses.base + self.assets.names["preview.png"]

    @property
    def newest(self) -> str:
        """The same page in the newest version, or that language's home; empty on a site without versions."""
        if not self.addresses.version:
            return ""
        above = urlsplit(self.addresses.root).path if self.base.startswith("/") else f"{self.base}../"
        return f"{above}{LATEST}/{self.language.prefix}{self.entry.address if self.entry else ''}"

    # Taking part.

    @property
    def translation_progress(self) -> list[Progress]:
        return progress(self.library)

    @property
    def translate_link(self) -> str:
        """Where to begin a translation of this page: a new file on GitHub, else the page that explains how."""
        explained = (
            self.link("about/contribute.md", "translating")
            if self.library.page(self.language.code, "about/contribute.md")
            else self.home
        )
        if not self.repository.startswith("https://github.com/") or self.path is None:
            return explained
        return f"{self.repository}/new/main/docs/{self.language.code}?filename={self.path}"

    @property
    def edit_link(self) -> str:
        if not self.repository.startswith("https://github.com/") or self.entry is None:
            return ""
        return f"{self.repository}/edit/main/{self.entry.file}"

    @property
    def history_link(self) -> str:
        """What has changed in this page's file, and when."""
        if not self.repository.startswith("https://github.com/") or self.entry is None:
            return ""
        return f"{self.repository}/commits/main/{self.entry.file}"


def alternates(library: Library, addresses: Addresses, path: str) -> list[tuple[str, str]]:
    """Every language that a page really exists in, with its address, and ``x-default`` for the default language."""
    made = [
        (language.code, addresses.canonical_base + language.prefix + page.address)
        for language in library.languages
        if (page := library.pages.get((language.code, path)))
    ]
    default = library.page(library.default_language.code, path)
    return [*made, ("x-default", addresses.canonical_base + default.address)] if default else made


def view_of_page(make: Callable[..., View], language: Language, page: Page) -> View:
    return make(language=language, base=climb(language.prefix + page.address), path=page.path)


def view_of_document(make: Callable[..., View], language: Language, name: str, addresses: Addresses) -> View:
    """``404.html`` and ``search.html``: interface only, one in each language's folder."""
    base = addresses.base_path if name == "404.html" else climb(language.prefix)
    return make(language=language, base=base, path=None, document=name)
