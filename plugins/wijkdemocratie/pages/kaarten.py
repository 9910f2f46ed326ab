"""The maps on pages: what is open where on the map of the city, and where a wijk or buurt lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wijkdemocratie.kaart import Kaartje, Stadskaart, Wijkvlak, draw_kaartje, draw_stad
from wijkdemocratie.model import Buurt, Wijk
from wijkdemocratie.select import Stadsdeelrij

from .site import Site


@dataclass(frozen=True, slots=True)
class Plek:
    """A wijk on the map: its shape, what can be done there now, and both in words."""

    vlak: Wijkvlak
    wijk: Wijk
    acties: int
    titel: str


@dataclass(frozen=True, slots=True)
class Overzichtskaart:
    """The map of the city; the wijken where something can be done come last, so that their border lies on top."""

    tekening: Stadskaart
    plekken: tuple[Plek, ...]


@dataclass(frozen=True, slots=True)
class Wijkkaart:
    """The small map in the head of a wijk or buurt: the drawing, what stands under it, and what it shows in words."""

    tekening: Kaartje
    bijschrift: str
    uitleg: str


def draw_overzicht(site: Site, rijen: Iterable[Stadsdeelrij]) -> Overzichtskaart:
    """Draw the city with the same numbers as the lists of wijken have."""
    acties = {rij.wijk.slug: rij.acties for rij in rijen}
    kaart = draw_stad(site.stad)
    plekken = [
        Plek(vlak, wijk, count, f"{wijk.naam}: {count} nu te doen" if count else wijk.naam)
        for vlak in kaart.vlakken
        for wijk, count in [(site.stad.wijk[vlak.wijk], acties[vlak.wijk])]
    ]
    return Overzichtskaart(kaart, tuple(sorted(plekken, key=lambda plek: plek.acties > 0)))


def draw_wijkkaart(site: Site, wijk: Wijk, buurt: Buurt | None = None) -> Wijkkaart:
    """Draw a wijk, or a buurt of it, in its stadsdeel."""
    stadsdeel = site.stad.stadsdeel[wijk.stadsdeel].naam
    hier = f"de buurt {buurt.naam} in de wijk {wijk.naam}" if buurt else f"de wijk {wijk.naam}"
    return Wijkkaart(
        draw_kaartje(site.stad, wijk, buurt),
        f"{buurt.naam if buurt else wijk.naam} in stadsdeel {stadsdeel}.",
        f"Kaartje van stadsdeel {stadsdeel}. Gemarkeerd is {hier}.",
    )
