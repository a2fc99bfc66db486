"""Where things stand on the web: the root, a version, a language, a page.

A release is served twice, under its own name and under the alias ``latest``; search engines are told of the
alias only, so canonical links, hreflang and the sitemap of a release all point there. Previews name themselves
and ask not to be indexed.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

LATEST = "latest"
PREVIEW = "dev"


@dataclass(frozen=True)
class Addresses:
    """``root`` is where the versions stand, ends in a slash; ``version`` is None for a site without versions."""

    root: str
    version: str | None = None

    @classmethod
    def of(cls, site_url: str, version: str | None) -> Addresses:
        """From MkDocs' ``site_url``, to which mike has added the version."""
        url = site_url.rstrip("/")
        if version:
            url = url.removesuffix(f"/{version}")
        return cls(url + "/", version or None)

    @property
    def is_preview(self) -> bool:
        return self.version == PREVIEW

    @property
    def base(self) -> str:
        """Where this build is served under its own name."""
        return f"{self.root}{self.version}/" if self.version else self.root

    @property
    def canonical_base(self) -> str:
        """Where search engines should find this build (RFC 6596)."""
        return f"{self.root}{LATEST}/" if self.version and not self.is_preview else self.base

    @property
    def base_path(self) -> str:
        """The path part of `base`: for pages served at any depth, as a 404 page is."""
        return urlsplit(self.base).path or "/"


def climb(address: str) -> str:
    """The way from a page back to its version's root: ``tips/champions/`` gives ``../../``."""
    return "../" * address.count("/") or "./"
