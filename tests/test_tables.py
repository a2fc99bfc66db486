"""Tables of a text, as somebody meets them who does not see the page."""

from __future__ import annotations

from hub.site import content


def regions(html: str) -> list[str]:
    finished = content.finish(html, {"content.table": "Table <1>"}.__getitem__)
    assert finished.count("</table></div>") == html.count("</table>")
    return [part.split('"')[0] for part in finished.split('aria-label="')[1:]]


def test_a_table_is_told_from_the_others_on_its_page() -> None:
    table = "<p>a</p><table><tr><td>b</td></tr></table>"
    assert regions(table) == ["Table &lt;1&gt;"]
    assert regions(table * 3) == [f"Table &lt;1&gt; {number}" for number in (1, 2, 3)]
    assert regions("<p>none</p>") == []
