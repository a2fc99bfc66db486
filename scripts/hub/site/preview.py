"""The picture that messengers show beside a link: arches on a horizon, no word. It says nothing of who reads what."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping

from PIL import Image, ImageDraw

#: As large as messengers show it at most, and their proportions (https://ogp.me, "Structured Properties").
SIZE = (1200, 630)
_SCALE = 2
#: Smooth edges need some colours between those that are drawn with; each one costs bytes.
_SHADES = 24
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b")
#: Arches on the horizon: middle, foot and half-width in pixels, how high they rise, colour.
_ARCHES = (
    (110, 470, 190, 250, "tone-2"),
    (1110, 480, 210, 280, "tone-2"),
    (330, 480, 200, 290, "tone"),
    (880, 480, 210, 300, "tone"),
)


def colours(css: str) -> dict[str, str]:
    """The light colours of a style sheet, by name; the first word on each is taken, later ones are for the dark."""
    made: dict[str, str] = {}
    for name, value in _COLOUR.findall(css):
        made.setdefault(name, value)
    return made


def drawn(colour: Mapping[str, str]) -> bytes:
    """A PNG of `SIZE`, the same bytes each time. Raises KeyError where a colour is missing: a fault of ours."""
    picture = Image.new("RGB", (SIZE[0] * _SCALE, SIZE[1] * _SCALE), colour["paper"])
    pen = ImageDraw.Draw(picture)
    for middle, foot, half, height, name in _ARCHES:
        _arch(pen, middle, foot, half, height, colour[name])
        _arch(pen, middle, foot, half - 22, height - 24, None, colour["paper"])
    # The sign of the site: two arches, and what they share.
    for middle in (520, 680):
        _arch(pen, middle, 470, 160, 330, None, colour["clay"], 18)
    _hill(pen, 452, 16, 0.4, colour["tone-3"])
    _hill(pen, 505, 22, 2.2, colour["tone"])
    _hill(pen, 560, 14, 4.1, colour["leaf"])
    small = picture.resize(SIZE, Image.Resampling.LANCZOS)
    made = io.BytesIO()
    small.quantize(_SHADES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def _arch(
    pen: ImageDraw.ImageDraw,
    middle: int,
    foot: int,
    half: int,
    height: int,
    fill: str | None,
    outline: str | None = None,
    width: int = 4,
) -> None:
    box = [part * _SCALE for part in (middle - half, foot - height, middle + half, foot + height)]
    if fill:
        pen.pieslice(box, 180, 360, fill=fill)
    if outline:
        pen.arc(box, 180, 360, fill=outline, width=width * _SCALE)


def _hill(pen: ImageDraw.ImageDraw, top: int, swing: int, turn: float, fill: str) -> None:
    """From edge to edge, everything below a long wave."""
    wide, high = SIZE
    line = [(x * _SCALE, (top + swing * math.sin(x / wide * 5 + turn)) * _SCALE) for x in range(0, wide + 1, 10)]
    pen.polygon([*line, (wide * _SCALE, high * _SCALE), (0, high * _SCALE)], fill=fill)
