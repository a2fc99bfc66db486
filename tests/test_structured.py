"""What pages tell search engines and reference managers about themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub.pages import parse as parse_page
from hub.site import structured
from pages import parse

ROOT = "http://127.0.0.1:8000/"


def graph(site: Path, address: str) -> dict[str, dict[str, Any]]:
    (text,) = parse(site, address).xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {one["@type"]: one for one in data["@graph"]}


def citation(site: Path, address: str) -> dict[str, str]:
    tags = parse(site, address).xpath("//meta[starts-with(@name, 'citation_')]")
    return {tag.get("name"): tag.get("content") for tag in tags}


def test_a_case_study_is_an_article(site: Path) -> None:
    article = graph(site, "pt/case-studies/kenya/")["Article"]
    assert article["inLanguage"] == "pt"
    assert article["url"] == f"{ROOT}pt/case-studies/kenya/"
    assert article["license"].startswith("https://creativecommons.org/licenses/by-sa/4.0")
    assert article["dateModified"] == "2026-11-23"
    assert article["author"]["@type"] == "Organization"


def test_a_guide_is_a_how_to_with_its_steps(site: Path) -> None:
    steps = [step["text"] for step in graph(site, "guides/first-meeting/")["HowTo"]["step"]]
    assert steps[:2] == ["Ask your members", "Ask the lawyer or paralegal"]
    assert len(steps) >= 10
    assert all(step["text"] for step in graph(site, "guides/lobbying/")["HowTo"]["step"])


def test_the_glossary_is_a_set_of_terms(site: Path) -> None:
    terms = graph(site, "about/glossary/")["DefinedTermSet"]["hasDefinedTerm"]
    anchors = set(parse(site, "about/glossary/").xpath("//h2/@id"))
    assert len(terms) > 5
    assert all(term["url"].split("#")[1] in anchors for term in terms)


def test_the_data_are_a_dataset_whose_files_are_there(site: Path) -> None:
    dataset = graph(site, "about/data/")["Dataset"]
    assert dataset["license"].startswith("https://creativecommons.org/")
    assert len(dataset["distribution"]) >= 8
    for file in dataset["distribution"]:
        assert (site / file["contentUrl"].removeprefix(ROOT)).is_file()
        assert "/" in file["encodingFormat"]


@pytest.mark.parametrize("address", ["tips/champions/", "pt/tips/", "about/law/", "case-studies/kenya/"])
def test_the_way_from_home_leads_over_pages_that_exist(site: Path, address: str) -> None:
    crumbs = graph(site, address)["BreadcrumbList"]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
    assert len(crumbs) in (2, 3)
    for crumb in crumbs:
        assert (site / crumb["item"].removeprefix(ROOT) / "index.html").exists()
    assert crumbs[-1]["item"] == ROOT + address


def test_reference_managers_get_title_date_and_address(site: Path) -> None:
    assert citation(site, "case-studies/kenya/") == {
        "citation_title": "Kenya: a national 24-hour response",
        "citation_author": "Working with police",
        "citation_language": "en",
        "citation_public_url": f"{ROOT}case-studies/kenya/",
        "citation_publication_date": "2026/11/23",
    }
    assert citation(site, "about/law/") == {}


def test_a_fallback_and_a_page_that_is_not_indexed_say_nothing(site: Path) -> None:
    for address in ("fr/case-studies/kenya/", "404.html", "search.html"):
        page = parse(site, address)
        assert page.xpath("//script[@type='application/ld+json']") == []
        assert citation(site, address) == {}


def test_a_title_cannot_end_the_element(project) -> None:  # type: ignore[no-untyped-def]
    file = project.root / "docs/en/start.md"
    lines = file.read_text().split("\n")
    title = "</script><script>alert(1)</script>"
    file.write_text("\n".join(f'title: "{title}"' if line.startswith("title:") else line for line in lines))
    assert project.build().returncode == 0
    page = parse(project.root / "site", "start/")
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(text)["@graph"][0]["itemListElement"][-1]["name"] == title
    assert [one for one in page.xpath("//script/text()") if "alert" in one and "@graph" not in one] == []


def test_steps_without_any_are_the_parts() -> None:
    text = "---\ntitle: T\n---\n## One {#one}\n\n## Two {#two}\n"
    assert structured.steps(parse_page(text, "en", "x.md", "x.md", [])) == ["One", "Two"]
    text = "---\ntitle: T\n---\n## Steps {#steps}\n\n1. **Do this:** so.\n2. **Do that.** So.\n\n## Two {#two}\n\n1. **No.**\n"
    assert structured.steps(parse_page(text, "en", "x.md", "x.md", [])) == ["Do this", "Do that"]
