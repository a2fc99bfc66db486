"""The codes that other sites copy to show our pages, for the page that explains them and for the dialog on every page.

The script that gives a frame its height is named after its content and stays at the root of the publishing branch for
good (see `releases`): a site that names it with its ``integrity`` never finds another one there.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

from hub.library import Library
from hub.site import embeds, licence
from hub.site.assets import Assets
from hub.site.page import View

#: Below a version's root, and below the root of all versions.
FOLDER = "embed/"
SCRIPT = "embed.js"
#: The pages that show codes, by the lists they ask for, and the page that the codes are for there.
LIST, LISTS, EXAMPLE = "embedding", ("embedding", "embed-examples"), "tips/index.md"


@dataclass(frozen=True)
class Codes:
    """Each as it is copied, not yet escaped. ``address`` is all that WordPress needs, ``sandbox`` what frames may do."""

    address: str
    scripted: str
    plain: str
    card: str
    sandbox: str = embeds.SANDBOX


def of_page(view: View, path: str) -> Codes:
    """The codes for the newest text of a page in the reader's language."""
    page = view.get(path)
    address = view.addresses.canonical_base + view.language.prefix + page.address
    title, summary = escape(str(page.meta["title"])), escape(str(page.meta["summary"]))
    frame = f'src="{address}{embeds.FOLDER}" title="{title}" width="100%" height="600" loading="lazy" sandbox="{embeds.SANDBOX}" referrerpolicy="no-referrer" style="border:0"></iframe>'
    script = f'<script src="{view.addresses.root}{view.assets.names[SCRIPT]}" integrity="{integrity(view.assets)}" crossorigin="anonymous" referrerpolicy="no-referrer" async></script>'
    lang = f' lang="{page.language}"'
    credit = f"{escape(view.t('site.name'))} · {licence.NAME}"
    return Codes(
        address,
        f"<iframe data-hub {frame}\n{script}",
        f"<iframe {frame}",
        f'<blockquote{lang}>\n<p><strong><a href="{address}" rel="noreferrer">{title}</a></strong></p>\n<p>{summary}</p>\n<footer>{credit}</footer>\n</blockquote>',
    )


def integrity(assets: Assets) -> str:
    """What the script must be (W3C Subresource Integrity, section 3.5)."""
    digest = hashlib.sha384(assets.contents[assets.names[SCRIPT]]).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


def write(site: Path, library: Library, assets: Assets) -> None:
    """``embed/<code>.json``: what the dialog needs in one language, fetched when it is opened."""
    page = library.page_of_list(LIST)
    keys = [key for key in library.strings[library.default_language.code].words if key.startswith("embedding.")]
    (site / FOLDER).mkdir(exist_ok=True)
    for language in library.languages:
        data = {
            "words": {key.removeprefix("embedding."): library.word(language.code, key) for key in keys}
            | {"hub": library.word(language.code, "site.name")},
            "languages": {one.code: {"name": one.name, "prefix": one.prefix} for one in library.languages},
            "script": assets.names[SCRIPT],
            "integrity": integrity(assets),
            "style": assets.names["embedding.css"],
            "sandbox": embeds.SANDBOX,
            "licence": licence.NAME,
            "promises": language.prefix + page.address if page else language.prefix,
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        (site / FOLDER / f"{language.code}.json").write_text(text, encoding="utf-8")
