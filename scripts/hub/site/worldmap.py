"""A map of the countries that have case studies: the world, and Africa south of the Sahara larger.

Each country has a number that also stands in a list beside the map; the list is the way in for everyone, the numbers on
the map can be tapped too (24 CSS pixels, WCAG 2.5.8). The outlines are one picture for all languages, fetched once and
when it comes into view; the numbers are drawn over it in the page, where their links work. Outlines are Natural Earth's, which is in the public domain; how
they were made stands in ``outlines.json``. Of the packages that hold them none fits: those that are kept up bring GDAL or
numpy along (geopandas, geodatasets), fetch them when they run (cartopy, ne-loader), or may not be used freely (pygal's
maps, asciimap). Neighbours without a case are drawn without borders between them.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from hub.library import Library
from hub.pages import Page
from hub.site.bibliography import letters

Point = tuple[float, float]
_DATA = Path(__file__).with_name("outlines.json")

#: CSS pixels: the narrowest map, and how far the middles of two numbers must be apart on it.
NARROWEST, APART = 328, 28
#: Square units of a drawing that an island must take up to be drawn.
_DOT = 8
#: Units of a drawing between the two panels in their file, so that none shows at the edge of the other.
_BETWEEN = 99
#: CSS pixels: half of what can be tapped.
RADIUS = 12.5


@dataclass(frozen=True)
class Panel:
    """A part of the world in degrees, and what a unit of its drawing is in degrees of longitude and of latitude."""

    name: str
    west: float
    east: float
    south: float
    north: float
    across: float
    down: float

    @property
    def width(self) -> int:
        return round((self.east - self.west) / self.across)

    @property
    def height(self) -> int:
        return round((self.north - self.south) / self.down)

    def holds(self, place: Point) -> bool:
        return self.west < place[0] < self.east and self.south < place[1] < self.north

    def drawn(self, place: Point) -> tuple[int, int]:
        return round((place[0] - self.west) / self.across), round((self.north - place[1]) / self.down)


#: Their proportions also stand in ``overrides/styles/figures.css``.
WORLD = Panel("world", -130, 180, -48, 72, across=1.1, down=0.96)
AFRICA = Panel("africa", -21, 53, -36, 20, across=0.3, down=0.3)


@dataclass(frozen=True)
class Place:
    """A country, its number on the map (from 1) and its case studies."""

    code: str
    number: int
    label: str
    pages: tuple[Page, ...]

    def short(self, page: Page) -> str:
        """A page's title below its country's name: without that name in front."""
        title = str(page.meta.get("title", page.path)).removeprefix(f"{self.label}: ")
        return title[:1].upper() + title[1:]

    @property
    def id(self) -> str:
        return f"country-{self.code.lower()}"


@dataclass(frozen=True)
class CaseMap:
    """``places`` by name; ``panels`` are the maps, each with its numbers as SVG."""

    places: tuple[Place, ...]
    panels: tuple[tuple[Panel, str], ...]


def of_cases(library: Library, code: str, link: Callable[[str], str]) -> CaseMap:
    """The map for readers of a language. ``link`` gives the way to a page by its path."""
    found: dict[str, list[Page]] = {}
    for path in library.paths():
        page = library.page(code, path)
        for country in page.listed("country") if page and page.meta.get("kind") == "case-study" else ():
            if page:
                found.setdefault(country, []).append(page)
    labels = sorted(
        ((library.label("countries", country, code), country) for country in found),
        key=lambda pair: (letters(pair[0]), pair[1]),
    )
    places = tuple(
        Place(country, number, label, tuple(found[country])) for number, (label, country) in enumerate(labels, start=1)
    )
    targets = {place.code: link(place.pages[0].path) if len(place.pages) == 1 else f"#{place.id}" for place in places}
    return CaseMap(places, tuple(draw(places, targets)))


def outlines(library: Library, style: str) -> str:
    """The picture below the numbers as an SVG file, both panels in it: ``#world`` and ``#africa`` show one each.

    ``style`` is its own (a picture does not see the page's): ``overrides/styles/map.css``.
    """
    cases = [page for page in library.pages.values() if page.meta.get("kind") == "case-study"]
    marked = sorted({country for page in cases for country in page.listed("country")})
    views, parts, top = "", "", 0
    for panel in (WORLD, AFRICA):
        views += f'<view id="{panel.name}" viewBox="0 {top} {panel.width} {panel.height}"/>'
        parts += f'<g transform="translate(0 {top})">{_land(panel, marked)}</g>'
        top += panel.height + _BETWEEN
    return f'<svg xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{views}{parts}</svg>'


def draw(places: Sequence[Place], targets: dict[str, str]) -> list[tuple[Panel, str]]:
    """The panels that are needed for these countries, each with its numbers: the world, and Africa where it has any.

    ``targets`` says where a country's number leads, by its code. A country too small to have an outline stands in the
    list only.
    """
    middles = {place.code: _outlines()[place.code][0] for place in places if place.code in _outlines()}
    large = [place for place in places if place.code in middles and AFRICA.holds(middles[place.code])]
    others = [
        place for place in places if place.code in middles and place not in large and WORLD.holds(middles[place.code])
    ]
    return [
        (panel, _numbers(panel, [(place, middles[place.code]) for place in numbered], targets))
        for panel, numbered in ((WORLD, others), (AFRICA, large))
        if numbered
    ]


def _land(panel: Panel, marked: Sequence[str]) -> str:
    quiet = "".join(_path(panel, rings) for code, (_, rings) in _outlines().items() if code not in marked)
    here = "".join(_path(panel, _outlines()[code][1]) for code in marked if code in _outlines())
    return f'<path d="{quiet}"/><path class="here" d="{here}"/>'


def _numbers(panel: Panel, numbered: Sequence[tuple[Place, Point]], targets: dict[str, str]) -> str:
    """Out of the keyboard's way: all of it stands in the list beside it."""
    at = _apart([panel.drawn(middle) for _, middle in numbered], panel)
    numbers = []
    for (place, _), (x, y) in zip(numbered, at, strict=True):
        left, top = f"{100 * x / panel.width:.1f}%", f"{100 * y / panel.height:.1f}%"
        numbers.append(
            f'<a href="{escape(targets[place.code])}" tabindex="-1"><title>{escape(place.label)}</title>'
            f'<circle cx="{left}" cy="{top}" r="{RADIUS}"/><text x="{left}" y="{top}" dy=".35em">{place.number}</text></a>'
        )
    return f'<svg height="100%" focusable="false">{"".join(numbers)}</svg>'


def middle(code: str) -> Point | None:
    """A point well inside a country (longitude, latitude), by its ISO 3166-1 code; None for one too small to be drawn."""
    return _outlines()[code][0] if code in _outlines() else None


@functools.cache
def _outlines() -> dict[str, tuple[Point, list[list[Point]]]]:
    """By code: a point well inside, and the rings, all in degrees."""
    made = {}
    for code, (middle, *rings) in json.loads(_DATA.read_text(encoding="utf-8"))["countries"].items():
        made[code] = ((middle[0] / 10, middle[1] / 10), [_degrees(ring) for ring in rings])
    return made


def _degrees(ring: Sequence[int]) -> list[Point]:
    x = y = 0
    made = []
    for across, up in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + across, y + up
        made.append((x / 10, y / 10))
    return made


def _path(panel: Panel, rings: Sequence[Sequence[Point]]) -> str:
    """Path data in whole numbers, each point by its distance from the one before; what lies outside is left out."""
    made = []
    for ring in rings:
        if not any(panel.holds(place) for place in ring):
            continue
        points = _bends([panel.drawn(place) for place in ring])
        if len(points) > 2 and (len(rings) == 1 or _is_seen(points)):
            steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(points)]
            made.append(f"M{_joined([points[0]])}l{_joined(steps)}z")
    return "".join(made)


