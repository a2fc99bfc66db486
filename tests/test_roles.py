"""What the browser tells a screen reader of each kind of page: places, headings, names and states."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from conftest import Visit
from pages import KINDS, PREFIXES

Open = Callable[..., Visit]

ONCE = {"banner", "main", "contentinfo"}
PLACES = {*ONCE, "navigation", "region", "complementary", "search", "form"}
NAMED = {
    "link",
    "button",
    "textbox",
    "searchbox",
    "combobox",
    "checkbox",
    "image",
    "img",
    "figure",
    "heading",
    "dialog",
}


def spoken(page: Page) -> list[dict[str, Any]]:
    """What is told, in order: role, name, and states."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    ahead, ordered = [nodes[0]["nodeId"]], []
    while ahead:
        node = by_id[ahead.pop()]
        ordered.append(node)
        ahead += [child for child in reversed(node.get("childIds", ())) if child in by_id]
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", "").strip(),
            **{one["name"]: one["value"].get("value") for one in node.get("properties", ())},
        }
        for node in ordered
        if not node["ignored"]
    ]


@pytest.mark.parametrize("code", PREFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_places_headings_and_names(visit: Open, served: str, kind: str, code: str) -> None:
    told = spoken(visit(served + PREFIXES[code] + KINDS[kind]).page)
    places = [(one["role"], one["name"]) for one in told if one["role"] in PLACES]
    roles = [role for role, _ in places]
    assert {role: roles.count(role) for role in ONCE} == dict.fromkeys(ONCE, 1)
    assert len(places) == len(set(places)), "places of one kind have names of their own"
    assert [role for role, name in places if not name and role not in {*ONCE, "search", "form"}] == []
    levels = [one["level"] for one in told if one["role"] == "heading"]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert [one for one in told if one["role"] in NAMED and not one["name"]] == []


def test_menus_say_whether_they_are_open_and_where_one_is(visit: Open, served: str) -> None:
    page = visit(served + "pt/tips/champions/").page
    [menu] = [one for one in spoken(page) if one["name"] == "Língua: Português"]
    assert menu["expanded"] is False
    page.locator(".tools summary").click()
    [menu] = [one for one in spoken(page) if one["name"] == "Língua: Português"]
    assert menu["expanded"] is True
    assert page.locator('.menu [aria-current="true"]').inner_text() == "Português"
    assert page.locator('nav.section [aria-current="page"]').count() == 1
    assert page.locator('nav.sections [aria-current="true"]').count() == 1


def test_languages_sources_and_explanations_have_their_names(visit: Open, served: str) -> None:
    page = visit(served + "tips/champions/").page
    names = {one["name"] for one in spoken(page) if one["role"] in ("link", "button")}
    assert {"Source 1", "Back to the text", "Explanation: champions"} <= names
    said = page.locator(".tools .menu a").evaluate_all("all => all.map(a => [a.lang, a.textContent])")
    assert ["fr", "Français"] in said and ["zu", "isiZulu"] in said


def test_search_has_a_field_a_status_and_groups(visit: Open, served: str) -> None:
    page = visit(served + "search.html").page
    page.fill("#search-input", "champion")
    page.wait_for_selector(".search-results a")
    page.click(".search-facets summary")
    told = spoken(page)
    [field] = [one for one in told if one["role"] == "searchbox"]
    assert field["name"].startswith("What are you looking for?")
    assert [one for one in told if one["role"] == "search"] and [one for one in told if one["role"] == "status"]
    assert {"Kind", "Country", "Way of working"} <= {one["name"] for one in told if one["role"] == "group"}


def test_a_chart_is_a_picture_with_its_numbers_and_a_table(visit: Open, served: str) -> None:
    page = visit(served + "case-studies/south-africa/").page
    page.locator(".chart summary").click()
    told = spoken(page)
    [picture] = [one for one in told if one["role"] in ("image", "img")]
    [figure] = [one for one in told if one["role"] == "figure"]
    assert picture["name"] == figure["name"] != ""
    assert "143" in (page.locator(".chart desc").text_content() or "")
    heads = [one["name"] for one in told if one["role"] in ("columnheader", "rowheader")]
    assert {"2021", "Western Cape"} <= set(heads)


def test_a_title_in_another_language_says_which(visit: Open, served: str) -> None:
    page = visit(served + "about/sources/").page
    assert page.locator('.bibliography a[hreflang="pt"]').count() > 5
    told = page.locator(".bibliography a[rel=noreferrer][hreflang]").evaluate_all(
        "all => all.map(a => a.lang === a.hreflang)"
    )
    assert told and all(told)
    page.goto(served + "pt/tips/alliances/")
    assert page.locator('.text em[lang="en"]').inner_text() == "Dignity, Diversity and Policing"
