"""The pictures: one of the city and one of each wijk to stand beside a shared link, and those in the texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wijkdemocratie.kaart import BREEDTE, HOOGTE, draw_stad, render_beeld
from wijkdemocratie.model import Wijk
from wijkdemocratie.select import list_getoond
from wijkdemocratie.werkers import spread

from .adres import pad_van
from .site import Site

_NAAM = "kaart.png"


class Deelbeeld(NamedTuple):
    """A picture: its file, its size, and what it shows in words."""

    pad: str
    breedte: int
    hoogte: int
    alt: str


def find_beeld(site: Site, pad: str, over_wijk: Wijk | None = None) -> Deelbeeld:
    """Return the picture of a page: of the one wijk that it stands below or is about, and else of the city."""
    folder, _, rest = pad.partition("/")
    wijk = site.stad.wijk.get(rest.partition("/")[0]) if folder == "wijken" else over_wijk
    soort = "Schematische kaart" if draw_stad(site.stad).schematisch else "Kaart"
    if wijk is None:
        return Deelbeeld(_NAAM, BREEDTE, HOOGTE, f"{soort} van de wijken van {site.stad.gemeente.naam}")
    alt = f"{soort} van {site.stad.gemeente.naam}, met de wijk {wijk.naam} gemarkeerd"
    return Deelbeeld(f"{pad_van(site.stad, wijk)}{_NAAM}", BREEDTE, HOOGTE, alt)


def list_beelden(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every picture."""
    stad = site.stad
    draw_stad(stad)  # which is in all of them
    gebieden: list[Wijk | None] = [None, *stad.wijken]
    rendered = spread(lambda wijk: render_beeld(stad, wijk), gebieden, portion=2)
    for wijk, content in zip(gebieden, rendered, strict=True):
        yield f"{pad_van(stad, wijk) if wijk else ''}{_NAAM}", content
    yield from ((beeld.pad, beeld.inhoud) for beeld in list_getoond(stad))