def _bends(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without points that repeat the one before or lie on the straight line between their neighbours."""
    made: list[tuple[int, int]] = []
    for point in points:
        if made and made[-1] == point:
            continue
        if len(made) > 1:
            (ax, ay), (bx, by) = made[-2:]
            if (bx - ax) * (point[1] - by) == (by - ay) * (point[0] - bx):
                made.pop()
        made.append(point)
    return made


def _is_seen(points: Sequence[tuple[int, int]]) -> bool:
    """Whether an island is more than a dot."""
    across, down = ({point[side] for point in points} for side in (0, 1))
    return (max(across) - min(across)) * (max(down) - min(down)) > _DOT


def _joined(pairs: Iterable[tuple[int, int]]) -> str:
    """A minus sign separates as well as a space does."""
    return " ".join(str(number) for pair in pairs for number in pair).replace(" -", "-")


def _apart(points: Sequence[Point], panel: Panel) -> list[Point]:
    """The points moved as little as needed for a thumb to hit each alone, and kept inside of the panel."""
    unit = NARROWEST / panel.width
    at = [[x, y] for x, y in points]
    edge = RADIUS / unit
    for _ in range(200):
        moved = False
        for one in range(len(at)):
            for other in range(one + 1, len(at)):
                across, down = at[other][0] - at[one][0], at[other][1] - at[one][1]
                distance = math.hypot(across, down)
                lacking = APART / unit - distance
                if lacking > 0.01:
                    # Two in the same place part sideways.
                    step = lacking / 2 / distance if distance else 0
                    shift = (across * step, down * step) if distance else (lacking / 2, 0.0)
                    for which, sign in ((one, -1), (other, 1)):
                        at[which][0] += sign * shift[0]
                        at[which][1] += sign * shift[1]
                    moved = True
        for place in at:
            place[0] = min(max(place[0], edge), panel.width - edge)
            place[1] = min(max(place[1], edge), panel.height - edge)
        if not moved:
            break
    return [(x, y) for x, y in at]
