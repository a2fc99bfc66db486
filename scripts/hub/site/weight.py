"""What a page weighs: the bytes over the wire that a browser fetches for it, reckoned from the built files."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

#: What hosts do not compress, being small already.
_AS_IT_IS = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".woff2")
#: Bytes of the headers of an answer, as Chromium counts them (``encodedDataLength``) over HTTP/1.1; HTTP/2 needs less.
HEADERS = 200
#: Of a ``<link>``, what is fetched without its reader doing anything.
_FETCHED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"}
_HERE = "https://here.invalid"


@dataclass(frozen=True)
class Weight:
    """As a `Budget` has it: bytes of the page, of that and its styles, and of a first view, and its answers."""

    html: int
    blocking: int
    first_view: int
    requests: int


@dataclass
class Scales:
    """Weighs the pages of one built site. ``base_path`` is where it will stand on its host, for absolute addresses."""

    site: Path
    base_path: str
    _known: dict[str, int] = field(default_factory=dict)

    def weigh(self, address: str, content: bytes, page: HtmlElement) -> Weight:
        """``address`` is relative to the site, ``content`` the page as it is sent, ``page`` the same, parsed.

        What a script fetches by itself is not known here, nor is a picture that waits until it is seen.
        """
        html = HEADERS + _sent(content)
        here = _HERE + self.base_path + address
        parts: dict[str, tuple[int, bool]] = {}
        for choices, blocks in _parts(page):
            # Of one picture in several sizes, a browser fetches one: not more than the largest.
            weights = {urljoin(here, choice): self._file(urljoin(here, choice)) for choice in choices}
            file = max(weights, key=lambda name: weights[name])
            parts[file] = weights[file], blocks or parts.get(file, (0, False))[1]
        blocking = html + sum(size for size, blocks in parts.values() if blocks)
        return Weight(html, blocking, html + sum(size for size, _ in parts.values()), 1 + len(parts))

    def fetched(self, path: str) -> int:
        """Bytes over the wire of a file by its path in the site."""
        return self._file(urljoin(_HERE + self.base_path, path))

    def _file(self, url: str) -> int:
        """Bytes over the wire of a file, by its address; a missing one is not for this module to tell."""
        path = urlsplit(url).path
        if path not in self._known:
            file = self.site / unquote(path).removeprefix(self.base_path)
            size = 0
            if file.is_file():
                size = file.stat().st_size if file.suffix in _AS_IT_IS else _sent(file.read_bytes())
            self._known[path] = HEADERS + size
        return self._known[path]


def _parts(page: HtmlElement) -> Iterator[tuple[list[str], bool]]:
    """What a page needs: the addresses of which a browser takes one, and whether no text shows before that has come."""
    for element in page.iter("link", "script", "img"):
        get = element.get
        if (get("href") or "").startswith("data:"):
            continue
        rel = set((get("rel") or "").lower().split())
        if element.tag == "link" and _FETCHED & rel and get("href"):
            # A style below the text waits for nobody: what stands above it is shown already.
            below = bool(element.xpath("preceding::main"))
            blocks = "stylesheet" in rel and not below and get("media") != "print"
            yield [str(get("href"))], blocks
        elif element.tag == "script" and get("src"):
            yield [str(get("src"))], get("defer") is None and get("async") is None and get("type") != "module"
        elif element.tag == "img" and get("loading") != "lazy":
            sources = element.xpath("ancestor::picture//source")
            sets = [str(one.get("srcset")) for one in (element, *sources) if one.get("srcset")]
            choices = [str(get("src"))] if get("src") else []
            choices += [part.split()[0] for one in sets for part in one.split(",") if part.strip()]
            if choices := [choice for choice in choices if not choice.startswith("data:")]:
                yield choices, False


def _sent(content: bytes) -> int:
    return len(gzip.compress(content, 6, mtime=0))
