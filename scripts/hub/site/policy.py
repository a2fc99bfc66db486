"""What browsers are told a page may do: its Content-Security-Policy, headers for hosts that read them, and where to
report a weakness.

Sites on GitHub Pages send no headers of their own, so each page carries its policy in a ``<meta>`` (CSP Level 3,
section 3.3); Netlify and Cloudflare Pages also read ``_headers``, which can say what a ``<meta>`` may not.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml.html import HtmlElement

HEADERS = "_headers"
SECURITY = ".well-known/security.txt"

#: What a page may do. What is not named is not done at all: no fonts, media, workers, plugins, manifests.
_DIRECTIVES = (
    "default-src 'none'",
    # Our files only, and what the page itself holds; Pagefind is WebAssembly and dies without the second.
    "script-src 'self' 'wasm-unsafe-eval'{scripts}",
    # No style attributes either: what varies is an attribute of SVG or a class.
    "style-src 'self'{styles}",
    # Signs in the styles are drawn from data.
    "img-src 'self' data:",
    # Our own embeds: in the dialog that gives their codes, and among its examples.
    "frame-src 'self'",
    # The search index, and what is known of the other versions.
    "connect-src 'self'",
    # A <base> that slips into a text cannot turn our relative links elsewhere.
    "base-uri 'none'",
    # No form is sent anywhere.
    "form-action 'none'",
    # Texts never become HTML or scripts (Trusted Types): our scripts build elements, and Pagefind makes none.
    "require-trusted-types-for 'script'",
)
#: Types of scripts that run or steer what runs; the rest is data, which no policy is asked about (HTML, "script").
_RUNNING = ("", "module", "importmap", "speculationrules", "text/javascript", "application/javascript")
#: Behind these the policy stands: as early as can be, and a page's encoding must stand in its first 1024 bytes.
_PLACES = [re.compile(start, re.IGNORECASE) for start in (rb"<meta charset=[^>]*>", rb"<head\b[^>]*>", rb"<!doctype[^>]*>")]  # fmt: skip

#: What no page needs of a device. Features that only some browsers know are not listed: the others complain.
_UNUSED = ("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking")  # fmt: skip
_HASH = r"'sha256-[A-Za-z0-9+/]+=*'"
_ALLOWED = {name: re.compile(rf"{name}-src 'self'[^;]*?((?: {_HASH})+)") for name in ("script", "style")}
_RULE = re.compile(r"^/(assets/.+)$", re.MULTILINE)
_CONTENT_NAMED = re.compile(r"(?:.*/)?assets/[^/]+\.[0-9a-f]{8}\.\w+")


@dataclass(frozen=True)
class Own:
    """What stands in pages themselves and may run or be used, each by its source (CSP Level 3, "hash-source")."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def __or__(self, other: Own) -> Own:
        return Own(self.scripts | other.scripts, self.styles | other.styles)


def own(page: HtmlElement) -> Own:
    """The scripts and styles that stand in a page; of styles only those of its head, where texts have none."""
    scripts = [
        script
        for script in page.iter("script")
        if script.get("src") is None and (script.get("type") or "").strip().lower() in _RUNNING
    ]
    return Own(_sources(scripts), _sources(page.xpath("/html/head/style")))


def _sources(elements: Iterable[HtmlElement]) -> frozenset[str]:
    # A browser reads every end of a line as one sign before it counts (HTML, "preprocessing the input stream").
    texts = (element.text_content().replace("\r\n", "\n").replace("\r", "\n") for element in elements)
    return frozenset(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)


def line(allowed: Own) -> str:
    """The policy of a page that holds these scripts and styles."""
    lists = {name: "".join(f" {one}" for one in sorted(getattr(allowed, name))) for name in ("scripts", "styles")}
    return ";".join(_DIRECTIVES).format(**lists)


def with_policy(content: bytes, page: HtmlElement) -> bytes:
    """A page with its policy; ``page`` is the same, parsed."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{line(own(page))}">'.encode()
    start = next((found.end() for place in _PLACES if (found := place.search(content))), 0)
    return content[:start] + b"\n" + meta + content[start:]


def headers(allowed: Own, files: Iterable[str], above: str = "") -> str:
    """``_headers`` of a host's root, as Netlify and Cloudflare Pages read it.

    ``allowed`` is what all pages hold: a header and a page's own policy both hold. ``files`` are the built files:
    those named after their content never change. ``above`` is ``/:version`` where versions stand in folders.

    Where several rules fit, Cloudflare joins the values of a header with commas (of two policies, both hold) and
    Netlify takes the later rule's. Framing is refused by X-Frame-Options so that the same rules do on both: browsers
    pass over it where a policy says ``frame-ancestors`` (CSP Level 3, section 6.4.2.2), and only that of embeds does.
    """
    rules = {
        "/*": [
            f"Content-Security-Policy: {line(allowed)}",
            "X-Frame-Options: DENY",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            f"Permissions-Policy: {', '.join(f'{feature}=()' for feature in _UNUSED)}",
            "Cross-Origin-Opener-Policy: same-origin",
            # As GitHub Pages: all of it is public, and an embed in a sandbox has no origin that could be named.
            "Access-Control-Allow-Origin: *",
        ],
        "/*/embed/": ["Content-Security-Policy: frame-ancestors *"],
    }
    # Pages have no rule: both hosts let browsers ask each time whether a page has changed, without being told.
    for file in sorted(set(files)):
        if _CONTENT_NAMED.fullmatch(file):
            rules[f"{above}/{file}"] = ["Cache-Control: public, max-age=31536000, immutable"]
    return "".join("\n  ".join((place, *told)) + "\n" for place, told in rules.items())


def headers_above(served: str, others: Iterable[str]) -> str:
    """``_headers`` of a host's root where versions stand in folders: from the version that is served first, and others.

    Each is given as what `headers` made for it.
    """
    texts = (served, *others)
    scripts, styles = (
        frozenset(one for text in texts for found in _ALLOWED[name].findall(text) for one in found.split())
        for name in ("script", "style")
    )
    return headers(Own(scripts, styles), _RULE.findall(served), above="/:version")


def write(site: Path, allowed: Own, repository: str, committed: str) -> None:
    """What hosts are told of a finished site, and where to report a weakness of it (see `headers`, `security`)."""
    files = [file.relative_to(site).as_posix() for file in site.rglob("*")]
    for name, text in {HEADERS: headers(allowed, files), SECURITY: security(repository, committed)}.items():
        if text:
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_text(text, encoding="utf-8", newline="\n")


def security(repository: str, committed: str) -> str:
    """``security.txt`` (RFC 9116); empty where nobody can be named or no day is known.

    ``repository`` is its address on GitHub, where weaknesses can be reported without telling everybody. ``committed``
    is the day of the last commit: a build of the same texts is the same on any day.
    """
    if not repository.startswith("https://github.com/") or not committed:
        return ""
    # Section 2.5.5: less than a year ahead.
    until = datetime.date.fromisoformat(committed) + datetime.timedelta(days=364)
    return f"Contact: {repository}/security/advisories/new\nExpires: {until.isoformat()}T00:00:00Z\n"
