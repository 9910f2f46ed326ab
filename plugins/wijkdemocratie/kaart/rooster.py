"""A fine grid of whole numbers, and the shapes on it.

Whatever one machine computes a hair differently from another (a cosine, a division, where two lines cross) is gone
once it is on the grid. So each step begins and ends there.
"""

from __future__ import annotations

from typing import Any

import shapely  # type: ignore[import-untyped]  # it ships no types

Punt = tuple[float, float]

Vorm = Any
"""A shape of shapely, which brings no types."""

WIJDTE = 36_000
"""How many steps of the grid go from the one side of what is drawn to the other."""


def fit(shape: Vorm) -> Vorm:
    """Put every point of a shape on the grid. Shapes that shared a border still do."""
    on_grid = shapely.transform(shape, lambda xy: xy.round())
    return on_grid if on_grid.is_valid else keep_areas(shapely.make_valid(on_grid))


def keep_areas(shape: Vorm) -> Vorm:
    """Return the areas of a shape, without loose lines and points."""
    areas = [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]
    return shapely.union_all(areas) if areas else shapely.MultiPolygon()


def list_rings(shape: Vorm) -> list[list[Punt]]:
    """Return the rings of a shape, each point once."""
    return [list(ring.coords)[:-1] for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
