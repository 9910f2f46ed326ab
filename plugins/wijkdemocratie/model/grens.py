"""The boundaries of wijken and buurten, as a file of the gemeente gives them."""

from __future__ import annotations

from dataclasses import dataclass

from wijkdemocratie.problems import Location

Ring = tuple[tuple[float, float], ...]
"""Points in WGS 84, longitude first; the last is the first again."""


@dataclass(frozen=True, slots=True)
class Grens:
    """The area that belongs to a code (WK or BU): polygons, each an outer ring and then its holes."""

    code: str
    vlakken: tuple[tuple[Ring, ...], ...]
    place: Location
