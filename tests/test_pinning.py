"""Pins are written into front matter, and nothing else of the file changes."""

from __future__ import annotations

import re

import pytest
import yaml

from hub import pinning

PINS = {"": "12345678", "no": "1e2f3a4b", "why": "0a1b2c3d"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "front",
    [
        "title: T\n",
        "title: T # last\ntranslation:\nkind: tip\n",
        "translation: {state: draft, from: en} # so\nkind: tip\n",
        "translation: {state: draft, from: en, sections: {why: 1}}\n",
        "translation:\n  state: draft # so\n  from: en # and so\n\n# end\nkind: tip\n",
        "translation:\n  sections:\n    why: 1\n    'old': 2\n  state: reviewed\n  by: editor\nkind: tip\n",
        "translation:\n  sections: {}\n  state: draft\n",
        "translation:\n  sections:\n  state: draft\n",
        "translation: draft\nkind: tip\n",
        "translation:\n    state: draft\n    by: |\n      editor\nkind: tip\n",
    ],
)
def test_pins_are_written_and_the_rest_is_kept(front: str, newline: str) -> None:
    text = f"\ufeff---\n{front}---\nText – with  spaces \n\n---\nx: y\n".replace("\n", newline)
    new = pinning.with_pins(text, PINS, "en")
    head, _, body = new.partition(f"{newline}---{newline}")
    assert body == text.partition(f"{newline}---{newline}")[2]
    assert "\n" not in new.replace("\r\n", "") or newline == "\n"
    before, after = (yaml.safe_load(part.lstrip("\ufeff-\r\n")) for part in (f"{front}", head))
    assert {str(key): str(value) for key, value in after["translation"].pop("sections").items()} == PINS
    about = before.pop("translation", None)
    if isinstance(about, dict):
        about.pop("sections", None)
        assert after.pop("translation") == about
    else:
        assert after.pop("translation") == {"state": "draft", "from": "en"}
    assert before == after
    assert [mark for mark in re.findall("#.*", front) if mark not in new] == []
    assert pinning.with_pins(new, PINS, "en") == new


def test_a_page_that_cannot_be_read_is_left_alone() -> None:
    for text in ("Text", "---\na: b: c\n---\n"):
        with pytest.raises(ValueError, match="front matter"):
            pinning.with_pins(text, PINS, "en")
