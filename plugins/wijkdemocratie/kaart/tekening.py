"""The drawings: the whole city, and one wijk or buurt in its stadsdeel, as paths and places for an SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import shapely  # type: ignore[import-untyped]  # it ships no types

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Buurt, Stad, Wijk

from .pad import write_lijnen, write_tiende, write_vlak
from .plattegrond import Plattegrond, make_plattegrond
from .rooster import Vorm, list_rings

_AROUND = 60
"""The room around a stadsdeel on a small map, in tenths."""


@dataclass(frozen=True, slots=True)
class Wijkvlak:
    """A wijk on the map of the city: its slug, its path, and the place for a number in it."""

    wijk: str
    pad: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Stadskaart:
    """The whole city. `kader` is the viewBox; `schematisch` says that the borders are none that anybody drew."""

    kader: str
    vlakken: tuple[Wijkvlak, ...]
    buurtlijnen: str
    schematisch: bool


@dataclass(frozen=True, slots=True)
class Kaartje:
    """A stadsdeel with one wijk in it (`wijk`), and perhaps one buurt of that.

    `rest` are the other wijken. A buurt is a path (`buurt`), or a place (`punt`) when its borders are not known.
    """

    kader: str
    rest: str
    wijk: str
    buurtlijnen: str
    buurt: str
    punt: tuple[str, str] | None
    schematisch: bool


@remember
def draw_stad(stad: Stad) -> Stadskaart:
    """Draw all wijken, in the order of their codes."""
    grond = make_plattegrond(stad)
    vlakken = []
    for wijk in stad.wijken:
        shape = grond.wijken[wijk.slug]
        # The middle of the widest spot, on whole units.
        x, y = shapely.maximum_inscribed_circle(shape, tolerance=5).coords[0]
        vlakken.append(Wijkvlak(wijk.slug, _write_vorm(shape), str(round(x / 10)), str(round(y / 10))))
    kader = f"0 0 {write_tiende(grond.breedte)} {write_tiende(grond.hoogte)}"
    return Stadskaart(kader, tuple(vlakken), _write_buurtlijnen(grond, stad.wijken), grond.schematisch)


def draw_kaartje(stad: Stad, wijk: Wijk, buurt: Buurt | None = None) -> Kaartje:
    """Draw the stadsdeel of a wijk, with the wijk, and perhaps one of its buurten, apart from the rest."""
    grond = make_plattegrond(stad)
    wijken = [other for other in stad.wijken if other.stadsdeel == wijk.stadsdeel]
    left, top, right, bottom = map(round, shapely.total_bounds([grond.wijken[other.slug] for other in wijken]))
    kader = (left - _AROUND, top - _AROUND, right - left + 2 * _AROUND, bottom - top + 2 * _AROUND)
    marked = grond.buurten.get(buurt.slug) if buurt else None
    x, y = grond.punten[buurt.slug] if buurt else (0, 0)
    return Kaartje(
        kader=" ".join(map(write_tiende, kader)),
        rest="".join(_write_vorm(grond.wijken[other.slug]) for other in wijken if other.slug != wijk.slug),
        wijk=_write_vorm(grond.wijken[wijk.slug]),
        buurtlijnen=_write_buurtlijnen(grond, [wijk]),
        buurt=_write_vorm(marked) if marked is not None else "",
        punt=(write_tiende(x), write_tiende(y)) if buurt and marked is None else None,
        schematisch=grond.schematisch,
    )


def _write_vorm(shape: Vorm) -> str:
    return write_vlak(list_rings(shape))


def _write_buurtlijnen(grond: Plattegrond, wijken: Iterable[Wijk]) -> str:
    """Write the borders between buurten of one wijk; those of the wijk itself are its own path."""
    lines: list[Vorm] = []
    for wijk in wijken:
        sides: dict[tuple[tuple[float, float], ...], int] = defaultdict(int)
        for buurt in wijk.buurten:
            for ring in list_rings(grond.buurten[buurt.slug]) if grond.buurten else ():
                for side in zip(ring, [*ring[1:], ring[0]], strict=True):
                    sides[tuple(sorted(side))] += 1
        shared = [side for side, count in sorted(sides.items()) if count > 1]
        lines.extend(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(shared))))
    return write_lijnen([list(line.coords) for line in lines])
