from __future__ import annotations

from hub import markup


def test_front_matter_ends_where_it_says_and_the_body_keeps_its_line() -> None:
    front, body, line = markup.split_front_matter("---\ntitle: A\n---\nText\n---\n")
    assert (front, body, line) == ("title: A\n", "Text\n---\n", 4)
    assert markup.split_front_matter("Text\n") == (None, "Text\n", 1)
    assert markup.split_front_matter("---\n---\nText")[0] == ""


def test_what_stands_in_code_or_a_comment_is_not_prose() -> None:
    body = "`[a](b.md)` [^one]\n```\n[c](d.md) [^two]\n## No {#no}\n```\n<!-- [e](f.md)\n[^three] -->\n[g](h.md)\n"
    assert [(link.target, link.line) for link in markup.links(body, 1)] == [("h.md", 8)]
    assert list(markup.footnote_marks(body, 1)) == [("one", 1)]
    assert list(markup.headings(body, 1)) == []


def test_headings_with_and_without_ids() -> None:
    found = list(markup.headings("## Why? {#why}\n\n### How {.class #how}\n## Bare\n", 10))
    assert [(heading.text, heading.id, heading.line) for heading in found] == [
        ("Why?", "why", 10),
        ("How", "how", 12),
        ("Bare", None, 13),
    ]


def test_links_with_brackets_titles_and_pictures() -> None:
    body = '[a [b]](c.md "title") ![alt](pic.svg) [![in](inner.svg)](outer.md) <https://example.org>'
    assert [link.target for link in markup.links(body, 1)] == ["c.md", "pic.svg", "outer.md", "inner.svg"]
