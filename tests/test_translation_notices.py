"""What readers are told of a translation that is behind, and what they get all the same."""

from __future__ import annotations

from pathlib import Path

from conftest import Project
from pages import parse, texts


def test_a_new_section_that_matters_for_safety_is_shown_in_english(fixture_site: Path) -> None:
    root = parse(fixture_site, "ar/tips/champions/")
    [quoted] = root.xpath("//div[contains(@class,'original')]")
    assert (quoted.get("lang"), quoted.get("dir")) == ("en", "ltr")
    assert texts(root, "//div[contains(@class,'original')]") == ["Beware."]
    [heading] = root.xpath("//h2[@id='watch-out']")
    assert (heading.get("lang"), heading.get("dir")) == ("en", "ltr")
    notice = heading.getnext()
    assert "ع This part matters for safety" in notice.text_content() and not notice.get("lang")
    assert notice.xpath(".//a/@href") == ["../../../tips/champions/#watch-out"]


def test_another_new_section_is_announced_where_links_to_it_lead(fixture_site: Path) -> None:
    root = parse(fixture_site, "pt/tips/champions/")
    [notice] = root.xpath("//*[@id='how']")
    assert "ainda não está traduzida" in notice.text_content()
    assert notice.xpath("preceding::h2/@id") == ["why"] and notice.xpath("following::h2/@id")[0] == "watch-out"
    assert parse(fixture_site, "tips/champions/").xpath("//*[@role='note']") == []


def test_readers_are_told_of_a_change_and_given_what_matters(project: Project) -> None:
    project.replace("docs/en/tips/champions.md", "need people", "need officers")
    project.replace(
        "docs/en/tips/champions.md", "{#watch-out}\n\n- Beware.", "{#watch-out}\n\n- Leave at once.[^spoken]"
    )
    for code in ("pt", "sw"):
        text = (project.root / f"docs/{code}/tips/champions.md").read_text()
        text = text.replace(", why:", ", watch-out: 00000000, why:") + "\n## Atenção {#watch-out}\n\n- Fique.\n"
        project.write(f"docs/{code}/tips/champions.md", text)
    project.replace("docs/sw/tips/champions.md", "number: 2", "number: 2\nstatus: draft")
    for code in ("en", "pt"):
        project.replace(f"docs/{code}/index.md", "champions.md#why", "champions.md#how")
    result = project.build(SITE_URL="https://hub.example/")
    assert result.returncode == 0, "a link may lead to a section that is not translated yet: " + result.stderr
    site = project.root / "site"
    root = parse(site, "pt/tips/champions/")
    [heading] = root.xpath("//h2[@id='why']")
    assert "mudou desde que foi traduzido" in heading.getnext().text_content()
    assert "Porque as" in root.xpath("//article")[0].text_content()
    [heading] = root.xpath("//h2[@id='watch-out']")
    assert heading.text_content() == "Atenção" and "segurança" in heading.getnext().text_content()
    assert "Leave at once." in heading.getnext().getnext().text_content()
    assert "Fique" not in root.xpath("//article")[0].text_content()
    assert len(root.xpath("//section[@class='sources']//li")) == 2, "also what the English part cites"

    unfinished = parse(site, "sw/tips/champions/")
    assert unfinished.xpath("//aside[@id='fallback']") and unfinished.xpath("//article/@lang") == ["en"]
    assert "hub.example/sw/tips/champions/" not in (site / "sitemap.xml").read_text()


def test_the_page_on_translations_has_a_table_in_the_readers_language(site: Path) -> None:
    for prefix, code in (("", "en"), ("pt/", "pt"), ("fr/", "fr")):
        root = parse(site, f"{prefix}about/translations/")
        [section] = root.xpath("//section[@aria-labelledby='progress']")
        assert section.get("lang") == code
        rows = [[cell.text_content() for cell in row] for row in section.xpath(".//tbody/tr")]
        assert [row[0] for row in rows] == ["Português", "Français", "Kiswahili", "isiZulu", "Setswana"]
        assert len({sum(map(int, row[1:4])) for row in rows}) == 1, "current, behind and missing are all pages"
