"""The pictures: one of the city and one of each wijk to stand beside a shared link, and those in the texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wijkdemocratie.kaart import BREEDTE, HOOGTE, draw_beeld, draw_stad, render_png
from wijkdemocratie.model import Wijk
from wijkdemocratie.select import list_getoond
from wijkdemocratie.talen import NEDERLANDS, Taal
from wijkdemocratie.voorraad import Voorraad, make_key
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


def find_beeld(site: Site, pad: str, over_wijk: Wijk | None = None, taal: Taal = NEDERLANDS) -> Deelbeeld:
    """Return the picture of a page: of the one wijk that it stands below or is about, and else of the city."""
    folder, _, rest = pad.partition("/")
    wijk = site.stad.wijk.get(rest.partition("/")[0]) if folder == "wijken" else over_wijk
    is_schema, stad = draw_stad(site.stad).schematisch, site.stad.gemeente.naam
    if wijk is None:
        soort = "Schematische kaart" if is_schema else "Kaart"
        return Deelbeeld(_NAAM, BREEDTE, HOOGTE, f"{soort} van de wijken van {stad}")
    if is_schema:
        alt = taal.gettext(
            "Schematische kaart van %(stad)s, met de wijk %(wijk)s gemarkeerd", stad=stad, wijk=wijk.naam
        )
    else:
        alt = taal.gettext("Kaart van %(stad)s, met de wijk %(wijk)s gemarkeerd", stad=stad, wijk=wijk.naam)
    return Deelbeeld(f"{pad_van(site.stad, wijk)}{_NAAM}", BREEDTE, HOOGTE, alt)


def list_beelden(site: Site, voorraad: Voorraad | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every picture. What was drawn before in the same lines comes from the store."""
    stad = site.stad
    gebieden: list[Wijk | None] = [None, *stad.wijken]
    drawings = [draw_beeld(stad, wijk) for wijk in gebieden]
    known = {svg: content for svg in drawings if voorraad and (content := voorraad.get(make_key("beeld", svg)))}
    absent = list(dict.fromkeys(svg for svg in drawings if svg not in known))
    for svg, content in zip(absent, spread(render_png, absent, portion=2), strict=True):
        known[svg] = content
        if voorraad:
            voorraad.put(make_key("beeld", svg), content)
    for wijk, svg in zip(gebieden, drawings, strict=True):
        yield f"{pad_van(stad, wijk) if wijk else ''}{_NAAM}", known[svg]
    yield from ((beeld.pad, beeld.inhoud) for beeld in list_getoond(stad))
