"""What people and programs write into files, and should not: strategies of Hypothesis for contributed text."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

ODD = "\u0301\u0316\u200b\u200d\u200e\u202e\u2066\u2069\ufeff\u2028\u2029\x85\x00\x1b\x07\u0378\ufdfa\U000e0041\U0010ffff\ufffd"
LINE_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n"])
CHARACTERS = st.one_of(
    st.sampled_from(ODD),
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("abcABC 019.,:;-–_*`#[](){}<>!|&@%\"'\\/=+~^\t"),
)
WORDS = st.text(CHARACTERS, max_size=12)
SCALARS = st.one_of(
    WORDS,
    st.sampled_from(
        ["", "~", "null", "yes", "no", "2026-02-30", "2026-11-23", "0x1F", "0o8", "0b_", "1e999", ".nan", "-.inf", "1:30", "9" * 5000,
         "9" * 31, "._", "-._", "*a", "&a b", "<<", "!!python/object:os.system x", "!!python/name:os.system", "!x y", "!!binary x=", "!!int x",
         "!!float x", "!!timestamp 2026-99-99", "!!null x", "!!set {a, b}", "!!omap [a: 1]", "!!pairs [a: 1]", "'open", '"open', '"\\ud800"',
         '"\\0"', '"\\x1b[2J"', '"\\U0010ffff"', '"\\q"', "[a, [b, {c: d}]]", "{a: {b: [c]}}", "[", "}", "a: b", "- a", "| a", ">\n a", "? a",
         "@a", "%a", "`a`", "# a", "KE", "tip", "page", "case-study", "published", "[champions]", "{basis: x, date: y}", "a – b"]
    ),
)  # fmt: skip
KEYS = st.one_of(
    st.sampled_from(
        ["title", "summary", "kind", "status", "number", "strategies", "levels", "country", "years", "organisations", "evidence", "consent",
         "law_checked", "reviewed", "review_by", "search_terms", "list", "template", "translation", "safety_critical", "terms", "abbreviations",
         "understood", "en", "pt", "_language", "direction", "nav.top", "1", "0x1F", "yes", "null", "<<", "? a", "[a]", "{a: b}", '""', "national", "map.png",
         "a@example.org", '"a\\nb"', "!!python/name:x", "2026-11-23", "sections", "state", "from"]
    ),
    WORDS,
)  # fmt: skip


@st.composite
def yaml_text(draw: st.DrawFn) -> str:
    """Lines of keys and values, some indented, some of them wrong."""
    lines = []
    for _ in range(draw(st.integers(0, 7))):
        indent = draw(st.sampled_from(["", "", "", "", "  ", "    ", "\t", " "]))
        lines.append(
            f"{indent}{draw(st.sampled_from(['', '', '', '- ']))}{draw(KEYS)}{draw(st.sampled_from([': ', ': ', ': ', ':', ' ']))}{draw(SCALARS)}"
        )
    return "".join(line + draw(LINE_ENDS) for line in lines)


MARKDOWN = st.sampled_from(
    ["# A", "## B {#b}", "## B", "## B {#b}", "### {#c}", "##", "[a](b.md)", "[a](../x.md#y)", "[a](#b)", "![](x.png)", "[a]()", "[a](//b)",
     "[a](http://[x)", "[a](http://a:b:c/)", "[a](%00.md)", "[a](%zz)", "[^lamp2015]", "[^no]", "[^]", "[[a](b)](c)", "```", "~~~", "<!--", "-->", "<b>", "<div class=x onclick=y>", "{: onclick=x}",
     "- [ ] a", "!!! note", "| a | b |", "| --- |", "SAPS", "XYZ", "Mary Wanjiru", "0712 345 678", "a@b.cd", "12%", "steps 1,1,1%", "…", "\0000\000", "\0001\000", "`a`", "``", "+27", "25°57'56\" S",
     "Prostitutes", "---", "    a", "> a", "1. a", "*a*", "&amp;", "&#0;", "&#xD800;", ":icon:", "<http://a>", "ﷺ"]
)  # fmt: skip
BODY = st.lists(st.one_of(MARKDOWN, MARKDOWN, WORDS, LINE_ENDS, st.just(" ")), max_size=25).map("".join)
FRONT = "title: T\nsummary: S.\nkind: tip\nnumber: 2\nstrategies: [champions]\n"
PAGES = st.one_of(
    st.builds("---\n{}---\n{}".format, yaml_text(), BODY),
    st.builds("---\n{}{}---\n{}".format, st.just(FRONT), yaml_text(), BODY),
    st.builds(
        "---\n{}translation: {{state: draft, sections: {{'': 50fc097d, b: 1, why: 2}}}}\n---\n{}".format,
        st.just(FRONT),
        BODY,
    ),
    st.builds("---{}---{}".format, WORDS, BODY),
    BODY,
)
FIELDS = st.sampled_from(["title", "author", "year", "date", "url", "doi", "publisher", "journal", "volume", "pages", "keywords", "pubstate", "nolink", "langid", "crossref", "é", ""])  # fmt: skip
VALUES = st.one_of(
    WORDS,
    st.builds("{{{}}}".format, WORDS),
    st.builds('"{}"'.format, WORDS),
    st.sampled_from(["a # b", "a", "jan # a", "{{{", "}}}", "{a", '"a', "1999", "{a} # {b}", "", "{javascript:x}", "{https://a.b/}", "#", "{a and  and b}", "{ and }", "{,}", "{, x}"]),
)  # fmt: skip


@st.composite
def bibtex(draw: st.DrawFn) -> str:
    made = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(
            st.sampled_from(["misc", "article", "online", "string", "String", "comment", "preamble", "x y", "", "@"])
        )
        key = draw(st.one_of(st.sampled_from(["a", "b", "lamp2015", "", "a b", "é", "a]"]), WORDS))
        fields = ", ".join(
            f"{draw(FIELDS)} {draw(st.sampled_from(['=', '=', '=', '']))} {draw(VALUES)}"
            for _ in range(draw(st.integers(0, 4)))
        )
        if kind.lower() == "string":
            made.append(f"@{kind}{{{draw(st.sampled_from('ab'))} = {draw(VALUES)}}}")
        else:
            opening, closing = draw(st.sampled_from(["{}", "{}", "{}", "()", "{", "}"])).ljust(2)
            made.append(f"@{kind}{opening}{key},{draw(st.sampled_from(['', ' ', chr(10)]))}{fields}{closing}")
    return "".join(entry + draw(LINE_ENDS) for entry in made)


def encoded(text: SearchStrategy[str]) -> SearchStrategy[bytes]:
    """As editors save it, and as they should not."""
    return st.builds(
        lambda one, way: way(one),
        text,
        st.sampled_from(
            [*[lambda one: one.encode()] * 6, lambda one: b"\xef\xbb\xbf" + one.encode(), lambda one: one.encode("utf-16"),
             lambda one: one.encode("latin-1", "replace"), lambda one: one.encode() + b"\xff\x00\xed\xa0\x80", lambda one: one.replace("\n", "\r\n").encode()]
        ),
    )  # fmt: skip
