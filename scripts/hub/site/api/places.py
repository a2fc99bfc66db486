"""The case studies as GeoJSON (RFC 7946): each with a point for its country, and none for where anyone is."""

from __future__ import annotations

from typing import Any

from hub.addresses import Addresses
from hub.library import Language, Library
from hub.pages import Page
from hub.site import worldmap
from hub.site.api import models, pages


def case_studies(library: Library, language: Language, addresses: Addresses) -> models.CaseStudies:
    """Every case study as readers of a language get it, in the order of the site. Two of one country share its point."""
    features = [
        models.Feature(
            type="Feature",
            id=pages.identity(page),
            geometry=geometry(page.listed("country")),
            properties=_properties(library, language, page, addresses),
        )
        for page in pages.given(library, language)
        if page.meta.get("kind") == "case-study"
    ]
    return models.CaseStudies(type="FeatureCollection", licence=models.LICENCE, notice=models.NOTICE, features=features)


def geometry(countries: list[str]) -> dict[str, Any] | None:
    """A point for one country, several for several; None where none of them has one."""
    points = [list(middle) for code in countries if (middle := worldmap.middle(code))]
    if not points:
        return None
    return (
        {"type": "MultiPoint", "coordinates": points}
        if len(points) > 1
        else {"type": "Point", "coordinates": points[0]}
    )


def _properties(library: Library, language: Language, page: Page, addresses: Addresses) -> models.CaseStudy:
    meta, countries = page.meta, page.listed("country")
    evidence = meta.get("evidence")
    return models.CaseStudy(
        title=str(meta.get("title", "")),
        language=page.language,
        address=pages.address(library, page, addresses),
        summary=str(meta.get("summary", "")),
        countries=countries,
        country_names=[library.label("countries", code, language.code) for code in countries],
        years=str(meta["years"]) if "years" in meta else None,
        strategies=page.listed("strategies"),
        evidence_grade=evidence.get("grade") if isinstance(evidence, dict) else None,
    )
