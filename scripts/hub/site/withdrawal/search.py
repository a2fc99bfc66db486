"""The search of a built site made anew from the pages that are left in it, without what it was built from.

What is not on the pages stands in the old search: the words that a page is found by, what it belongs to, its order.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from hub.site import search, search_index
from hub.site.search import Indexed
from hub.site.withdrawal.gone import Gone


def again(site: Path, gone: Gone) -> list[str]:
    """Rewrite everything below ``search/``; gives the files that were or are there. None for a site without a search."""
    folder = site / "search"
    told = {code: _read(folder / f"{code}.json") for code in gone.languages if (folder / f"{code}.json").is_file()}
    listed = {code: _read(folder / f"{code}.pages.json") for code in told}
    addresses = {code: {name: address for name, address, *_ in rows} for code, rows in listed.items()}
    bundles: dict[str, list[Indexed]] = {}
    for code, settings in told.items():
        if settings["bundle"] == f"search/{code}/":
            bundles[code] = [
                _indexed(folder / code, gone, lang, name, addresses[code][name])
                for lang, name in _names(settings)
                if addresses[code][name] not in gone.what.addresses
            ]
    if not bundles:
        return []
    before = {file.relative_to(site).as_posix() for file in folder.rglob("*") if file.is_file()}
    for code in bundles:
        shutil.rmtree(folder / code)
    names = search.write_bundles(site, bundles)
    for code, settings in told.items():
        bundle = settings["bundle"].removeprefix("search/").strip("/")
        for group in settings["groups"]:
            group["pages"] = {
                names[bundle, address]: facets
                for name, facets in group["pages"].items()
                if (bundle, (address := addresses[code][name])) in names
            }
        rows = [[names[bundle, row[1]], *row[1:]] for row in listed[code] if (bundle, row[1]) in names]
        search.write_json(folder / f"{code}.pages.json", rows)
    used = _used(told.values())
    for code, settings in told.items():
        settings["groups"] = [group for group in settings["groups"] if group["pages"]]
        for facet, labels in settings["facets"].items():
            settings["facets"][facet] = {key: label for key, label in labels.items() if (facet, key) in used}
        search.write_json(folder / f"{code}.json", settings)
    return sorted(before | {file.relative_to(site).as_posix() for file in folder.rglob("*") if file.is_file()})


def _indexed(bundle: Path, gone: Gone, language: str, name: str, address: str) -> Indexed:
    meta = json.loads(search_index.content(bundle / "fragment" / f"{name}.pf_fragment"))["meta"]
    folder = gone.languages[language] + address
    return Indexed(language, folder, address, meta.get("summary", ""), meta.get("terms", ""))


def _names(settings: dict[str, Any]) -> list[tuple[str, str]]:
    return [(group["lang"], name) for group in settings["groups"] for name in group["pages"]]


def _used(told: Any) -> set[tuple[str, str]]:
    """Every facet with each of its keys that some page has."""
    return {
        (facet, key)
        for settings in told
        for group in settings["groups"]
        for facets in group["pages"].values()
        for facet, keys in facets.items()
        for key in keys
    }


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
