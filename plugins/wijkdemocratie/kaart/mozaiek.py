"""A mosaic of points: around each point what is nearer to it than to any other, as far as its surroundings reach."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

import shapely  # type: ignore[import-untyped]  # it ships no types

from .rooster import WIJDTE, Punt, Vorm, fit

_REACH = 1.8
"""How far a cell reaches, in the distance that a point typically has to its nearest neighbour."""
_CLOSE = 0.7
"""How much of that reach an inlet or a hole must be wide to stay open."""


def make_mozaiek(punten: Sequence[Punt]) -> list[Vorm]:
    """Return a cell for each point (on the grid), in their order. Cells that touch share the points of their border."""
    apart = _set_apart(punten)
    reach = round(_REACH * median(_measure_nearest(apart))) if len(apart) > 1 else WIJDTE
    ground = fit(shapely.union_all([fit(shapely.Point(punt).buffer(reach, quad_segs=4)) for punt in apart]))
    ground = fit(ground.buffer(round(_CLOSE * reach), quad_segs=4))
    ground = fit(ground.buffer(-round(_CLOSE * reach), quad_segs=4).simplify(reach / 40))
    if len(apart) == 1:
        return [ground]
    cells = shapely.voronoi_polygons(shapely.MultiPoint(apart), extend_to=ground, ordered=True)
    return [cell.intersection(ground) for cell in cells.geoms]


def _measure_nearest(punten: Sequence[Punt]) -> list[float]:
    return [min(math.dist(one, other) for other in punten if other is not one) for one in punten]


def _set_apart(punten: Sequence[Punt]) -> list[Punt]:
    """Move a point that stands where another does a little, as two cells cannot have one middle."""
    found: dict[Punt, None] = {}
    for x, y in punten:
        while any(math.dist((x, y), other) < WIJDTE / 1000 for other in found):
            x += WIJDTE // 200
        found[x, y] = None
    return list(found)
