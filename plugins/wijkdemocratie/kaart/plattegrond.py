"""How the city is divided on the map: a shape for each wijk and buurt, in whole tenths of a unit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely  # type: ignore[import-untyped]  # it ships no types

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Buurt, Grens, Stad, Wijk

from .mozaiek import make_mozaiek
from .rooster import WIJDTE, Vorm, fit, keep_areas

BREEDTE = 360
"""How wide the map is, in units; on a phone a unit is a pixel."""

_WIDTHS = (40, 60, 90, 140, 200, 300, 450, 700)
"""How much borders may be simplified, in steps of the grid: no more than it takes to stay under `_POINTS`."""
_POINTS = 1600
_TALL = 1.2
"""How high the map may be for its width; one that would be higher gets narrower."""


@dataclass(frozen=True)
class Plattegrond:
    """Shapes by slug, in tenths from the top left. `buurten` is empty when only borders of wijken are known.

    `punten` are the points of the buurten; `breedte` and `hoogte` are in tenths too.
    """

    breedte: int
    hoogte: int
    wijken: dict[str, Vorm]
    buurten: dict[str, Vorm]
    punten: dict[str, tuple[int, int]]
    schematisch: bool


@remember
def make_plattegrond(stad: Stad) -> Plattegrond:
    """Return the shapes of a city: from its boundaries when it has them, and else from the points of its buurten."""
    buurten = [buurt for wijk in stad.wijken for buurt in wijk.buurten]
    gebieden, shapes = _find_grenzen(stad, buurten)
    schematisch = not shapes
    middle = shapely.MultiPoint([(buurt.punt.lon, buurt.punt.lat) for buurt in buurten])
    middle, *shapes = _put_on_grid(middle, *shapes)
    punten = [(x, y) for x, y in shapely.get_coordinates(middle).tolist()]
    if schematisch:
        gebieden, shapes = buurten, make_mozaiek(punten)
    else:
        shapes = _simplify([fit(shape) for shape in shapes])

    left, top, right, bottom = map(round, shapely.total_bounds(shapes))
    # One unit is left around, so that a line at the side is as thick as another.
    scale = 10 * min((BREEDTE - 2) / (right - left), _TALL * BREEDTE / (bottom - top))
    placed = [fit(shapely.transform(shape, lambda xy: (xy - (left, top)) * scale + 10)) for shape in shapes]
    plekken = {
        buurt.slug: (round((x - left) * scale) + 10, round((y - top) * scale) + 10)
        for buurt, (x, y) in zip(buurten, punten, strict=True)
    }
    found = {
        gebied.slug: _show(shape, plekken[(gebied.buurten[0] if isinstance(gebied, Wijk) else gebied).slug])
        for gebied, shape in zip(gebieden, placed, strict=True)
    }
    per_buurt = len(gebieden) == len(buurten) and gebieden[0] is buurten[0]
    return Plattegrond(
        breedte=round((right - left) * scale) + 20,
        hoogte=round((bottom - top) * scale) + 20,
        wijken={wijk.slug: _join(found, wijk) if per_buurt else found[wijk.slug] for wijk in stad.wijken},
        buurten=found if per_buurt else {},
        punten=plekken,
        schematisch=schematisch,
    )


def _find_grenzen(stad: Stad, buurten: Sequence[Buurt]) -> tuple[Sequence[Buurt | Wijk], list[Vorm]]:
    """Return all buurten with their boundaries, or else all wijken; nothing when there are not all."""
    known: dict[str, list[Grens]] = {}
    for grens in stad.grenzen:
        known.setdefault(grens.code, []).append(grens)
    groups: tuple[Sequence[Buurt | Wijk], ...] = (buurten, stad.wijken)
    for group in groups:
        if all(gebied.code in known for gebied in group):
            return group, [_make_vorm(known[gebied.code]) for gebied in group]
    return (), []


def _make_vorm(grenzen: Iterable[Grens]) -> Vorm:
    polygons = [shapely.Polygon(outer, holes) for grens in grenzen for outer, *holes in grens.vlakken]
    return shapely.union_all([keep_areas(shapely.make_valid(polygon)) for polygon in polygons])


def _put_on_grid(*shapes: Vorm) -> list[Vorm]:
    """Project degrees on a plane, as a city is small enough to be flat, and put each point on the grid."""
    left, top, right, bottom = map(float, shapely.total_bounds(shapes))
    shrink = math.cos(math.radians((top + bottom) / 2))
    scale = WIJDTE / (max((right - left) * shrink, bottom - top) or 1.0)
    # Degrees go up and pixels go down.
    return [
        shapely.transform(shape, lambda xy: ((xy - (left, bottom)) * (shrink * scale, -scale)).round())
        for shape in shapes
    ]


def _simplify(shapes: Sequence[Vorm]) -> list[Vorm]:
    """Take out points that hardly show; a border that two shapes share stays one border."""
    simple = shapes
    for width in _WIDTHS:
        simple = shapely.coverage_simplify(shapes, width)
        if sum(shapely.get_num_coordinates(simple)) <= _POINTS:
            break
    return list(simple)


def _show(shape: Vorm, plek: tuple[int, int]) -> Vorm:
    """Return a shape, or a small square for one that is too small for the grid."""
    x, y = plek
    return shapely.box(x - 10, y - 10, x + 10, y + 10) if shape.is_empty else shape


def _join(found: dict[str, Vorm], wijk: Wijk) -> Vorm:
    return fit(shapely.union_all([found[buurt.slug] for buurt in wijk.buurten]))
